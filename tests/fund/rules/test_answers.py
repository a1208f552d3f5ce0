"""Answers to planning requirements against the plan, its evidence and its dates."""

import datetime
from decimal import Decimal

import pytest

from bcf.fund.document import PlanDocument, RequirementAnswer
from bcf.fund.findings import Severity
from bcf.fund.round import Round
from bcf.fund.rounds_on_disk import BUNDLED, read_rounds
from bcf.fund.rules import CATALOGUE
from tests.fund.build import LEICESTER, MADE_UP, ROUNDS, changed, complete_plan, with_first
from tests.fund.rules.found import YEAR, findings

PLAN = complete_plan(YEAR)


def answered(plan: PlanDocument = PLAN, **answers: dict[str, object]) -> PlanDocument:
    given = {one.code: one for one in plan.requirements}
    given |= {code: RequirementAnswer.model_validate({"code": code, "met": "yes", **values})
              for code, values in answers.items()}  # fmt: skip
    return changed(plan, requirements=tuple(given.values()))


def said(rule: str, plan: PlanDocument) -> dict[str, str]:
    return {finding.place.item: finding.message for finding in findings(rule, plan)}


def blank(*questions: str) -> PlanDocument:
    return changed(PLAN, narrative={code: text for code, text in PLAN.narrative.items() if code not in questions})


def test_a_yes_whose_questions_are_blank() -> None:
    assert said("REQ-004", blank("b_ii")) == {
        "PR3": "PR3 is answered Yes, but what it asks for is not all there. “B(ii) Integration with wider services "
               "such as housing”: the question has no answer.",
    }  # fmt: skip
    assert said("REQ-004", answered(blank("b_ii"), PR3={"met": "no"})) == {}
    assert said("REQ-004", answered(blank("b_ii"), PR3={"met": ""})) == {}


def test_each_requirement_is_shown_by_what_it_asks_for() -> None:
    rows = {"scheme_type": "home_care", "output_unit": "packages"}
    left = {"amounts": {YEAR: Decimal(99_999)}}
    metrics = tuple(one.model_copy(update={"comment": ""}) for one in PLAN.metrics)
    assert list(said("REQ-004", with_first(PLAN, "schemes", **rows))) == ["PR8"]
    assert list(said("REQ-004", with_first(PLAN, "schemes", **left))) == ["PR3", "PR7"]
    assert list(said("REQ-004", with_first(PLAN, "maturity", planned="not_yet"))) == ["PR6"]
    assert list(said("REQ-004", changed(PLAN, metrics=metrics))) == ["PR9"]
    assert list(said("REQ-004", changed(PLAN, contacts=()))) == ["PR1"]


def test_districts_show_whether_the_grant_is_shared_out() -> None:
    county = complete_plan(YEAR, two_tier=True)
    assert list(said("REQ-004", with_first(county, "breakdown", amount=Decimal(5)))) == ["PR3"]


def test_many_causes_are_counted() -> None:
    message = said("REQ-004", changed(PLAN, metrics=()))["PR9"]
    assert "The figure is blank, at 5 places. " in message
    assert message.endswith("3 more checks find something.")


def test_an_answer_on_a_ring_fence_is_left_to_its_own_rule() -> None:
    assert not any(requirement.shown_by for requirement in ROUNDS[YEAR].requirements.items if requirement.ring_fence)


def test_leicester_answered_yes_without_an_estimate_for_a_scheme_that_needs_one() -> None:
    found = said("REQ-004", LEICESTER)
    assert list(found) == ["PR1", "PR2", "PR3", "PR6", "PR8", "PR9"]
    assert found["PR8"].endswith(
        "“MH Discharge Team”: Personalised Care at Home needs a planned output estimate, and none is given.")
    assert {one.severity for one in findings("REQ-004", LEICESTER)} == {Severity.EXPLAIN}


@pytest.mark.parametrize(("evidence", "found"), [
    ("See narrative C", True), ("Narrative A and C", True), ("sections A, B(i) and C", True), ("narrative b(i)", False),
    ("System level alignment, page 3", True), ("narrative A", False), ("A narrative on Care is attached", False),
    ("Narrative, Chapter 3", False), ("", False),
])  # fmt: skip
def test_evidence_that_points_to_a_blank_answer(evidence: str, found: bool) -> None:
    assert bool(findings("REQ-005", answered(blank("c"), PR9={"evidence": evidence}))) is found
    assert findings("REQ-005", answered(PR9={"evidence": evidence})) == []
    assert findings("REQ-005", answered(blank("c"), PR2={"evidence": evidence})) == []


def test_evidence_is_missed_only_where_most_have_it() -> None:
    with_evidence = {f"PR{number}": {"evidence": "Page 3"} for number in range(1, 6)}
    plan = answered(**with_evidence)
    assert list(said("REQ-006", plan)) == ["PR6", "PR7", "PR8", "PR9"]
    assert findings("REQ-006", answered(**dict(list(with_evidence.items())[:4]))) == []
    assert findings("REQ-006", LEICESTER) == []


@pytest.mark.parametrize(("due", "rules"), [
    ("2019-09-26", ["REQ-007"]), ("2019-09-27", []), ("2020-03-31", []), ("2020-04-01", ["REQ-008"]),
])  # fmt: skip
def test_a_no_is_mended_between_submission_and_the_end_of_the_plan(due: str, rules: list[str]) -> None:
    day = datetime.date.fromisoformat(due)
    plan = answered(PR1={"met": "no", "action": "Ask again", "due": day})
    assert [rule for rule in ("REQ-007", "REQ-008") if findings(rule, plan)] == rules
    met = answered(PR1={"met": "yes", "due": day})
    assert [rule for rule in ("REQ-007", "REQ-008") if findings(rule, met)] == []


@pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)
def test_what_shows_a_requirement_is_known(planning_round: Round) -> None:
    for requirement in planning_round.requirements.items:
        for shown in requirement.shown_by:
            assert CATALOGUE[shown.rule].applies(planning_round)


def test_every_requirement_of_a_bundled_round_is_shown_by_something() -> None:
    for planning_round in read_rounds([BUNDLED]).values():
        assert all(item.shown_by or item.ring_fence for item in planning_round.requirements.items)
    assert read_rounds([BUNDLED, MADE_UP])["2031-34"].requirements.items[3].shown_by[0].items == ("people",)
