"""Cover, narrative, requirements, maturity and risks."""

import datetime

import pytest

from bcf.fund.document import Contact, MaturityLevel, PlanDocument, RequirementAnswer, Risk
from bcf.fund.examples import EXAMPLES
from bcf.fund.examples.changes import minimum
from bcf.fund.findings import Severity
from tests.fund.build import EACH, changed, complete_plan, with_first
from tests.fund.rules.found import YEAR, fields, findings

PLAN = complete_plan(YEAR)
OTHER = complete_plan("2031-34")
TODAY = datetime.date(2019, 12, 1)


def cover(**entries: str) -> PlanDocument:
    return changed(PLAN, cover={**PLAN.cover, **entries})


def test_cover_field_may_be_needed_only_after_an_answer() -> None:
    blank = {"sign_off_date": ""}
    assert findings("CMP-001", cover(sign_off_later="no", **blank)) == []
    (finding,) = findings("CMP-001", cover(sign_off_later="yes", **blank))
    assert finding.place.item == "sign_off_date"
    field = "If so, date of the Health and Wellbeing Board meeting"
    assert finding.message == f"“{field}”: this field of the cover is blank."


@pytest.mark.parametrize(("field", "good", "bad"), [
    ("email", ["a@b.uk", "first.last@x.nhs.uk"], ["a", "a@b", "a b@c.uk", "@b.uk", "a@.uk", "a@b.uk, c@d.uk"]),
    ("phone", ["01632 960000", "ext. 5"], ["none"]),
    ("sign_off_later", ["yes", "no"], ["Yes", "perhaps"]),
    ("sign_off_date", ["2019-10-31"], ["31/10/2019", "2019-02-30", "20191031", "soon"]),
    ("completed_by", ["Zoë"], []),
])  # fmt: skip
def test_entries_of_their_kind(field: str, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert findings("CMP-002", cover(**{field: text})) == []
    for text in bad:
        assert [found.place.item for found in findings("CMP-002", cover(**{field: text}))] == [field]


def test_contact_needs_name_and_address() -> None:
    contacts = tuple(contact for contact in PLAN.contacts if contact.role not in ("dass", "other"))
    assert fields("CMP-003", changed(PLAN, contacts=contacts)) == ["name", "email"]
    half = (*contacts, Contact(role="dass", name="Somebody"))
    assert fields("CMP-003", changed(PLAN, contacts=half)) == ["email"]
    begun = (*PLAN.contacts[:-1], Contact(role="other", email="a@b.uk"))
    assert [c.role for c in PLAN.contacts][-1] == "section_151"
    assert "name" in fields("CMP-003", changed(PLAN, contacts=begun))


def test_optional_contact_may_be_left_out() -> None:
    contacts = tuple(contact for contact in PLAN.contacts if contact.role != "other")
    assert findings("CMP-003", changed(PLAN, contacts=contacts)) == []


def test_address_of_a_contact_must_be_one() -> None:
    bad = tuple(Contact(role=c.role, name=c.name, email="x") if c.role == "dass" else c for c in PLAN.contacts)
    (finding,) = findings("CMP-004", changed(PLAN, contacts=bad))
    assert (finding.place.item, finding.place.field) == ("dass", "email")
    assert finding.message.startswith("Local Authority Director of Adult Social Services: the e-mail address is “x”")


@pytest.mark.parametrize(("words", "found"), [(800, False), (801, True)])
def test_word_limit(words: int, found: bool) -> None:
    plan = changed(PLAN, narrative={**PLAN.narrative, "b_i": " ".join(["word"] * words)})
    assert bool(findings("NAR-002", plan)) is found


def test_words_over_the_limit_are_told() -> None:
    plan = changed(PLAN, narrative={**PLAN.narrative, "a": " ".join(["word"] * 1502)})
    (finding,) = findings("NAR-002", plan)
    assert finding.message == (
        "“A Person-centred outcomes” has 1,502 words, counted as the template does, by its spaces; the limit is 1,500, "
        "so it is 2 over."
    )
    assert finding.remedy == "Shorten the answer by 2 words."
    assert finding.severity is Severity.EXPLAIN
    assert findings("NAR-002", EXAMPLES["NAR-002"].fails.plan)[0].remedy == "Shorten the answer by 1 word."


def test_lines_count_as_the_round_counts() -> None:
    lines = "\n".join(["word"] * 21)
    assert findings("NAR-002", changed(OTHER, narrative={"why": lines}))
    assert findings("NAR-002", changed(PLAN, narrative={**PLAN.narrative, "b_i": "\n".join(["word"] * 900)})) == []


def test_question_that_is_not_required_may_be_blank() -> None:
    assert findings("NAR-001", changed(OTHER, narrative={"why": "Because"})) == []
    assert [found.place.item for found in findings("NAR-001", changed(OTHER, narrative={"anything": "No"}))] == ["why"]


def answered(code: str, **values: object) -> PlanDocument:
    others = tuple(answer for answer in PLAN.requirements if answer.code != code)
    return changed(PLAN, requirements=(*others, RequirementAnswer(code=code, **values)))


def test_requirement_without_an_answer() -> None:
    (finding,) = findings("REQ-001", answered("PR3", evidence="Page 3"))
    assert (finding.place.item, finding.place.field) == ("PR3", "met")
    assert findings("REQ-001", answered("PR3", met="no")) == []


def test_no_needs_action_and_date() -> None:
    assert fields("REQ-002", answered("PR1", met="no")) == ["action", "due"]
    assert fields("REQ-002", answered("PR1", met="no", action=" ", due=TODAY)) == ["action"]
    assert fields("REQ-002", answered("PR1", met="no", action="Ask")) == ["due"]
    assert fields("REQ-002", answered("PR1", met="no", action="Ask", due=TODAY)) == []
    assert fields("REQ-002", answered("PR1", met="yes")) == []


def test_answer_at_odds_with_its_ring_fence() -> None:
    (no,) = findings("REQ-003", answered("PR4", met="no", action="Spend", due=TODAY))
    assert no.message == "PR4 is answered No, but planned spending reaches its minimum."
    short = minimum(2 * EACH)(PLAN)
    found = findings("REQ-003", short)
    assert [one.place.item for one in found] == ["PR4", "PR5"]
    assert found[0].message == "PR4 is answered Yes, but planned spending is below its minimum by £200,000 in 2019-20."
    assert findings("REQ-003", changed(short, requirements=())) == []


def test_answer_is_not_judged_where_no_minimum_is_loaded() -> None:
    bare = minimum(None)(PLAN)
    for met in ("yes", "no"):
        answers = tuple(RequirementAnswer(code=answer.code, met=met) for answer in PLAN.requirements)
        assert findings("REQ-003", changed(bare, requirements=answers)) == []


def level(**values: str) -> PlanDocument:
    others = tuple(entry for entry in PLAN.maturity if entry.change != "chg5")
    return changed(PLAN, maturity=(*others, MaturityLevel(change="chg5", **values)))


def test_levels_are_asked_for() -> None:
    assert fields("MAT-001", level()) == ["current", "planned"]
    assert {found.read for found in findings("MAT-001", level())} == {"blank"}
    assert fields("MAT-001", level(current="not_yet")) == ["planned"]
    (finding,) = findings("MAT-001", level(current="partly", planned="mature"))
    assert finding.message == "Seven-day service: the level now is “partly”, which is not a level of this model."


@pytest.mark.parametrize(("planned", "found"), [
    ("not_yet", True), ("plans_in_place", True), ("established", False), ("mature", False), ("nonsense", False),
])  # fmt: skip
def test_reason_below_established(planned: str, found: bool) -> None:
    assert bool(findings("MAT-002", level(current="not_yet", planned=planned, reason=" "))) is found
    assert findings("MAT-002", level(current="not_yet", planned=planned, reason="Winter")) == []


def test_reason_is_about_the_plan_and_not_the_present() -> None:
    assert findings("MAT-002", level(current="not_yet", planned="established")) == []


def risk(**values: object) -> PlanDocument:
    return with_first(OTHER, "risks", **values)


@pytest.mark.parametrize("field", ["risk", "likelihood", "impact", "mitigation", "owner"])
def test_risk_is_complete(field: str) -> None:
    blank = None if field in ("likelihood", "impact") else " "
    assert fields("RSK-001", risk(**{field: blank})) == [field]


@pytest.mark.parametrize(("score", "found"), [(4, False), (5, True)])
def test_score_within_scale(score: int, found: bool) -> None:
    assert bool(findings("RSK-002", risk(likelihood=score, impact=1))) is found
    assert bool(findings("RSK-002", risk(likelihood=1, impact=score))) is found


def test_scale_is_the_round_s() -> None:
    assert (
        findings("RSK-002", risk(impact=5))[0].message
        == "Risk “Nobody comes”: impact is 5; the scale runs from 1 to 4."
    )
    assert findings("RSK-002", with_first(complete_plan("2017-19"), "risks", impact=5)) == []


def test_round_without_a_risk_log_asks_for_none() -> None:
    risky = changed(PLAN, risks=(Risk(key="r", likelihood=9),))
    assert [found for rule in ("RSK-001", "RSK-002", "RSK-003") for found in findings(rule, risky)] == []
    assert findings("RSK-003", PLAN) == []
