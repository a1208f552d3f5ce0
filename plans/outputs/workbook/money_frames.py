"""Where the money stands: the rows and columns of the income and the expenditure sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from bcf.fund.document import BodyKind, Contribution, PlanDocument
from bcf.fund.places import Place
from bcf.fund.round import Breakdown, Column, ColumnSpec, FundingSource
from plans.outputs.workbook.frames import FIRST_COL, FIRST_ROW, Frame, Spot
from plans.outputs.workbook.refs import column_of

SPARE_LINES = 3


@dataclass(frozen=True)
class IncomeLine:
    """A line of the income sheet: what one contributor pays into one source, by year. Pounds.

    ``begun`` are the years for which the line was begun: an amount is asked for in each of them.
    """

    body: str
    contributor: str
    comment: str
    amounts: Mapping[str, Decimal]
    allocated: bool
    begun: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncomeBlock:
    """A source's rows: heading, gate, lines, total, and for a source that districts share its breakdown."""

    source: FundingSource
    row: int
    lines: tuple[IncomeLine, ...]
    spare: int
    districts: tuple[str, ...]

    @property
    def gate_row(self) -> int | None:
        return self.row + 1 if self.source.gate else None

    @property
    def lines_row(self) -> int:
        return self.row + (2 if self.source.gate else 1)

    @property
    def total_row(self) -> int:
        return self.lines_row + len(self.lines) + self.spare

    @property
    def district_rows(self) -> Mapping[str, int]:
        return {code: self.total_row + 2 + at for at, code in enumerate(self.districts)}

    @property
    def district_total_row(self) -> int | None:
        """The total of the breakdown; the row below it holds the difference to the source."""
        return self.total_row + 2 + len(self.districts) if self.districts else None

    @property
    def last(self) -> int:
        return self.district_total_row + 1 if self.district_total_row else self.total_row


def _lines(contributions: Iterable[Contribution], years: tuple[str, ...], names: Mapping[str, str]) -> list[IncomeLine]:
    """Contributions put together over the years: one line for a contributor, unless a year has it twice."""
    found: dict[tuple[str, str, bool, int], list[Contribution]] = {}
    for entry in contributions:
        turn = 0
        while any(other.year == entry.year for other in found.get((*_payer(entry), turn), ())):
            turn += 1
        found.setdefault((*_payer(entry), turn), []).append(entry)
    return [
        IncomeLine(
            body=body,
            contributor=contributor or names.get(body, body),
            comment="\n".join(dict.fromkeys(entry.comment for entry in entries if entry.comment)),
            amounts={entry.year: entry.amount for entry in entries if entry.amount is not None and entry.year in years},
            allocated=allocated,
            begun=tuple(entry.year for entry in entries if entry.year in years),
        )
        for (body, contributor, allocated, _), entries in found.items()
    ]


def _payer(entry: Contribution) -> tuple[str, str, bool]:
    return entry.body, entry.contributor, entry.allocated


def _districts(plan: PlanDocument, source: FundingSource) -> tuple[str, ...]:
    """The districts of a two-tier area, where the source is broken down to them, and any that the plan names."""
    shared = source.breakdown is Breakdown.DISTRICT and plan.board.two_tier
    named = [body.code for body in plan.board.bodies if body.kind is BodyKind.DISTRICT] if shared else []
    return tuple(dict.fromkeys(chain(named, (line.body for line in plan.breakdown if line.source == source.code))))


class IncomeFrame(Frame):
    """A block per source; a column per year, and one more per year for the published allocation."""

    LABEL, CONTRIBUTOR, AMOUNTS = 2, 3, 4
    HEAD_ROW = FIRST_ROW

    @cached_property
    def blocks(self) -> Mapping[str, IncomeBlock]:
        names = {body.code: body.name for body in self.plan.board.bodies}
        found, row = {}, self.HEAD_ROW + 1
        for source in self.planning_round.funding_sources.items:
            entries = [entry for entry in self.plan.contributions if entry.source == source.code]
            lines = tuple(_lines(entries, self.planning_round.years, names))
            spare = 0 if source.allocated and lines else 1 if source.allocated else SPARE_LINES
            found[source.code] = IncomeBlock(source, row, lines, spare, _districts(self.plan, source))
            row = found[source.code].last + 2
        return found

    def amount(self, year: str) -> int:
        return self.AMOUNTS + self.planning_round.years.index(year)

    def published(self, year: str) -> int:
        return self.amount(year) + len(self.planning_round.years)

    @property
    def comment(self) -> int:
        return self.AMOUNTS + 2 * len(self.planning_round.years)

    @property
    def check(self) -> int:
        return self.comment + 1

    @property
    def problem(self) -> int:
        return self.comment + 2

    @cached_property
    def totals_row(self) -> int:
        """The first of the subtotals; the whole pool stands below them."""
        return max((block.last for block in self.blocks.values()), default=self.HEAD_ROW) + 3

    @property
    def pool_row(self) -> int:
        return self.totals_row + len(self.planning_round.funding_sources.subtotals)

    @property
    def remark_row(self) -> int:
        """The comment on all contributions; its label is the row above."""
        return self.pool_row + 3

    def find(self, place: Place) -> Spot | None:
        if place.item == "comment":
            return self.remark_row, self.LABEL
        block = self.blocks.get(place.item)
        if block is None:
            return (self.pool_row, self.AMOUNTS) if place.item == "total" else None
        col = self.amount(place.year) if place.year in self.planning_round.years else self.AMOUNTS
        if place.field == "gate" and block.gate_row:
            return block.gate_row, self.AMOUNTS
        if place.field in block.district_rows:
            return block.district_rows[place.field], col
        for at, line in enumerate(block.lines):
            if place.field and line.body == place.field:
                return block.lines_row + at, col
        return block.total_row, col


@dataclass(frozen=True)
class TableColumn:
    """A column of the expenditure table. ``extra`` is the metric of an impact column, the year of an amount."""

    spec: ColumnSpec
    extra: str
    col: int

    @property
    def field(self) -> str:
        return f"impact:{self.extra}" if self.spec.code is Column.IMPACT else self.spec.code.value


class ExpenditureFrame(Frame):
    """Running balances and required spend above, then a row per scheme and empty rows to fill in."""

    CHECK = FIRST_COL
    TABLE_COL = FIRST_COL + 1
    BALANCE_HEAD = FIRST_ROW

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        spending, found = self.planning_round.expenditure, []
        for spec in spending.columns:
            extras: tuple[str, ...] = ("",)
            if spec.code is Column.IMPACT:
                extras = spending.impact.metrics if spending.impact else ()
            elif spec.code is Column.AMOUNT:
                extras = self.planning_round.years
            found += [(spec, extra) for extra in extras]
        return tuple(TableColumn(spec, extra, self.TABLE_COL + at) for at, (spec, extra) in enumerate(found))

    @cached_property
    def _by_code(self) -> Mapping[tuple[Column, str], int]:
        return {(column.spec.code, column.extra): column.col for column in self.columns}

    def column(self, code: Column, extra: str = "") -> int | None:
        return self._by_code.get((code, extra))

    @property
    def problem(self) -> int:
        return self.columns[-1].col + 1

    @property
    def label(self) -> int:
        """Where the names of sources and ring-fences stand above the table: over the schemes' names.

        The columns up to here stay in view, so a round whose names stand far to the right has its first column instead.
        """
        name = self.column(Column.NAME) or self.TABLE_COL
        return name if name <= self.TABLE_COL + 2 else self.TABLE_COL

    @property
    def balance_rows(self) -> Mapping[str, int]:
        return {code: self.BALANCE_HEAD + 1 + at for at, code in enumerate(self.planning_round.sources)}

    @property
    def balance_total_row(self) -> int:
        return self.BALANCE_HEAD + 1 + len(self.planning_round.sources)

    @property
    def fence_head(self) -> int:
        return self.balance_total_row + 1

    @cached_property
    def fence_rows(self) -> Mapping[str, int]:
        return {fence.code: self.fence_head + 1 + at for at, fence in enumerate(self.planning_round.ring_fences)}

    def figure(self, year: str, number: int) -> int:
        """The column of a year's income, expenditure and balance (or minimum, planned and under spend): 0, 1, 2."""
        return self.label + 1 + 3 * self.planning_round.years.index(year) + number

    @property
    def verdict(self) -> int:
        """The column that says in words how each balance stands."""
        return self.label + 1 + 3 * len(self.planning_round.years)

    @cached_property
    def head_row(self) -> int:
        """The table's header; its groups stand in the row above."""
        above = max(self.fence_rows.values(), default=self.balance_total_row)
        return above + 3

    @property
    def first(self) -> int:
        return self.head_row + 1

    @cached_property
    def last(self) -> int:
        rows = len(self.plan.schemes)
        return self.head_row + max(rows + 50, 150)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {scheme.key: self.first + at for at, scheme in enumerate(self.plan.schemes)}

    def range(self, code: Column, extra: str = "") -> str | None:
        """The whole input range of a column, named from any sheet, or None if the round has no such column."""
        col = self.column(code, extra)
        return column_of(self.title, col, self.first, self.last) if col else None

    def find(self, place: Place) -> Spot | None:
        years = self.planning_round.years
        if place.field in ("balance", "minimum"):
            rows = self.balance_rows if place.field == "balance" else self.fence_rows
            if place.item in rows:
                year = place.year if place.year in years else years[0]
                return rows[place.item], self.figure(year, 2 if place.field == "balance" else 1)
        if place.item not in self.rows:
            return None
        extra = place.year if place.year in years else years[0]
        for column in self.columns:
            if column.field == place.field and (column.spec.code is not Column.AMOUNT or column.extra == extra):
                return self.rows[place.item], column.col
        return self.rows[place.item], self.label
