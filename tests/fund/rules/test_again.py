"""Checking again after an edit finds what a check from the start finds, and runs only what could have changed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument
from bcf.fund.round import Round
from bcf.fund.rules import RULES, Background, Checked
from bcf.fund.rules.context import PARTS
from tests.fund import strategies
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan, with_first

REAL = ROUNDS["2019-20"]


@st.composite
def edits(draw: st.DrawFn, planning_round: Round, plan: PlanDocument) -> PlanDocument:
    """The plan with some of its parts as they are in another draft, or with one row changed."""
    other = draw(strategies.drafts(planning_round))
    if plan.schemes and draw(st.booleans()):
        at = draw(st.integers(0, len(plan.schemes) - 1))
        row = draw(strategies.schemes(planning_round, plan.schemes[at].key))
        return changed(plan, schemes=(*plan.schemes[:at], row, *plan.schemes[at + 1 :]))
    parts = draw(st.sets(st.sampled_from([part for part in PARTS if part not in ("round", "board")]), max_size=3))
    return changed(plan, **{part: getattr(other, part) for part in sorted(parts)})


@pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_checking_again_finds_what_checking_anew_finds(planning_round: Round, data: st.DataObject) -> None:
    make = data.draw(st.sampled_from([strategies.drafts, strategies.valid_plans]))
    plan = data.draw(make(planning_round))
    before = data.draw(st.none() | strategies.drafts(planning_round))
    background = Background(previous=before, previous_round=planning_round if before else None)
    checked = Checked.of(planning_round, plan, background)
    for _ in range(3):
        plan = data.draw(edits(planning_round, plan))
        checked = checked.again(planning_round, plan, background)
        assert checked.findings == Checked.of(planning_round, plan, background).findings


def test_an_edit_of_a_row_runs_no_rule_of_the_cover() -> None:
    before = Checked.of(REAL, LEICESTER)
    after = before.again(REAL, with_first(LEICESTER, "schemes", name="Another"))
    rerun = {rule for rule, looked in after.by_rule.items() if looked is not before.by_rule[rule]}
    assert rerun
    assert all("schemes" in after.by_rule[rule].reads for rule in rerun)
    assert not any(rule.startswith(("CMP-001", "MAT", "REQ-001", "INC-003")) for rule in rerun)
    again = [key for key, row in after.by_row.items() if row is not before.by_row[key]]
    assert again == [LEICESTER.schemes[0].key]


def test_the_same_plan_runs_nothing() -> None:
    before = Checked.of(REAL, LEICESTER)
    after = before.again(REAL, PlanDocument.from_json(LEICESTER.canonical()))
    assert all(after.by_rule[rule] is before.by_rule[rule] for rule in after.by_rule)


def test_another_background_is_another_check() -> None:
    alone = Background()
    assert alone.digest != replace(alone, promoted=frozenset({"BAL-001"})).digest
    assert alone.digest != Background(previous=complete_plan("2017-19"), previous_round=ROUNDS["2017-19"]).digest


def test_rules_of_rows_and_of_the_whole_plan_are_all_run() -> None:
    checked = Checked.of(REAL, LEICESTER)
    assert set(checked.by_rule) == {rule.id for rule in RULES if rule.row_check is None}
    assert set(checked.by_row) == {row.key for row in LEICESTER.schemes}
