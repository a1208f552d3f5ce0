"""Figures of a sentence: tokens with what stands around them - what they count, per what, in which year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bcf.fund.claims.dates import SpelledPeriod
from bcf.fund.claims.numbers import allowed, hedge_of
from bcf.fund.claims.tokens import Number, Token
from bcf.fund.claims.values import Figure, Hedge, Interval, Kind, Sentence, Spot
from bcf.fund.claims.words import content_words, is_small

_PER = re.compile(
    r"\s?(?:(?:for\s)?(?:per|each|every|an?|/)\s?(?P<per>hour|night|day|week|fortnight|month|quarter|annum|year"
    r"|person|head"
    r"|capita|resident|patient|bed|visit|client|case|place|episode|unit|household|session|mile|adult|carer|service user"
    r"|10,?000|100,?000|1,?000|100)\w*|(?P<year>p\.?\s?a\b\.?|annually|yearly)|(?P<rate>/\s?[a-z]+))",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"\b(?:hourly|weekly|daily|unit|average|mean|median|nightly)\s(?:\w+\s)?(?:rates?|costs?|prices?|fees?"
    r"|tariffs?)?\s?"
    r"(?:of|is|was|at|:)?\s?(?:about|around)?\s?$|\b(?:rate|tariff|fee)\s(?:of|is|was|at)\s$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\s((?:[A-Za-z][A-Za-z'&-]*(?:\s(?![-])|(?![\w])))+)")
_STOP = re.compile(r"[;:()\[\]]|\s-\s|, (?:and|but|while|with|which)\b")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def figures_of(sentence: Sentence, tokens: Sequence[Token], question: str, context: tuple[str, ...]) -> list[Figure]:
    """The figures of a sentence. ``context`` are the years that its heading or column is about."""
    numbers = [token for token in tokens if isinstance(token.holds, Number)]
    years = _years(sentence.plain, tokens, context)
    figures = []
    for place, token in enumerate(numbers):
        previous = numbers[place - 1].end if place else 0
        following = numbers[place + 1].start if place + 1 < len(numbers) else len(sentence.plain)
        figures.append(_figure(sentence, token, question, previous, following, years.get(token.start, ())))
    return _with_ranges(sentence.plain, sentence.start, figures)


def _figure(
    sentence: Sentence, token: Token, question: str, previous: int, following: int, years: tuple[str, ...]
) -> Figure:
    number, plain = token.holds, sentence.plain
    assert isinstance(number, Number)  # noqa: S101 - told apart by the caller
    before, after = plain[:token.start], plain[token.end:]
    hedge, interval = _bounds(number, before, after)
    per = _per(before, after, number.kind)
    left = _STOP.split(plain[previous:token.start])[-1]
    right = _STOP.split(plain[token.end:following])[0]
    return Figure(
        kind=number.kind, value=number.value, interval=interval, hedge=hedge,
        said=sentence.text[token.start:token.end], quote=sentence.text,
        spot=Spot(question, sentence.block, sentence.start + token.start, sentence.start + token.end),
        sentence=sentence.index, per=per, noun=_noun(after) if number.kind is Kind.COUNT else (),
        subject=frozenset(content_words(left)[-8:] + content_words(right)[:8]), years=years, in_words=number.in_words,
    )  # fmt: skip


def _bounds(number: Number, before: str, after: str) -> tuple[Hedge, Interval]:
    step = number.step
    if number.upto is not None:
        return Hedge.RANGE, Interval(number.value - step / 2, number.upto + step / 2)
    hedge = hedge_of(before, after)
    return hedge, allowed(number.value, step, hedge)


def _per(before: str, after: str, kind: Kind) -> str:
    match = _PER.match(after)
    if match:
        if match["year"]:
            return "year"
        per = (match["per"] or match["rate"] or "").lower().lstrip("/ ")
        return "year" if per in ("annum", "year") else per
    return "unit" if kind is Kind.MONEY and _RATE_BEFORE.search(before[-48:]) else ""


def _noun(after: str) -> tuple[str, ...]:
    """The words of what is counted: those that follow, up to a small word, four at most."""
    match = _NOUN.match(after)
    words: list[str] = []
    for word in match[1].split()[:5] if match else ():
        if is_small(word) or len(words) == 4:
            break
        words.append(word)
    return tuple(words)


def _years(plain: str, tokens: Sequence[Token], context: tuple[str, ...]) -> dict[int, tuple[str, ...]]:
    """For each number, by where it starts, the years that it is certainly said of."""
    periods = [token for token in tokens if isinstance(token.holds, SpelledPeriod) and token.holds.years]
    numbers = [token for token in tokens if isinstance(token.holds, Number)]
    said = {token.holds.years for token in periods if isinstance(token.holds, SpelledPeriod)}
    if not said:
        return dict.fromkeys((token.start for token in numbers), context)
    if len(said) == 1:
        return dict.fromkeys((token.start for token in numbers), said.pop())
    found: dict[int, tuple[str, ...]] = {}
    for kind in (Kind.MONEY, Kind.PERCENT, Kind.COUNT):
        same = [token for token in numbers if isinstance(token.holds, Number) and token.holds.kind is kind]
        found.update(_paired(same, periods, bool(_RESPECTIVELY.search(plain))))
    return found


def _paired(numbers: list[Token], periods: list[Token], respectively: bool) -> dict[int, tuple[str, ...]]:
    """Numbers and years that take turns, or stand in two rows that "respectively" ties together."""
    if len(numbers) != len(periods):
        return {}
    turns = sorted([*numbers, *periods], key=lambda token: token.start)
    kinds = [token in periods for token in turns]
    in_turns = all(one is not other for one, other in pairwise(kinds))
    in_rows = respectively and kinds == sorted(kinds, reverse=kinds[0])
    if not (in_turns or in_rows):
        return {}
    return {
        number.start: period.holds.years
        for number, period in zip(numbers, periods, strict=True)
        if isinstance(period.holds, SpelledPeriod)
    }


def _with_ranges(plain: str, offset: int, figures: list[Figure]) -> list[Figure]:
    """The figures with "between 10 and 12" as one range."""
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        start = figure.spot.start - offset
        if (
            last and last.kind is figure.kind and last.value < figure.value
            and plain[last.spot.end - offset:start].strip() == "and"
            and re.search(r"\bbetween\s(?:about\s|around\s)?$", plain[:last.spot.start - offset], re.IGNORECASE)
        ):  # fmt: skip
            result[-1] = _range(last, figure, plain, offset)
        else:
            result.append(figure)
    return result


def _bare(low: Figure, high: Figure) -> bool:
    """Whether the lower end leaves its unit to the upper one: between £10 and £12m."""
    return low.kind is Kind.MONEY and low.value < 1000 <= high.value and not low.said[-1:].isalpha()


def _scaled(low: Figure, high: Figure) -> Decimal:
    scale = Decimal(10**9 if high.value >= 10**9 else 10**6 if high.value >= 10**6 else 10**3)
    return low.value * scale


def _range(low: Figure, high: Figure, plain: str, offset: int) -> Figure:
    value = _scaled(low, high) if _bare(low, high) else low.value
    half = (high.value - high.interval.low) if _bare(low, high) else (low.value - low.interval.low)
    return replace(
        high, value=value, interval=Interval(value - half, high.interval.high), hedge=Hedge.RANGE,
        said=plain[low.spot.start - offset:high.spot.end - offset],
        spot=replace(low.spot, end=high.spot.end),
        subject=low.subject | high.subject, years=high.years or low.years,
    )  # fmt: skip
