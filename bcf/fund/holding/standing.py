"""What a figure of the plan comes to: the amounts that a text may give for it, and where they stand.

A text may mean by one name more than one amount: what comes in and what is planned, all years or one, a partner's
line. Every such amount is allowed; the first is what a finding names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.document import BreakdownLine, Contribution, Scheme
from bcf.fund.holding.vocabulary import Key, What, word_set, words_of

_SOURCES_AT_MOST = 8
"""Sums over any choice of sources are tried for as many; a round has fewer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Amounts of a figure in pounds, the one that is certainly meant first; and where that one stands."""

    label: str
    where: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Standings:
    """Looks up figures of one plan by their keys."""

    figures: Figures
    _known: dict[tuple[Key, tuple[str, ...]], Standing | None] = field(default_factory=dict)

    def of(self, key: Key, years: tuple[str, ...]) -> Standing | None:
        """What a figure comes to in those years, or in any of the round's where none are given."""
        if (key, years) not in self._known:
            self._known[key, years] = self._looked_up(key, years)
        return self._known[key, years]

    def _looked_up(self, key: Key, years: tuple[str, ...]) -> Standing | None:
        own = self.figures.planning_round.years
        if any(year not in own for year in years):
            return None
        spans = _spans(years or own, said=bool(years))
        match key.what:
            case What.POOL:
                return self._pool(spans)
            case What.SOURCE if key.code in self.figures.planning_round.sources:
                return self._source(key.code, spans)
            case What.FENCE:
                return self._fence(key.code, spans)
            case What.TYPE if key.code in self.figures.planning_round.types:
                return self._type(key.code, spans)
            case What.SCHEME:
                return self._scheme(key.code, spans)
            case What.BODY:
                return self._body(key.code, spans)
        return None

    def _pool(self, spans: "Spans") -> Standing:
        figures, sources = self.figures, list(self.figures.planning_round.sources)[:_SOURCES_AT_MOST]
        amounts = [self._income(sources, span) for span in spans]
        amounts += [sum((figures.total_planned(year) for year in span), NOUGHT) for span in spans]
        amounts += [self._income(some, span) for size in range(2, len(sources)) for some in combinations(sources, size)
                    for span in spans]  # fmt: skip
        return Standing("the pool", "the total of income", tuple(amounts))

    def _income(self, sources: list[str] | tuple[str, ...], span: tuple[str, ...]) -> Decimal:
        return sum((self.figures.income[source, year] for source in sources for year in span), NOUGHT)

    def _source(self, code: str, spans: "Spans") -> Standing:
        figures, source = self.figures, self.figures.planning_round.sources[code]
        amounts = [self._income([code], span) for span in spans]
        amounts += [sum((figures.planned[code, year] for year in span), NOUGHT) for span in spans]
        lines: tuple[Contribution | BreakdownLine, ...] = (*figures.plan.contributions, *figures.plan.breakdown)
        amounts += [
            line.amount for line in lines
            if line.source == code and line.amount is not None and any(line.year in span for span in spans)
        ]
        amounts += [figures.subtotal(one.code, year) for one in figures.planning_round.funding_sources.subtotals
                    if code in one.sources for span in spans for year in span]  # fmt: skip
        amounts += self._of_rows([row for row in figures.plan.schemes if row.source == code], spans)[1:]
        return Standing(source.label, "income", tuple(amounts))

    def _fence(self, code: str, spans: "Spans") -> Standing | None:
        fence = next((one for one in self.figures.planning_round.ring_fences if one.code == code), None)
        spends = {one.year: one for one in self.figures.required_spend if one.code == code}
        if fence is None or any(one.minimum is None for one in spends.values()):
            return None
        amounts: list[Decimal] = []
        by_year = {year: (one.minimum or NOUGHT, one.planned, one.headroom) for year, one in spends.items()}
        for at in range(3):
            amounts += [sum((by_year[year][at] for year in span), NOUGHT) for span in spans]
        return Standing(f"the minimum for {fence.short_label}", "required spend", tuple(amounts))

    def _type(self, code: str, spans: "Spans") -> Standing:
        label = self.figures.planning_round.types[code].label
        words = set(words_of(label))
        rows = [row for row in self.figures.plan.schemes if row.scheme_type == code]
        amounts = self._of_rows(rows, spans)
        amounts += self._by_parts(rows, spans)
        said = [row for row in self.figures.plan.schemes
                if row.scheme_type == code or words & word_set(f"{row.name} {row.description}")]  # fmt: skip
        amounts += self._of_rows(said, spans)[:len(spans)]
        return Standing(f"spend on {label}", "the expenditure plan, by scheme type", tuple(amounts))

    def _by_parts(self, rows: list[Scheme], spans: "Spans") -> list[Decimal]:
        """What rows of one type come to by sub-type, by source, by commissioner and by provider."""
        totals: dict[tuple[str, str, tuple[str, ...]], Decimal] = {}
        for row in rows:
            for column in ("sub_type", "source", "commissioner", "provider", "area"):
                for span in spans:
                    part = (column, getattr(row, column), span)
                    totals[part] = totals.get(part, NOUGHT) + _planned(row, span)
        return list(totals.values())

    def _scheme(self, code: str, spans: "Spans") -> Standing | None:
        rows = self.rows_by_name.get(code, [])
        if not rows:
            return None
        amounts = self._of_rows(rows, spans)
        ids, keys = {row.scheme_id for row in rows if row.scheme_id}, {row.key for row in rows}
        words = frozenset(code.split())
        alike = [
            row for row in self.figures.plan.schemes
            if row.key in keys or row.scheme_id in ids or words <= word_set(f"{row.name} {row.description}")
        ]  # fmt: skip
        amounts += self._of_rows(alike, spans)
        years = [year for span in spans for year in span]
        paid = (by_year.get(year) for row in alike for by_year in row.payers.values() for year in years)
        amounts += [amount for amount in paid if amount is not None]
        name = " ".join(rows[0].name.split())
        return Standing(f"“{name}”", "the expenditure plan", tuple(amounts))

    @cached_property
    def rows_by_name(self) -> Mapping[str, list[Scheme]]:
        """Rows by their names in plain words."""
        found: dict[str, list[Scheme]] = {}
        for row in self.figures.plan.schemes:
            found.setdefault(" ".join(words_of(row.name)), []).append(row)
        return found

    def _of_rows(self, rows: list[Scheme], spans: "Spans") -> list[Decimal]:
        """What the rows come to together, then each alone."""
        together = [sum((_planned(row, span) for row in rows), NOUGHT) for span in spans]
        return together + [_planned(row, span) for row in rows for span in spans]

    def _body(self, code: str, spans: "Spans") -> Standing | None:
        lines = [line for line in self.figures.plan.contributions if line.body == code and line.amount]
        body = next((one for one in self.figures.plan.board.bodies if one.code == code), None)
        if body is None or not lines or self._unattributed:
            return None
        sources = sorted({line.source for line in lines})[:_SOURCES_AT_MOST]
        amounts: list[Decimal] = []
        for size in range(len(sources), 0, -1):
            for some in combinations(sources, size):
                amounts += [
                    sum((line.amount or NOUGHT for line in lines if line.source in some and line.year in span), NOUGHT)
                    for span in spans
                ]
        return Standing(f"the contribution of {body.name}", "income", tuple(amounts))

    @cached_property
    def _unattributed(self) -> bool:
        return any(line.amount and not line.body for line in self.figures.plan.contributions)


Spans = tuple[tuple[str, ...], ...]


def _spans(years: tuple[str, ...], *, said: bool) -> Spans:
    """Which years an amount may be for: one year as said; of several all together or each alone."""
    if len(years) == 1:
        return (years,)
    each: Iterator[tuple[str, ...]] = ((year,) for year in years)
    return (years, *each) if said else (*each, years)


def _planned(row: Scheme, span: tuple[str, ...]) -> Decimal:
    return sum((row.amount(year) for year in span), NOUGHT)
