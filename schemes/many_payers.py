"""Saying of many rows at once who pays them and from which fund: what is wished for, and what would come of it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.payers import PayerFigures
from bcf.fund.text import pounds
from schemes.grid import title_of
from schemes.payers import left_in_words
from schemes.splitting import REST, Filler, Way

KEEP, CLEAR, NONE = "keep", "clear", "none"


@dataclass(frozen=True)
class Wish:
    """What is to be done with the rows ticked. ``fund`` is a key, NONE or KEEP; ``how`` a way, CLEAR or KEEP."""

    fund: str
    how: str
    between: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        return self.fund == KEEP and self.how == KEEP


@dataclass(frozen=True, slots=True)
class Change:
    """A row as it is and as it would be, and why part of the wish could not be met."""

    before: Scheme
    after: Scheme
    remarks: tuple[str, ...]

    @property
    def changes(self) -> bool:
        return self.before != self.after


def change_of(figures: PayerFigures, row: Scheme, wish: Wish) -> Change:
    """What the wish makes of a row."""
    after, remarks = row, tuple[str, ...]()
    if wish.fund != KEEP:
        after = after.model_copy(update={"pooled_fund": "" if wish.fund == NONE else wish.fund})
    if wish.how == CLEAR:
        after = after.model_copy(update={"payers": {}})
    elif wish.how != KEEP:
        filled = Filler(figures, row, wish.how, wish.between).fill(row.payers)
        after, remarks = after.model_copy(update={"payers": filled.payers}), filled.remarks
    return Change(row, after, remarks)


def seal_of(changes: Iterable[Change]) -> str:
    """A mark of what was shown, so that nothing else is saved than what somebody has looked at."""
    text = "\n".join(f"{change.before.key} {change.after.model_dump_json()}" for change in changes)
    return hashlib.sha256(text.encode()).hexdigest()


def ways(figures: PayerFigures) -> list[tuple[str, str]]:
    """The ways of saying who pays, in words."""
    return [
        (KEEP, "Leave as it is"),
        (Way.CONTRIBUTIONS.value, "By contributions to each row’s source"),
        (Way.RESIDENTS.value, "By share of the residents"),
        (Way.EVENLY.value, "Evenly"),
        (Way.PROPORTIONS.value, "In the proportions entered, to the row’s amount as it is now"),
        *((f"{REST}{body}", f"The rest to {figures.name(body)}") for body in figures.payers if body in figures.names),
        (CLEAR, "Clear who pays"),
    ]


def funds(figures: PayerFigures) -> list[tuple[str, str]]:
    """The funds that rows may be put into, in words."""
    named = [(fund.key, fund.name or "Fund without a name") for fund in figures.plan.pooled_funds]
    return [(KEEP, "Leave as it is"), *named, (NONE, "In no fund")]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row to tick: ``token`` is its key and version."""

    key: str
    token: str
    title: str
    source: str
    fund: str
    amounts: tuple[str, ...]
    state: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are listed; "" for all. ``state`` is unsaid, open or whole."""

    source: str = ""
    fund: str = ""
    state: str = ""

    def takes(self, row: Scheme, years: Sequence[str]) -> bool:
        """Whether a row is listed."""
        if self.source and row.source != self.source:
            return False
        if self.fund and row.pooled_fund != ("" if self.fund == NONE else self.fund):
            return False
        return not self.state or state_of(row, years) == self.state


UNSAID, OPEN, WHOLE = "unsaid", "open", "whole"
STATES = {UNSAID: "Nobody said to pay", OPEN: "Does not add up", WHOLE: "Adds up"}


def state_of(row: Scheme, years: Sequence[str]) -> str:
    """Whether it is said who pays a row, and whether that adds up in every year."""
    if not row.payers:
        return UNSAID
    return WHOLE if all(row.paid(year) == row.amount(year) for year in years) else OPEN


def listed(
    figures: PayerFigures, versions: Mapping[str, int], which: Filter, ticked: frozenset[str]
) -> list[Listed]:
    """The rows that a filter takes."""
    years = figures.planning_round.years
    names = {fund.key: fund.name for fund in figures.plan.pooled_funds}
    return [
        Listed(
            row.key, f"{row.key}.{versions.get(row.key, 0)}", title_of(row), _source(figures, row),
            names.get(row.pooled_fund, "A fund that was removed" if row.pooled_fund else ""),
            tuple(pounds(row.amount(year)) for year in years), STATES[state_of(row, years)], row.key in ticked,
        )
        for row in figures.plan.schemes if which.takes(row, years)
    ]  # fmt: skip


def _source(figures: PayerFigures, row: Scheme) -> str:
    source = figures.planning_round.sources.get(row.source)
    return source.label if source else row.source


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part of a row in one year, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Previewed:
    """A row that would change, or why it would not."""

    token: str
    title: str
    fund: Part | None
    parts: tuple[Part, ...]
    left: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    changes: bool


def previewed(figures: PayerFigures, change: Change, version: int) -> Previewed:
    """A change in words: every part that differs, and what is left of each year's amount afterwards."""
    before, after, years = change.before, change.after, figures.planning_round.years
    bodies = list(dict.fromkeys([*figures.payers, *before.payers, *after.payers]))
    parts = tuple(
        Part(f"{figures.name(body)}{f', {year}' if len(years) > 1 else ''}", _amount(old), _amount(new))
        for body in bodies for year in dict.fromkeys([*years, *before.payers.get(body, {})])
        if (old := before.payers.get(body, {}).get(year)) != (new := after.payers.get(body, {}).get(year))
    )  # fmt: skip
    names = {"": "none", **{fund.key: fund.name or "Fund without a name" for fund in figures.plan.pooled_funds}}
    fund = None
    if before.pooled_fund != after.pooled_fund:
        told = [names.get(key, "a fund that was removed") for key in (before.pooled_fund, after.pooled_fund)]
        fund = Part("Pooled fund", *told)
    left = tuple((year, left_in_words(after.amount(year) - after.paid(year))) for year in years) if after.payers else ()
    return Previewed(f"{before.key}.{version}", title_of(before), fund, parts, left, change.remarks, change.changes)


def _amount(amount: Decimal | None) -> str:
    return "–" if amount is None else pounds(amount)
