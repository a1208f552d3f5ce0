"""Figures as they stand in other people's workbooks: "£350k", "1.2m", "40%", "-" for nothing."""

import re
from decimal import Decimal

from bcf.fund.text import number
from schemes.columns import Kind
from schemes.typed import Unreadable

BLANKS = frozenset(("-", "–", "—", "n/a", "na", "#n/a", "none", "not applicable", "£-", "£ -", "- £", "£–"))
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mil": 6, "million": 6, "bn": 9, "billion": 9}
_SCALED = re.compile(r"([+-]?) ?([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+) ?(k|thousand|mn|mil|million|m|bn|billion)\.?")
_LONG = re.compile(r"[+-]?[0-9][0-9,]*\.[0-9]{3,}")
_BRACKETED = re.compile(r"\(.*[0-9].*\)")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?|[0-9]+(\.[0-9]+)?|\.[0-9]+")


def is_nothing(text: str) -> bool:
    """Whether the text says that there is no figure or no choice."""
    return " ".join(text.split()).casefold() in BLANKS


def plain_figure(kind: Kind, text: str, *, fractions: bool = False) -> str:
    """The figure as one would type it into the cell. Raises Unreadable for a negative in brackets.

    ``fractions`` says that the column is written in parts of one hundred per cent, so that 0.4 is 40.
    """
    bare = " ".join(text.replace("−", "-").split())
    if is_nothing(bare):
        return ""
    if _BRACKETED.fullmatch(bare):
        raise Unreadable(
            f"“{bare[:40]}” is a negative figure in brackets, and a plan has none. Write the figure without brackets."
        )
    if kind is Kind.PERCENT:
        return _percent(bare, fractions=fractions)
    if kind is Kind.MONEY:
        bare = re.sub(r"(?i)\bgbp\b|£", " ", bare).strip()
    scaled = _SCALED.fullmatch(bare.casefold())
    if scaled and _GROUPED.fullmatch(scaled[2]):
        sign, digits, scale = scaled.groups()
        return number(Decimal(f"{sign}{digits.replace(',', '')}").scaleb(_SCALES[scale]))
    if kind is Kind.MONEY and _LONG.fullmatch(bare) and _GROUPED.fullmatch(bare.lstrip("+-")):
        return number(Decimal(bare.replace(",", "")).quantize(Decimal("0.01")))
    return bare


def _percent(bare: str, *, fractions: bool) -> str:
    if fractions and re.fullmatch(r"0?\.[0-9]+|[01](\.0+)?", bare):
        return number(Decimal(bare) * 100)
    return bare
