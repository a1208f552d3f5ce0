"""A total with the parts that a text gives it, and the words at which neither is taken for all there is."""

import re
from dataclasses import dataclass

from bcf.fund.claims.values import Figure

NOT_ALL = re.compile(
    r"\b(?:includ\w*|of which|such as|for example|e\.g|examples?|some of|in addition|additional\w*|as well as"
    r"|further|plus|remain\w*"
    r"|remainder|balance|rest|others?|less|minus|net|gross|excluding|exclusive|underspend\w*|each|either|respectively"
    r"|compared|versus|against|instead|rather|between £|increas\w*|reduc\w*|decreas\w*|uplift\w*|up from"
    r"|down from|part of"
    r"|mainly|mostly|largely|primarily|equivalent|saving|savings|target|top[- ]slice\w*|to date|so far"
    r"|notional\w*|from £)\b",
    re.IGNORECASE,
)
OVER_YEARS = re.compile(r"\b(?:total|over|two[- ]year|three[- ]year|combined|both years|altogether)\b", re.IGNORECASE)
UNREAD = re.compile(r"(?<![£\d.,])(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d(?!\d))\d{4,}|\d+(?:\.\d+)?\s?(?:m|k"
                     r"|million|bn)\b)")


@dataclass(frozen=True, slots=True)
class Told:
    """A total with what is said to make it up. ``quote`` shows both."""

    total: Figure
    parts: list[Figure]
    quote: str


def unsafe(said: str, figures: list[Figure]) -> bool:
    """Whether words that list parts leave room for others, or hold what is no part."""
    return bool(NOT_ALL.search(said) or UNREAD.search(said)) or any(figure.is_rate for figure in figures)


def years_named(said: str) -> int:
    """How many years are named, in whatever spelling."""
    return len(set(re.findall(r"\b20\d\d(?:\s?[/-]\s?\d\d(?:\d\d)?)?|\b\d\d/\d\d\b", said)))
