"""The expenditure table in a real browser: autosave, focus, balances, conflicts."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsers import assert_accessible, assert_quiet
from tests.schemes.conftest import saved, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AMOUNT = "#expenditure-row-01-amount-2019-20"
NAME = "#expenditure-row-01-name"
# Whether what the screen shows at three points of a control is the control itself.
NOT_COVERED = """control => {
  const box = control.getBoundingClientRect();
  return [0.2, 0.5, 0.8].every((part) => {
    const seen = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
    return seen === control;
  });
}"""
TYPE, SUB_TYPE = "#expenditure-row-01-scheme_type", "#expenditure-row-01-sub_type"


def minimum_contribution(page: Page):
    return page.locator("#balances li").filter(has_text="Minimum CCG Contribution")


def test_an_amount_typed_moves_the_balance_and_the_focus_goes_on(open_grid, leicester):
    page = open_grid()
    expect(minimum_contribution(page)).to_contain_text("Balanced")
    page.fill(AMOUNT, "6006613")
    page.press(AMOUNT, "Tab")
    expect(minimum_contribution(page)).to_contain_text("Left to plan £1,000")
    saved(page)
    expect(page.locator(AMOUNT)).to_have_value("6,006,613")
    expect(page.locator("#expenditure-row-01-new_or_existing")).to_be_focused()
    expect(page.locator("#grid-said")).to_contain_text("Row 1 saved. Minimum CCG Contribution: Left to plan £1,000")
    assert_accessible(page)
    assert_quiet(page)


def test_half_typed_text_in_the_next_cell_survives_a_save(open_grid, leicester):
    page = open_grid()

    def slowly(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/expenditure/row-01/", slowly)
    page.fill("#expenditure-row-01-scheme_id", "1a")
    page.press("#expenditure-row-01-scheme_id", "Tab")
    expect(page.locator(NAME)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type(" and mo")
    saved(page)
    expect(page.locator(NAME)).to_have_value("Existing ASC Transfer and mo")
    expect(page.locator(NAME)).to_be_focused()
    page.keyboard.type("re")
    page.keyboard.press("Tab")
    expect(page.locator(".app-grid__row--saving")).to_have_count(0)
    saved(page)
    assert stored(leicester, "row-01").name == "Existing ASC Transfer and more"
    assert stored(leicester, "row-01").scheme_id == "1a"
    assert_quiet(page)


def test_quick_edits_of_one_row_are_all_saved_without_a_conflict(open_grid, leicester):
    page = open_grid()
    page.fill("#expenditure-row-01-scheme_id", "1b")
    page.press("#expenditure-row-01-scheme_id", "Tab")
    page.fill(NAME, "Quick")
    page.press(NAME, "Tab")
    page.fill("#expenditure-row-01-description", "Hands")
    page.press("#expenditure-row-01-description", "Tab")
    expect(page.locator(".app-grid__row--saving")).to_have_count(0)
    saved(page)
    row = stored(leicester, "row-01")
    assert (row.scheme_id, row.name, row.description) == ("1b", "Quick", "Hands")


def test_a_new_type_offers_its_sub_types_even_to_who_has_tabbed_on(open_grid, leicester):
    page = open_grid()
    page.focus(TYPE)
    page.select_option(TYPE, "carers")
    page.focus(SUB_TYPE)
    expect(page.locator(f"{SUB_TYPE} option")).to_have_text(
        ["", "Carer Advice and Support", "Respite Services", "Other"]
    )
    expect(page.locator(SUB_TYPE)).to_be_focused()
    expect(page.locator("#news-row-01")).to_contain_text("Still to fill in: Sub-types")
    page.select_option(SUB_TYPE, "carers_other")
    expect(page.locator("#expenditure-row-01-type_other")).to_be_editable()
    page.select_option(TYPE, "dfg")
    expect(page.locator("#news-row-01")).to_contain_text("The sub-type “Other” was cleared")
    expect(page.locator(SUB_TYPE)).to_have_value("")
    assert_accessible(page)


def test_what_cannot_be_read_stays_in_the_cell_and_escape_brings_back_the_saved_value(open_grid, leicester):
    page = open_grid()
    page.fill(AMOUNT, "about 6m")
    page.press(AMOUNT, "Enter")
    news = page.locator("#news-row-01")
    expect(news).to_contain_text("“about 6m” is not an amount in pounds")
    expect(news).to_contain_text("Kept for now: 6,007,613")
    expect(page.locator(AMOUNT)).to_have_value("about 6m")
    expect(page.locator(AMOUNT)).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    page.press(AMOUNT, "Escape")
    expect(page.locator(AMOUNT)).to_have_value("6,007,613")
    saved(page)
    expect(news).to_be_hidden()
    assert stored(leicester, "row-01").amounts["2019-20"] == 6_007_613


def test_two_people_in_one_row_see_both_values_and_one_of_them_decides(open_grid, leicester):
    mine, theirs = open_grid(), open_grid()
    theirs.fill(AMOUNT, "5000000")
    theirs.press(AMOUNT, "Enter")
    saved(theirs)
    theirs.fill(NAME, "Their name")
    theirs.press(NAME, "Enter")
    expect(theirs.locator(".app-grid__row--saving")).to_have_count(0)

    mine.fill(AMOUNT, "4000000")
    mine.press(AMOUNT, "Enter")
    news = mine.locator("#news-row-01")
    expect(news.get_by_role("row", name=re.compile("Expenditure"))).to_contain_text("4000000")
    expect(news.get_by_role("row", name=re.compile("Expenditure"))).to_contain_text("5,000,000")
    expect(news).to_contain_text("Scheme name (“Their name”)")
    assert stored(leicester, "row-01").amounts["2019-20"] == 5_000_000
    assert_accessible(mine)

    news.get_by_role("button", name="Save mine over it").click()
    saved(mine)
    expect(mine.locator(NAME)).to_have_value("Their name")
    row = stored(leicester, "row-01")
    assert (row.amounts["2019-20"], row.name) == (4_000_000, "Their name")

    theirs.fill(AMOUNT, "3000000")
    theirs.press(AMOUNT, "Enter")
    theirs.locator("#news-row-01").get_by_role("button", name="Take theirs").click()
    expect(theirs.locator(AMOUNT)).to_have_value("4,000,000")
    expect(theirs.locator("#news-row-01")).to_be_hidden()
    assert_quiet(mine)
    assert_quiet(theirs)


def test_adding_duplicating_and_deleting_move_the_focus(open_grid, leicester):
    page = open_grid()
    rows = page.locator("[data-scheme-row]")
    page.click("#add-at-top")
    expect(rows).to_have_count(50)
    expect(rows.nth(49).locator(".app-grid__input").first).to_be_focused()
    expect(rows.nth(49)).to_contain_text("Row 50")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(rows.nth(49).locator(".app-grid__state")).to_have_text("Saved")

    rows.nth(0).locator("summary").click()
    rows.nth(0).get_by_role("button", name="Duplicate").click()
    expect(rows).to_have_count(51)
    expect(rows.nth(1).locator(".app-grid__input").first).to_be_focused()
    expect(rows.nth(1).locator("[name=name]")).to_have_value("Existing ASC Transfer")
    expect(rows.nth(1).locator("[name^=amount]")).to_have_value("")
    expect(rows.nth(2)).to_contain_text("Row 3")

    page.on("dialog", lambda dialog: dialog.accept())
    rows.nth(0).locator("summary").click()
    rows.nth(0).get_by_role("link", name="Delete").click()
    expect(rows).to_have_count(50)
    expect(rows.nth(0).locator(".app-grid__input").first).to_be_focused()
    expect(minimum_contribution(page)).to_contain_text("Left to plan £6,007,613")
    assert_accessible(page)
    assert_quiet(page)


def test_a_row_deleted_meanwhile_can_be_saved_as_a_new_one(open_grid, leicester):
    mine, theirs = open_grid(), open_grid()
    theirs.on("dialog", lambda dialog: dialog.accept())
    theirs.locator("#row-row-01 summary").click()
    theirs.locator("#row-row-01").get_by_role("link", name="Delete").click()
    expect(theirs.locator("#row-row-01")).to_have_count(0)
    mine.fill(NAME, "Still wanted")
    mine.press(NAME, "Enter")
    news = mine.locator("#news-row-01")
    expect(news).to_contain_text("deleted this scheme")
    news.get_by_role("button", name="Save as a new row").click()
    rows = mine.locator("[data-scheme-row]")
    expect(rows.last.locator("[name=name]")).to_have_value("Still wanted")
    expect(mine.locator("#row-row-01")).to_have_count(0)
    expect(rows).to_have_count(49)


def test_a_service_that_cannot_be_reached_is_said_and_enter_tries_again(open_grid, leicester):
    page = open_grid()
    page.route("**/expenditure/row-01/", lambda route: route.abort())
    page.fill(NAME, "Offline")
    page.press(NAME, "Enter")
    expect(page.locator("#state-row-01")).to_have_text("Not saved")
    expect(page.locator("#news-row-01")).to_contain_text("could not be reached")
    page.unroute("**/expenditure/row-01/")
    page.press(NAME, "Enter")
    saved(page)
    assert stored(leicester, "row-01").name == "Offline"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_does_not_slide_sideways(open_grid, width):
    page = open_grid(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)
    assert_quiet(page)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("key", ["row-01", "row-09", "row-49"])
def test_a_link_to_a_cell_brings_it_into_view_beside_everything_that_stays(open_grid, width, key):
    page = open_grid(width=width)
    page.goto("about:blank")
    page.goto(f"{page.home}#expenditure-{key}-area")
    cell = page.locator(f"#expenditure-{key}-area")
    expect(cell).to_be_focused()
    assert cell.evaluate(NOT_COVERED)
    assert_quiet(page)
