"""One mistake planted in the words, levels or measures of a plan that is right gives its finding and no other."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument
from bcf.fund.examples.ambitions import quarters
from bcf.fund.examples.changes import Change, answer, first, metric, section
from bcf.fund.examples.contacts import contact
from bcf.fund.findings import Finding, apart
from bcf.fund.rules import check_plan
from tests.fund import strategies
from tests.fund.build import ROUNDS

few = settings(max_examples=5, deadline=None)


@dataclass(frozen=True, slots=True)
class Planted:
    """A mistake in plans of a round, and where exactly which rules find it."""

    round_id: str
    change: Change
    found: tuple[tuple[str, str, str], ...]


def planted(round_id: str, change: Change, *found: tuple[str, str, str]) -> Planted:
    return Planted(round_id, change, found)


def _as_before(code: str, entry: str) -> Change:
    """A metric's figure of the plan before for this one too."""

    def change(plan: PlanDocument) -> PlanDocument:
        held = next(one for one in plan.metrics if one.code == code)
        before, after = sorted(held.inputs)
        inputs = {before: held.inputs[before], after: {**held.inputs[after], entry: held.inputs[before][entry]}}
        others = tuple(one for one in plan.metrics if one.code != code)
        return section(metrics=(*others, held.model_copy(update={"inputs": inputs})))(plan)

    return change


MISTAKES: dict[str, Callable[[], Planted]] = {
    "a placeholder for an answer": lambda: planted(
        "2019-20", section(narrative={"a": "To be confirmed"}), ("CMP-006", "a", "value"),
        ("REQ-004", "PR2", "met")),
    "an answer that repeats its question": lambda: planted(
        "2019-20", section(narrative={"a": "Person-centred outcomes"}), ("CMP-007", "a", "value")),
    "a population of another year": lambda: planted(
        "2019-20", _as_before("RES", "population"), ("MET-009", "RES", "population")),
    "one digit too many": lambda: planted(
        "2019-20", metric("RES", admissions=1_000, population=12_019), ("MET-008", "RES", "admissions")),
    "worse than before": lambda: planted(
        "2019-20", metric("REA", at_home=130, discharged=200), ("MET-011", "REA", "at_home")),
    "the same number of people": lambda: planted(
        "2019-20", metric("RES", admissions=68, population=12_300), ("MET-013", "RES", "admissions")),
    "another figure in the comment": lambda: planted(
        "2019-20", metric("RES", comment="We plan 70 admissions in 2019-20."), ("MET-017", "RES", "comment")),
    "a quarter in thousands": lambda: planted(
        "2017-19", quarters(71, 70, 69_000, 68, 67, 66, 65, 64), ("MET-008", "DTOC", "delayed_days")),
    "a level below the present one": lambda: planted(
        "2019-20", first("maturity", current="exemplary", planned="mature"), ("MAT-004", "chg1", "planned")),
    "an action that lies behind": lambda: planted(
        "2019-20", answer("PR1", met="no", action="Ask", due=datetime.date(2019, 1, 1)), ("REQ-007", "PR1", "due")),
    "the chair as lead": lambda: planted(
        "2019-20", contact("bcf_lead", name="Health and Wellbeing Board Chair"), ("CMP-009", "bcf_lead", "name")),
    "a meeting in another century": lambda: planted(
        "2019-20", section(cover={"sign_off_later": "yes", "sign_off_date": "2109-11-07"}),
        ("CMP-010", "sign_off_date", "value")),
    "a risk told twice": lambda: planted(
        "2017-19", first("risks", mitigation="Nobody comes"), ("RSK-005", "risk-1", "mitigation")),
    "a document of next year": lambda: planted(
        "2017-19", first("documents", date=datetime.date(2018, 1, 1)), ("DOC-003", "document-1", "date")),
    "no address": lambda: planted("2019-20", section(cover={"email": "me at home"}), ("CMP-002", "email", "value")),
}  # fmt: skip


def told(finding: Finding) -> tuple[str, str, str, str, str]:
    return finding.rule, finding.place.item, finding.place.field, finding.place.year, finding.fault


@pytest.mark.parametrize("name", MISTAKES)
@few
@given(data=st.data())
def test_a_planted_mistake_gives_its_finding_and_no_other(name: str, data: st.DataObject) -> None:
    mistake = MISTAKES[name]()
    planning_round = ROUNDS[mistake.round_id]
    plan: PlanDocument = data.draw(strategies.valid_plans(planning_round, rows=3))
    before = {told(finding) for finding in apart(check_plan(planning_round, plan))}
    after = {told(finding) for finding in apart(check_plan(planning_round, mistake.change(plan)))}
    assert before <= after
    assert sorted(one[:3] for one in after - before) == sorted(mistake.found)
