"""Filtering, sorting, hiding and reading what stands behind a figure, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from plans.models import Role
from tests import factories
from tests.browsers import assert_accessible, assert_quiet
from tests.schemes.conftest import page_of, saved, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = "[data-scheme-row]"


def test_a_filter_shows_its_rows_says_so_and_keeps_the_focus(open_grid):
    page = open_grid()
    page.focus("#filter-source")
    page.select_option("#filter-source", "dfg")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?source=dfg$"))
    expect(page.locator("#filter-source")).to_be_focused()
    expect(page.locator("#grid-said")).to_contain_text("1 of 49 rows, £2,391,923 of £43,368,727 planned")
    expect(page.locator("#grid-total")).to_contain_text("Filtered")
    assert_accessible(page)
    page.get_by_role("link", name="Source of funding: DFG").click()
    expect(page.locator(ROWS)).to_have_count(49)
    expect(page.locator("#filter-source")).to_have_value("")
    assert_quiet(page)


def test_words_filter_as_they_are_typed_and_nothing_found_is_said(open_grid):
    page = open_grid()
    page.focus("#filter-q")
    page.keyboard.type("no such scheme")
    expect(page.locator("#grid-empty")).to_contain_text("No row matches")
    expect(page.locator("#filter-q")).to_be_focused()
    expect(page.locator("#filter-q")).to_have_value("no such scheme")
    assert_accessible(page)
    page.click("#clear-filters")
    expect(page.locator(ROWS)).to_have_count(49)
    assert_quiet(page)


def test_a_heading_sorts_and_keeps_the_focus(open_grid):
    page = open_grid()
    heading = page.locator("#sort-amount-2019-20")
    heading.focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    expect(heading).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Expenditure")
    expect(heading).to_be_focused()
    expect(page.locator(ROWS).first).to_have_attribute("id", re.compile("row-"))
    assert_accessible(page)
    page.go_back()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)


def test_columns_are_hidden_at_a_press_and_saving_leaves_them(open_grid, leicester):
    page = open_grid()
    before = stored(leicester, "row-01")
    page.click("#grid-columns summary")
    assert_accessible(page)
    page.uncheck("#column-description")
    expect(page.locator("#h-description")).to_have_count(0)
    expect(page.locator("#column-description")).to_be_focused()
    page.keyboard.press("Escape")
    page.fill("#expenditure-row-01-name", "Renamed")
    page.press("#expenditure-row-01-name", "Enter")
    saved(page)
    assert stored(leicester, "row-01") == before.model_copy(update={"name": "Renamed"})
    page.reload()
    expect(page.locator("#h-name")).to_have_count(1)
    expect(page.locator("#h-description")).to_have_count(0)
    page.goto("about:blank")
    page.goto(f"{page.home}#expenditure-row-02-description")
    expect(page.locator("#expenditure-row-02-description")).to_be_focused()
    assert_quiet(page)


def test_a_saved_row_moves_the_sums_and_stays_though_it_no_longer_matches(open_grid):
    page = open_grid(query="?commissioner=la&source=ccg_min")
    row = page.locator(ROWS).first
    row.locator("[name=source]").focus()
    row.locator("[name=source]").select_option("ibcf")
    expect(row.locator(".app-grid__news")).to_contain_text("no longer matches the filter")
    expect(page.locator("#grid-said")).to_contain_text("no longer matches the filter")
    expect(row.locator("[name=source]")).to_have_value("ibcf")
    assert_accessible(page)
    assert_quiet(page)


def test_a_press_on_a_figure_shows_its_rows_and_why_each_counts(open_grid, leicester):
    page = open_grid()
    page.click("#rows-fence-ooh")
    expect(page.locator("#grid-tags")).to_contain_text("NHS commissioned out of hospital")
    first = page.locator(ROWS).first
    expect(first).to_contain_text("Counts to NHS commissioned out of hospital: CCG commissioned, not Acute")
    assert_accessible(page)
    first.locator("[name=commissioner]").focus()
    first.locator("[name=commissioner]").select_option("la")
    expect(first).to_contain_text("Does not count to NHS commissioned out of hospital: the commissioner is LA, not CCG")
    page.get_by_role("link", name="those that do not count").click()
    expect(page.locator("#grid")).not_to_contain_text("CCG commissioned, not Acute")
    assert_accessible(page)
    page.click("#rows-source-dfg")
    expect(page.locator(ROWS)).to_have_count(1)
    assert_quiet(page)


def test_what_is_not_saved_holds_the_filter_back(open_grid):
    page = open_grid()
    amount = "#expenditure-row-01-amount-2019-20"
    page.fill(amount, "about 6m")
    page.press(amount, "Enter")
    expect(page.locator("#grid-unsaved")).to_have_text("Row 1 is not saved")
    page.select_option("#filter-source", "dfg")
    expect(page.locator("#grid-said")).to_contain_text("Row 1 is not saved. Mend it")
    expect(page.locator(amount)).to_have_value("about 6m")
    expect(page.locator("#filter-source")).to_have_value("")
    assert_accessible(page)
    page.click("#grid-unsaved button")
    expect(page.locator(amount)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#grid-unsaved")).to_have_text("All saved")


def test_the_keys_are_listed_beside_the_table(open_grid):
    page = open_grid()
    page.click("#grid-keys summary")
    expect(page.locator("#grid-keys")).to_contain_text("leave the table")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#grid-keys")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("width", [320, 1280])
def test_only_the_table_slides_sideways(open_grid, width):
    page = open_grid(width=width, query="?fence=ooh")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width == 320:
        expect(page.locator("#filter-form")).to_be_hidden()
        page.click("#grid-filters summary")
        expect(page.locator("#filter-form")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)


def test_rows_are_as_low_as_in_a_spreadsheet_and_headings_waste_no_room(open_grid):
    page = open_grid()
    heights = page.evaluate("[...document.querySelectorAll('.app-grid__row')].map((row) => row.offsetHeight)")
    assert max(heights) <= 36
    assert page.evaluate("document.querySelector('.app-grid thead').offsetHeight") <= 52


def test_heading_and_name_stay_in_view_both_ways(open_grid):
    page = open_grid()
    page.focus("#expenditure-row-30-amount-2019-20")
    seen = """(id) => {
      const box = document.getElementById(id).getBoundingClientRect();
      const shown = document.elementFromPoint(box.left + 12, box.top + box.height / 2);
      return document.getElementById(id).contains(shown) || shown.contains(document.getElementById(id));
    }"""
    for part in ("sort-name", "sort-amount-2019-20", "expenditure-row-30-name", "expenditure-row-30-amount-2019-20"):
        assert page.evaluate(seen, part), part


def test_a_reader_filters_and_sorts_too(leicester, browse):
    page = browse(factories.person(Role.NATIONAL), page_of(leicester), height=800)
    page.select_option("#filter-source", "dfg")
    expect(page.locator(".app-schemes__row")).to_have_count(1)
    page.click("#rows-fence-asc")
    expect(page.locator("#grid")).to_contain_text("Counts to Adult social care: spent on Social Care")
    assert_accessible(page)
