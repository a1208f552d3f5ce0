"""The cells of an expenditure row in a round: what each is called, what it holds and where it stands.

A round lists its columns; ``impact`` is a cell per metric and ``amount`` a cell per financial year.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zlib import crc32

from bcf.fund.document import Scheme
from bcf.fund.places import Place, Section
from bcf.fund.round import Column, ColumnSpec, Round
from bcf.fund.text import number, pounds


class Kind(StrEnum):
    """What a cell holds and so how it is typed."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"


NUMERIC = (Kind.QUANTITY, Kind.PERCENT, Kind.MONEY)
_KINDS = {
    Column.DESCRIPTION: Kind.TEXT, Column.SCHEME_TYPE: Kind.CHOICE, Column.SUB_TYPE: Kind.CHOICE,
    Column.OUTPUT_UNIT: Kind.CHOICE, Column.OUTPUT_ESTIMATE: Kind.QUANTITY, Column.IMPACT: Kind.CHOICE,
    Column.AREA: Kind.CHOICE, Column.COMMISSIONER: Kind.CHOICE, Column.JOINT_NHS: Kind.PERCENT,
    Column.JOINT_LA: Kind.PERCENT, Column.PROVIDER: Kind.CHOICE, Column.SOURCE: Kind.CHOICE,
    Column.AMOUNT: Kind.MONEY, Column.NEW_OR_EXISTING: Kind.CHOICE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of every row. ``extra`` is the metric of an impact cell, the year of an amount.

    ``name`` is what it is called in a form, and the end of its anchor; it alone tells a round's cells apart.
    """

    name: str
    column: Column = field(compare=False)
    kind: Kind = field(compare=False)
    label: str = field(compare=False)
    group: str = field(compare=False, default="")
    hint: str = field(compare=False, default="")
    extra: str = field(compare=False, default="")
    heading: str = field(compare=False, default="")
    """What heads the column where room is short; the label says it in full."""

    @classmethod
    def of(cls, spec: ColumnSpec, label: str, extra: str = "", heading: str = "") -> "Cell":
        name = re.sub(r"[^A-Za-z0-9_-]", "-", "-".join(filter(None, (spec.code.value, extra))))
        return cls(name, spec.code, _KINDS.get(spec.code, Kind.LINE), label, spec.group, spec.hint, extra,
                   heading or label)

    def anchor(self, key: str) -> str:
        """The id of the cell's field on the page: that of its place, without working the place out."""
        return f"{Section.EXPENDITURE}-{key}-{self.name}"

    def place(self, key: str) -> Place:
        """Where the cell of that row stands in the plan."""
        if self.column is Column.IMPACT:
            return Place(section=Section.EXPENDITURE, item=key, field=f"impact:{self.extra}")
        return Place(section=Section.EXPENDITURE, item=key, field=self.column.value, year=self.extra)

    def value(self, row: Scheme) -> str | Decimal | None:
        """What the row holds here: a text, a code, or a number."""
        if self.column is Column.IMPACT:
            return row.impact.get(self.extra, "")
        if self.column is Column.AMOUNT:
            return row.amounts.get(self.extra)
        held: str | Decimal | None = getattr(row, self.column.value)
        return held

    def text(self, row: Scheme) -> str:
        """What stands in the cell's input: the text, the code, or the number as one writes it."""
        held = self.value(row)
        if isinstance(held, Decimal):
            return pounds(held).replace("£", "") if self.kind is Kind.MONEY else number(held)
        return held or ""

    def words(self, planning_round: Round, text: str) -> str:
        """A text of this cell's input as a person reads it: a choice by its label, money with its sign."""
        if self.kind is Kind.CHOICE:
            return planning_round.labels(self.column).get(text, text)
        if self.kind is Kind.PERCENT and text:
            return f"{text}%"
        return text


def cells_of(planning_round: Round) -> tuple[Cell, ...]:
    """Every cell of a row, in the round's order."""
    return tuple(cell for spec in planning_round.expenditure.columns for cell in _expanded(spec, planning_round))


def _expanded(spec: ColumnSpec, planning_round: Round) -> list[Cell]:
    if spec.code is Column.IMPACT:
        impact = planning_round.expenditure.impact
        return [
            Cell.of(spec, f"{spec.label} {planning_round.metric[metric].name}", metric, f"{spec.label} {metric}")
            for metric in (impact.metrics if impact else ())
        ]
    if spec.code is Column.AMOUNT:
        several = len(planning_round.years) > 1
        return [
            Cell.of(spec, f"{spec.label} {year}" if several else spec.label, year) for year in planning_round.years
        ]
    return [Cell.of(spec, spec.label)]


def with_values(row: Scheme, values: Mapping[Cell, Any]) -> Scheme:
    """The row with those cells set; a cell set to nothing is blank."""
    fields: dict[str, Any] = {"impact": dict(row.impact), "amounts": dict(row.amounts)}
    for cell, value in values.items():
        if cell.column is Column.IMPACT:
            fields["impact"][cell.extra] = value
        elif cell.column is Column.AMOUNT:
            fields["amounts"][cell.extra] = value
        else:
            fields[cell.column.value] = value
    for name in ("impact", "amounts"):
        fields[name] = {key: value for key, value in fields[name].items() if value not in ("", None)}
    return row.model_copy(update=fields)


MARK = 8
"""Characters of one cell's mark in a fingerprint."""


def mark(text: str) -> str:
    """A short mark of a cell's text: another text, nearly always another mark."""
    return f"{crc32(text.encode()):0{MARK}x}"


def fingerprint(cells: tuple[Cell, ...], row: Scheme) -> str:
    """What every cell held when the row was shown. It goes through the browser, so that a save touches only
    the cells that its sender changed, and a conflict can say who changed which."""
    return "".join([mark(cell.text(row)) for cell in cells])


def marks_of(cells: tuple[Cell, ...], read: str) -> Mapping[Cell, str]:
    """The marks in a fingerprint by cell; empty if it is not one of these cells."""
    if len(read) != MARK * len(cells):
        return {}
    return {cell: read[MARK * at : MARK * (at + 1)] for at, cell in enumerate(cells)}
