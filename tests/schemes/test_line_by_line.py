"""Deciding scheme by scheme: continue, review, stop; and what comes of a row that is stopped."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund.balances import Figures
from plans.assembling import assemble
from plans.models import Decision, Plan, Role
from plans.rounds import get_round
from schemes.deciding import choices_of, lines, predecessor, rolled
from schemes.models import Scheme
from schemes.rolling import Wish, roll_forward
from schemes.writing import add_scheme, remove_scheme
from tests import factories
from tests.plans.pages import Page, browser_of
from tests.schemes.conftest import stored
from tests.schemes.years import AFTER, earlier, two_rounds, writer, writing

__all__ = ["earlier", "two_rounds", "writer", "writing"]


@pytest.fixture
def plan(earlier: Plan, writer) -> Plan:
    """A plan that was rolled forward."""
    return roll_forward(earlier, Wish(get_round(AFTER), {("trust_core", "2034-35"): Decimal(10)}), writer).plan


def page(plan: Plan) -> str:
    return reverse("line-by-line", args=plan.args)


def field(key: str, name: str = "decision") -> str:
    return f"expenditure-{key}-{name}"


def opened(client: Client, plan: Plan) -> Page:
    return Page(client, page(plan))


def decide(client: Client, plan: Plan, **choices: str) -> str:
    """Open the page, decide on those rows, save, and give what the page then shows."""
    return opened(client, plan).send_fields({field(key): choice for key, choice in choices.items()}).html


def choices(plan: Plan) -> dict[str, str]:
    made = rolled(plan)
    assert made is not None
    return {line.key: line.choice for line in lines(plan, predecessor(made), assemble(plan).schemes)}


def test_stop_takes_the_row_out_of_the_balances_and_continue_puts_it_back_as_it_stood(plan, writing) -> None:
    row = stored(plan, "street")
    before = Figures(plan.round, assemble(plan)).total_planned()
    shown = decide(writing, plan, street="stop")
    assert "Taken out of the plan: Wardens." in shown
    assert "Stopped" in shown
    assert Figures(plan.round, assemble(plan)).total_planned() == before - sum(row.amounts.values())
    shown = decide(writing, plan, street="review")
    assert "Back in the plan: Wardens." in shown
    assert stored(plan, "street") == row
    assert [found.key for found in assemble(plan).schemes][-1] == "street"
    assert choices(plan)["street"] == "review"


def test_edits_made_before_a_row_was_stopped_come_back_with_it(plan, writing) -> None:
    row = Scheme.objects.get(plan=plan, key="street")
    row.name, row.version = "Wardens by night", row.version + 1
    row.save()
    decide(writing, plan, street="stop")
    decide(writing, plan, street="continue")
    assert stored(plan, "street").name == "Wardens by night"


def test_whoever_had_the_stopped_row_open_meets_a_conflict(plan, writing) -> None:
    read = Scheme.objects.get(plan=plan, key="street").version
    decide(writing, plan, street="stop")
    decide(writing, plan, street="continue")
    assert Scheme.objects.get(plan=plan, key="street").version > read


def test_a_row_deleted_in_the_table_is_told_and_comes_back_as_it_was_carried(plan, writing) -> None:
    row = stored(plan, "street")
    decide(writing, plan, street="continue")
    remove_scheme(plan, "street", Scheme.objects.get(plan=plan, key="street").version)
    text = writing.get(page(plan)).content.decode()
    assert "Deleted</span> in the expenditure table" in text
    assert choices(plan)["street"] == ""
    # Saving something else does not bring it back unasked.
    decide(writing, plan, **{"row-0": "review"})
    assert not Scheme.objects.filter(plan=plan, key="street").exists()
    decide(writing, plan, street="continue")
    assert stored(plan, "street") == row
    assert row.amounts["2034-35"] == 2200


def test_every_undecided_row_can_be_continued_at_once(plan, writing) -> None:
    decide(writing, plan, street="stop", **{"row-0": "review"})
    opened(writing, plan).send(rest="continue")
    assert choices(plan) == {"row-0": "review", "row-1": "continue", "row-2": "continue", "street": "stop"}


def test_a_decision_says_who_made_it_and_keeps_its_note(plan, writing, writer) -> None:
    typed = {field("street"): "review", field("street", "note"): "Ask the housing team"}
    text = opened(writing, plan).send_fields(typed).html
    assert "Ask the housing team" in text
    assert str(writer) in text
    assert Decision.history.filter(plan=plan).first().history_user == writer


def test_two_who_decide_otherwise_see_both_decisions_and_lose_neither(plan, writing) -> None:
    mine = opened(writing, plan)
    colleague = browser_of(factories.author_of(plan))
    decide(colleague, plan, street="continue")
    refused = mine.send_fields({field("street"): "stop"})
    assert refused.status == 409
    assert "Somebody else saved this while you were writing" in refused.text
    assert choices(plan)["street"] == "continue"
    assert Scheme.objects.filter(plan=plan, key="street").exists()
    refused.send_fields({"line-street:keep": "mine"})
    assert choices(plan)["street"] == "stop"


def test_rows_without_a_predecessor_are_new(plan, writing) -> None:
    added = add_scheme(plan)
    text = writing.get(page(plan)).content.decode()
    assert "New schemes" in text
    assert field(added.key) not in text


def test_tags_for_the_table_tell_only_what_agrees_with_the_plan(plan, writing) -> None:
    decide(writing, plan, street="stop", **{"row-0": "review"})
    assert choices_of(plan, ["row-0", "row-1", "street"]) == {"row-0": "Review"}


def test_decisions_are_no_part_of_the_document(plan, writing) -> None:
    before = assemble(plan).digest
    decide(writing, plan, **{"row-0": "review"})
    assert assemble(plan).digest == before


def test_readers_read_and_a_plan_that_was_not_rolled_has_no_such_page(plan, earlier) -> None:
    reader = browser_of(factories.person(Role.SIGNATORY, of=plan.board.bodies.first()))
    text = reader.get(page(plan)).content.decode()
    assert "Not decided" in text
    assert "<input type=\"radio\"" not in text
    assert reader.post(page(plan), {field("street"): "stop"}).status_code == 403
    assert reader.get(page(earlier)).status_code == 404
