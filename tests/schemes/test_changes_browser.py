"""Undo, paste, fill down, move and bulk change in a real browser, by real keys, accessible in every state."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from plans.assembling import assemble
from schemes.models import Scheme
from tests import factories
from tests.browsers import assert_accessible
from tests.schemes.conftest import as_sent, page_of, row_of, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([cell, text, html]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  if (html) data.setData("text/html", html);
  const about = {clipboardData: data, bubbles: true, cancelable: true};
  document.getElementById(cell).dispatchEvent(new ClipboardEvent("paste", about));
}"""


@pytest.fixture
def open_at(browse: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the table of a plan at an address, as an author of that plan."""
    return lambda plan, address="", **how: browse(factories.author_of(plan), page_of(plan) + address, **how)


def cell(name: str, key: str = "row-01") -> str:
    return f"#expenditure-{key}-{name}"


def paste(page: Page, name: str, text: str, key: str = "row-01", html: str = "") -> None:
    page.focus(cell(name, key))
    page.evaluate(PASTE, [cell(name, key)[1:], text, html])


def told(page: Page):
    return page.locator("#grid-told")


def test_undo_and_redo_by_key_bring_back_the_amount_and_go_to_it(open_at, leicester):
    page = open_at(leicester)
    page.focus(cell("amount-2019-20"))
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator("#undo")).to_contain_text("set Expenditure (£) of row 1")
    page.keyboard.press("Control+z")
    expect(told(page)).to_have_text("Undone: set Expenditure (£) of row 1.")
    expect(page.locator(cell("amount-2019-20"))).to_have_value("6,007,613")
    expect(page.locator(cell("amount-2019-20"))).to_be_focused()
    expect(page.locator("#grid-said")).to_contain_text("All sources are balanced")
    assert_accessible(page)
    page.keyboard.press("Control+y")
    expect(page.locator(cell("amount-2019-20"))).to_have_value("5")
    expect(page.locator("#redo")).to_have_attribute("aria-disabled", "true")


def test_undo_pressed_while_a_row_is_being_saved_takes_back_what_was_just_typed(open_at, leicester):
    page = open_at(leicester)
    page.fill(cell("name"), "First")
    page.press(cell("name"), "Tab")
    expect(page.locator("#undo")).to_contain_text("set Scheme name of row 1")
    page.fill(cell("amount-2019-20"), "5")
    page.click("#undo")
    expect(told(page)).to_have_text("Undone: set Expenditure (£) of row 1.")
    expect(page.locator(cell("name"))).to_have_value("First")
    assert stored(leicester, "row-01").amounts == {"2019-20": 6_007_613}


def test_a_deleted_row_comes_back_by_the_button_where_it_was(open_at, leicester):
    page = open_at(leicester)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#menu-row-02")
    page.locator("#row-row-02").get_by_role("link", name="Delete").click()
    expect(page.locator("#row-row-02")).to_have_count(0)
    page.click("#undo")
    expect(page.locator("#row-row-02")).to_be_visible()
    expect(page.locator("#row-row-02 + #row-row-03")).to_have_count(1)
    expect(page.locator(cell("scheme_id", "row-02"))).to_be_focused()
    expect(page.locator("#row-row-49 [data-number]")).to_have_attribute("data-number", "49")


def test_a_block_is_looked_at_in_a_dialogue_and_pasted(open_at, leicester):
    page = open_at(leicester)
    paste(page, "name", "Renamed\tWhat it does\nSecond\tMore", "row-01")
    dialogue = page.locator("#change-dialogue")
    expect(dialogue).to_be_visible()
    expect(page.locator("#change-heading")).to_be_focused()
    expect(dialogue).to_contain_text("0 rows would be added and 2 changed")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(dialogue).to_be_hidden()
    expect(page.locator(cell("name"))).to_be_focused()
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"
    paste(page, "name", "Renamed\tWhat it does\nSecond\tMore", "row-01")
    page.click("#paste-store")
    expect(dialogue).to_be_hidden()
    expect(page.locator(cell("name"))).to_have_value("Renamed")
    expect(page.locator(cell("name"))).to_be_focused()
    expect(told(page)).to_have_text("Pasted: 2 rows changed, 0 rows added.")
    page.keyboard.press("Control+z")
    expect(page.locator(cell("name", "row-02"))).to_have_value("Carers Funding")
    assert_accessible(page)


def test_what_cannot_be_read_is_chosen_in_the_dialogue(open_at, leicester):
    page = open_at(leicester)
    paste(page, "provider", "Third sector\nThird sector")
    page.get_by_label("Provider: “Third sector”").select_option("charity")
    assert_accessible(page)
    page.get_by_role("button", name="Show again with my choices").click()
    expect(page.locator("#change-dialogue")).to_contain_text("2 changed. 0 cells could not be read")
    page.click("#paste-store")
    expect(page.locator(cell("provider", "row-02"))).to_have_value("charity")


def test_a_conflict_in_the_dialogue_shows_what_is_saved_now(open_at, leicester, colleague):
    page = open_at(leicester)
    paste(page, "name", "A\nB")
    expect(page.locator("#paste-store")).to_be_visible()
    colleague.post(row_of(leicester, "row-02"), as_sent(leicester, "row-02", name="Theirs"))
    page.click("#paste-store")
    expect(page.locator("#change-error")).to_contain_text("1 row was changed or deleted since you looked")
    expect(page.locator("#change-dialogue del").filter(has_text="Theirs")).to_be_visible()
    assert_accessible(page)
    page.click("#paste-store")
    expect(page.locator(cell("name", "row-02"))).to_have_value("B")


def test_while_a_paste_is_stored_the_dialogue_says_so_and_sends_it_once(open_at, leicester):
    page = open_at(leicester)
    paste(page, "name", "Renamed\nSecond", "row-01")
    button, said = page.locator("#paste-store"), page.locator("#change-said")
    expect(button).to_be_visible()
    held = []
    page.route("**/changes/paste/", lambda route: held.append(route))
    button.click()
    expect(said).to_have_text("Storing 2 rows…")
    expect(said).to_have_role("status")
    expect(page.locator("#change-dialogue .app-change__busy")).to_be_visible()
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_be_focused()
    assert_accessible(page)
    button.press("Enter")
    page.get_by_role("button", name="Show again with my choices").press("Enter")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Storing 2 rows… This cannot be called off any more.")
    page.locator("#change-dialogue").get_by_role("link", name="Cancel").click()
    expect(page.locator("#change-dialogue")).to_be_visible()
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#change-dialogue")).to_be_hidden()
    expect(told(page)).to_have_text("Pasted: 2 rows changed, 0 rows added.")
    expect(page.locator(cell("name"))).to_be_focused()


def test_a_paste_that_does_not_arrive_is_said_in_the_dialogue_and_can_be_sent_again(open_at, leicester):
    page = open_at(leicester)
    paste(page, "name", "Renamed\nSecond", "row-01")
    expect(page.locator("#paste-store")).to_be_visible()
    page.route("**/changes/paste/", lambda route: route.abort())
    page.click("#paste-store")
    expect(page.locator("#change-said")).to_have_text(
        "Nothing was changed: the service could not be reached. Try again."
    )
    expect(page.locator("#paste-store")).not_to_have_attribute("aria-disabled", "true")
    page.unroute("**/changes/paste/")
    page.click("#paste-store")
    expect(told(page)).to_have_text("Pasted: 2 rows changed, 0 rows added.")


def test_many_rows_go_into_an_empty_plan_and_are_shown(open_at, leicester):
    for row in Scheme.objects.filter(plan=leicester):
        row.delete()
    page = open_at(leicester)
    page.click("#paste-rows")
    expect(page.locator("#change-heading")).to_be_focused()
    assert_accessible(page)
    lines = "\n".join(f"Scheme {number}\t£{number}k\tMin CCG" for number in range(1, 61))
    page.get_by_label("The rows").fill(f"Name\tAmount\tSource\n{lines}")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#change-dialogue")).to_contain_text("60 rows would be added and 0 changed")
    assert_accessible(page)
    page.click("#paste-store")
    expect(page.locator("[data-scheme-row]")).to_have_count(60, timeout=30_000)
    expect(page.locator("#grid-count")).to_contain_text("60 rows, £1,830,000 planned")
    expect(page.locator("[data-scheme-row] input[name=name]").first).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("[data-scheme-row]")).to_have_count(0, timeout=30_000)
    assert assemble(leicester).schemes == ()


def test_nothing_to_paste_is_said_in_the_dialogue(open_at, leicester):
    page = open_at(leicester)
    page.click("#paste-rows")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#change-error")).to_contain_text("There is nothing to paste")
    assert_accessible(page)


def test_fill_down_by_keys(open_at, leicester):
    page = open_at(leicester)
    page.focus(cell("name", "row-02"))
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(page.locator(cell("name", "row-04"))).to_have_value("Carers Funding")
    expect(told(page)).to_have_text("Filled down into 2 rows.")
    page.keyboard.press("Control+z")
    expect(told(page)).to_contain_text("Undone: fill down into 2 rows.")
    assert stored(leicester, "row-03").name != "Carers Funding"


def test_a_row_moves_by_keys_and_by_its_menu(open_at, leicester):
    page = open_at(leicester)
    page.focus(cell("name", "row-02"))
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator("#row-row-03 + #row-row-02")).to_have_count(1)
    expect(page.locator(cell("name", "row-02"))).to_be_focused()
    expect(page.locator("#row-row-03 [data-number]")).to_have_attribute("data-number", "2")
    page.click("#menu-row-02")
    page.locator("#row-row-02").get_by_role("button", name="Move up").click()
    expect(page.locator("#row-row-02 + #row-row-03")).to_have_count(1)


def test_chosen_rows_get_a_provider_in_the_dialogue(open_at, leicester):
    page = open_at(leicester)
    page.check("#pick-row-02")
    page.locator("#pick-row-04").click(modifiers=["Shift"])
    expect(page.locator("#rows-chosen")).to_have_text("(3)")
    page.select_option("#rows-what", "set:provider")
    page.get_by_role("button", name="Go on").click()
    dialogue = page.locator("#change-dialogue")
    expect(dialogue).to_contain_text("Set Provider of 3 rows")
    page.select_option("#bulk-value", "ambulance")
    assert_accessible(page)
    page.get_by_role("button", name="Show what would change").click()
    assert_accessible(page)
    page.get_by_role("button", name="Change 3 rows").click()
    expect(page.locator(cell("provider", "row-04"))).to_have_value("ambulance")
    expect(page.locator(cell("provider", "row-02"))).to_be_focused()
    assert_accessible(page)


@pytest.mark.parametrize("address", ["changes/paste/", "changes/rows/"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_their_own_are_accessible_and_reflow(open_at, leicester, address, width):
    page = open_at(leicester, address, width=width)
    assert_accessible(page)
    if "paste" in address:
        page.get_by_label("The rows").fill("Scheme name\tProvider\tAmount\nA\tThird sector\t5\nTotal\t\t5")
        page.get_by_role("button", name="Show what would change").click()
        expect(page.locator("#paste-store")).to_be_visible()
        assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
