"""A real browser for the page on which an answer is written."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright

from plans.models import Plan, User


@pytest.fixture
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's own browser: none is downloaded."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
    yield browser
    browser.close()


@pytest.fixture
def opened(leicester: Plan, live_server, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own, signed in as that person. No script may fail on any page."""
    failures: list[str] = []

    def open_it(user: User, address: str, *, width: int = 1280) -> Page:
        client = Client()
        client.force_login(user)
        context = chromium.new_context(viewport={"width": width, "height": 900})
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if "Content Security" in said.text else None)
        page.goto(live_server.url + address)
        return page

    yield open_it
    assert failures == []
