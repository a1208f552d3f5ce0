"""What rows plan together, per year, in the figures and words of the table's foot and of the count above it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.round import Column
from bcf.fund.text import pounds
from schemes.columns import Cell

NOUGHT = Decimal(0)
WHOLE = Decimal(1)


def whole_of(scheme: Scheme) -> Decimal:
    """Every row in full."""
    return WHOLE


def by_year(
    schemes: Iterable[Scheme], years: Sequence[str], share: Callable[[Scheme], Decimal] = whole_of
) -> Mapping[str, Decimal]:
    """Pounds over those rows in each year, of every row the part that ``share`` gives."""
    parts = [(scheme, share(scheme)) for scheme in schemes]
    return {year: sum((scheme.amount(year) * part for scheme, part in parts), NOUGHT) for year in years}


def per_column(cells: Sequence[Cell], sums: Mapping[str, Decimal]) -> tuple[str, ...]:
    """A text for every column: the sum of its year where it is one of money, else nothing."""
    return tuple(pounds(sums[cell.extra]) if cell.column is Column.AMOUNT else "" for cell in cells)


def in_words(sums: Mapping[str, Decimal]) -> str:
    """The sums as one says them: ``£10 in 2017-18, £20 in 2018-19``; the amount alone where there is one year."""
    if len(sums) == 1:
        return "".join(pounds(amount) for amount in sums.values())
    return ", ".join(f"{pounds(amount)} in {year}" for year, amount in sums.items())
