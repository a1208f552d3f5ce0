"""Sites with the demo in them, on either kind of database and broker."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tests.service.site import Site, SiteOnFiles, SiteOnServices

KINDS: dict[str, type[SiteOnFiles] | type[SiteOnServices]] = {"files": SiteOnFiles, "services": SiteOnServices}


@pytest.fixture(scope="session")
def demo_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Gives the site of a kind that has the demo in it and is only copied: loading it takes a while."""
    with ExitStack() as stack:

        @cache
        def demo(kind: str) -> Site:
            site = stack.enter_context(KINDS[kind](tmp_path_factory.mktemp(kind)))
            site.manage("migrate", "--verbosity=0")
            site.manage("loaddemo")
            return site

        yield demo


@pytest.fixture(params=["files", pytest.param("services", marks=pytest.mark.services)])
def site(request: pytest.FixtureRequest, demo_of: Callable[[str], Site], tmp_path: Path) -> Iterator[Site]:
    """A site with the demo loaded and nothing running."""
    with KINDS[request.param](tmp_path, demo_of(request.param)) as site:
        yield site
