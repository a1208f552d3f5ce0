"""A table whose lists stand in the page once, in a real browser: choosing, clearing, copying, conflicts, no scripts."""


import pytest
from playwright.sync_api import Page, expect

from plans.models import Decision
from schemes.models import Scheme as Row
from tests.browsers import assert_accessible, assert_quiet
from tests.schemes.conftest import saved, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROVIDER = "#expenditure-row-02-provider"
COUNT = "select => select.options.length"


def test_a_list_fills_as_it_gets_the_focus_and_keeps_what_is_chosen(open_grid, leicester):
    page = open_grid()
    area, held = page.locator("#expenditure-row-02-area"), stored(leicester, "row-02").area
    assert area.evaluate(COUNT) == 2
    expect(area).to_have_value(held)
    page.focus("#expenditure-row-02-provider")
    assert area.evaluate(COUNT) == 2
    page.focus("#expenditure-row-02-area")
    assert area.evaluate(COUNT) == 1 + len(leicester.round.areas)
    expect(area).to_have_value(held)
    page.keyboard.press("Escape")
    expect(area).to_have_value(held)
    expect(page.locator("#grid-unsaved")).not_to_contain_text("not saved")
    assert_accessible(page)
    assert_quiet(page)


def test_a_list_fills_under_the_pointer_before_it_opens(open_grid, leicester):
    page = open_grid()
    page.locator(PROVIDER).scroll_into_view_if_needed()
    box = page.locator(PROVIDER).bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    assert page.locator(PROVIDER).evaluate(COUNT) > 2
    page.mouse.up()
    expect(page.locator(PROVIDER)).to_be_focused()


def test_a_letter_chooses_and_escape_brings_back_what_was_saved(open_grid, leicester):
    page = open_grid()
    held = stored(leicester, "row-02").commissioner
    page.focus("#expenditure-row-02-name")
    for _ in range(20):
        if page.evaluate("document.activeElement.name") == "commissioner":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("J")
    expect(page.locator("#expenditure-row-02-commissioner")).to_have_value("joint")
    saved(page, "row-02")
    assert stored(leicester, "row-02").commissioner == "joint" != held


def test_a_block_of_lists_that_nobody_has_opened_is_copied_and_cleared(open_grid, leicester):
    page = open_grid()
    words = page.locator("#expenditure-row-03-provider").evaluate("select => select.selectedOptions[0].text")
    page.focus(PROVIDER)
    page.keyboard.press("Shift+ArrowDown")
    page.evaluate("document.addEventListener('copy', (event) => { window.copied = "
                  "event.clipboardData.getData('text/plain'); document.documentElement.dataset.copied = 'yes'; }, "
                  "{ once: true })")
    page.keyboard.press("Control+c")
    expect(page.locator("html")).to_have_attribute("data-copied", "yes")
    assert page.evaluate("window.copied").split("\r\n")[1] == words
    page.keyboard.press("Delete")
    for key in ("row-02", "row-03"):
        saved(page, key)
        assert stored(leicester, key).provider == ""
    page.keyboard.press("ArrowDown")
    expect(page.locator("#expenditure-row-03-provider")).to_be_focused()
    assert page.locator("#expenditure-row-03-provider").evaluate(COUNT) > 5
    expect(page.locator("#expenditure-row-03-provider")).to_have_value("")


def test_an_entry_of_no_list_stays_beside_the_others(open_grid, leicester):
    row = Row.objects.get(plan=leicester, key="row-02")
    row.provider = "gone"
    row.save()
    page = open_grid()
    expect(page.locator(PROVIDER)).to_have_value("gone")
    page.focus(PROVIDER)
    expect(page.locator(PROVIDER)).to_have_value("gone")
    expect(page.locator(f"{PROVIDER} option").last).to_have_text("gone (not in this list)")
    page.select_option(PROVIDER, "charity")
    saved(page, "row-02")
    assert stored(leicester, "row-02").provider == "charity"


def test_undo_and_a_filter_leave_lists_that_fill(open_grid, leicester):
    page = open_grid()
    held = stored(leicester, "row-02").provider
    page.focus(PROVIDER)
    page.keyboard.press("Delete")
    saved(page, "row-02")
    page.click("#undo")
    expect(page.locator(PROVIDER)).to_have_value(held)
    page.focus(PROVIDER)
    assert page.locator(PROVIDER).evaluate(COUNT) > 5
    page.select_option("#filter-source", stored(leicester, "row-02").source)
    expect(page.locator("#grid-count")).to_contain_text(" of 49 rows")
    area = page.locator("#expenditure-row-02-area")
    assert area.evaluate(COUNT) == 2
    page.focus("#expenditure-row-02-area")
    assert area.evaluate(COUNT) > 2
    assert_accessible(page)
    assert_quiet(page)


def test_the_first_page_of_a_browser_is_whole_and_the_next_one_brief(open_grid):
    page: Page = open_grid(known=False)
    assert page.locator(PROVIDER).evaluate(COUNT) > 5
    page.reload()
    expect(page.locator("#grid")).to_have_attribute("data-ready", "")
    assert page.locator(PROVIDER).evaluate(COUNT) == 2


def test_without_scripts_the_lists_are_whole_and_a_row_is_saved(open_grid, chromium, leicester):
    known = open_grid()
    context = chromium.new_context(java_script_enabled=False, storage_state=known.context.storage_state())
    page = context.new_page()
    page.goto(known.home)
    page.wait_for_url("**/expenditure/?plain=1")
    page.select_option(PROVIDER, "charity")
    page.locator("#row-row-02").get_by_role("button", name="Save").click()
    page.wait_for_url("**/expenditure/**row-02**")
    expect(page.locator(PROVIDER)).to_have_value("charity")
    assert stored(leicester, "row-02").provider == "charity"


def test_a_table_with_decisions_is_accessible_and_its_names_keep_their_room(open_grid, leicester):
    Decision.objects.create(plan=leicester, key="row-01", choice="review")
    page = open_grid()
    tag = page.locator("#row-row-01 .app-decided__tag")
    expect(tag).to_have_text("Decided: Review")
    assert_accessible(page)
    page.focus("#expenditure-row-01-name")
    expect(tag).to_be_hidden()
    page.keyboard.type("Anew")
    page.keyboard.press("Enter")
    saved(page)
    expect(tag).to_be_visible()
    assert_quiet(page)
