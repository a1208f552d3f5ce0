"""The same job in a browser that runs no scripts: ordinary forms do everything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

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
