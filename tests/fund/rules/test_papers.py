"""Milestones and reference documents: what is found, where, what was read and what was expected."""

import datetime
from typing import Any

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from tests.fund.build import LEICESTER, changed, complete_plan, with_first
from tests.fund.rules.found import fields, findings

LONG, OTHER = complete_plan("2017-19"), complete_plan("2031-34")


def milestone(**values: Any) -> PlanDocument:
    return with_first(LONG, "milestones", **values)


def test_a_milestone_needs_a_name_and_a_date() -> None:
    found = findings("MIL-001", milestone(title=" ", end=None))
    assert [(one.place.field, one.read, one.severity) for one in found] == [
        ("title", "blank", Severity.BLOCKING), ("end", "blank", Severity.BLOCKING),
    ]  # fmt: skip
    assert found[1].message == (
        "A milestone without a name has no date by which it is reached. It starts on 1 April 2017."
    )
    assert fields("MIL-001", milestone(start=None)) == []


def test_a_milestone_that_ends_before_it_starts() -> None:
    (found,) = findings("MIL-002", milestone(start=datetime.date(2018, 5, 2), end=datetime.date(2018, 5, 1)))
    assert found.place == Place(section=Section.MILESTONES, item="milestone-1", field="end")
    assert found.message == "Milestone “New team at work” ends on 1 May 2018, before it starts on 2 May 2018."
    assert (found.read, found.expected) == ("1 May 2018", "2 May 2018 or later")
    day = datetime.date(2018, 5, 1)
    assert findings("MIL-002", milestone(start=day, end=day)) == []


@pytest.mark.parametrize(("change", "words"), [
    ({"start": datetime.date(2017, 3, 31)}, "starts on 31 March 2017, before the period of the plan."),
    ({"end": datetime.date(2019, 4, 1)}, "ends on 1 April 2019, after the period of the plan."),
    ({"start": None, "end": datetime.date(2091, 1, 1)}, "is due on 1 January 2091, after the period of the plan."),
])  # fmt: skip
def test_a_milestone_outside_the_years_is_advice(change: dict[str, Any], words: str) -> None:
    (found,) = findings("MIL-003", milestone(**change))
    assert found.message == f"Milestone “New team at work” {words}"
    assert found.severity is Severity.ADVICE
    assert found.expected == "1 April 2017 to 31 March 2019"


def test_the_period_is_the_rounds_own() -> None:
    assert findings("MIL-003", with_first(OTHER, "milestones", end=datetime.date(2034, 12, 31))) == []
    assert len(findings("MIL-003", with_first(OTHER, "milestones", end=datetime.date(2035, 1, 1)))) == 1


def test_an_owner_is_asked_for_only_where_the_round_has_the_column() -> None:
    assert fields("MIL-004", milestone(owner=" ")) == ["owner"]
    assert findings("MIL-004", with_first(OTHER, "milestones", owner="")) == []


def test_a_document_that_cannot_be_told_or_found() -> None:
    found = findings("DOC-001", with_first(LONG, "documents", title=" ", where=""))
    assert [one.message for one in found] == [
        "A reference document has no title.", "A document without a title: it is not said where it can be found.",
    ]  # fmt: skip
    assert {one.severity for one in found} == {Severity.EXPLAIN}


def test_empty_lists_may_stand_with_a_reason() -> None:
    empty = changed(LONG, milestones=(), documents=())
    assert [one.severity for one in findings("MIL-005", empty)] == [Severity.EXPLAIN]
    assert [one.severity for one in findings("DOC-002", empty)] == [Severity.ADVICE]


def test_a_round_without_them_finds_nothing_in_them() -> None:
    odd = changed(LEICESTER, milestones=({"key": "a"},), documents=({"key": "b"},))
    assert [rule for rule in ("MIL-001", "MIL-004", "DOC-001") if findings(rule, odd)] == []


def test_findings_follow_the_order_of_the_rows_and_fields() -> None:
    plan = changed(LONG, milestones=({"key": "z"}, {"key": "a"}))
    assert [(one.place.item, one.place.field) for one in findings("MIL-001", plan)] == [
        ("z", "title"), ("z", "end"), ("a", "title"), ("a", "end"),
    ]  # fmt: skip
