"""The whole job on the running product, in a real browser, by the person it is made for."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from bcf.fund.published import published_totals
from plans.demo import PASSWORD
from plans.rounds import get_round
from tests import factories
from tests.browsers import assert_accessible
from tests.outputs.libreoffice import recalculate

pytestmark = [pytest.mark.browser, pytest.mark.office]

COMMISSIONER = "commissioner@leicester.example"
FIRST_AMOUNT = "#expenditure-row-01-amount-2019-20"


def minimum_contribution(page: Page) -> str:
    balance = page.locator("#balances").get_by_role("listitem").filter(has_text="Minimum CCG Contribution").first
    return re.sub(r"\s+", " ", balance.inner_text())


def test_the_main_job_end_to_end(page: Page, product: str, tmp_path: Path) -> None:
    page.goto(product)
    assert_accessible(page)
    page.get_by_label(re.compile("mail", re.I)).fill(COMMISSIONER)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("My plans")
    assert_accessible(page)

    page.get_by_role("link", name=re.compile("Leicester.*2019-20")).first.click()
    assert_accessible(page)
    page.get_by_role("link", name="Expenditure", exact=True).first.click()
    amount = page.locator(FIRST_AMOUNT)
    assert amount.input_value().replace(",", "") == "6007613"
    assert_accessible(page)

    amount.fill("6006613")
    amount.press("Tab")
    balance = page.locator("#balances")
    expect(balance).to_contain_text("£1,000")
    assert "left" in minimum_contribution(page).lower()
    assert_accessible(page)
    amount.fill("6,007,613")
    amount.press("Tab")
    expect(balance).not_to_contain_text("£1,000")
    page.reload()
    assert page.locator(FIRST_AMOUNT).input_value().replace(",", "") == "6007613"

    page.goto(f"{product}/plans/E06000016/2019-20/narrative/")
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("HWB level", re.I)).first.click()
    assert_accessible(page)
    page.locator("textarea").first.fill("The council and the CCG commission these services together.")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.locator("body")).to_contain_text("commission these services together")

    page.goto(f"{product}/plans/E06000016/2019-20/checks/")
    page.get_by_role("button", name="Check the plan now").click()
    expect(page.locator("#result")).to_contain_text("exactly as it stands now", timeout=30_000)
    expect(page.locator("#result")).to_contain_text("MH Discharge Team")
    assert_accessible(page)

    page.goto(f"{product}/plans/E06000016/2019-20/outputs/")
    page.get_by_role("button", name="Make the workbook and the PDF").click()
    expect(page.locator("#result")).to_contain_text("exactly as it stands now", timeout=90_000)
    assert_accessible(page)
    with page.expect_download() as workbook:
        page.get_by_role("link", name=re.compile("Excel")).click()
    with page.expect_download() as report:
        page.get_by_role("link", name=re.compile("PDF")).click()
    workbook.value.save_as(tmp_path / "plan.xlsx")
    report.value.save_as(tmp_path / "plan.pdf")
    compare_with_the_published_totals(tmp_path)


def compare_with_the_published_totals(folder: Path) -> None:
    """Every published total stands in the recalculated workbook and, as money, in the PDF."""
    totals = published_totals(get_round("2019-20"), factories.leicester_document())
    book = recalculate((folder / "plan.xlsx").read_bytes(), folder)
    numbers = {
        Decimal(str(cell.value))
        for sheet in (book["3. Summary"], book["6. Expenditure"])
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert set(totals.values()) <= numbers
    text = " ".join(page.extract_text() for page in PdfReader(folder / "plan.pdf").pages)
    missing = [name for name, total in totals.items() if f"{total:,.0f}" not in text]
    assert not missing
