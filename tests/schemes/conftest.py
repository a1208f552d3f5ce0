"""What the tests of the expenditure plan share: a plan, the addresses of its pages, and a row as a browser sends it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Playwright, expect

from bcf.fund.document import PlanDocument, Scheme
from plans.models import Plan
from plans.rounds import all_rounds
from schemes.choices import shape
from schemes.columns import cells_of, fingerprint
from schemes.models import Scheme as Row
from schemes.part import ROW_PARTS, scheme_value
from schemes.views.page import SCRIPTS
from tests import factories
from tests.fund.build import MADE_UP, complete_plan

HTMX = {"HTTP_HX_REQUEST": "true"}


def page_of(plan: Plan) -> str:
    return reverse("expenditure", args=plan.args)


def row_of(plan: Plan, key: str) -> str:
    return reverse("scheme", args=(*plan.args, key))


def stored(plan: Plan, key: str) -> Scheme:
    """The row as it stands in the database."""
    return scheme_value(Row.objects.prefetch_related(*ROW_PARTS).get(plan=plan, key=key))


def version(plan: Plan, key: str) -> int:
    return Row.objects.get(plan=plan, key=key).version


def as_sent(plan: Plan, key: str, **typed: str) -> dict[str, str]:
    """The row as a browser that has just read it sends it, with something typed. ``amount_2019_20`` is a cell's
    name with underscores where it may have hyphens."""
    row = stored(plan, key)
    cells = cells_of(plan.round)
    data = {cell.name: cell.text(row) for cell in cells}
    names = {name.replace("-", "_"): name for name in data}
    return data | {names[name]: text for name, text in typed.items()} | {
        "version": str(version(plan, key)), "read": fingerprint(cells, row), "shape": shape(cells, plan.round, row),
    }  # fmt: skip


@pytest.fixture
def colleague(leicester: Plan) -> Client:
    """A second commissioner of the same board, signed in."""
    client = Client()
    client.force_login(factories.author_of(leicester))
    return client


@pytest.fixture
def made_up(db: None, settings: Any) -> Iterator[Plan]:
    """A complete plan of a round of three years that the product has never heard of."""
    settings.ROUNDS_DIRS = [MADE_UP]
    all_rounds.cache_clear()
    yield factories.plan_from(complete_plan("2031-34"))
    all_rounds.cache_clear()


def leicester_with(rows: int) -> PlanDocument:
    """Leicester's plan with so many rows, r0 and on."""
    document = factories.leicester_document()
    first = document.schemes[0]
    schemes = tuple(first.model_copy(update={"key": f"r{number}"}) for number in range(rows))
    return document.model_copy(update={"schemes": schemes})


@pytest.fixture
def leicester_of(db: None) -> Callable[[int], Plan]:
    """Leicester's plan with so many rows, stored."""
    return lambda rows: factories.plan_from(leicester_with(rows))


@pytest.fixture
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's own browser: none is downloaded."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
    yield browser
    browser.close()


@pytest.fixture
def open_grid(leicester: Plan, live_server, chromium: Browser) -> Callable[..., Page]:
    """Opens the expenditure page in a browser of its own, signed in as a new commissioner. ``known`` is whether an
    earlier page has told the server already that the browser runs scripts."""

    def open_it(*, width: int = 1280, query: str = "", known: bool = True) -> Page:
        client = Client()
        client.force_login(factories.author_of(leicester))
        context = chromium.new_context(viewport={"width": width, "height": 800})
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        if known:
            context.add_cookies([{"name": SCRIPTS, "value": "1", "url": live_server.url}])
        page = context.new_page()
        page.problems = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.problems.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)  # type: ignore[attr-defined]
        page.home = live_server.url + page_of(leicester)  # type: ignore[attr-defined]
        page.goto(page.home + query)  # type: ignore[attr-defined]
        expect(page.locator("#grid")).to_have_attribute("data-ready", "")
        return page

    return open_it


def saved(page: Page, key: str = "row-01") -> None:
    expect(page.locator(f"#state-{key}")).to_have_text("Saved")


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def assert_quiet(page: Page) -> None:
    assert page.problems == []  # type: ignore[attr-defined]
