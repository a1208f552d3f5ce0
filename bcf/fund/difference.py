"""What changed between two plans: row by row and total by total, in pounds and per cent.

The two are versions of one plan, which are compared year by year, or plans of two rounds, where the last
year of the earlier is set against the first of the later, as areas print last year beside this year.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.pairing import pair_rows
from bcf.fund.round import Column, Round
from bcf.fund.text import number
from bcf.fund.translating import Translation, plain

GROUPED = (Column.SOURCE, Column.SCHEME_TYPE, Column.AREA, Column.COMMISSIONER, Column.PROVIDER)
"""The columns by which spending is added up."""


class Fate(StrEnum):
    """What became of a row."""

    NEW = "new"
    ENDED = "ended"
    RENAMED = "renamed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class YearPair:
    """The years that are set against each other."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """Pounds before and after."""

    before: Decimal
    after: Decimal

    @property
    def amount(self) -> Decimal:
        """Pounds more, below nought pounds less."""
        return self.after - self.before

    @property
    def per_cent(self) -> Decimal | None:
        """The change in per cent of what was there before; None where that was nothing."""
        return 100 * self.amount / abs(self.before) if self.before else None

    @classmethod
    def sum(cls, changes: "Iterable[Change]") -> "Change":
        """All of them together."""
        held = tuple(changes)
        return cls(sum((one.before for one in held), NOUGHT), sum((one.after for one in held), NOUGHT))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A cell other than name and amount that holds something else. ``extra`` is the metric of an impact."""

    column: Column
    before: str
    after: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row of either plan or of both. ``changes`` has one entry for each pair of years."""

    before: Scheme | None
    after: Scheme | None
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> Scheme:
        """The row as it stands, or stood if it ended."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference needs a row")
        return found

    @property
    def total(self) -> Change:
        """The row over all years compared."""
        return Change.sum(self.changes)

    @property
    def fate(self) -> Fate:
        if self.before is None:
            return Fate.NEW
        if self.after is None:
            return Fate.ENDED
        if plain(self.before.name) != plain(self.after.name):
            return Fate.RENAMED
        moved = self.fields or any(change.amount for change in self.changes)
        return Fate.CHANGED if moved else Fate.SAME


@dataclass(frozen=True, slots=True)
class TotalDifference:
    """A total of both plans. ``code`` is that of the later round; blank where a row names none."""

    code: str
    label: str
    changes: tuple[Change, ...]

    @property
    def total(self) -> Change:
        return Change.sum(self.changes)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two plans side by side. ``spending`` adds up planned expenditure, ``income`` the contributions by source."""

    years: tuple[YearPair, ...]
    rows: tuple[RowDifference, ...]
    spending: Mapping[Column, tuple[TotalDifference, ...]]
    income: tuple[TotalDifference, ...]
    pool: TotalDifference
    planned: TotalDifference

    @property
    def empty(self) -> bool:
        """Whether rows and money are the same in both."""
        totals = (*self.income, self.pool, self.planned)
        return all(row.fate is Fate.SAME for row in self.rows) and not any(
            change.amount for total in totals for change in total.changes
        )

    def count(self, fate: Fate) -> int:
        """How many rows came to that."""
        return sum(row.fate is fate for row in self.rows)


def difference(before_round: Round, before: PlanDocument, after_round: Round, after: PlanDocument) -> Difference:
    """What changed from ``before`` to ``after``, each with its round."""
    return _Comparison(Translation(before_round, after_round), before, after).made()


class _Comparison:
    """Two plans and what their codes mean to each other."""

    def __init__(self, translation: Translation, before: PlanDocument, after: PlanDocument) -> None:
        self.translation = translation
        self.old, self.new = translation.before, translation.after
        self.before, self.after = before, after
        self.years = (
            tuple(YearPair(year, year) for year in self.new.years) if translation.within_one_round
            else (YearPair(self.old.years[-1], self.new.years[0]),)
        )

    def made(self) -> Difference:
        pairs = pair_rows(self.before.schemes, self.after.schemes, keys_decide=self.translation.within_one_round)
        rows = tuple(self._row(one, other) for one, other in pairs)
        return Difference(
            years=self.years,
            rows=rows,
            spending={column: tuple(self._spending(column, rows)) for column in GROUPED},
            income=tuple(self._income()),
            pool=self._pool(),
            planned=TotalDifference("", "Planned expenditure", self._summed([row.changes for row in rows])),
        )

    def _row(self, one: Scheme | None, other: Scheme | None) -> RowDifference:
        changes = tuple(
            Change(one.amount(pair.before) if one else NOUGHT, other.amount(pair.after) if other else NOUGHT)
            for pair in self.years
        )
        return RowDifference(one, other, changes, tuple(self._fields(one, other)) if one and other else ())

    def _summed(self, changes: Sequence[tuple[Change, ...]]) -> tuple[Change, ...]:
        return tuple(Change.sum(each[at] for each in changes) for at in range(len(self.years)))

    def _fields(self, one: Scheme, other: Scheme) -> Iterator[FieldChange]:
        """Cells of columns that both rounds have. A code that only changed its name is no change."""
        for column in self.new.columns:
            if column not in self.old.columns or column in (Column.NAME, Column.AMOUNT):
                continue
            if column is Column.IMPACT:
                yield from self._impact(one, other)
                continue
            before, after = getattr(one, column.value), getattr(other, column.value)
            if self.new.labels(column) and isinstance(before, str):
                before = self._code(column, before, other)
            if before != after:
                yield FieldChange(column, self._words(self.old, column, getattr(one, column.value)),
                                  self._words(self.new, column, after))

    def _code(self, column: Column, code: str, row: Scheme) -> str:
        """The later round's code, or the earlier one's own where there is none, which then counts as changed."""
        return self.translation.code(column, code, row.scheme_type if column is Column.SUB_TYPE else "") or code

    def _impact(self, one: Scheme, other: Scheme) -> Iterator[FieldChange]:
        for metric in sorted(one.impact.keys() | other.impact.keys()):
            held = one.impact.get(metric, "")
            before, after = self.translation.code(Column.IMPACT, held) or held, other.impact.get(metric, "")
            if before != after and self.translation.metric(metric):
                yield FieldChange(Column.IMPACT, self._words(self.old, Column.IMPACT, held),
                                  self._words(self.new, Column.IMPACT, after), metric)

    @staticmethod
    def _words(planning_round: Round, column: Column, value: str | Decimal | None) -> str:
        if isinstance(value, Decimal):
            return number(value)
        return planning_round.labels(column).get(value or "", value or "")

    def _spending(self, column: Column, rows: Sequence[RowDifference]) -> Iterator[TotalDifference]:
        """Rows added up by a column. What the later round has no code for stands under its earlier label."""
        sums: dict[str, list[tuple[Change, ...]]] = defaultdict(list)
        labels = dict(self.new.labels(column))
        for row in rows:
            if row.before is not None:
                sums[self._earlier_group(column, row.before, labels)].append(_only_before(row))
            if row.after is not None:
                code: str = getattr(row.after, column.value)
                labels.setdefault(code, code)
                sums[code].append(_only_after(row))
        labels[""] = "Not chosen yet"
        for code, label in labels.items():
            total = TotalDifference(code, label, self._summed(sums.get(code, [])))
            if any(change.before or change.after for change in total.changes):
                yield total

    def _earlier_group(self, column: Column, scheme: Scheme, labels: dict[str, str]) -> str:
        code: str = getattr(scheme, column.value)
        return self.translation.code(column, code) or (self._leftover(column, code, labels) if code else "")

    def _leftover(self, column: Column, code: str, labels: dict[str, str]) -> str:
        labels.setdefault(f"was {code}", self.old.labels(column).get(code, code))
        return f"was {code}"

    def _income(self) -> Iterator[TotalDifference]:
        old, new = Figures(self.old, self.before).income, Figures(self.new, self.after).income
        labels = dict(self.new.labels(Column.SOURCE))
        sums: dict[str, list[tuple[Change, ...]]] = defaultdict(list)
        for code in self.old.sources:
            group = self.translation.code(Column.SOURCE, code) or self._leftover(Column.SOURCE, code, labels)
            sums[group].append(tuple(Change(old[code, pair.before], NOUGHT) for pair in self.years))
        for code in self.new.sources:
            sums[code].append(tuple(Change(NOUGHT, new[code, pair.after]) for pair in self.years))
        for code, label in labels.items():
            changes = self._summed(sums.get(code, []))
            if any(change.before or change.after for change in changes):
                yield TotalDifference(code, label, changes)

    def _pool(self) -> TotalDifference:
        old, new = Figures(self.old, self.before), Figures(self.new, self.after)
        changes = tuple(Change(old.total_income(pair.before), new.total_income(pair.after)) for pair in self.years)
        return TotalDifference("", "Income: the whole pool", changes)


def _only_before(row: RowDifference) -> tuple[Change, ...]:
    return tuple(Change(change.before, NOUGHT) for change in row.changes)


def _only_after(row: RowDifference) -> tuple[Change, ...]:
    return tuple(Change(NOUGHT, change.after) for change in row.changes)
