"""What of the plan before may have stayed in a text: amounts to the pound, its period, and days that are over."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bcf.fund.balances import Figures
from bcf.fund.claims.values import Day, Figure, Hedge, Kind, Period, Reading
from bcf.fund.document import BreakdownLine, Contribution
from bcf.fund.holding import phrases
from bcf.fund.holding.shapes import DAY, NAME, YEAR, Line, lines_of, shape_of
from bcf.fund.holding.vocabulary import Vocabulary

_LEAST = 10_000
"""Pounds below which an amount is taken for a coincidence."""
_LOOKS_BACK = re.compile(
    r"\b(?:was|were|had|previous(?:ly)?|last year|prior|earlier|historic\w*|original(?:ly)?|initial(?:ly)?|compared"
    r"|increas\w+|rose|risen"
    r"|ris(?:es|ing)|grew|grown|growth|uplift\w*|reduc\w+|decreas\w*|fell|fall\w*|changed?|from|since|baseline|up"
    r" from|down from|before)\b"
)


@lru_cache(maxsize=1024)
def exact_amounts(reading: Reading, vocabularies: tuple[Vocabulary, ...]) -> tuple[Figure, ...]:
    """Amounts to the pound that a text states as of today: with no other year, and nothing compared."""
    return tuple(figure for line in lines_of(reading) for figure in _exact(line, vocabularies))


def _exact(line: Line, vocabularies: tuple[Vocabulary, ...]) -> Iterator[Figure]:
    figures = [
        one for one in line.figures
        if one.kind is Kind.MONEY and one.hedge is Hedge.NONE and not one.is_rate and _is_exact(one)
    ]  # fmt: skip
    if figures and not line.days:
        said = shape_of(line, vocabularies).text
        if not _LOOKS_BACK.search(said) and not phrases.ELSEWHERE.search(said):
            yield from figures


def _is_exact(figure: Figure) -> bool:
    """Five digits or more that are no round number."""
    whole = int(figure.value)
    return figure.value >= _LEAST and figure.interval.high - figure.interval.low <= 1 and whole % 100 != 0


def amounts_of(figures: Figures) -> dict[Decimal, str]:
    """What a text could state to the pound, by what it is: schemes, lines of income, totals. Each amount once."""
    planning_round, plan = figures.planning_round, figures.plan
    found: dict[Decimal, str] = {}

    def told(amount: Decimal | None, label: str) -> None:
        if amount is not None and amount >= _LEAST:
            found.setdefault(amount, label)

    for row in plan.schemes:
        for amount in (*row.amounts.values(), sum(row.amounts.values())):
            told(Decimal(amount), f"“{' '.join(row.name.split())}”")
    for (code, _), amount in figures.income.items():
        told(amount, planning_round.sources[code].label)
    for (code, _), amount in figures.by_scheme_type.items():
        told(amount, f"spend on {planning_round.types[code].label}")
    for (code, _), amount in figures.by_area.items():
        told(amount, f"spend in {planning_round.areas[code].label}")
    fences = {fence.code: fence.short_label for fence in planning_round.ring_fences}
    for spend in figures.required_spend:
        told(spend.minimum, f"the minimum for {fences[spend.code]}")
        told(spend.planned, f"spend that counts to {fences[spend.code]}")
    for year in (*planning_round.years, None):
        told(figures.total_income(year), "the pool")
        told(figures.total_planned(year), "the pool")
    lines: tuple[Contribution | BreakdownLine, ...] = (*plan.contributions, *plan.breakdown)
    for line in lines:
        source = planning_round.sources.get(line.source)
        told(line.amount, source.label if source else "income")
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A period that a text calls the plan's own."""

    period: Period


@dataclass(frozen=True, slots=True)
class Awaited:
    """A day by which a text says that something will be done."""

    day: Day


_OWN_PERIOD = re.compile(
    rf"(?:^|[.;:] )(?:in |under )?(?:this|our) (?:{NAME} )?(?:plan|narrative|document|submission)(?: plan)? (?:for"
    rf"|covers|covering|sets out"
    rf"[^,;.]{{0,50}} for|is for|runs (?:for|over)) (?:the (?:two |three )?(?:financial )?years? )?(?P<year>{YEAR})"
    rf"|\b(?:this|our) (?P<year2>{YEAR}) (?:{NAME}|plan|narrative)"
)
_AWAITED = re.compile(
    rf"\b(?:will|are going to|aim to|plan to|intend to)\b[^;:]{{0,120}}\bby (?:the end of |late |early )?(?P<day>{DAY})"
    rf"|(?:^|[.;] )by (?:the end of )?(?P<day2>{DAY}),? [^;:.]{{0,80}}\bwill\b"
)
_TOLD = re.compile(r"\b(?:was|were|had|said|stated|previous|last|earlier|would|expected that|originally|did)\b")


@lru_cache(maxsize=1024)
def own_periods(reading: Reading, vocabularies: tuple[Vocabulary, ...]) -> tuple[Named, ...]:
    """Every period that a text calls that of this plan."""
    found = []
    for line in lines_of(reading):
        if line.periods:
            shape = shape_of(line, vocabularies)
            found += [
                Named(shape.period(match["year"] or match["year2"])) for match in _OWN_PERIOD.finditer(shape.text)
                if not _TOLD.search(shape.text)
            ]  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=1024)
def awaited_days(reading: Reading) -> tuple[Awaited, ...]:
    """Every day by which a text says that something will be done."""
    found = []
    for line in lines_of(reading):
        if line.days:
            shape = shape_of(line, ())
            found += [Awaited(shape.day(match["day"] or match["day2"])) for match in _AWAITED.finditer(shape.text)
                      if not _TOLD.search(shape.text)]  # fmt: skip
    return tuple(found)


def last_day(day: Day) -> datetime.date | None:
    """The day, or the last of a month that is given without one."""
    if day.date is None or day.day:
        return day.date
    following = datetime.date(day.date.year + day.date.month // 12, day.date.month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)

