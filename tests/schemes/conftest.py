"""What the tests of the expenditure plan share: a plan, the addresses of its pages, and a row as a browser sends it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from bcf.fund.document import PlanDocument, Scheme
from plans.models import Plan
from schemes.choices import shape
from schemes.columns import cells_of, fingerprint
from schemes.models import Scheme as Row
from schemes.part import ROW_PARTS, scheme_value
from schemes.views.page import SCRIPTS
from tests import factories
from tests.browsers import assert_accessible, assert_quiet
from tests.fund.build import MADE_UP, complete_plan

__all__ = ["assert_accessible", "assert_quiet"]

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
def made_up(db: None, settings: Any) -> Plan:
    """A complete plan of a round of three years that the product has never heard of."""
    settings.ROUNDS_DIRS = [MADE_UP]
    return factories.plan_from(complete_plan("2031-34"))


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
def open_grid(leicester: Plan, browse: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the expenditure page in a browser of its own, signed in as a new commissioner. ``known`` is whether an
    earlier page has told the server already that the browser runs scripts."""

    def open_it(*, width: int = 1280, query: str = "", known: bool = True) -> Page:
        author, cookies = factories.author_of(leicester), {SCRIPTS: "1"} if known else {}
        page = browse(author, page_of(leicester) + query, width=width, height=800, cookies=cookies)
        page.home = page.home.removesuffix(query)  # type: ignore[attr-defined]
        expect(page.locator("#grid")).to_have_attribute("data-ready", "")
        return page

    return open_it


def saved(page: Page, key: str = "row-01") -> None:
    expect(page.locator(f"#state-{key}")).to_have_text("Saved")
