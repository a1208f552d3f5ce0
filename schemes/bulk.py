"""One change of many rows: a column set, cleared or filled down from the first row. Worked out, not stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bcf.fund.document import Scheme
from bcf.fund.round import Round
from schemes.columns import Cell
from schemes.proposing import Wanted
from schemes.reading import read_row


class Deed(StrEnum):
    """What is to be done with the chosen rows."""

    SET = "set"
    CLEAR = "clear"
    FILL = "fill"
    MOVE = "move"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen row as it stands: its number in the plan from 1, and its version."""

    number: int
    version: int
    row: Scheme


@dataclass(frozen=True, slots=True)
class Becoming:
    """A chosen row as it would be. ``refused`` tells what it cannot hold; ``remarks`` what would be set besides."""

    chosen: Chosen
    after: Scheme
    refused: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.after != self.chosen.row


def with_texts(planning_round: Round, cells: Sequence[Cell], chosen: Chosen, typed: dict[Cell, str]) -> Becoming:
    """The row with those texts typed into its cells, by the rules of typing."""
    texts = {cell: cell.text(chosen.row) for cell in cells} | typed
    reading = read_row(planning_round, texts, frozenset(typed), chosen.row)
    return Becoming(chosen, reading.row, tuple(refusal.message for refusal in reading.refused), reading.remarks)


def filled(
    planning_round: Round, cells: Sequence[Cell], source: Scheme, columns: Sequence[Cell], rows: Sequence[Chosen]
) -> tuple[Becoming, ...]:
    """The rows with the source's cells of those columns."""
    typed = {cell: cell.text(source) for cell in columns}
    return tuple(with_texts(planning_round, cells, chosen, typed) for chosen in rows)


def wanted(rows: Sequence[Becoming]) -> tuple[Wanted, ...]:
    """Those that change, as they are to be stored."""
    return tuple(Wanted(one.chosen.version, one.after) for one in rows if one.changed)
