"""Checkers: one condition as a live formula and, beside it, whether it holds now, so that each can be tested."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.outputs.workbook.lists import NO, YES
from plans.outputs.workbook.refs import literal
from plans.outputs.workbook.values import Formula


@dataclass(frozen=True, slots=True)
class Check:
    """A problem: the formula that is true where it exists, whether it exists in this plan, and what to say."""

    formula: str
    exists: bool
    message: str


def missing(ref: str, is_missing: bool, what: str) -> Check:
    """Nothing but spaces stands in the cell."""
    return Check(f'TRIM({ref})=""', is_missing, f"{what} is missing.")


def problem(checks: Sequence[Check], unless: str = "", skipped: bool = False) -> Formula:
    """What is wrong, in words, one after another; "" where nothing is, or where ``unless`` is true."""
    if not checks:
        return Formula('""', "")
    said = "&".join(f"IF({check.formula},{literal(_short(check.message) + ' ')},\"\")" for check in checks)
    expected = " ".join(_short(check.message) for check in checks if check.exists)
    text = f"TRIM({said})"
    return Formula(f'IF({unless},"",{text})', "" if skipped else expected) if unless else Formula(text, expected)


def _short(message: str) -> str:
    """One line with single spaces and short enough for a constant in a formula."""
    text = " ".join(message.split())
    return text if len(text) <= 200 else f"{text[:199]}…"


def verdict(problem_ref: str, found: Formula, unless: str = "", skipped: bool = False) -> Formula:
    """Yes where the problem cell is empty, No where it says something, "" where ``unless`` is true."""
    text, expected = f'IF({problem_ref}="","{YES}","{NO}")', YES if found.expected == "" else NO
    return Formula(f'IF({unless},"",{text})', "" if skipped else expected) if unless else Formula(text, expected)
