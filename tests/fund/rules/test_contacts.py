"""People and days on the cover."""

from decimal import Decimal

import pytest

from bcf.fund.document import Contact, Contribution, PlanDocument
from bcf.fund.findings import Severity
from tests.fund.build import LEICESTER, changed, complete_plan
from tests.fund.rules.found import YEAR, findings

PLAN, LONG = complete_plan(YEAR), complete_plan("2017-19")
CHAIR, LEAD = "hwb_chair", "bcf_lead"


def people(plan: PlanDocument = PLAN, **contacts: tuple[str, str] | None) -> PlanDocument:
    given = {one.role: one for one in plan.contacts}
    for role, contact in contacts.items():
        given.pop(role, None)
        if contact:
            given[role] = Contact(role=role, name=contact[0], email=contact[1])
    return changed(plan, contacts=tuple(given.values()))


def test_two_payers_and_one_officer() -> None:
    (finding,) = findings("CMP-008", people(ccg_officer_other=None))
    assert finding.severity is Severity.BETA
    assert finding.message.startswith("2 bodies pay in (NHS Sometown North, NHS Sometown South), and one officer is")
    assert (finding.place.item, finding.place.field) == ("ccg_officer_other", "name")


def test_one_payer_and_one_officer() -> None:
    only = tuple(line for line in PLAN.contributions if line.body != "99Y")
    assert findings("CMP-008", people(changed(PLAN, contributions=only), ccg_officer_other=None)) == []
    nought = tuple(line.model_copy(update={"amount": Decimal(0)}) if line.body == "99Y" else line
                   for line in PLAN.contributions)  # fmt: skip
    assert findings("CMP-008", people(changed(PLAN, contributions=nought), ccg_officer_other=None)) == []
    assert findings("CMP-008", LEICESTER) == []


def test_an_officer_who_is_not_named_at_all_has_been_found_as_missing() -> None:
    assert findings("CMP-008", people(ccg_officer=None, ccg_officer_other=None)) == []


def test_another_council_that_pays_in_needs_no_officer_where_the_cover_has_no_place_for_one() -> None:
    line = Contribution(source="la_add", year=YEAR, contributor="Another council", amount=Decimal(5))
    assert findings("CMP-008", changed(PLAN, contributions=(*PLAN.contributions, line))) == []


@pytest.mark.parametrize(("chair", "lead", "field"), [
    (("Cllr A. Bell", "bell@x.example"), ("A Bell", "lead@x.example"), "name"),
    (("Councillor A Bell", "bell@x.example"), ("a  bell", "bell@x.example"), "name"),
    (("A Bell", "bcf@x.example"), ("B Carr", "BCF@x.example "), "email"),
    (("A Bell", "bell@x.example"), ("A Bellamy", "bellamy@x.example"), ""),
    (("TBC", "a@x.example"), ("TBC", "b@x.example"), ""),
    (("", "a@x.example"), ("", "b@x.example"), ""),
])  # fmt: skip
def test_one_person_in_two_roles(chair: tuple[str, str], lead: tuple[str, str], field: str) -> None:
    found = findings("CMP-009", people(hwb_chair=chair, bcf_lead=lead))
    assert [(one.place.item, one.place.field) for one in found] == ([(LEAD, field)] if field else [])


def test_officers_may_hold_two_roles() -> None:
    same = ("A Bell", "bell@x.example")
    assert findings("CMP-009", people(dass=same, bcf_lead=same, chief_executive=same, ccg_officer=same)) == []


def meeting(date: str, later: str = "yes") -> PlanDocument:
    return changed(PLAN, cover={**PLAN.cover, "sign_off_later": later, "sign_off_date": date})


@pytest.mark.parametrize(("date", "rules"), [
    ("2019-11-07", []), ("2019-09-27", []), ("2020-03-31", []), ("2019-09-05", ["CMP-011"]),
    ("2018-11-07", ["CMP-011"]),
    ("2016-11-07", ["CMP-010"]), ("2091-11-07", ["CMP-010"]), ("2020-04-01", ["CMP-010"]), ("7 November", []),
])  # fmt: skip
def test_the_day_of_a_later_meeting(date: str, rules: list[str]) -> None:
    assert [rule for rule in ("CMP-010", "CMP-011") if findings(rule, meeting(date))] == rules


def test_the_day_of_a_meeting_that_is_not_asked_for_does_not_matter() -> None:
    assert findings("CMP-010", meeting("2091-11-07", "no")) == findings("CMP-011", meeting("2019-01-01", "no")) == []


def test_a_return_is_not_dated_after_it_was_due() -> None:
    late = changed(LONG, cover={**LONG.cover, "return_date": "2017-09-12", "narrative_date": "2017-09-01"})
    assert [one.place.item for one in findings("CMP-011", late)] == ["return_date"]
