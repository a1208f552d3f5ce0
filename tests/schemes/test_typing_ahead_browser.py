"""Typing faster than the server answers: nothing is lost, and no answer touches what is being typed."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from schemes.models import Scheme as Row
from tests.schemes.conftest import assert_quiet, row_of, saved, stored

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AMOUNT = "#expenditure-row-01-amount-2019-20"
# As quick as keys can be: within the answer that brings the row.
TYPED_AT_ONCE = """() => document.body.addEventListener("htmx:afterRequest", () => {
  const cell = document.activeElement;
  cell.value = "99";
  for (const name of ["input", "change"]) cell.dispatchEvent(new Event(name, { bubbles: true }));
}, { once: true })"""


@pytest.fixture
def held(open_grid, leicester) -> tuple[Page, list[Route]]:
    """A page whose saves of the first row wait until the test lets each of them go."""
    page, routes = open_grid(), []
    page.route(f"**{row_of(leicester, 'row-01')}", lambda route: routes.append(route))
    return page, routes


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait for what the browser asks of the server."""
    for _ in range(200):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the browser did not ask")


def two_saves_wait(page: Page, routes: list[Route]) -> None:
    """Two cells are left, so that one save is under way and the next is to be sent while the amount is in use."""
    page.focus("#expenditure-row-01-name")
    page.keyboard.type("Renamed")
    page.keyboard.press("Tab")
    page.keyboard.type("Described")
    page.focus(AMOUNT)
    until(page, lambda: len(routes) == 1)


def let_go(page: Page, routes: list[Route]) -> None:
    routes[0].continue_()
    until(page, lambda: len(routes) == 2)
    routes[1].continue_()
    saved(page)


def test_what_is_typed_into_a_row_the_moment_it_is_added_is_saved(open_grid, leicester):
    page = open_grid()
    page.evaluate(TYPED_AT_ONCE)
    page.click("#add-at-top")
    expect(page.locator("[data-scheme-row]").last.locator(".app-grid__state")).to_have_text("Saved")
    assert Row.objects.filter(plan=leicester).order_by("position").last().scheme_id == "99"
    assert_quiet(page)


def test_a_figure_that_is_being_typed_is_not_saved_by_half_nor_replaced(held, leicester):
    page, routes = held
    before = stored(leicester, "row-01").amounts
    two_saves_wait(page, routes)
    page.keyboard.type("3000")
    let_go(page, routes)
    assert stored(leicester, "row-01").description == "Described"
    assert stored(leicester, "row-01").amounts == before
    expect(page.locator(AMOUNT)).to_have_value("3000")
    page.keyboard.type("0")
    page.unroute_all()
    page.keyboard.press("Tab")
    expect(page.locator(AMOUNT)).to_have_value("30,000")
    saved(page)
    assert stored(leicester, "row-01").amounts == {"2019-20": 30_000}
    assert_quiet(page)


def test_half_a_figure_is_not_refused_and_escape_brings_back_what_was_saved(held, leicester):
    page, routes = held
    shown = page.locator(AMOUNT).input_value()
    two_saves_wait(page, routes)
    page.keyboard.type("1,2")
    let_go(page, routes)
    expect(page.locator("#grid-unsaved")).to_have_text("All saved")
    page.keyboard.press("Escape")
    expect(page.locator(AMOUNT)).to_have_value(shown)
    expect(page.locator("#grid-unsaved")).to_have_text("All saved")


def test_a_line_break_alone_is_saved_when_the_cell_is_left(open_grid, leicester):
    page = open_grid()
    words = stored(leicester, "row-01").description
    page.focus("#expenditure-row-01-description")
    page.keyboard.press("Alt+Enter")
    page.keyboard.press("Tab")
    saved(page)
    assert stored(leicester, "row-01").description.rstrip() == words.rstrip()
