"""A phone reads everything, says what needs somebody, and answers a comment: touch, 360 by 780 pixels."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from plans.demo import PASSWORD
from tests.browsers import barriers

pytestmark = pytest.mark.browser

PLAN = "/plans/E06000016/2019-20/"
PHONE = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
TABLE = "| Scheme | Who it is for |\n| --- | --- |\n| Carers Funding | People who look after somebody |\n"


def signed_in(browser: Browser, product: str, email: str, **device: object) -> Page:
    page = browser.new_context(**device).new_page()  # type: ignore[arg-type]
    page.goto(product)
    page.get_by_label(re.compile("mail", re.I)).fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My plans")
    return page


@pytest.fixture
def written(browser: Browser, product: str) -> Iterator[None]:
    """At their desk, a commissioner has written an answer with a table and a picture, and asked the NHS about a row."""
    page = signed_in(browser, product, "commissioner@leicester.example", viewport={"width": 1280, "height": 900})
    page.goto(f"{product}{PLAN}narrative/b_ii/")
    answer = page.get_by_role("textbox", name=re.compile("Answer to"))
    answer.fill(TABLE)
    answer.press("Control+End")
    page.get_by_role("button", name="Picture", exact=True).click()
    picture = io.BytesIO()
    Image.new("RGB", (900, 300), "teal").save(picture, "PNG")
    dialogue = page.get_by_role("dialog")
    dialogue.locator("input[type=file]").set_input_files(
        {"name": "p.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    dialogue.get_by_label("What it shows").fill("How the services follow each other")
    dialogue.get_by_role("button", name="Insert the picture").click()
    expect(dialogue).to_be_hidden()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-saving-state]")).to_contain_text(re.compile("^Saved"))
    page.goto(f"{product}{PLAN}discussion/new/?at=expenditure-row-02-amount-2019-20")
    page.get_by_label("Your comment").fill("Does the CCG pay for this?")
    page.get_by_label(re.compile("NHS commissioner")).check()
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_text("Does the CCG pay for this?").first).to_be_visible()
    yield
    page.context.close()


@pytest.fixture
def phone(browser: Browser, product: str) -> Iterator[Page]:
    """The NHS commissioner's phone."""
    page = signed_in(browser, product, "nhs.commissioner@leicester.example", **PHONE)
    yield page
    page.context.close()


def fits(page: Page) -> None:
    """Nothing but a region of its own scrolls sideways, and nothing is in the way of anybody."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    found = barriers(page)
    assert not found, f"{page.url}\n{found}"


def test_the_plan_is_read_and_a_comment_answered(written: None, phone: Page, product: str) -> None:
    page = phone
    fits(page)
    needs = page.get_by_role("region", name="What needs me")
    expect(needs).to_contain_text("Carers Funding")
    page.get_by_role("link", name=re.compile("Leicester.*Better Care Fund 2019-20")).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leicester")
    fits(page)
    read_the_table(page)
    read_the_answer(page, product)
    answer_the_comment(page, product)


def read_the_table(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Expenditure", exact=True).first.tap()
    expect(page.locator("#grid")).to_have_attribute("data-ready", "")
    fits(page)
    region = page.locator(".app-grid-region")
    last = page.locator("[data-scheme-row] [name='amount-2019-20']").first
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert page.evaluate("scrollX") == 0
    balances = page.locator("#balances")
    expect(balances).to_contain_text("Minimum CCG Contribution")
    final = balances.get_by_role("listitem").last
    final.scroll_into_view_if_needed()
    expect(final).to_be_in_viewport()
    assert page.evaluate("scrollX") == 0
    row = page.locator("#row-row-02")
    row.get_by_role("link", name="Open").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Carers Funding")
    fits(page)


def read_the_answer(page: Page, product: str) -> None:
    page.goto(f"{product}{PLAN}narrative/")
    expect(page.get_by_role("cell", name="People who look after somebody")).to_be_visible()
    picture = page.get_by_role("img", name="How the services follow each other")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 900)
    assert picture.evaluate("image => image.getBoundingClientRect().right") <= 360
    fits(page)


def answer_the_comment(page: Page, product: str) -> None:
    page.goto(product)
    page.get_by_role("region", name="What needs me").get_by_role("link", name=re.compile("Carers Funding")).first.tap()
    expect(page.get_by_text("Does the CCG pay for this?").first).to_be_visible()
    fits(page)
    field = page.locator("main form textarea")
    field.tap()
    field.fill("Yes, all of it.")
    page.get_by_role("button", name="Answer", exact=True).tap()
    expect(page.get_by_role("main")).to_contain_text("Yes, all of it.")
    fits(page)
    page.goto(f"{product}{PLAN}discussion/")
    expect(page.get_by_role("main")).to_contain_text("Yes, all of it.")
    fits(page)
