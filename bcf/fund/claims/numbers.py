"""Numbers as people spell them, and the interval that a spelling allows.

"£1.9m" stands for anything that rounds to it; "£1,926,540" for itself; "over 200" for all above.
"""

import re
from decimal import Decimal

from bcf.fund.claims.values import INFINITE, Hedge, Interval

UNITS = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mil": 10**6, "mill": 10**6, "million": 10**6,
    "millions": 10**6, "bn": 10**9, "b": 10**9, "billion": 10**9, "billions": 10**9,
}  # fmt: skip

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
"""A number in digits; commas only between groups of three."""

UNIT = r"k|thousand|mn|mill?|millions?|m|bn|billions?"

_DIGIT = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ROUND = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = {word: number for number, word in enumerate(f"{_DIGIT}|{_TEENS}".split("|"), 1)}
_TENS = {word: 10 * number for number, word in enumerate(_ROUND.split("|"), 2)}

NUMBER_WORD = (
    rf"(?:{_ROUND})(?:[- ](?:{_DIGIT}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
    r"|(?:a|one) hundred(?! (?:thousand|million))|a dozen"
)
"""A number in words, up to a hundred."""


def from_words(words: str) -> int:
    """The number that matches `NUMBER_WORD`."""
    said = words.lower()
    if said.endswith("hundred"):
        return 100
    if said.endswith("dozen"):
        return 12
    return sum(_ONES.get(part) or _TENS[part] for part in re.split("[- ]", said))


def parsed(digits: str, unit: str = "") -> tuple[Decimal, Decimal]:
    """The number and the step of its last digit: "1.9" in "m" is 1,900,000 by 100,000.

    One written in full with noughts at its end may have been rounded, but is taken to keep three figures:
    "1,900,000" goes by 10,000.
    """
    bare = digits.replace(",", "")
    scale = UNITS.get(unit.lower(), 1)
    value = Decimal(bare) * scale
    places = len(bare.partition(".")[2])
    if places or scale > 1:
        return value, Decimal(scale).scaleb(-places)
    noughts = len(bare) - len(bare.rstrip("0")) if value else 0
    return value, Decimal(10) ** (max(0, min(noughts, len(bare) - 3)) if noughts > 1 else 0)


_WORDS_BEFORE = {
    Hedge.NEARLY: r"nearly|almost|just (?:under|below)|close to|approaching|(?:a )?little (?:under|less than)",
    Hedge.JUST_OVER: r"just (?:over|above)|(?:a )?(?:little|slightly) (?:over|more than)|slightly above",
    Hedge.AT_MOST: r"up to|as (?:much|many) as|at most|a maximum of|(?:no|not) more than|(?:less|fewer) than|under"
                   r"|below|within",
    Hedge.OVER: r"over|more than|greater than|in excess of|at least|above|exceed(?:s|ed|ing)?|a minimum of"
                r"|(?:no|not) (?:less|fewer) than|upwards of|beyond",
    Hedge.ABOUT: r"about|around|approx(?:imately)?\.?|circa|ca?\.?|roughly|some|estimated(?: at)?|in the region of",
}  # fmt: skip
_SIGNS = {Hedge.ABOUT: "~≈", Hedge.OVER: ">≥", Hedge.AT_MOST: "<≤"}
_WORDS_AFTER = {
    Hedge.OVER: r"\+(?!\s?[£\d])|(?:or|and) (?:more|over|above)\b|plus\b",
    Hedge.AT_MOST: r"(?:or|and) (?:less|fewer|under|below)\b",
    Hedge.ABOUT: r"or so\b|-?ish\b|approx",
}
_BEFORE = re.compile(
    "(?:"
    + "|".join(rf"(?P<{hedge.name}>\b(?:{words}))" for hedge, words in _WORDS_BEFORE.items())
    + "".join(rf"|(?P<{hedge.name}_>[{signs}])" for hedge, signs in _SIGNS.items())
    + r")(?: an?| the| another)?[ (]*$",
    re.IGNORECASE,
)
_LAST_WORDS = """
a an the another under below to than over above as much many most of about around approx approx. approximately circa ca
ca. c c. roughly some estimated at region least exceed exceeds exceeded exceeding beyond within nearly almost
approaching
"""
_LAST = frozenset(_LAST_WORDS.split())
"""Every word with which a hedge can end: most figures have none before them, which is seen at once."""
_AFTER = re.compile(
    " ?(?:" + "|".join(rf"(?P<{hedge.name}>{words})" for hedge, words in _WORDS_AFTER.items()) + ")", re.IGNORECASE
)


def hedge_of(before: str, after: str) -> Hedge:
    """The hedge that the words around a figure put on it."""
    last = before[-32:].rstrip(" (").rpartition(" ")[2].lstrip("(").lower()
    match = (_BEFORE.search(before[-32:]) if last in _LAST or last[-1:] in "~≈><≥≤" else None) or _AFTER.match(after)
    return Hedge[match.lastgroup.rstrip("_")] if match and match.lastgroup else Hedge.NONE


def allowed(value: Decimal, step: Decimal, hedge: Hedge) -> Interval:
    """The numbers that a spelling of ``value``, precise to ``step``, may stand for under a hedge."""
    half, size = step / 2, abs(value)
    low, high = value - half, value + half
    match hedge:
        case Hedge.ABOUT:
            loose = half + size / 20
            return Interval(value - loose, value + loose)
        case Hedge.NEARLY:
            return Interval(value - max(half, size / 10), high)
        case Hedge.JUST_OVER:
            return Interval(low, value + max(half, size / 10))
        case Hedge.OVER:
            return Interval(low, INFINITE)
        case Hedge.AT_MOST:
            return Interval(-INFINITE, high)
        case _:
            return Interval(low, high)
