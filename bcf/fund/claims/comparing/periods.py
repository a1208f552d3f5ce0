"""Days that no calendar has, wrong weekdays, periods that end before they begin, quarters beyond the fourth."""

import datetime
import re
from collections.abc import Iterator

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault
from bcf.fund.claims.values import Day, Period, PeriodKind, Reading
from bcf.fund.text import day as written_day

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NO_YEAR = re.compile(
    r"(?:\b(?:minutes?|min|ref\w*|no|number|item|policy|circular|decision|report|paper|guidance|act|case|bill)\b\.?:?"
    r"|\b[A-Z]{2,}\d*|[/(-])\s?$"
)
_UNTIL = re.compile(r"\s*(?:to|until|till|and|-|through to)\s*(?:the end of |the )?", re.IGNORECASE)
_SINCE = re.compile(r"\b(?P<word>from|between)\s(?:the (?:start|beginning) of |the )?$", re.IGNORECASE)

_MOVED = re.compile(r"\b(?:chang|mov|brought|bring|postpon|deferr|revis|amend|shift|delay|put back"
                    r"|extend)\w*", re.IGNORECASE)


def wrong_days(reading: Reading) -> Iterator[Contradiction]:
    """Days that no calendar has, and days with another weekday than they had."""
    for day in reading.days:
        if day.day and day.year and day.date is None:
            yield Contradiction(
                Fault.DAY, day.quote, day.spot, f"There is no {day.said}.", day.said, "a day of the calendar"
            )
        elif day.date and day.day and day.weekday not in (-1, day.date.weekday()):
            right = f"{_WEEKDAYS[day.date.weekday()]} {written_day(day.date)}"
            yield Contradiction(
                Fault.DAY, day.quote, day.spot, f"“{day.said}” was a {_WEEKDAYS[day.date.weekday()]}.", day.said, right
            )


def wrong_periods(reading: Reading) -> Iterator[Contradiction]:
    """Periods that end before they begin, and quarters beyond the fourth."""
    for period in reading.periods:
        before = reading.blocks[period.spot.block].text[:period.spot.start][-16:]
        if period.kind is PeriodKind.QUARTER:
            yield from _wrong_quarter(period)
        elif _turned_round(period) and not _NO_YEAR.search(before):
            yield Contradiction(
                Fault.PERIOD, period.quote, period.spot, f"“{period.said}” ends before it begins.", period.said,
                "a later year after an earlier one",
            )
    for first, second in zip(reading.days, reading.days[1:], strict=False):
        yield from _wrong_span(reading, first, second)


def _turned_round(period: Period) -> bool:
    """Whether a period ends before it begins and is no month, such as 2015/12, and no number, such as 2016/03."""
    return "/" in period.said and period.last % 100 > 12 and 0 < period.first - period.last <= 3


def _wrong_quarter(period: Period) -> Iterator[Contradiction]:
    if 1 <= period.first <= 4 or not period.said.lower().startswith("quarter"):
        return
    yield Contradiction(
        Fault.PERIOD, period.quote, period.spot, f"A year has four quarters, and “{period.said}” is none of them.",
        period.said, "a quarter from 1 to 4",
    )


def _wrong_span(reading: Reading, first: Day, second: Day) -> Iterator[Contradiction]:
    """ "from April 2017 to March 2016"."""
    if first.spot.block != second.spot.block or first.sentence != second.sentence or not (first.date and second.date):
        return
    text = reading.blocks[first.spot.block].text
    since = _SINCE.search(text[:first.spot.start])
    link = _UNTIL.fullmatch(text[first.spot.end:second.spot.start])
    if not since or not link or (since["word"].lower() == "from") is ("and" in link[0].lower()):
        return
    if _end(second) < first.date:
        if _MOVED.search(text[:first.spot.start]) and not _is_slip(first, second):
            return
        said = f"from {first.said} to {second.said}"
        yield Contradiction(
            Fault.PERIOD, first.quote, first.spot,
            f"“{second.said}” comes before “{first.said}”, and it is said to follow it.", said,
            f"an end after {first.said}",
        )


def _is_slip(first: Day, second: Day) -> bool:
    """Whether a day that was moved to is wrong by its year alone: from 25 April 2016 to 3 May 2015."""
    if first.date is None or second.date is None or second.date.year != first.date.year - 1:
        return False
    meant = second.date + datetime.timedelta(days=365)
    return datetime.timedelta(0) < meant - first.date < datetime.timedelta(days=90)


def _end(day: Day) -> datetime.date:
    """The last day that is meant: of a month its last."""
    if day.day or day.date is None:
        return day.date or datetime.date.max
    following = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
