"""Contradictions of texts with themselves: what is wrong is found once, what is right is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.claims import read_claims
from bcf.fund.claims.comparing import Contradiction, contradictions_of
from tests.fund.claims.right import RIGHT
from tests.fund.claims.wrong import WRONG


def found(text: str) -> list[Contradiction]:
    return list(contradictions_of([read_claims(text, question="a")]))


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert [(one.fault, one.said) for one in found(text)] == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_once(name: str) -> None:
    fault, text = WRONG[name]
    (one,) = found(text)
    assert one.fault is fault
    assert one.said.endswith(".")
    assert one.read
    assert one.expected


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_found_among_much_else(name: str) -> None:
    """With every right passage around it, a mistake is found and nothing else is."""
    fault, text = WRONG[name]
    readings = [read_claims(one, question=str(number)) for number, one in enumerate(RIGHT.values())]
    readings.append(read_claims(text, question="wrong"))
    faults = [one for reading in readings for one in contradictions_of([reading])]
    assert [one.fault for one in faults] == [fault]
