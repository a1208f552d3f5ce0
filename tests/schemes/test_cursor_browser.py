"""Moving, editing and choosing in the table as in a spreadsheet, in a real browser, by keys and by the mouse."""


import pytest
from playwright.sync_api import Page, expect

from tests.browsers import assert_accessible, assert_quiet
from tests.schemes.conftest import saved, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What comes of these events is tried where it is built: here they go no further.
LISTEN = """() => {
  window.heard = [];
  const grid = document.getElementById("grid");
  for (const name of ["paste", "fill", "undo", "redo", "move", "comment"]) {
    grid.addEventListener(`grid:${name}`, (event) => {
      event.stopImmediatePropagation();
      window.heard.push([name, event.detail]);
      document.documentElement.dataset.heard = "yes";
    }, { capture: true });
  }
}"""
PASTE = """([id, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return document.getElementById(id).dispatchEvent(paste);
}"""


def cell(row: int, name: str) -> str:
    return f"#expenditure-row-{row:02}-{name}"


def on(page: Page, row: int, name: str) -> None:
    expect(page.locator(cell(row, name))).to_be_focused()


def heard(page: Page) -> list[list[object]]:
    expect(page.locator("html")).to_have_attribute("data-heard", "yes")
    return page.evaluate("() => { delete document.documentElement.dataset.heard; return window.heard.splice(0); }")


def copy(page: Page) -> tuple[str, str]:
    """What Ctrl and C puts on the clipboard."""
    page.evaluate("() => { window.copied = null; delete document.documentElement.dataset.copied; "
                  "document.addEventListener('copy', (event) => { window.copied = "
                  "[event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html')]; "
                  "document.documentElement.dataset.copied = 'yes'; }, "
                  "{ once: true }); }")
    page.keyboard.press("Control+c")
    expect(page.locator("html")).to_have_attribute("data-copied", "yes")
    return tuple(page.evaluate("window.copied"))


def test_arrows_home_end_and_pages_move_and_stop_at_the_edges(open_grid):
    page = open_grid()
    page.focus(cell(1, "name"))
    for key, row, name in [
        ("ArrowUp", 1, "name"), ("ArrowDown", 2, "name"), ("ArrowRight", 2, "description"),
        ("ArrowRight", 2, "scheme_type"), ("ArrowDown", 3, "scheme_type"), ("End", 3, "new_or_existing"),
        ("Home", 3, "scheme_id"), ("Control+End", 49, "new_or_existing"), ("Control+Home", 1, "scheme_id"),
        ("Control+ArrowDown", 49, "scheme_id"), ("Control+ArrowUp", 1, "scheme_id"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        on(page, row, name)
    page.keyboard.press("PageDown")
    expect(page.locator(cell(1, "scheme_id"))).not_to_be_focused()
    page.keyboard.press("PageUp")
    on(page, 1, "scheme_id")
    assert_quiet(page)


def test_arrows_do_not_change_a_drop_down_and_letters_choose_in_it(open_grid, leicester):
    page = open_grid()
    page.focus(cell(2, "commissioner"))
    before = page.input_value(cell(2, "commissioner"))
    page.keyboard.press("ArrowDown")
    on(page, 3, "commissioner")
    page.keyboard.press("ArrowUp")
    expect(page.locator(cell(2, "commissioner"))).to_have_value(before)
    page.keyboard.type("J")
    expect(page.locator(cell(2, "commissioner"))).to_have_value("joint")
    saved(page, "row-02")
    assert stored(leicester, "row-02").commissioner == "joint"


def test_typing_replaces_and_enter_saves_and_goes_down(open_grid, leicester):
    page = open_grid()
    page.focus(cell(1, "name"))
    page.keyboard.type("Anew")
    expect(page.locator(cell(1, "name"))).to_have_value("Anew")
    page.keyboard.press("Enter")
    on(page, 2, "name")
    saved(page)
    assert stored(leicester, "row-01").name == "Anew"
    page.keyboard.press("Shift+Enter")
    on(page, 1, "name")
    assert_quiet(page)


def test_an_arrow_ends_typing_and_belongs_to_the_text_after_f2(open_grid, leicester):
    page = open_grid()
    page.focus(cell(1, "name"))
    page.keyboard.type("Ab")
    page.keyboard.press("ArrowRight")
    on(page, 1, "description")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("-")
    on(page, 1, "name")
    expect(page.locator(cell(1, "name"))).to_have_value("A-b")
    page.keyboard.press("Escape")
    expect(page.locator(cell(1, "name"))).to_have_value("Ab")
    page.keyboard.press("ArrowDown")
    on(page, 2, "name")


def test_enter_after_tabs_goes_back_to_the_first_column(open_grid):
    page = open_grid()
    page.focus(cell(2, "name"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    on(page, 2, "scheme_type")
    page.keyboard.press("Enter")
    on(page, 3, "name")


def test_tab_skips_what_is_not_needed_and_goes_on_in_the_next_row(open_grid):
    page = open_grid()
    page.focus(cell(1, "scheme_type"))
    page.keyboard.press("Tab")
    on(page, 1, "output_unit")
    page.focus(cell(1, "new_or_existing"))
    page.keyboard.press("Tab")
    on(page, 2, "scheme_id")
    page.keyboard.press("Shift+Tab")
    on(page, 1, "new_or_existing")


def test_a_new_line_in_a_description(open_grid, leicester):
    page = open_grid()
    page.focus(cell(1, "description"))
    page.keyboard.type("One")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Enter")
    on(page, 2, "description")
    saved(page)
    assert stored(leicester, "row-01").description == "One\nTwo"


def test_the_table_is_no_trap(open_grid):
    page = open_grid()
    page.focus(cell(3, "name"))
    page.keyboard.press("F6")
    expect(page.locator("#add-at-end")).to_be_focused()
    page.focus(cell(3, "name"))
    page.keyboard.press("Shift+F6")
    expect(page.locator("#add-at-top")).to_be_focused()
    page.focus(cell(49, "new_or_existing"))
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#add-at-end")).to_be_focused()
    page.locator(".app-skip").focus()
    expect(page.locator(".app-skip")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#add-at-end")).to_be_focused()


def test_checkbox_and_actions_of_a_row_are_reached_by_arrows(open_grid):
    page = open_grid()
    page.focus(cell(2, "scheme_id"))
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#pick-row-02")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#pick-row-02")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#pick-row-03")).to_be_focused()
    page.keyboard.press("ArrowRight")
    on(page, 3, "scheme_id")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#menu-row-03")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#row-row-03").get_by_role("button", name="Duplicate")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#row-row-03").get_by_role("button", name="Duplicate")).to_be_hidden()
    expect(page.locator("#menu-row-03")).to_be_focused()
    assert page.locator(".app-grid__row--saving, .app-grid__row--saved").count() == 0


def test_a_click_makes_ready_and_a_second_edits(open_grid):
    page = open_grid()
    page.click(cell(2, "name"))
    page.keyboard.type("New")
    expect(page.locator(cell(2, "name"))).to_have_value("New")
    page.keyboard.press("Escape")
    expect(page.locator(cell(2, "name"))).to_have_value("Carers Funding")
    page.click(cell(2, "name"))
    page.keyboard.press("End")
    page.keyboard.type("!")
    expect(page.locator(cell(2, "name"))).to_have_value("Carers Funding!")


def test_a_block_is_chosen_by_keys_and_mouse_and_goes_out_as_cells(open_grid):
    page = open_grid()
    page.focus(cell(1, "name"))
    for key in ("Shift+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    chosen = page.locator(".app-grid__cell--selected")
    expect(chosen).to_have_count(6)
    expect(page.locator("#grid-said")).to_have_text("2 rows by 3 columns chosen")
    assert_accessible(page)
    text, html = copy(page)
    assert text == (
        "Existing ASC Transfer\tExisting ASC transfer\tHome Care or Domiciliary Care\r\n"
        "Carers Funding\tRange of services to support carers - fulfilling CCG's Statutory obligation\tCarers Services"
    )
    assert html.count("<td") == 6
    page.keyboard.press("Escape")
    expect(chosen).to_have_count(0)
    page.click(cell(2, "name"))
    page.click(cell(4, "description"), modifiers=["Shift"])
    expect(chosen).to_have_count(6)
    page.locator(cell(6, "name")).hover()
    page.mouse.down()
    page.locator(cell(8, "description")).hover()
    page.mouse.up()
    expect(chosen).to_have_count(6)
    page.click("#r-row-05")
    expect(chosen).to_have_count(21)
    page.keyboard.press("Control+a")
    expect(chosen).to_have_count(49 * 21)
    assert_quiet(page)


def test_numbers_go_out_plain_and_texts_never_as_formulas(open_grid):
    page = open_grid()
    page.focus(cell(1, "amount-2019-20"))
    assert copy(page)[0] == "6007613"
    page.focus(cell(1, "name"))
    page.keyboard.type('=1+1 "x"')
    page.keyboard.press("Enter")
    saved(page)
    page.focus(cell(1, "name"))
    text, html = copy(page)
    assert text == '''"'=1+1 ""x"""'''
    assert "mso-number-format" in html


def test_the_rows_are_copied_by_a_button(open_grid):
    page = open_grid(query="?source=dfg")
    page.evaluate("() => { window.copied = null; document.addEventListener('copy', (event) => setTimeout(() => { "
                  "window.copied = event.clipboardData.types.length; }), { once: true, capture: true }); }")
    page.click("#copy-rows")
    expect(page.locator("#grid-said")).to_have_text("1 row copied with headings: paste into Excel")


def test_delete_clears_every_cell_chosen_and_saves(open_grid, leicester):
    page = open_grid()
    page.focus(cell(1, "name"))
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Delete")
    saved(page, "row-01")
    saved(page, "row-02")
    for key in ("row-01", "row-02"):
        assert (stored(leicester, key).name, stored(leicester, key).description) == ("", "")
    assert_accessible(page)


def test_keys_hand_on_what_is_chosen_once_everything_is_saved(open_grid, leicester):
    page = open_grid()
    page.evaluate(LISTEN)
    page.focus(cell(1, "name"))
    page.keyboard.type("First")
    page.keyboard.press("Shift+Enter")
    page.focus(cell(1, "name"))
    for key in ("Shift+ArrowDown", "Shift+ArrowDown", "Control+d"):
        page.keyboard.press(key)
    assert heard(page) == [["fill", {"from": "row-01", "keys": ["row-02", "row-03"], "cells": ["name"]}]]
    assert stored(leicester, "row-01").name == "First"
    for keys, event in [
        ("Control+z", ["undo", {}]), ("Control+y", ["redo", {}]), ("Control+Shift+z", ["redo", {}]),
        ("Alt+Shift+ArrowDown", ["move", {"key": "row-01", "by": 1}]),
        ("Control+Alt+m", ["comment", {"key": "row-01", "cell": "name"}]),
    ]:  # fmt: skip
        page.keyboard.press(keys)
        assert heard(page) == [event]
    page.keyboard.type("Half")
    page.keyboard.press("Control+z")
    on(page, 1, "name")
    assert page.evaluate("window.heard") == []


def test_only_a_block_or_what_goes_into_a_list_is_handed_on_as_pasted(open_grid):
    page = open_grid()
    page.evaluate(LISTEN)
    page.focus(cell(1, "name"))
    assert page.evaluate(PASTE, ["expenditure-row-01-name", "plain"]) is True
    assert page.evaluate(PASTE, ["expenditure-row-01-name", "one cell\r\n"]) is False
    expect(page.locator(cell(1, "name"))).to_have_value("one cell")
    page.keyboard.press("Escape")
    page.evaluate(PASTE, ["expenditure-row-01-name", "a\tb"])
    assert heard(page) == [["paste", {"key": "row-01", "cell": "name", "text": "a\tb", "html": ""}]]
    page.focus(cell(1, "area"))
    page.evaluate(PASTE, ["expenditure-row-01-area", "acute"])
    assert heard(page)[0][1]["cell"] == "area"


def test_the_contract_of_the_selection(open_grid):
    page = open_grid()
    page.evaluate("async () => { window.chosen = await import('/static/js/grid/selection.js'); }")
    page.evaluate("chosen.select({ keys: ['row-02', 'row-03'], cells: ['name', 'description'] })")
    assert page.evaluate("chosen.range()") == {"keys": ["row-02", "row-03"], "cells": ["name", "description"]}
    assert page.evaluate("chosen.current()") == {"key": "row-02", "cell": "name"}
    page.keyboard.press("ArrowDown")
    assert page.evaluate("chosen.range()") == {"keys": ["row-03"], "cells": ["name"]}
    assert page.evaluate("chosen.settled().then((lost) => lost.length)") == 0
