"""Whether what was typed is what was asked for: an address, a number, a date; and whether it says anything at all.

What is checked here the workbook checks by formulas of its own, so every test is one that a spreadsheet can make.
"""

import datetime
import re

from bcf.fund.round import CoverKind

FIRST_DAY = datetime.date(1900, 3, 1)
"""Workbooks know no day before."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_SIGNS = re.compile(r"[\W_]+")
_NOTHING = frozenset({
    "na", "n a", "not applicable", "none", "nil", "unknown", "pending", "awaited", "awaiting", "insert", "insert text",
    "insert here", "insert text here", "insert name", "insert name here", "name", "test", "asdf", "lorem ipsum",
})  # fmt: skip
_LATER = re.compile(
    r"(?:tbc|tba|tbd|to follow|to be (?:confirmed|completed|advised|agreed|added|decided|determined|inserted|provided"
    r"|written|drafted|updated|supplied))\b"
)
_MOST_WORDS = 6
"""A longer text that begins with "to be agreed" says more than that."""
_MARKS = re.compile(r"x{2,}|[\W_]+")


def wanted(kind: CoverKind, text: str) -> str:
    """What an entry of that kind should have been; "" if it is as it should be."""
    match kind:
        case CoverKind.EMAIL if not _EMAIL.fullmatch(text):
            return "an e-mail address such as name@example.org"
        case CoverKind.PHONE if not re.search(r"[0-9]", text):
            return "a telephone number"
        case CoverKind.YES_NO if text not in ("yes", "no"):
            return "Yes or No"
        case CoverKind.DATE if read_day(text) is None:
            return "a date such as 2019-09-27"
    return ""


def read_day(text: str) -> datetime.date | None:
    """A date in the form 2019-09-27 that a workbook can hold; None for anything else."""
    try:
        date = datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None
    return date if date >= FIRST_DAY and date.isoformat() == text.strip() else None


def is_placeholder(text: str) -> bool:
    """Whether a text only holds the place of what is to be written: "TBC", "n/a", "xx", "To be confirmed", "–"."""
    folded = text.strip().casefold()
    if not folded:
        return False
    words = _SIGNS.sub(" ", folded).strip()
    if _MARKS.fullmatch(folded) or _MARKS.fullmatch(words) or words in _NOTHING:
        return True
    return len(words.split()) <= _MOST_WORDS and _LATER.match(words) is not None


def says_no_more(text: str, than: str) -> bool:
    """Whether a text has no words but those of another, such as the question that it answers."""
    return _SIGNS.sub(" ", text.casefold()).strip() == _SIGNS.sub(" ", than.casefold()).strip()
