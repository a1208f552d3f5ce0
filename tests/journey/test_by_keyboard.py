"""A plan written with the keyboard alone: no pointer, no field set by a program."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from plans.demo import PASSWORD
from tests.journey.keyboard import Keyboard

pytestmark = pytest.mark.browser

LAST = "[data-scheme-row]:last-of-type"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def keys(page: Page) -> Keyboard:
    return Keyboard(page)


def test_a_plan_is_written_by_keyboard_alone(page: Page, keys: Keyboard, product: str) -> None:
    page.goto(product)
    sign_in(keys, "commissioner@leicester.example")
    keys.follow("Leicester.*2019-20")
    keys.accessible()
    fill_in_the_cover(page, keys)
    enter_income(page, keys)
    keys.follow("Expenditure", within=page.get_by_role("main"))
    add_a_scheme(page, keys)
    paste_and_undo(page, keys)
    filter_by_source(page, keys)
    comment_on_a_cell(page, keys)
    write_an_answer(page, keys)
    agree(page, keys)
    keys.to("button", "Sign out")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_label("Password", exact=True).or_(page.get_by_role("heading", level=1)).first).to_be_visible()
    keys.accessible()


def sign_in(keys: Keyboard, email: str) -> None:
    keys.accessible()
    keys.fill("mail", email)
    keys.press("Tab")
    keys.on(keys.page.get_by_label("Password", exact=True))
    keys.type(PASSWORD)
    with keys.page.expect_navigation():
        keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("My plans")
    keys.accessible()


def fill_in_the_cover(page: Page, keys: Keyboard) -> None:
    keys.follow("Cover and contacts")
    keys.fill("^Completed by$", "Council commissioner")
    keys.to("button", "^Save$")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.locator("#messages")).to_contain_text("saved")
    expect(page.get_by_role("textbox", name="Completed by")).to_have_value("Council commissioner")
    keys.accessible()
    keys.follow("All sections of this plan")


def enter_income(page: Page, keys: Keyboard) -> None:
    keys.follow("^Income$", within=page.get_by_role("main"))
    source = page.get_by_role("region", name="Additional LA Contribution", exact=True)
    keys.to("radio", "No", within=source)
    keys.press("ArrowUp")
    expect(source.get_by_role("radio", name="Yes")).to_be_checked()
    keys.to("button", "^Save$")
    with page.expect_navigation():
        keys.press("Enter")
    keys.fill("Contributor", "Leicester City Council", within=source)
    keys.fill("2019-20", "30,000", within=source)
    keys.to("button", "^Save$")
    with page.expect_navigation():
        keys.press("Enter")
    expect(source).to_contain_text("£30,000")
    keys.accessible()
    keys.follow("All sections of this plan")


def add_a_scheme(page: Page, keys: Keyboard) -> None:
    expect(page.locator("#grid")).to_have_attribute("data-ready", "")
    keys.accessible()
    keys.to("button", "^Add a scheme$")
    before = page.locator("[data-scheme-row]").count()
    keys.press("Enter")
    expect(page.locator("[data-scheme-row]")).to_have_count(before + 1)
    row = page.locator("[data-scheme-row]").last
    cell = lambda name: row.locator(f"[name='{name}']")  # noqa: E731
    keys.on(cell("scheme_id"))
    keys.type("99")
    for name, words in [("name", "Falls response"), ("description", "Pick-up after falls at home")]:
        keys.press("Tab")
        keys.on(cell(name))
        keys.type(words)
    keys.press("Tab")
    keys.on(cell("scheme_type"))
    keys.type("Community")
    expect(cell("scheme_type").locator("option:checked")).to_have_text("Community Based Schemes")
    # Within a cell F2 edits, Escape brings back what was saved.
    keys.press("Home", "ArrowRight", "F2")
    keys.type(" team")
    expect(cell("name")).to_have_value("Falls response team")
    keys.press("Escape")
    expect(cell("name")).to_have_value("Falls response")
    keys.on(cell("name"))
    for name, words, shown in [
        ("area", "Community", "Community Health"), ("commissioner", "LA", "LA"),
        ("provider", "Local", "Local Authority"),
        ("source", "Additional LA", "Additional LA Contribution"), ("amount-2019-20", "30000", ""),
        ("new_or_existing", "New", "New"),
    ]:  # fmt: skip
        keys.tab_to(cell(name))
        keys.type(words)
        if shown:
            expect(cell(name).locator("option:checked")).to_have_text(shown)
    keys.press("Home")
    keys.on(cell("scheme_id"))
    all_saved(page)
    expect(cell("amount-2019-20")).to_have_value("30,000")
    balance = page.locator("#balances").get_by_role("listitem").filter(has_text="Additional LA")
    expect(balance).to_contain_text("Balanced")
    keys.accessible()


def all_saved(page: Page) -> None:
    """Every row is saved; if one is not, the failure says what is said under it."""
    standing = page.locator("#grid-unsaved")
    expect(standing).not_to_have_text("Saving…", timeout=15_000)
    assert standing.inner_text() == "All saved", page.locator(".app-schemes__news").all_inner_texts()


def paste_and_undo(page: Page, keys: Keyboard) -> None:
    """A block goes from the first rows over the row that was added, and comes back by one undo."""
    names = page.locator("[data-scheme-row] [name='name']")
    keys.press("Control+Home", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight", "Control+c")
    expect(page.locator("#grid-said")).to_have_text("2 by 2 cells copied")
    keys.press("Control+End", "Home", "ArrowRight")
    keys.on(names.last)
    before = names.count()
    keys.press("Control+v")
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("1 row would be added and 1 changed")
    keys.accessible()
    keys.to("button", "^Paste 1 new row", within=dialogue)
    keys.press("Enter")
    expect(dialogue).to_be_hidden()
    expect(names).to_have_count(before + 1)
    expect(names.last).to_have_value("Carers Funding")
    keys.on(names.nth(before - 1))
    keys.press("Control+z")
    expect(page.locator("#grid-told")).to_contain_text("Undone")
    expect(names).to_have_count(before)
    expect(names.last).to_have_value("Falls response")
    keys.sees()
    keys.accessible()


def filter_by_source(page: Page, keys: Keyboard) -> None:
    keys.press("Shift+F6")
    keys.on(page.locator("#add-at-top"))
    keys.to("combobox", "^Source of funding$", within=page.locator("#filter-form"))
    keys.type("Additional LA")
    expect(page.locator("[data-scheme-row]")).to_have_count(1)
    expect(page.locator("#grid-count")).to_contain_text("£30,000")
    keys.on(page.locator("#filter-source"))
    keys.accessible()
    keys.to("link", "Skip the table")
    keys.press("Enter", "Tab")
    keys.on(page.locator("#add-at-end"))
    keys.to("textbox", "^Scheme name", back=True)


def comment_on_a_cell(page: Page, keys: Keyboard) -> None:
    with page.expect_navigation():
        keys.press("Control+Alt+m")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Falls response")
    keys.accessible()
    keys.fill("Your comment", "Is this new money?")
    keys.to("checkbox", "NHS commissioner")
    keys.press("Space")
    keys.to("button", "Add the comment")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_text("Is this new money?").first).to_be_visible()
    keys.follow("Discussion", within=page.get_by_role("navigation", name="Breadcrumb"))
    keys.accessible()
    keys.follow("Falls response", within=page.get_by_role("main"))
    keys.fill("Your answer|answer|comment", "It is: the council adds it.")
    keys.to("button", "^Answer$")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_text("It is: the council adds it.")).to_be_visible()
    keys.accessible()
    keys.follow("Leicester 2019-20", within=page.get_by_role("navigation", name="Breadcrumb"))


def write_an_answer(page: Page, keys: Keyboard) -> None:
    keys.follow("^Narrative$", within=page.get_by_role("main"))
    keys.follow("Write the answer to B\\(i\\)")
    keys.fill("Answer to", "We pool ")
    keys.press("Control+b")
    keys.press("Control+a", "Delete", "Control+b")
    keys.type("together")
    keys.press("End")
    keys.type(" we pool ")
    answer = page.get_by_role("textbox", name=re.compile("Answer to"))
    expect(answer).to_have_value("**together** we pool ")
    keys.press("Shift+Tab", "End")
    keys.on(page.get_by_role("button", name="Figure of the plan"))
    keys.press("Enter")
    dialogue = page.get_by_role("dialog")
    keys.on(dialogue.get_by_role("searchbox", name="Search"))
    keys.accessible()
    keys.type("pool total")
    keys.press("ArrowDown")
    keys.sees()
    keys.press("Enter")
    expect(dialogue).to_be_hidden()
    keys.on(answer)
    expect(answer).to_have_value(re.compile(r"we pool \{pool total\}"))
    expect(page.locator("[data-preview-text]")).to_contain_text("£43,398,727")
    expect(page.locator("[data-preview-text] strong")).to_have_text("together")
    expect(page.locator("[data-saving-state]")).to_contain_text(re.compile("^Saved"))
    keys.accessible()


def agree(page: Page, keys: Keyboard) -> None:
    keys.to("link", "^Narrative$", back=True)
    with page.expect_navigation():
        keys.press("Enter")
    keys.to("button", "Mark as agreed by Leicester City Council")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("list", name="Agreement")).to_contain_text("Agreed by Leicester City Council")
    keys.accessible()
