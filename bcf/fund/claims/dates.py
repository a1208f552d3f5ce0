"""Days, months, financial years and quarters in a sentence, in every way that plans write them."""

import datetime
import re
from dataclasses import dataclass

from bcf.fund.claims.values import PeriodKind

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec)\b\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?"

_YEAR = r"(?:19|20)\d\d"
_NO_PERIOD = r"(?!\s?[/-]\s?\d|\d)"

# All of it is matched against small letters.
DAY_IN_DIGITS = rf"""
    (?P<d1>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?(?P<m1>{_MONTH})
        (?:,?\s+(?:of\s+)?(?P<y1>{_YEAR}|'\d\d){_NO_PERIOD})?
  | (?P<d4>\d{{1,2}})(?P<s4>[/.])(?P<m4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR}|\d\d)(?![\d/]|\.\d)
  | (?P<y5>{_YEAR})-(?P<m5>\d\d)-(?P<d5>\d\d)(?!\d)
"""
DAY_IN_WORDS = rf"""
    (?P<wd6>{_WEEKDAY})\s+(?:the\s+)?(?P<d6>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?(?P<m6>{_MONTH})
        (?:,?\s+(?:of\s+)?(?P<y6>{_YEAR}|'\d\d){_NO_PERIOD})?
  | (?:(?P<wd2>{_WEEKDAY})\s+)?(?P<m2>{_MONTH})\s+(?:the\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{_YEAR})
        {_NO_PERIOD}
  | (?P<m3>{_MONTH})\s+(?:of\s+)?(?P<y3>{_YEAR}){_NO_PERIOD}
"""
YEARS = r"""
    (?P<f1>20\d\d)\s?(?:/|-(?!\s?\d\d-))\s?(?P<l1>20\d\d|\d\d)(?![\d/]|,\d|\.\d|\s?%)
  | (?P<f2>0[6-9]|[12]\d)/(?P<l2>0[7-9]|[123]\d)(?![\d/]|\.\d|,\d)
"""
QUARTER_IN_DIGITS = r"(?<!\d)(?P<q2>\d)(?:st|nd|rd|th)\s+quarter\b"
QUARTER_IN_WORDS = r"(?:q|qtr\.?\s?|quarter\s)(?P<q1>\d)\b"


@dataclass(frozen=True, slots=True)
class SpelledDay:
    """A day or month (``day`` nought) as spelled; ``year`` nought where none stands there, ``weekday`` -1 likewise."""

    day: int
    month: int
    year: int
    weekday: int

    @property
    def date(self) -> datetime.date | None:
        try:
            return datetime.date(self.year, self.month, self.day or 1) if self.year else None
        except ValueError:
            return None


def day_of(match: re.Match[str]) -> SpelledDay | None:
    """The day in a match of a day; None for what is none, such as 4.13.16."""
    number = next(number for number in "123456" if match[f"m{number}"])
    month, year = match[f"m{number}"], match[f"y{number}"] or ""
    day = int(match[f"d{number}"] or 0) if number != "3" else 0
    weekday = (match[f"wd{number}"] or "") if number in "26" else ""
    which = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    if not 1 <= which <= 12 or day > 31:
        return None
    return SpelledDay(day, which, _full_year(year.lstrip("'")), _WEEKDAYS.index(weekday[:3]) if weekday else -1)


def _full_year(year: str) -> int:
    return 0 if not year else int(year) if len(year) == 4 else 2000 + int(year)


@dataclass(frozen=True, slots=True)
class SpelledPeriod:
    """A period as spelled: calendar years of a run of financial years, or the number of a quarter."""

    kind: PeriodKind
    first: int
    last: int

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years; none for a quarter, or where the last is not after the first or beyond ten years."""
        if self.kind is PeriodKind.QUARTER or not self.first < self.last <= self.first + 10:
            return ()
        return tuple(financial_year(year) for year in range(self.first, self.last))


def financial_year(first: int) -> str:
    """The financial year that begins in a calendar year: "2016-17"."""
    return f"{first}-{(first + 1) % 100:02}"


def period_of(match: re.Match[str]) -> SpelledPeriod | None:
    """The period in a match of years or a quarter; None for what is none, such as 12/24 in a text about hours."""
    if match["f1"]:
        first, last = int(match["f1"]), match["l1"]
        return SpelledPeriod(PeriodKind.YEARS, first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))
    if match["f2"]:
        first, end = int(match["f2"]), int(match["l2"])
        return SpelledPeriod(PeriodKind.YEARS, 2000 + first, 2000 + end) if end == first + 1 else None
    number = int(match["q1"] or match["q2"])
    return SpelledPeriod(PeriodKind.QUARTER, number, number)
