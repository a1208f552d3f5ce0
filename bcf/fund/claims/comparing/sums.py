"""Sums of intervals, and sums of lists in which some entries only break others down."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bcf.fund.claims.values import Interval

ZERO = Interval(Decimal(0), Decimal(0))
_MOST = 200
"""Sums of one list that are looked at."""


def added_up(intervals: Iterable[Interval]) -> Interval:
    """All that the sum may be."""
    return sum(intervals, start=ZERO)


def without_inner(rows: Sequence[Interval]) -> list[Interval]:
    """Every sum of rows that leaves out some which only break down the row before them, or the one after."""
    return [*_sums(tuple(rows)), *_sums(tuple(rows[::-1]))]


def _sums(rows: tuple[Interval, ...]) -> list[Interval]:
    """The sums of rows with each breakdown either counted or not, as far as there are few enough of them."""
    sums: list[list[Interval]] = [[ZERO]]
    for place, row in enumerate(rows):
        here = sums[place] if place < len(sums) else []
        for end in _ends(rows, place):
            while len(sums) <= end:
                sums.append([])
            sums[end].extend(sum_ + row for sum_ in here[: _MOST - len(sums[end])])
    return sums[-1] if len(sums) == len(rows) + 1 else []


def _ends(rows: tuple[Interval, ...], place: int) -> Iterator[int]:
    """Where to go on after a row: with the next one, or after those that break it down."""
    yield place + 1
    inner = ZERO
    for last in range(place + 1, min(len(rows), place + 20)):
        inner = inner + rows[last]
        if last > place + 1 and rows[place].high > 0 and inner.meets(rows[place]):
            yield last + 1
