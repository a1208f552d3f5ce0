"""Placeholders in what must be filled in, and answers that say no more than their questions."""

import pytest

from bcf.fund.document import Contact, MaturityLevel, PlanDocument, RequirementAnswer
from bcf.fund.findings import Severity
from bcf.fund.rules import check_plan
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan, with_first
from tests.fund.rules.found import YEAR, findings
from tests.fund.rules.found import fields as fields_of

PLAN = complete_plan(YEAR)


def answered(code: str, text: str) -> PlanDocument:
    return changed(PLAN, narrative={**PLAN.narrative, code: text})


def places(plan: PlanDocument) -> list[tuple[str, str]]:
    return [(finding.place.item, finding.place.field) for finding in findings("CMP-006", plan)]


def test_a_placeholder_may_stand_with_a_reason() -> None:
    (finding,) = findings("CMP-006", answered("b_i", " tbc "))
    assert finding.message == "“B(i) HWB level”: “tbc” only holds the place of an entry."
    assert (finding.severity, finding.read) == (Severity.EXPLAIN, "tbc")


def test_placeholders_are_found_wherever_words_are_asked_for() -> None:
    contacts = tuple(Contact(role=one.role, name="xx", email=one.email) if one.role == "dass" else one
                     for one in PLAN.contacts)  # fmt: skip
    plan = changed(
        PLAN, cover={**PLAN.cover, "completed_by": "TBC"}, contacts=contacts,
        metrics=tuple(entry.model_copy(update={"comment": "n/a"}) if entry.code == "NEA" else entry
                      for entry in PLAN.metrics),
        maturity=(MaturityLevel(change="chg1", current="not_yet", planned="not_yet", reason="To follow"),
                  *PLAN.maturity[1:]),
        requirements=(RequirementAnswer(code="PR1", met="no", action="tbc"), *PLAN.requirements[1:]),
    )  # fmt: skip
    assert places(plan) == [
        ("completed_by", "value"), ("dass", "name"), ("chg1", "reason"), ("NEA", "comment"), ("PR1", "action"),
    ]  # fmt: skip


def test_the_same_placeholder_at_several_places_is_one_cause() -> None:
    plan = changed(PLAN, narrative=dict.fromkeys(PLAN.narrative, "TBC"))
    (finding,) = [one for one in check_plan(ROUNDS[YEAR], plan) if one.rule == "CMP-006"]
    assert finding.count == 4


def test_a_placeholder_of_the_wrong_kind_has_been_found_by_its_kind() -> None:
    plan = changed(PLAN, cover={**PLAN.cover, "email": "TBC", "phone": "TBC"})
    assert places(plan) == []
    assert [finding.place.item for finding in findings("CMP-002", plan)] == ["email", "phone"]


def test_what_need_not_be_said_may_be_a_placeholder() -> None:
    plan = changed(PLAN, requirements=(RequirementAnswer(code="PR1", met="yes", action="n/a"), *PLAN.requirements[1:]))
    assert places(changed(plan, income_comment="None", maturity_priorities="None")) == []
    other = complete_plan("2031-34")
    assert places(changed(other, narrative={**other.narrative, "anything": "None"})) == []


def test_risks_in_a_round_that_asks_for_them() -> None:
    assert fields_of("CMP-006", with_first(complete_plan("2017-19"), "risks", mitigation="TBC")) == ["mitigation"]


@pytest.mark.parametrize(("text", "message"), [
    ("System level alignment", "the answer only repeats the question."),
    ("HOW decisions are made together and who answers for the pooled budget", "the answer only repeats the question."),
    ("Well aligned", "the answer has 2 words."),
    ("Aligned", "the answer has 1 word."),
    ("We are very well aligned", ""),
    ("TBC", ""),
    ("", ""),
])  # fmt: skip
def test_answers_that_say_no_more_than_their_questions(text: str, message: str) -> None:
    assert [finding.fault for finding in findings("CMP-007", answered("c", text))] == ([message] if message else [])


def test_leicester_has_no_placeholders() -> None:
    assert findings("CMP-006", LEICESTER) == findings("CMP-007", LEICESTER) == []
