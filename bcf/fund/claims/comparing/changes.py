"""Changes and shares against the figures that stand with them: "from 200 to 150, a fall of 30%"; "12 of 40 (25%)"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault, span, written
from bcf.fund.claims.comparing.nearby import Nearby
from bcf.fund.claims.values import Change, Figure, Hedge, Interval, Kind, Reading, Sentence, Way

_EACH_YEAR = re.compile(
    r"\b(?:annual\w*|each year|every year|year[- ]on[- ]year|per year|a year|per annum|p\.a\.|average|compound"
    r"|monthly|weekly"
    r"|target|ambition|further|national\w*|england)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^(?: [a-z'-]+){0,2} (?:out )?of (?:(?:the|all|a total of|these|those|our|an?|total|eligible|its"
    r"|their) )*$", re.IGNORECASE
)
_SHARE_LINK = re.compile(
    r"^(?: [\w'-]+){0,7}?,? ?(?:\((?:i\.e\. |or |about |around )?|,? (?:or|equating to|equivalent to|equal to"
    r"|i\.e\.,?|representing"
    r"|which is|giving|=) )$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[^()]{0,40}\)")
_SHARE_FIRST = re.compile(r"^[^.,;:()£%]{0,60}?,? \((?:i\.e\. |or )?$", re.IGNORECASE)


def wrong_changes(reading: Reading) -> Iterator[Contradiction]:
    """Every change and every share in a text that its own figures do not give."""
    for change in reading.changes:
        yield from _wrong(change)
    nearby = Nearby(reading)
    for sentence in reading.sentences:
        yield from _wrong_shares(sentence, nearby.figures(sentence))


def _wrong(change: Change) -> Iterator[Contradiction]:
    before, after = change.before, change.after
    if before is None and change.by and change.factor:
        yield from _wrong_word(change, change.by, change.factor)
    if before is None or after is None or not (before.interval.is_closed and after.interval.is_closed):
        return
    if before.years and after.years and before.years > after.years:
        return
    moved = f"{before.said} to {after.said}"
    rose, fell = after.interval.low > before.interval.high, after.interval.high < before.interval.low
    if (change.way is Way.UP and fell) or (change.way is Way.DOWN and rose):
        words = ("a rise", "a fall") if change.way is Way.UP else ("a fall", "a rise")
        yield _found(change, f"The words tell of {words[0]}, and from {moved} is {words[1]}.", words[0], words[1])
        return
    if change.factor and before.interval.low > 0:
        ratio = _divided(after.interval, before.interval)
        if not ratio.meets(change.factor):
            share = _per_cent_change(before, after)
            yield _found(
                change, f"“{change.word}” does not fit from {moved}, which is {_way_words(share)}.", change.word,
                _way_words(share),
            )
            return
    yield from _wrong_by(change, before, after, moved)


def _wrong_word(change: Change, by: Figure, factor: Interval) -> Iterator[Contradiction]:
    """ "halved, a fall of 30%"."""
    sign = -1 if change.way is Way.DOWN else 1
    ends = sorted((1 + sign * by.interval.low / 100, 1 + sign * by.interval.high / 100))
    if not factor.meets(Interval(*ends)):
        meant = "50%" if change.way is Way.DOWN else "100% or more"
        yield _found(change, f"“{change.word}” is a change of {meant}, and it is given as {by.said}.", by.said, meant)


def _wrong_by(change: Change, before: Figure, after: Figure, moved: str) -> Iterator[Contradiction]:
    by = change.by
    if by is None or by.is_rate or _EACH_YEAR.search(_around(change, by)) or by.per == "year" or before.per == "year":
        return
    allowed = _fits(before, after, by)
    if not allowed:
        return
    if any(_cut_off(by).meets(way) for way in allowed):
        return
    worked = span(allowed[0], by.kind)
    yield _found(change, f"From {moved} is a change of {worked}, and it is given as {by.said}.", by.said, worked)


def _cut_off(figure: Figure) -> Interval:
    """What a figure may stand for where its last digits were cut off instead of rounded: 5.9% as "5%"."""
    low, high = figure.interval.low, figure.interval.high
    if figure.hedge is not Hedge.NONE or not figure.interval.is_closed:
        return figure.interval
    return Interval(low, high + (high - low) / 2)


def _around(change: Change, by: Figure) -> str:
    start = change.quote.find(by.said)
    return change.quote[max(0, start - 30):start + len(by.said) + 40]


def _fits(before: Figure, after: Figure, by: Figure) -> list[Interval]:
    """The sizes of the change that ``by`` may mean, without their sign."""
    apart = _size(Interval(after.interval.low - before.interval.high, after.interval.high - before.interval.low))
    shares = before.kind is Kind.PERCENT
    if by.kind is Kind.PERCENT and by.hedge is not Hedge.RANGE:
        relative = [_relative(before, after)] if before.interval.low > 0 else []
        return [*relative, apart] if shares else relative
    if by.kind is Kind.POINTS:
        return [apart] if shares else []
    return [apart] if by.kind is before.kind and not shares else []


def _size(interval: Interval) -> Interval:
    """An interval of changes as sizes, the sign left out."""
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return Interval(-interval.high, -interval.low)
    return Interval(Decimal(0), max(-interval.low, interval.high))


def _relative(before: Figure, after: Figure) -> Interval:
    ratio = _divided(after.interval, before.interval)
    return _size(Interval((ratio.low - 1) * 100, (ratio.high - 1) * 100))


def _divided(above: Interval, below: Interval) -> Interval:
    return Interval(above.low / below.high, above.high / below.low)


def _per_cent_change(before: Figure, after: Figure) -> Decimal:
    return (after.value / before.value - 1) * 100


def _way_words(share: Decimal) -> str:
    return f"{'a rise' if share > 0 else 'a fall'} of {abs(share):.0f}%"


def _found(change: Change, said: str, read: str, expected: str) -> Contradiction:
    return Contradiction(Fault.CHANGE, change.quote, change.spot, said, read, expected)


def _wrong_shares(sentence: Sentence, figures: list[Figure]) -> Iterator[Contradiction]:
    """ "12 of 40 (25%)" and "25% (12 of 40)"."""
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        one, two = _between(sentence, first, second), _between(sentence, second, third)
        after = sentence.plain[third.spot.end - sentence.start:]
        if third.kind is Kind.PERCENT and _OF.match(one) and _SHARE_LINK.match(two):
            closed = after.startswith(")") if "(" in two else re.match(r"[ ]?(?:[.,;]|$|of them\b)", after)
            if closed:
                yield from _wrong_share(sentence, first, second, third)
        elif first.kind is Kind.PERCENT and _SHARE_FIRST.match(one) and _OF.match(two) and _CLOSED.match(after):
            yield from _wrong_share(sentence, second, third, first)


def _wrong_share(sentence: Sentence, part: Figure, whole: Figure, share: Figure) -> Iterator[Contradiction]:
    same = part.kind is whole.kind and part.kind in (Kind.COUNT, Kind.MONEY) and not part.is_rate
    bounded = part.interval.is_closed and whole.interval.is_closed and share.interval.is_closed
    if part.in_words and whole.in_words and whole.value <= 12:
        return
    if not same or not bounded or not 0 < part.value <= whole.value or whole.interval.low <= 0:
        return
    worked = _divided(part.interval, whole.interval)
    worked = Interval(worked.low * 100, worked.high * 100)
    if _cut_off(share).meets(worked):
        return
    right = written(part.value / whole.value * 100, Kind.PERCENT)
    yield Contradiction(
        Fault.CHANGE, sentence.text, share.spot,
        f"{part.said} of {whole.said} is {right}, and it is given as {share.said}.", share.said, right,
    )  # fmt: skip


def _between(sentence: Sentence, first: Figure, second: Figure) -> str:
    return sentence.plain[first.spot.end - sentence.start:second.spot.start - sentence.start]
