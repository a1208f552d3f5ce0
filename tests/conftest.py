"""Fixtures that every suite may use, which tests touch the database, and in which order all run."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from plans import guards
from plans.models import Plan, User
from tests import factories, unhurried
from tests.browsers import browse, browser_type_launch_args, chromium

__all__ = ["browse", "browser_type_launch_args", "chromium", "unhurried"]

STORED = {"db", "transactional_db", "live_server"}
LONGEST_FIRST = ("journey", "browser", "services", "office")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what touches the database, and what works on a product of its own."""
    names = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db") or names & STORED:
        item.add_marker(pytest.mark.database)
    if "product" in names:
        item.add_marker(pytest.mark.journey)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no process ends long before the other."""

    def rank(item: pytest.Item) -> int:
        kinds = [number for number, kind in enumerate(LONGEST_FIRST) if item.get_closest_marker(kind)]
        return min(kinds, default=len(LONGEST_FIRST))

    items.sort(key=rank)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A page that a browser has left may still be answered when the last test is over: PostgreSQL drops no database
    to which somebody is connected."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def written_once_may_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that commit have their tables emptied after them, which the database refuses while they are guarded."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    guards.remove(connection)


@pytest.fixture
def leicester(db: None) -> Plan:
    """Leicester's 2019-20 plan, stored."""
    return factories.plan_from(factories.leicester_document())


@pytest.fixture
def author(leicester: Plan) -> User:
    """A commissioner of Leicester City Council."""
    return factories.author_of(leicester)


@pytest.fixture
def commissioner(author: User) -> Client:
    """A browser in which the commissioner has signed in."""
    client = Client()
    client.force_login(author)
    return client


@pytest.fixture
def made_up_round(db: None, settings: Any) -> None:
    """A site that has the made-up round of tests/rounds beside the bundled ones."""
    settings.ROUNDS_DIRS = [factories.ROOT / "tests" / "rounds"]
