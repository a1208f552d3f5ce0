"""Checkers: one condition as a live formula and, beside it, whether it holds now, so that each can be tested."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bcf.fund.entries import wanted
from bcf.fund.round import CoverKind
from plans.outputs.workbook.lists import NO, YES
from plans.outputs.workbook.refs import literal
from plans.outputs.workbook.values import Formula


@dataclass(frozen=True, slots=True)
class Check:
    """A problem: the formula that is true where it exists, whether it exists in this plan, and what to say."""

    formula: str
    exists: bool
    message: str


def bare(ref: str) -> str:
    """The cell's text without what nobody sees around it: spaces, hard spaces, tabs and line ends."""
    text = ref
    for space in ("CHAR(9)", "CHAR(10)", literal("\xa0")):
        text = f'SUBSTITUTE({text},{space}," ")'
    return f"TRIM({text})"


def missing(ref: str, is_missing: bool, what: str) -> Check:
    """Nothing that anybody could see stands in the cell."""
    return Check(f'{bare(ref)}=""', is_missing, f"{what} is missing.")


def unlike(ref: str, kind: CoverKind, text: str) -> Iterator[Check]:
    """Something stands in the cell, but not what was asked for."""
    if kind is CoverKind.TEXT:
        return
    expected = wanted(kind, text.strip())
    test = _UNLIKE[kind].replace("CELL", ref).replace("BARE", bare(ref))
    says = wanted(kind, "?") or "an entry"
    yield Check(f'AND({bare(ref)}<>"",{test})', bool(text.strip() and expected), f"This is not {says}.")


_UNLIKE: Mapping[CoverKind, str] = {
    CoverKind.DATE: "ISTEXT(CELL)",
    CoverKind.PHONE: 'SUMPRODUCT(LEN(BARE)-LEN(SUBSTITUTE(BARE,{"0","1","2","3","4","5","6","7","8","9"},"")))=0',
    CoverKind.YES_NO: f'AND(BARE<>"{YES}",BARE<>"{NO}")',
    CoverKind.EMAIL: (
        'NOT(IFERROR(AND(ISERROR(FIND(" ",BARE)),LEN(BARE)-LEN(SUBSTITUTE(BARE,"@",""))=1,FIND("@",BARE)>1,'
        'FIND(".",BARE,FIND("@",BARE)+2)>0,MID(BARE,FIND("@",BARE)+1,1)<>".",RIGHT(BARE,1)<>".",'
        'ISERROR(FIND("..",BARE,FIND("@",BARE)))),FALSE))'
    ),
}
"""What is true of a cell that does not hold what was asked for."""


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
