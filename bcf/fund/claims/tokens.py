"""The pieces of a sentence that say a figure, a day or a period, in their order. What they mean is read elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.claims.dates import (
    DAY_IN_DIGITS,
    DAY_IN_WORDS,
    QUARTER_IN_DIGITS,
    QUARTER_IN_WORDS,
    YEARS,
    SpelledDay,
    SpelledPeriod,
    day_of,
    period_of,
)
from bcf.fund.claims.numbers import NUMBER, NUMBER_WORD, UNIT, UNITS, from_words, parsed
from bcf.fund.claims.values import Kind


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its step; for a range ``upto`` is its upper end."""

    kind: Kind
    value: Decimal
    step: Decimal
    upto: Decimal | None = None
    in_words: bool = False
    is_share: bool = False
    """A part in words, such as "a third"."""


@dataclass(frozen=True, slots=True)
class Token:
    """What stands at characters ``start`` to ``end`` of a sentence; ``holds`` is None for digits that count nothing."""

    start: int
    end: int
    holds: Number | SpelledDay | SpelledPeriod | None


_SHARES = {"half": "50", "third": "33.333", "quarter": "25", "fifth": "20", "tenth": "10"}
_TIMES = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4}

_TOKEN = re.compile(
    rf"""
    (?=[\d£.])(?:
        (?<![\w/.,£-])(?P<day>{DAY_IN_DIGITS})
      | (?<![\d.,£])(?P<years>{YEARS})
      | (?P<quarter>{QUARTER_IN_DIGITS})
      | £\s?(?P<money>{NUMBER})(?![\d]|,\d|\.\d)(?:\s?(?P<unit>{UNIT})(?![a-z]))?
        (?:\s?-\s?£?\s?(?P<money2>{NUMBER})(?![\d]|,\d|\.\d|\s?%|/\d)(?:\s?(?P<unit2>{UNIT})(?![a-z]))?)?
      | (?<![\w.,£/])(?P<pence>\d{{1,3}})p(?!\w)
      | (?<![\w.,£/])(?P<percent>{NUMBER})(?:\s?%?\s?-\s?(?P<percent2>{NUMBER}))?\s?
        (?:(?:%|per\s?cent\b)(?P<points>\s?(?:points?|pts?)\b)?
          |(?P<points2>(?:percentage|%)\s?points?\b|pp\b|ppts?\b))
      | (?<![\w.,£/:])(?P<count>{NUMBER})(?![\d]|,\d|[.:]\d|/\d|\s?%|(?:st|nd|rd|th)\b|(?<=\d\d)\+(?!\d))
        (?:\s?(?P<countunit>million|thousand|billion)\b)?
    )
  | \b(?=[a-z])(?:
        (?<!-)(?P<wday>{DAY_IN_WORDS})
      | (?P<wquarter>{QUARTER_IN_WORDS})
      | (?P<percentword>{NUMBER_WORD})\sper\s?cent(?:(?P<points3>age\spoints?)|\b)
      | (?:(?P<times>a|one|two|three|four)[ -])?(?P<share>half|thirds?|quarters?|fifths?|tenths?)
        (?=\s(?:of|the|all|that)\b)(?!\sof\s(?:the\s(?:financial\s)?year|20\d\d|\d\d/))
      | (?<!-)(?P<word>{NUMBER_WORD})\b(?!-\w)
    )
    """,
    re.VERBOSE,
)
_LABEL_WORDS = """
section sections condition conditions appendix appendices page pages table figure annex paragraph para nc pr kloe scheme
version phase phases tier tiers band ref number no no. level levels type types stage step part schedule ward room unit
age aged ages priority objective outcome action recommendation risk ics item q s v chapter box slide line row column
criteria category requirement theme workstream option standard domain metric indicator act point week day month top per
"""
_LABELS = frozenset(_LABEL_WORDS.split())
"""Words after which a number is a name and counts nothing."""
_OF_AGE = re.compile(
    r"(?:the age of|(?:people|residents|those|patients|adults|population|clients) (?:aged )?(?:over|under)) $"
)


def tokens_of(plain: str) -> Iterator[Token]:
    """The tokens of a sentence in its plain form."""
    small = plain.lower()
    if len(small) != len(plain):
        small = plain
    for match in _TOKEN.finditer(small):
        yield Token(match.start(), match.end(), _held(match, small))


def _held(match: re.Match[str], plain: str) -> Number | SpelledDay | SpelledPeriod | None:
    if match["count"]:
        return _count(match, plain[max(0, match.start() - 40) : match.start()])
    if match["money"]:
        return _money(match)
    if match["percent"]:
        return _percent(match)
    if match["day"] or match["wday"]:
        return day_of(match)
    if match["years"] or match["quarter"] or match["wquarter"]:
        return period_of(match)
    if match["pence"]:
        return Number(Kind.MONEY, Decimal(match["pence"]) / 100, Decimal("0.01"))
    if match["percentword"]:
        kind = Kind.POINTS if match["points3"] else Kind.PERCENT
        return Number(kind, Decimal(from_words(match["percentword"])), Decimal(1), in_words=True)
    if match["share"]:
        return _share(match)
    if match["word"] == "one":
        return None
    return Number(Kind.COUNT, Decimal(from_words(match["word"])), Decimal(0), in_words=True)


def _money(match: re.Match[str]) -> Number | None:
    digits, unit, digits2, unit2 = (match[name] or "" for name in ("money", "unit", "money2", "unit2"))
    if len(digits) > 2 and not digits.strip("0"):
        return None
    if digits2 and not unit and unit2 and Decimal(digits.replace(",", "")) < UNITS[unit2]:
        unit = unit2
    value, step = parsed(digits, unit)
    if digits2:
        upto, step2 = parsed(digits2, unit2 or (unit if "," not in digits2 else ""))
        if upto > value:
            return Number(Kind.MONEY, value, min(step, step2), upto)
    return Number(Kind.MONEY, value, step)


def _percent(match: re.Match[str]) -> Number:
    kind = Kind.POINTS if match["points"] or match["points2"] else Kind.PERCENT
    digits = match["percent"]
    value = Decimal(digits.replace(",", ""))
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    upto = Decimal(match["percent2"].replace(",", "")) if match["percent2"] else None
    return Number(kind, value, step, upto if upto is not None and upto > value else None)


def _share(match: re.Match[str]) -> Number | None:
    times, share = match["times"] or "", match["share"].rstrip("s")
    if not times and share != "half":
        return None
    value = Decimal(_SHARES[share]) * _TIMES[times]
    return Number(Kind.PERCENT, value, value / 5, in_words=True, is_share=True)


def _count(match: re.Match[str], before: str) -> Number | None:
    digits = match["count"]
    bare = digits.replace(",", "")
    looks_like_a_year = digits.isdigit() and len(digits) == 4 and digits[:2] in ("19", "20")
    if looks_like_a_year or len(bare) > 12 or _is_label(before):
        return None
    value, step = parsed(digits, match["countunit"] or "")
    return Number(Kind.COUNT, value, Decimal(0) if step == 1 else step)


def _is_label(before: str) -> bool:
    last = before.rstrip().rpartition(" ")[2].lstrip("(")
    return last in _LABELS or before[-1:] == "#" or _OF_AGE.search(before) is not None
