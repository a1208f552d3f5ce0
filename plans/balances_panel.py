"""The running balances and ring-fences as a panel shows them: names, states in words, and amounts written out."""

from collections.abc import Iterator
from dataclasses import dataclass

from bcf.fund.balances import Balance, Figures, RequiredSpend
from bcf.fund.places import Place, Section
from bcf.fund.text import pounds


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source or a ring-fence stands in one year. ``tone`` is balanced, under or over."""

    year: str
    tone: str
    words: str
    amount: str
    planned: str
    against: str
    anchor: str
    percent: int | None = None
    """How much of a minimum is planned, rounded down; None where there is none to reach."""

    @property
    def bar(self) -> int:
        """What a bar of 100 shows of it."""
        return min(max(self.percent or 0, 0), 100)


@dataclass(frozen=True, slots=True)
class Entry:
    """A source or a ring-fence, with its standing in each year of the round."""

    code: str
    name: str
    to_be_confirmed: bool
    years: tuple[Standing, ...]

    @property
    def tone(self) -> str:
        """The gravest of its years."""
        return next((tone for tone in ("over", "under") if any(year.tone == tone for year in self.years)), "balanced")


@dataclass(frozen=True, slots=True)
class BalancesPanel:
    """What the panel shows; ``several_years`` asks for its closer form with a line per year."""

    sources: tuple[Entry, ...]
    fences: tuple[Entry, ...]
    several_years: bool

    @property
    def in_words(self) -> str:
        """Every source that is not balanced and every ring-fence that is not met, for who hears the page."""
        off = [
            f"{entry.name}{f' {year.year}' if self.several_years else ''}: {year.words} {year.amount}".strip()
            for entry in (*self.sources, *self.fences) for year in entry.years if year.tone != "balanced"
        ]
        return "; ".join(off) if off else "All sources are balanced and all ring-fences met"


def balances_panel(figures: Figures) -> BalancesPanel:
    """The panel of a plan's figures.

    A source that nobody must pay stays out while it has neither income nor expenditure. One that must be pooled
    is not called balanced for having neither.
    """
    planning_round = figures.planning_round
    return BalancesPanel(
        sources=tuple(_sources(figures)),
        fences=tuple(_fences(figures)),
        several_years=len(planning_round.years) > 1,
    )


def _sources(figures: Figures) -> Iterator[Entry]:
    for source in figures.planning_round.funding_sources.items:
        balances = [balance for balance in figures.balances if balance.source == source.code]
        if source.mandatory or any(balance.income or balance.planned for balance in balances):
            yield Entry(
                source.code,
                source.label,
                figures.planning_round.funding_sources.to_be_confirmed,
                tuple(_balance(balance, source.mandatory) for balance in balances),
            )


def _balance(balance: Balance, mandatory: bool) -> Standing:
    if mandatory and not balance.income and not balance.planned:
        tone, words, amount = "under", "No income yet", ""
    elif balance.left == 0:
        tone, words, amount = "balanced", "Balanced", ""
    elif balance.left > 0:
        tone, words, amount = "under", "Left to plan", pounds(balance.left)
    else:
        tone, words, amount = "over", "Over by", pounds(-balance.left)
    anchor = Place(section=Section.EXPENDITURE, item=balance.source, field="balance", year=balance.year).anchor
    return Standing(balance.year, tone, words, amount, pounds(balance.planned), pounds(balance.income), anchor)


def _fences(figures: Figures) -> Iterator[Entry]:
    for fence in figures.planning_round.ring_fences:
        yield Entry(
            fence.code,
            fence.short_label,
            fence.counts.to_be_confirmed or fence.minimum.to_be_confirmed,
            tuple(_required(spend) for spend in figures.required_spend if spend.code == fence.code),
        )


def _required(spend: RequiredSpend) -> Standing:
    if spend.minimum is None:
        tone, words, amount, against = "under", "No minimum loaded", "", "not known"
    else:
        against = pounds(spend.minimum)
        if not spend.met:
            tone, words, amount = "over", "Short by", pounds(spend.under_spend)
        else:
            tone, words = "balanced", "Met"
            amount = f"{pounds(spend.headroom)} above" if spend.headroom else ""
    anchor = Place(section=Section.EXPENDITURE, item=spend.code, field="minimum", year=spend.year).anchor
    percent = int(spend.planned * 100 / spend.minimum) if spend.minimum else None
    return Standing(spend.year, tone, words, amount, pounds(spend.planned), against, anchor, percent)


