"""What is proposed against what there is: over-programming of a draft, with the slippage that partners expect.

Slippage lessens what is shown as over-programmed and nothing else: it stands in no document, so no check,
workbook or PDF ever sees it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.text import pounds
from plans.models import Plan, Slippage


@dataclass(frozen=True, slots=True)
class Line:
    """A source in a year, a year, or the whole plan. Pounds."""

    name: str
    income: Decimal
    proposed: Decimal
    slippage: Decimal

    @property
    def over(self) -> Decimal:
        """What is proposed beyond the income, before slippage; nought or below where it is not."""
        return self.proposed - self.income

    @property
    def left(self) -> Decimal:
        """Income less what is proposed, once the expected slippage is taken off."""
        return self.income - self.proposed + self.slippage

    @property
    def shown(self) -> Mapping[str, str]:
        """Its figures as they are written."""
        left = pounds(abs(self.left)) if self.left else ""
        words = "still over by" if self.left < 0 else "left to plan" if self.left else "balanced"
        return {"income": pounds(self.income), "proposed": pounds(self.proposed), "over": pounds(self.over),
                "slippage": pounds(self.slippage), "left": f"{words} {left}".strip()}

    @property
    def sentence(self) -> str:
        """``proposed £39.8m against £39.1m: over-programmed by £0.7m``, to the pound."""
        return f"Proposed {pounds(self.proposed)} against {pounds(self.income)}: over-programmed by {pounds(self.over)}"


@dataclass(frozen=True, slots=True)
class Programming:
    """The whole plan, every year of a round of several, and every source and year with anything to tell."""

    whole: Line
    years: tuple[Line, ...]
    sources: tuple[Line, ...]

    @property
    def over(self) -> bool:
        """Whether the plan, one of its years or one of its sources is over-programmed.

        A plan of which no income at all is known yet is not: there is nothing to hold it against.
        """
        return bool(self.whole.income) and any(line.over > 0 for line in (self.whole, *self.years, *self.sources))

    @property
    def slippage(self) -> bool:
        """Whether partners expect any."""
        return bool(self.whole.slippage) or any(line.slippage for line in self.sources)

    @property
    def over_lines(self) -> tuple[Line, ...]:
        """The sources and years that are over-programmed or carry slippage."""
        return tuple(line for line in (*self.years, *self.sources) if line.over > 0 or line.slippage)


def programming(figures: Figures, slippages: Iterable[Slippage]) -> Programming:
    """How a plan stands against its income. Slippage of a source or year that the round has not is left out."""
    expected = {
        (row.source, row.year): row.amount
        for row in slippages
        if row.amount is not None and (row.source, row.year) in figures.income
    }
    planning_round = figures.planning_round
    several = len(planning_round.years) > 1

    def line(name: str, year: str | None) -> Line:
        slippage = sum((amount for (_, of), amount in expected.items() if year in (None, of)), NOUGHT)
        return Line(name, figures.total_income(year), figures.total_planned(year), slippage)

    years = tuple(line(year, year) for year in planning_round.years) if several else ()
    return Programming(line("The whole plan", None), years, tuple(_sources(figures, expected)))


def _sources(figures: Figures, expected: Mapping[tuple[str, str], Decimal]) -> Iterator[Line]:
    several = len(figures.planning_round.years) > 1
    for balance in figures.balances:
        slippage = expected.get((balance.source, balance.year), NOUGHT)
        if balance.income or balance.planned or slippage:
            label = figures.planning_round.sources[balance.source].label
            yield Line(f"{label}, {balance.year}" if several else label, balance.income, balance.planned, slippage)


def programming_of(plan: Plan, figures: Figures) -> Programming:
    """The same with the slippage stored for the plan: one query."""
    return programming(figures, plan.slippages.all())
