"""The pages that tie years together in a real browser: accessible in every state, narrow, by keyboard."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from plans.models import Plan, Role, User
from plans.rounds import get_round
from schemes.rolling import Wish, roll_forward
from tests import factories
from tests.browsers import assert_accessible
from tests.schemes.years import AFTER, earlier, two_rounds, writer

__all__ = ["earlier", "two_rounds", "writer"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DECISION = "#expenditure-street-decision"


@pytest.fixture
def visit(browse: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a page of a plan in a browser of its own."""
    return lambda user, name, plan, query="": browse(user, reverse(name, args=plan.args) + query)


def assert_sound(page: Page) -> None:
    """No fault found by axe, and nothing wider than a screen of 320 pixels."""
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 800})
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def reader_of(plan: Plan) -> User:
    return factories.person(Role.SIGNATORY, of=plan.board.bodies.first())


def test_a_plan_is_rolled_forward_and_every_state_of_the_page_is_accessible(visit, earlier, writer) -> None:
    page = visit(writer, "roll-forward", earlier, f"?into={AFTER}")
    uplift = page.locator("#uplift-trust_core-2034-35")
    expect(uplift).to_have_value("0")
    assert_sound(page)
    uplift.fill("10")
    uplift.press("Tab")
    expect(page.locator("#preview")).to_contain_text("£112,200")
    expect(page.locator("#uplift-trust_core-2035-36")).to_be_focused()
    uplift.fill("a lot")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("“a lot” is not a percentage")
    assert_sound(page)
    uplift.fill("10")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator("h1")).to_have_text("Continue, review or stop")
    assert_sound(page)


def test_who_may_not_roll_forward_reads_why(visit, earlier, writer) -> None:
    assert_sound(visit(reader_of(earlier), "roll-forward", earlier))
    made = roll_forward(earlier, Wish(get_round(AFTER), {}), writer)
    page = visit(writer, "roll-forward", earlier)
    expect(page.locator("main")).to_contain_text("A plan is rolled forward once")
    assert_sound(page)
    assert_sound(visit(writer, "roll-forward", made.plan))


def test_decisions_are_made_by_keyboard_and_the_focus_is_in_sight(visit, earlier, writer) -> None:
    plan = roll_forward(earlier, Wish(get_round(AFTER), {}), writer).plan
    page = visit(writer, "line-by-line", plan)
    first = page.locator(f"{DECISION}_0")
    first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    stop = page.locator(f"{DECISION}_3")
    expect(stop).to_be_focused()
    expect(stop).to_be_checked()
    expect(page.locator("#unsaved")).to_have_text("1 not saved yet")
    covered = """control => {
      const box = control.getBoundingClientRect();
      return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) !== control;
    }"""
    assert not stop.evaluate(covered)
    page.get_by_role("button", name="Save decisions").click()
    expect(page.locator("#messages")).to_contain_text("Taken out of the plan: Wardens.")
    expect(page.locator("#line-street")).to_contain_text("Stopped")
    assert_sound(page)


def test_a_page_with_unsaved_decisions_asks_before_it_is_left(visit, earlier, writer) -> None:
    plan = roll_forward(earlier, Wish(get_round(AFTER), {}), writer).plan
    page = visit(writer, "line-by-line", plan)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.check(f"{DECISION}_1")
    page.get_by_role("link", name="This plan beside last year").click()
    expect(page.locator("h1")).to_have_text("Continue, review or stop")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save decisions").click()
    expect(page.locator("#messages")).to_contain_text("1 decision saved")
    expect(page.locator("#unsaved")).to_have_text("")


def test_a_conflict_of_decisions_is_accessible(visit, earlier, writer) -> None:
    plan = roll_forward(earlier, Wish(get_round(AFTER), {}), writer).plan
    mine, theirs = (visit(user, "line-by-line", plan) for user in (writer, factories.author_of(plan)))
    theirs.check(f"{DECISION}_1")
    theirs.get_by_role("button", name="Save decisions").click()
    expect(theirs.locator("#messages")).to_contain_text("1 decision saved")
    mine.check(f"{DECISION}_2")
    mine.get_by_role("button", name="Save decisions").click()
    expect(mine.locator(".app-clashes")).to_contain_text("Continue")
    assert_sound(mine)
    mine.get_by_label("Save mine over it").check()
    mine.get_by_role("button", name="Save with these choices").click()
    expect(mine.locator(f"{DECISION}_2")).to_be_checked()


@pytest.mark.parametrize("name", ["line-by-line", "not-carried", "beside", "slippage"])
def test_readers_get_accessible_pages(name: str, visit, earlier, writer) -> None:
    plan = roll_forward(earlier, Wish(get_round(AFTER), {}), writer).plan
    assert_sound(visit(reader_of(plan), name, plan))


def test_what_was_left_behind_is_dealt_with_and_the_empty_list_says_so(visit, earlier, writer) -> None:
    plan = roll_forward(earlier, Wish(get_round(AFTER), {}), writer).plan
    page = visit(writer, "not-carried", plan)
    assert_sound(page)
    waiting = page.get_by_role("button", name=re.compile("^Dealt with"))
    for left in range(waiting.count(), 0, -1):
        waiting.first.click()
        expect(page.locator("#messages")).to_contain_text("1 entry marked as dealt with")
        expect(waiting).to_have_count(left - 1)
    expect(page.locator("main")).to_contain_text("All dealt with")
    assert_sound(page)


def test_last_year_beside_this_year_is_sorted_and_narrowed(visit, earlier, writer) -> None:
    plan = roll_forward(earlier, Wish(get_round(AFTER), {}), writer).plan
    assert_sound(visit(writer, "beside", earlier))
    page = visit(writer, "beside", plan)
    assert_sound(page)
    page.get_by_label("Order").select_option(label="Largest rise first")
    page.get_by_label("Show", exact=True).select_option("new")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main")).to_contain_text("No scheme is new")
    assert_sound(page)


def test_over_programming_and_slippage_are_accessible(visit, leicester, author) -> None:
    page = visit(author, "expenditure", leicester)
    amount = page.locator("#expenditure-row-01-amount-2019-20")
    amount.fill("6,707,613")
    amount.press("Tab")
    expect(page.locator("#programming")).to_contain_text("over-programmed by £700,000")
    assert_sound(page)
    page = visit(author, "slippage", leicester)
    field = page.locator("#expenditure-ccg_min-slippage-2019-20")
    field.fill("much")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("is not an amount")
    assert_sound(page)
    field.fill("700,000")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#programming")).to_contain_text("balanced")
    assert_sound(page)
    assert_sound(visit(author, "plan", leicester))
