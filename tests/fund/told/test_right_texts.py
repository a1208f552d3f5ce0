"""Narratives in which every figure is right, with all that could be taken for a mistake: nothing may be found."""

from pathlib import Path

import pytest

from bcf.fund.rules import Background
from tests.fund.told.plans import BEFORE, TWO_YEARS, WRITTEN
from tests.fund.told.saying import saying, told

RIGHT = (Path(__file__).parent / "right.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("background", [Background(), BEFORE], ids=["alone", "with the plan before"])
def test_nothing_is_found_in_the_narrative_of_a_year(background: Background) -> None:
    assert told(WRITTEN, background) == []


def test_nothing_is_found_in_the_narrative_of_two_years() -> None:
    assert told(TWO_YEARS) == []


@pytest.mark.parametrize("words", [line for line in RIGHT if line and not line.startswith("#")])
def test_right_or_uncertain_sentence_is_left_alone(words: str) -> None:
    assert [(one.rule, one.read) for one in told(saying(WRITTEN, words), BEFORE)] == []
