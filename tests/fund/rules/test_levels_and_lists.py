"""Levels of the maturity model, risks and documents that are filled in and yet odd."""

import datetime

import pytest

from bcf.fund.document import MaturityLevel, PlanDocument
from bcf.fund.examples.risks import risks
from bcf.fund.findings import Severity
from tests.fund.build import LEICESTER, changed, complete_plan, with_first
from tests.fund.rules.found import YEAR, findings

PLAN, LONG = complete_plan(YEAR), complete_plan("2017-19")


def level(current: str, planned: str, reason: str = "") -> PlanDocument:
    return with_first(PLAN, "maturity", current=current, planned=planned, reason=reason)


@pytest.mark.parametrize(("said", "nearest"), [
    ("Partly Established", "Established"), ("mature ", "Mature"), ("Exemplary.", "Exemplary"),
    ("plan in place", "Plans in place"), ("TBC", ""), ("4", ""),
])  # fmt: skip
def test_the_nearest_level_is_offered(said: str, nearest: str) -> None:
    (finding,) = findings("MAT-001", level(said, "mature"))
    remedy = f"Choose a level; the nearest by its name is “{nearest}”." if nearest else "Choose a level."
    assert finding.remedy == remedy


@pytest.mark.parametrize(("current", "planned", "reason", "rules"), [
    ("mature", "established", "", ["MAT-004"]), ("mature", "established", "Winter", []),
    ("mature", "mature", "", []), ("established", "mature", "", []),
    ("mature", "plans_in_place", "", ["MAT-002"]), ("mature", "no level", "", []), ("", "established", "", []),
])  # fmt: skip
def test_a_level_below_the_present_one(current: str, planned: str, reason: str, rules: list[str]) -> None:
    plan = level(current, planned, reason)
    assert [rule for rule in ("MAT-002", "MAT-004") if findings(rule, plan)] == rules


def every(planned: str, *current: str) -> PlanDocument:
    levels = tuple(
        MaturityLevel(change=one.change, current=current[at % len(current)], planned=planned)
        for at, one in enumerate(PLAN.maturity)
    )
    return changed(PLAN, maturity=levels)


def test_one_level_planned_for_all() -> None:
    (finding,) = findings("MAT-005", every("mature", "established", "plans_in_place"))
    assert finding.severity is Severity.BETA
    assert findings("MAT-005", every("mature", "established")) == []
    assert findings("MAT-005", every("", "established", "mature")) == []
    assert findings("MAT-005", LEICESTER) == []
    two = complete_plan("2031-34")
    alike = tuple(one.model_copy(update={"planned": "climbing"}) for one in two.maturity)
    assert findings("MAT-005", changed(two, maturity=alike)) == []


@pytest.mark.parametrize(("reason", "found"), [
    ("We will be at Exemplary by March.", True), ("From “Plans in place” we move on.", True),
    ("We move from Established to Mature.", False), ("Rated Established, not Exemplary.", False),
    ("We have established a team with mature governance.", False), ("Mature teams need time.", False),
    ("Not yet established in two wards.", False), ("Exemplary practice is our aim.", False), ("", False),
])  # fmt: skip
def test_a_reason_that_speaks_of_another_level(reason: str, found: bool) -> None:
    assert bool(findings("MAT-006", level("established", "mature", reason))) is found


@pytest.mark.parametrize(("scores", "found"), [
    ([(2, 3)] * 4, True), ([(2, 3)] * 3, False), ([(2, 3)] * 4 + [(3, 3)], False),
])  # fmt: skip
def test_risks_with_the_same_scores(scores: list[tuple[int, int]], found: bool) -> None:
    assert bool(findings("RSK-004", risks(*scores)(LONG))) is found


@pytest.mark.parametrize(("risk", "mitigation", "found"), [
    ("Staff leave", "staff leave.", True), ("Staff leave", "Staff are paid more", False), ("", "", False),
    ("TBC", "TBC", False),
])  # fmt: skip
def test_what_is_done_is_not_the_risk_again(risk: str, mitigation: str, found: bool) -> None:
    assert bool(findings("RSK-005", with_first(LONG, "risks", risk=risk, mitigation=mitigation))) is found


@pytest.mark.parametrize(("date", "found"), [
    (datetime.date(2017, 9, 11), False), (datetime.date(2017, 9, 12), True), (None, False),
])  # fmt: skip
def test_a_document_later_than_the_plan(date: datetime.date | None, found: bool) -> None:
    assert bool(findings("DOC-003", with_first(LONG, "documents", date=date))) is found
