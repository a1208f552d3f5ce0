"""Who pays, in a real browser: sums that move, filling in, focus, two people, and every state without a barrier."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from plans.models import Plan, User
from schemes.models import PooledFund
from tests import factories
from tests.browsers import assert_accessible
from tests.schemes.conftest import row_of, stored
from tests.schemes.test_saving_payers import CCG, COUNCIL, YEAR, pay

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CCG_CELL, COUNCIL_CELL = (f"#expenditure-row-01-payers-{body}-{YEAR}" for body in (CCG, COUNCIL))
LEFT = f"[data-left='{YEAR}']"


@pytest.fixture
def open_page(leicester: Plan, browse: Callable[..., Page]) -> Callable[..., Page]:
    """Opens an address of the plan in a browser of its own, signed in as a new commissioner unless told otherwise."""

    def open_it(address: str, *, width: int = 1280, user: User | None = None) -> Page:
        return browse(user or factories.author_of(leicester), address, width=width)

    return open_it


@pytest.fixture
def row_page(open_page: Callable[..., Page], leicester: Plan) -> Page:
    page = open_page(row_of(leicester, "row-01"))
    page.click("#who-pays summary")
    return page


def no_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_sums_move_as_one_types_and_say_what_the_server_says(row_page: Page) -> None:
    assert_accessible(row_page)
    for typed, left in (
        ("6,007,613", "Adds up"), ("6007612.99", "£0.01 left"), ("£6,007,614", "£1 too much"), ("lots", "–"),
        ("1 000 000.50", "£5,007,612.50 left"), ("", "£6,007,613 left"),
    ):  # fmt: skip
        row_page.fill(CCG_CELL, typed)
        expect(row_page.locator(LEFT)).to_have_text(left)
    row_page.fill(CCG_CELL, "1 000 000.50")
    row_page.click("#payers-save")
    expect(row_page.locator("#payers-said")).to_have_text("Who pays was saved.")
    expect(row_page.locator(LEFT)).to_have_text("£5,007,612.50 left")


def test_the_whole_job_by_keyboard(row_page: Page, leicester: Plan) -> None:
    row_page.focus(COUNCIL_CELL)
    row_page.keyboard.type("7613.13")
    row_page.focus("#expenditure-row-01-how")
    row_page.select_option("#expenditure-row-01-how", f"rest:{CCG}")
    row_page.focus("#payers-fill")
    row_page.keyboard.press("Enter")
    expect(row_page.locator(CCG_CELL)).to_have_value("5,999,999.87")
    expect(row_page.locator("#payers-said")).to_have_text("Filled in, and not saved yet.")
    expect(row_page.locator("#payers-fill")).to_be_focused()
    assert stored(leicester, "row-01").payers == {}
    assert_accessible(row_page)
    row_page.focus("#payers-save")
    row_page.keyboard.press("Enter")
    expect(row_page.locator("#payers-said")).to_have_text("Who pays was saved.")
    expect(row_page.locator("#payers-save")).to_be_focused()
    assert stored(leicester, "row-01").payers[CCG] == {YEAR: Decimal("5999999.87")}
    assert_accessible(row_page)


def test_saving_who_pays_keeps_what_is_typed_in_the_rest_of_the_row(row_page: Page, leicester: Plan) -> None:
    row_page.fill("#expenditure-row-01-name", "Half-typed name")
    row_page.fill(CCG_CELL, "6007613")
    row_page.click("#payers-save")
    expect(row_page.locator("#payers-said")).to_have_text("Who pays was saved.")
    expect(row_page.locator("#expenditure-row-01-name")).to_have_value("Half-typed name")
    row_page.click("#scheme-form button[type=submit]")
    expect(row_page.locator("#messages")).to_contain_text("Half-typed name was saved.")
    assert stored(leicester, "row-01").name == "Half-typed name"


def test_saving_the_row_asks_before_typed_payers_are_left_behind(row_page: Page, leicester: Plan) -> None:
    row_page.fill(CCG_CELL, "5")
    asked: list[str] = []
    row_page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    row_page.click("#scheme-form button[type=submit]")
    assert asked == ["Who pays has not been saved yet. Leave it behind and save the rest of the row?"]
    expect(row_page.locator("#payers-save")).to_be_focused()
    expect(row_page.locator(CCG_CELL)).to_have_value("5")


def test_an_error_takes_the_focus_and_names_the_field(row_page: Page) -> None:
    row_page.fill(CCG_CELL, "lots")
    row_page.click("#payers-save")
    summary = row_page.locator("#who-pays .govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("NHS Leicester City CCG, 2019-20: “lots” is not an amount in pounds.")
    assert_accessible(row_page)
    summary.get_by_role("link").click()
    expect(row_page.locator(CCG_CELL)).to_be_focused()


def test_two_people_who_say_who_pays_see_both(row_page: Page, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "6000000"}, council={YEAR: "7613"})
    row_page.fill("#expenditure-row-01-name", "Half-typed name")
    row_page.fill(CCG_CELL, "5000000")
    row_page.click("#payers-save")
    decide = row_page.locator("#who-pays .app-schemes__decide")
    expect(decide).to_be_focused()
    expect(decide).to_contain_text("NHS Leicester City CCG, 2019-20")
    expect(row_page.locator(COUNCIL_CELL)).to_have_value("7,613")
    assert_accessible(row_page)
    row_page.click("#payers-save")
    expect(row_page.locator("#payers-said")).to_have_text("Who pays was saved.")
    assert stored(leicester, "row-01").payers == {
        CCG: {YEAR: Decimal(5_000_000)}, COUNCIL: {YEAR: Decimal(7_613)},
    }  # fmt: skip


def test_a_conflict_over_payers_does_not_let_an_old_row_be_saved_over_a_new_one(
    row_page: Page, leicester: Plan
) -> None:
    """The rest of the page is still what was read before, so it keeps the version at which it was read."""
    pay(leicester, ccg={YEAR: "6000000"})
    row_page.fill(CCG_CELL, "5000000")
    row_page.click("#payers-save")
    expect(row_page.locator("#who-pays .app-schemes__decide")).to_be_visible()
    assert row_page.input_value("#scheme-version") == "1"


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_payers_and_funds_have_no_barrier_in_any_state(
    width: int, open_page: Callable[..., Page], leicester: Plan
) -> None:
    funds, row = reverse("pooled-funds", args=leicester.args), row_of(leicester, "row-01")
    reader = factories.person("signatory", of=leicester.board.bodies.first())
    page = open_page(funds, width=width)
    assert_accessible(page)
    assert no_wider_than_the_screen(page)
    fund = PooledFund.objects.create(plan=leicester, key="fund-1", name="Section 75 agreement " * 8, host=COUNCIL)
    pay(leicester, ccg={YEAR: "6007613"}, council={YEAR: "1"})
    for address in (funds, row):
        for user in (None, reader):
            page = open_page(address, width=width, user=user)
            assert_accessible(page)
            assert no_wider_than_the_screen(page)
    page = open_page(funds, width=width)
    page.locator("[name$='-fund-host']").last.evaluate("select => select.options[1].value = 'nobody'")
    page.locator("[name$='-fund-host']").last.select_option(index=1)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("“nobody” is not one of the choices")
    assert_accessible(page)
    page = open_page(funds, width=width)
    fund.name, fund.version = "Renamed meanwhile", 2
    fund.save()
    page.locator("[name$='-fund-name']").first.fill("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".app-clashes")).to_contain_text("Renamed meanwhile")
    assert_accessible(page)
    assert no_wider_than_the_screen(page)


def test_a_finding_in_the_table_leads_to_the_field_on_the_rows_page(
    open_page: Callable[..., Page], leicester: Plan
) -> None:
    pay(leicester, ccg={YEAR: "5"})
    page = open_page(reverse("expenditure", args=leicester.args))
    page.get_by_role("link", name="is not yet said to be paid by anybody").first.click()
    page.wait_for_url(f"**{row_of(leicester, 'row-01')}#expenditure-row-01-payers-{YEAR}")
    expect(page.locator(f"#expenditure-row-01-payers-{YEAR}")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
def test_many_rows_are_put_into_a_fund_and_split_without_a_barrier(
    width: int, open_page: Callable[..., Page], leicester: Plan
) -> None:
    PooledFund.objects.create(plan=leicester, key="fund-1", name="Section 75 agreement", host=COUNCIL)
    page = open_page(reverse("many-payers", args=leicester.args), width=width)
    assert_accessible(page)
    assert no_wider_than_the_screen(page)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Tick at least one row.")
    assert_accessible(page)
    page.get_by_label("Existing ASC Transfer").check()
    page.get_by_label("Pooled fund").last.select_option("fund-1")
    page.get_by_label("Who pays").last.select_option("evenly")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    assert_accessible(page)
    assert no_wider_than_the_screen(page)
    page.get_by_role("button", name="Save 1 row").click()
    expect(page.locator("#messages")).to_contain_text("1 row was saved.")
    assert stored(leicester, "row-01").pooled_fund == "fund-1"
    reader = factories.person("signatory", of=leicester.board.bodies.first())
    assert_accessible(open_page(reverse("many-payers", args=leicester.args), width=width, user=reader))
