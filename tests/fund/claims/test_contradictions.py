"""Contradictions of texts with themselves: what is wrong is found once, what is right is left alone."""


from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.claims import read_claims
from bcf.fund.claims.comparing import Contradiction, Fault, contradictions_of
from tests.fund.claims.right import RIGHT
from tests.fund.claims.test_reading import ODD
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


PARTS = st.lists(st.integers(min_value=60_000, max_value=40_000_000), min_size=2, max_size=6)
NAMES = ("carers", "falls", "home care", "beds", "equipment", "discharge")


def exactly(pounds: int) -> str:
    return f"£{pounds:,}"


def in_millions(pounds: int) -> str:
    return f"£{pounds / 1_000_000:.1f}m"


def listed(total: str, parts: list[str]) -> list[str]:
    """One sum in all the ways in which a plan may tell it."""
    named = [f"{part} for {name}" for part, name in zip(parts, NAMES, strict=False)]
    prose = f"{', '.join(named[:-1])} and {named[-1]}"
    bullets = "\n".join(f"- {one}" for one in named)
    rows = "\n".join(f"| {name} | {part} |" for part, name in zip(parts, NAMES, strict=False))
    return [
        f"We spend {total}, made up of {prose}.",
        f"We spend {total} in total: {prose}.",
        f"We spend {prose}, making a total of {total}.",
        f"The {total} is allocated as follows:\n\n{bullets}",
        f"We spend:\n\n{bullets}\n- Total {total}",
        f"| Scheme | Amount |\n| --- | --- |\n{rows}\n| Total | {total} |",
    ]


@settings(deadline=None)
@given(PARTS, st.sampled_from([exactly, in_millions]))
def test_a_sum_that_is_right_is_never_found(parts: list[int], spelled: Callable[[int], str]) -> None:
    for text in listed(spelled(sum(parts)), [spelled(part) for part in parts]):
        assert found(text) == []


@settings(deadline=None)
@given(PARTS, st.sampled_from([exactly, in_millions]), st.sampled_from(range(6)))
def test_a_total_wrong_by_more_than_rounding_is_found_once(
    parts: list[int], spelled: Callable[[int], str], way: int
) -> None:
    wrong = sum(parts) + 50_000_000
    (one,) = found(listed(spelled(wrong), [spelled(part) for part in parts])[way])
    assert one.fault in (Fault.PARTS, Fault.ROWS)
    assert one.difference is not None
    assert abs(one.difference - Decimal(50_000_000)) <= 50_000 * (len(parts) + 1)


@settings(deadline=None)
@given(st.integers(min_value=100, max_value=9_999), st.integers(min_value=100, max_value=9_999))
def test_a_change_that_is_right_is_never_found(before: int, after: int) -> None:
    share = abs(after / before - 1) * 100
    verb, noun = ("rose", "an increase") if after >= before else ("fell", "a reduction")
    for said in (f"{share:.0f}%", f"{share:.1f}%", f"{int(share)}%"):
        assert found(f"Admissions {verb} from {before:,} to {after:,}, {noun} of {said}.") == []
    assert found(f"Admissions {verb} by {abs(after - before):,} from {before:,} to {after:,}.") == []


@settings(deadline=None)
@given(st.integers(min_value=100, max_value=9_999), st.integers(min_value=100, max_value=9_999))
def test_a_change_wrong_by_more_than_rounding_is_found(before: int, after: int) -> None:
    share = abs(after / before - 1) * 100 + 7
    verb, noun = ("rose", "an increase") if after > before else ("fell", "a reduction")
    if before != after and before % 100 and after % 100:
        (one,) = found(f"Admissions {verb} from {before:,} to {after:,}, {noun} of {share:.0f}%.")
        assert one.fault is Fault.CHANGE


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=12), st.integers(min_value=2, max_value=12))
def test_a_list_is_found_when_its_length_is_another(said: int, points: int) -> None:
    """A list twice as long holds other points as well, for all one can tell."""
    bullets = "\n".join(f"- point {'abcdefghijkl'[number]}" for number in range(points))
    assert bool(found(f"We have made {said} changes:\n\n{bullets}")) is (said != points and points < 2 * said)


@settings(deadline=None)
@given(st.text(alphabet=ODD, max_size=400))
def test_no_text_is_too_odd_to_compare(text: str) -> None:
    found(text)
