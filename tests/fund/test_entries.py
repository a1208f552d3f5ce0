"""What was typed against what was asked for, and texts that say nothing."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.entries import is_placeholder, read_day, says_no_more, wanted
from bcf.fund.round import CoverKind
from tests.outputs.made_plans import TYPED

RIGHT = {"a@b.c", "2019-09-27", "01632 960000", "+44", "yes", "no", "Somebody", "=1+1"}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, typed in TYPED.items() for text in typed])
def test_entries_are_told_from_what_they_should_be(kind: CoverKind, text: str) -> None:
    assert bool(wanted(kind, text)) is (text not in RIGHT)


@given(st.dates(datetime.date(1900, 3, 1)))
def test_every_day_that_a_workbook_knows_is_read(date: datetime.date) -> None:
    assert read_day(f" {date.isoformat()} ") == date


def test_a_day_before_a_workbook_s_calendar_is_none() -> None:
    assert read_day("1900-02-28") is None


@pytest.mark.parametrize("text", [
    "TBC", "tbc.", "[TBC]", "N/A", "n.a.", "xx", "XXXX", "???", "…", "-", "—", "***", "To be confirmed", "To follow",
    "to be agreed by the board", "TBC - chair of the board", "None", "nil", "Not applicable", "Insert name",
    "[insert text here]", "Lorem ipsum", " tbd ",
])  # fmt: skip
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [
    "", " ", "X-ray service", "Xavier", "TBCare Ltd", "Nora", "No", "Yes", "None of the schemes has changed", "A", "5",
    "To be agreed between the council and the two CCGs by the end of June", "Tests show that reablement works",
    "Names of the schemes are given in the appendix", "Pending approval by the council's executive", "Vacant",
    "To be outstanding is what we aim for", "2018-19", "£1,234", "Follow-up", "Awaiting sign-off by the ICB board",
])  # fmt: skip
def test_what_says_something_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_words_are_compared_without_case_and_signs() -> None:
    assert says_no_more("System level ALIGNMENT?", "System level alignment")
    assert not says_no_more("System level alignment is good", "System level alignment")
