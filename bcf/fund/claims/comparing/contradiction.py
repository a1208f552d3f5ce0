"""What a comparison finds: two claims, or a claim and its own figures, that cannot both be so."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bcf.fund.claims.values import Figure, Interval, Kind, Spot
from bcf.fund.text import number, pounds


class Fault(StrEnum):
    """The kinds of contradiction."""

    PARTS = "parts"
    """A total that is not the sum of what is listed."""
    ROWS = "rows"
    """A total of a table that is not the sum of its rows or columns."""
    CHANGE = "change"
    """A change, a share or its direction that its own figures do not give."""
    LIST = "list"
    """So many announced, and a list of another length."""
    AMOUNT = "amount"
    """One amount stated as two."""
    EVENT = "event"
    """One event on two days."""
    DAY = "day"
    """A day that no calendar has."""
    PERIOD = "period"
    """A period that ends before it begins, or a quarter that no year has."""
    SHARE = "share"
    """One percentage or number of the same thing stated as two."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``quote`` at ``spot`` against ``other``, which is another quote or the sum worked out.

    ``said`` tells it in a sentence, ``read`` and ``expected`` are as a person would write them, ``difference`` is what
    was read less what was expected, in pounds, where it is money.
    """

    fault: Fault
    quote: str
    spot: Spot
    said: str
    read: str
    expected: str
    other: str = ""
    other_spot: Spot | None = None
    difference: Decimal | None = None


def written(value: Decimal, kind: Kind) -> str:
    """A number as a person writes it, in its unit."""
    if kind is Kind.MONEY:
        return pounds(value)
    shown = number(value.quantize(Decimal("0.1")) if value % 1 else value)
    return f"{shown}%" if kind is Kind.PERCENT else f"{shown} percentage points" if kind is Kind.POINTS else shown


def span(interval: Interval, kind: Kind) -> str:
    """An interval in words: one number where its ends read alike."""
    low, high = written(_tidy(interval.low), kind), written(_tidy(interval.high), kind)
    return low if low == high else f"between {low} and {high}"


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if abs(value) >= 1000 else value.quantize(Decimal("0.1"))


def added(figures: list[Figure]) -> tuple[Decimal, Interval]:
    """The sum of figures as spelled, and all that it may be."""
    total = Interval(Decimal(0), Decimal(0))
    for figure in figures:
        total = total + figure.interval
    return sum((figure.value for figure in figures), Decimal(0)), total
