"""Last year beside this year, as a page and a CSV file show it: rows in the chosen order, figures written out."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bcf.fund.difference import Change, Difference, Fate, RowDifference, TotalDifference
from bcf.fund.round import Column, Round
from bcf.fund.text import harmless, signed_per_cent, signed_pounds, whole_pounds
from bcf.fund.values import decimal_text

WORDS = {Fate.NEW: "New", Fate.ENDED: "Ended", Fate.RENAMED: "Renamed", Fate.CHANGED: "Changed", Fate.SAME: "Same"}
TONES = {Fate.NEW: "good", Fate.ENDED: "bad", Fate.RENAMED: "warn", Fate.CHANGED: "note", Fate.SAME: ""}
UNNAMED = "Scheme without a name"


class Order(StrEnum):
    """In which order the rows stand."""

    PLAN = "plan"
    SIZE = "size"
    RISE = "rise"
    FALL = "fall"
    SHARE = "share"


ORDERS = {
    Order.PLAN: "Order of the plan", Order.SIZE: "Largest change first", Order.RISE: "Largest rise first",
    Order.FALL: "Largest fall first", Order.SHARE: "Largest change in per cent first",
}  # fmt: skip
_KEYS: dict[Order, Callable[[RowDifference], Decimal]] = {
    Order.PLAN: lambda row: Decimal(0),
    Order.SIZE: lambda row: -abs(row.total.amount),
    Order.RISE: lambda row: -row.total.amount,
    Order.FALL: lambda row: row.total.amount,
    # What has no share, because there was nothing before, stands after all that have one.
    Order.SHARE: lambda row: Decimal("Infinity") if row.total.per_cent is None else -abs(row.total.per_cent),
}


@dataclass(frozen=True, slots=True)
class Sums:
    """A pair of amounts and their change, to the pound."""

    before: str
    after: str
    change: str
    share: str

    @classmethod
    def of(cls, change: Change, fate: Fate | None = None) -> "Sums":
        before = "–" if fate is Fate.NEW else whole_pounds(change.before)
        after = "–" if fate is Fate.ENDED else whole_pounds(change.after)
        return cls(before, after, signed_pounds(change.amount), signed_per_cent(change.per_cent))


@dataclass(frozen=True, slots=True)
class Total:
    """A total under its label."""

    label: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table. ``key`` is that of a row which stands in the plan, "" for one that ended."""

    key: str
    name: str
    scheme_id: str
    was: str
    source: str
    word: str
    tone: str
    sums: Sums
    cells: tuple[str, ...]


def ordered(rows: Iterable[RowDifference], order: Order, fate: Fate | None = None) -> list[RowDifference]:
    """The rows of that fate, or all of them, in that order; rows that come to the same keep the plan's."""
    return sorted((row for row in rows if fate in (None, row.fate)), key=_KEYS[order])


def row_shown(row: RowDifference, before: Round, after: Round) -> Row:
    """A row in words."""
    fate, held = row.fate, row.row
    planning_round = after if row.after else before
    return Row(
        key=row.after.key if row.after else "",
        name=held.name or UNNAMED,
        scheme_id=held.scheme_id,
        was=(row.before.name or UNNAMED) if fate is Fate.RENAMED and row.before else "",
        source=planning_round.labels(Column.SOURCE).get(held.source, held.source),
        word=WORDS[fate],
        tone=TONES[fate],
        sums=Sums.of(row.total, fate),
        cells=tuple(
            f"{after.columns[field.column]}{f' {field.extra}' if field.extra else ''}: "
            f"{_short(field.before) or 'blank'} → {_short(field.after) or 'blank'}"
            for field in row.fields
        ),
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"{plain[:60]}…" if len(plain) > 60 else plain


def totals(found: Sequence[TotalDifference]) -> list[Total]:
    """Totals as they are shown."""
    return [Total(total.label, Sums.of(total.total)) for total in found]


def as_csv(found: Difference, before: Round, after: Round) -> str:
    """The table for a spreadsheet, in the order of the plan, with the total at the end. Amounts are plain pounds."""
    out = io.StringIO()
    writer = csv.writer(out)
    years = found.years[0]
    writer.writerow(["Scheme ID", "Scheme", "Called before", "Source of funding", f"{years.before} (£)",
                     f"{years.after} (£)", "Change (£)", "Change (%)", "What became of it"])  # fmt: skip
    for row in found.rows:
        shown = row_shown(row, before, after)
        texts = (shown.scheme_id, shown.name, shown.was, shown.source)
        writer.writerow([*map(harmless, texts), *_numbers(row.total), shown.word])
    writer.writerow(["", "Total", "", "", *_numbers(found.planned.total), ""])
    return out.getvalue()


def _numbers(change: Change) -> list[str]:
    share = "" if change.per_cent is None else decimal_text(round(change.per_cent, 2))
    return [decimal_text(change.before), decimal_text(change.after), decimal_text(change.amount), share]
