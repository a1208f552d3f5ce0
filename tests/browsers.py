"""Real browsers for tests: Debian's Chromium, started once for all of them, every page in a context of its own.

Whatever opens a page of the product goes through ``browse``; the fixtures beside the tests only say which page.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.test import Client
from playwright.sync_api import Browser, Page

from plans.models import User

# The test's own thread runs the event loop of the browser, and asks the database as well.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Rows of tables are the bulk of a page, and a check of contrast or size costs the same for each. One that differs from
# a row before it in nothing but words, figures and names, and does not have the focus, is left out unless every row is
# asked for; the walk over every page asks for every row.
RUN_AXE = """async (everyRow) => {
  const looks = /^(class|type|role|style|tabindex|hidden|disabled|readonly|required|checked|open|scope|colspan)$/;
  const kind = (part) => {
    if (part.nodeType === Node.TEXT_NODE) return part.data.trim() ? "text" : "";
    if (part.nodeType !== Node.ELEMENT_NODE) return "";
    const told = [...part.attributes].map(({ name, value }) => {
      const known = looks.test(name) || (name.startsWith("aria-") && /^(true|false|page|step|\\d*)$/.test(value));
      return `${name}=${known ? value : Boolean(value.trim())}`;
    });
    return `<${part.tagName} ${told.sort()}>${[...part.childNodes].map(kind).join("")}</>`;
  };
  const seen = new Set();
  const left = everyRow ? [] : [...document.querySelectorAll("tbody > tr")].filter((row) => {
    if (row.contains(document.activeElement)) return false;
    const before = seen.size;
    return seen.add(kind(row)).size === before;
  });
  return axe.run(left.length ? { exclude: left } : document, { resultTypes: ["violations"] });
}"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own browser: none is downloaded."""
    return {**browser_type_launch_args, "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium")}


@pytest.fixture
def chromium(browser: Browser) -> Iterator[Browser]:
    """The browser, in which nothing of this test stays open."""
    yield browser
    for context in list(browser.contexts):
        context.close()


@pytest.fixture
def browse(live_server: Any, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a context of its own, signed in as that person. No script may fail and nothing may break
    the content security policy; ``problems`` of the page are all errors that the browser tells of."""
    failed: list[str] = []

    def open_it(
        user: User, address: str, *, width: int = 1280, height: int = 900, cookies: dict[str, str] | None = None,
        **how: Any,
    ) -> Page:  # fmt: skip
        client = Client()
        client.force_login(user)
        context = chromium.new_context(viewport={"width": width, "height": height}, **how)
        held = {"sessionid": client.cookies["sessionid"].value, **(cookies or {})}
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in held.items()])
        page = context.new_page()
        page.problems = []  # type: ignore[attr-defined]

        def script_failed(error: Any) -> None:
            failed.append(str(error))
            page.problems.append(str(error))  # type: ignore[attr-defined]

        def said(message: Any) -> None:
            if message.type == "error":
                page.problems.append(message.text)  # type: ignore[attr-defined]
            if "Content Security" in message.text:
                failed.append(message.text)

        page.on("pageerror", script_failed)
        page.on("console", said)
        page.home = live_server.url + address  # type: ignore[attr-defined]
        page.goto(page.home)  # type: ignore[attr-defined]
        return page

    yield open_it
    assert failed == []


def barriers(page: Page, *, every_row: bool = False) -> str:
    """What axe finds on the page as it stands: in all of it, and of table rows that are alike in one."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(RUN_AXE, every_row))
    return found.generate_report() if found.violations_count else ""


def assert_accessible(page: Page) -> None:
    assert barriers(page) == ""


def assert_quiet(page: Page) -> None:
    assert page.problems == []  # type: ignore[attr-defined]
