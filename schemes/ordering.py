"""The order in which a reader wants to see the rows: by a column, numbers as numbers, choices by their labels."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.round import Round
from schemes.columns import Cell, Kind

_DIGITS = re.compile(r"([0-9]+)")

Sortable = tuple[tuple[int, Decimal, str], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """By one column, rising or falling. Blank cells come last either way; equal rows keep the plan's order."""

    cell: Cell
    falling: bool = False

    @property
    def query(self) -> str:
        return f"{'-' if self.falling else ''}{self.cell.name}"

    @property
    def words(self) -> str:
        return f"Sorted by {self.cell.label}, {'falling' if self.falling else 'rising'}"

    def arranged(self, schemes: Iterable[Scheme], planning_round: Round) -> list[Scheme]:
        """The rows in this order."""
        labels = planning_round.labels(self.cell.column) if self.cell.kind is Kind.CHOICE else {}
        keyed = [(_key(self.cell.value(scheme), labels), scheme) for scheme in schemes]
        filled = [entry for entry in keyed if entry[0]]
        filled.sort(key=lambda entry: entry[0], reverse=self.falling)
        return [scheme for _, scheme in filled] + [scheme for key, scheme in keyed if not key]


def read_order(text: str, cells: Sequence[Cell]) -> Order | None:
    """The order that an address asks for; None for the plan's own."""
    falling, name = text.startswith("-"), text.removeprefix("-")
    return next((Order(cell, falling) for cell in cells if cell.name == name), None)


def _key(held: str | Decimal | None, labels: Mapping[str, str]) -> Sortable:
    """What a cell is sorted by; empty for a blank one. In texts, runs of digits are taken as numbers: 9 before 10."""
    if isinstance(held, Decimal):
        return ((0, held, ""),)
    text = labels.get(held or "", held or "")
    parts = _DIGITS.split(text.strip().casefold())
    return tuple((0, Decimal(part), "") if part.isascii() and part.isdigit() else (1, Decimal(0), part)
                 for part in parts if part)  # fmt: skip
