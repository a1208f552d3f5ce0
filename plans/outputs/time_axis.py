"""A stretch of time laid along a line: where a day falls, and which quarters and financial years to mark."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from bcf.fund.text import MONTHS

BEYOND = datetime.timedelta(days=366)
"""How far the axis follows milestones out of the plan's period; a date further off is a slip or another plan's."""

Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class Mark:
    """A stretch of the axis with its name."""

    label: str
    start: float
    end: float


@dataclass(frozen=True)
class TimeAxis:
    """Days from ``begins`` up to, and without, ``ends`` along ``width`` units from ``left``. Both begin a quarter."""

    begins: datetime.date
    ends: datetime.date
    left: float
    width: float

    @classmethod
    def over(cls, period: Span, days: Iterable[datetime.date], left: float, width: float) -> Self:
        """The axis of a plan's period, widened to whole quarters and to days that lie not far outside it."""
        first, last = period
        inside = [day for day in days if _within(day, first, last)]
        begins, ends = min([first, *inside]), max([last, *inside])
        return cls(_quarter_of(begins), _after(_quarter_of(ends)), left, width)

    def at(self, day: datetime.date) -> float:
        """Where a day begins; beyond the axis its nearer end."""
        whole = (self.ends - self.begins).days
        share = min(max((day - self.begins).days / whole, 0.0), 1.0)
        return self.left + share * self.width

    def holds(self, day: datetime.date) -> bool:
        return self.begins <= day < self.ends

    @property
    def quarters(self) -> list[Mark]:
        """Every quarter, named by its months where there is room, else by its number in the financial year."""
        starts = list(self._quarter_starts())
        room = self.width / max(len(starts) - 1, 1)
        return [Mark(_quarter_label(start, room), self.at(start), self.at(end)) for start, end in pairwise(starts)]

    @property
    def years(self) -> list[Mark]:
        """Every financial year, the first and last as far as the axis has them."""
        starts = [self.begins, *(day for day in self._quarter_starts() if self.begins < day < self.ends
                                 and day.month == 4), self.ends]  # fmt: skip
        return [Mark(_year_label(start), self.at(start), self.at(end)) for start, end in pairwise(starts)]

    def _quarter_starts(self) -> Iterator[datetime.date]:
        day = self.begins
        while day < self.ends:
            yield day
            day = _after(day)
        yield self.ends


def _within(day: datetime.date, first: datetime.date, last: datetime.date) -> bool:
    """Whether a day is no further than `BEYOND` from the period; counted in ordinals, as dates run out at year 1."""
    return first.toordinal() - BEYOND.days <= day.toordinal() <= last.toordinal() + BEYOND.days


def _quarter_of(day: datetime.date) -> datetime.date:
    return datetime.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _after(quarter: datetime.date) -> datetime.date:
    """The first day of the quarter after."""
    return datetime.date(quarter.year + (quarter.month == 10), (quarter.month + 2) % 12 + 1, 1)


def _quarter_label(start: datetime.date, room: float) -> str:
    if room >= 44:
        return f"{MONTHS[start.month - 1][:3]}–{MONTHS[start.month + 1][:3]}"
    return f"Q{(start.month - 4) % 12 // 3 + 1}" if room >= 18 else ""


def _year_label(day: datetime.date) -> str:
    first = day.year - (day.month < 4)
    return f"{first}-{(first + 1) % 100:02d}"
