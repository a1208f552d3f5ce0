"""The same job in a browser that runs no scripts: ordinary forms do everything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plans.demo import PASSWORD

pytestmark = pytest.mark.browser

PLAN = "/plans/E06000016/2019-20/"
AMOUNT = "#expenditure-row-03-amount-2019-20"


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def until(page: Page, words: str) -> None:
    """Reload, as the page asks its reader to, until those words are there."""
    for _ in range(60):
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"“{words}” did not appear on {page.url}")


def save_amount(page: Page, amount: str) -> None:
    field = page.locator(AMOUNT)
    field.fill(amount)
    row = page.locator("tr", has=page.locator(AMOUNT))
    row.get_by_role("button", name=re.compile("^Save")).click()


def test_the_job_without_scripts(plain_page: Page, product: str) -> None:
    page = plain_page
    page.goto(product)
    page.locator("input[type=email]").fill("nhs.commissioner@leicester.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=re.compile("Leicester.*2019-20")).first.click()
    page.get_by_role("link", name="Expenditure", exact=True).first.click()

    save_amount(page, "824,000")
    expect(page.locator("#balances")).to_contain_text("£1,000")
    save_amount(page, "a lot")
    expect(page.locator("body")).to_contain_text("a lot")
    page.goto(f"{product}{PLAN}expenditure/")
    assert page.locator(AMOUNT).input_value().replace(",", "") == "824000"
    save_amount(page, "825,000")
    expect(page.locator("#balances")).not_to_contain_text("£1,000")

    page.goto(f"{product}{PLAN}narrative/b_ii/")
    page.locator("textarea").first.fill("Adaptations are planned with the housing service.")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.locator("body")).to_contain_text("planned with the housing service")

    page.goto(f"{product}{PLAN}checks/")
    page.get_by_role("button", name="Check the plan now").click()
    until(page, "exactly as it stands now")
    page.goto(f"{product}{PLAN}outputs/")
    make: Any = page.get_by_role("button", name="Make the workbook and the PDF")
    make.click()
    until(page, "exactly as it stands now")
    assert page.get_by_text("Up to date").count() == 2


def sign_in(page: Page, product: str, email: str) -> None:
    page.goto(product)
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_the_table_is_changed_without_scripts(plain_page: Page, product: str) -> None:
    page, table = plain_page, f"{product}{PLAN}expenditure/"
    sign_in(page, product, "commissioner@leicester.example")
    page.goto(table)
    rows = page.locator(".app-schemes__row")
    before = rows.count()

    page.get_by_role("link", name="Paste rows").click()
    page.get_by_label("The rows").fill("Scheme name\tProvider\tSource\tAmount\nFirst pasted\tcharity\tDFG\t£1.5k\n"
                                       "Second pasted\tCCG\tDFG\t2,000")  # fmt: skip
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("main")).to_contain_text("2 rows would be added and 0 changed")
    page.get_by_role("button", name="Paste 2 new rows").click()
    expect(rows).to_have_count(before + 2)
    assert names(page)[-2:] == ["First pasted", "Second pasted"]

    last = rows.last
    last.locator("summary").click()
    last.get_by_role("button", name="Move up").click()
    assert names(page)[-2:] == ["Second pasted", "First pasted"]

    for name in names(page)[-2:]:
        row_named(page, name).get_by_role("checkbox").check()
    page.get_by_label("Chosen rows").select_option("set:provider")
    page.get_by_role("button", name="Go on").click()
    page.locator("#bulk-value").select_option("ambulance")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Change 2 rows").click()
    for name in names(page)[-2:]:
        expect(row_named(page, name).locator("[name=provider]")).to_have_value("ambulance")

    filter_and_sort(page, table)
    page.goto(table)
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(rows).to_have_count(before)


def names(page: Page) -> list[str]:
    """The names of the rows shown, once the page is there as a whole."""
    page.wait_for_load_state()
    return page.locator(".app-schemes__row [name=name]").evaluate_all("fields => fields.map((field) => field.value)")


def row_named(page: Page, name: str) -> Locator:
    """The row of that name: the value of its field is what stands in the markup, since no script has changed it."""
    return page.locator(".app-schemes__row", has=page.locator(f"[name=name][value='{name}']"))


def filter_and_sort(page: Page, table: str) -> None:
    page.goto(table)
    page.locator("#filter-form").get_by_label("Source of funding", exact=True).select_option("dfg")
    page.get_by_role("button", name="Filter", exact=True).click()
    assert len(names(page)) == 3
    page.get_by_role("link", name="Scheme name", exact=True).click()
    shown = names(page)
    assert len(shown) == 3
    assert shown == sorted(shown, key=str.casefold)


def test_partners_talk_without_scripts(plain_page: Page, product: str) -> None:
    page = plain_page
    sign_in(page, product, "commissioner@leicester.example")
    page.goto(f"{product}{PLAN}cover/")
    page.get_by_role("link", name="Comment on E-mail", exact=True).click()
    page.get_by_label("Your comment").fill("Whose address should stand here?")
    page.get_by_label(re.compile("NHS commissioner")).check()
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("main")).to_contain_text("Whose address should stand here?")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, product, "nhs.commissioner@leicester.example")
    page.get_by_role("region", name="What needs me").get_by_role("link", name=re.compile("E-mail")).click()
    page.locator("main form textarea").fill("The council's.")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("main")).to_contain_text("The council's.")
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator("main")).to_contain_text("Resolved by NHS commissioner")


def test_an_answer_is_previewed_and_a_plan_rolled_forward_without_scripts(plain_page: Page, product: str) -> None:
    page = plain_page
    sign_in(page, product, "commissioner@leicester.example")
    page.goto(f"{product}{PLAN}narrative/c/")
    answer = page.locator("textarea").first
    saved = answer.input_value()
    answer.fill("Of {pool total}, **most** is spent near home.")
    page.get_by_role("button", name="Preview").click()
    shown = page.get_by_role("region", name="How it will read")
    expect(shown).to_contain_text(re.compile(r"Of £\d\d,\d\d\d,\d\d\d, most is spent near home"))
    expect(shown.locator("strong")).to_have_text("most")
    page.goto(f"{product}{PLAN}narrative/c/")
    assert answer.input_value() == saved

    page.goto(f"{product}{PLAN}roll-forward/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Roll forward")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#preview")).to_contain_text("schemes")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator("#messages")).to_contain_text("has been made")
    expect(page).to_have_url(re.compile("/line-by-line/$"))
    page.get_by_role("radio", name="Stop").first.check()
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.locator("#messages")).to_contain_text(re.compile("saved|decision", re.I))
