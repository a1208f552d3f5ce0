"""A preview as a page shows it: every cell as it is and as it would be, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.document import Scheme
from bcf.fund.round import Round
from schemes.columns import NUMERIC, Cell
from schemes.grid import title_of
from schemes.pasting.preview import Line


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the preview: what is there and what would be, in words. ``state`` is same, changed or asked."""

    before: str
    after: str
    state: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the preview."""

    at: int
    number: int
    title: str
    new: bool
    left_out: bool
    total: bool
    changed: bool
    stale: bool
    cells: tuple[ShownCell, ...]
    remarks: tuple[str, ...]


def shown_line(planning_round: Round, line: Line, columns: Sequence[Cell], stale: frozenset[str]) -> ShownLine:
    """The line with those columns. ``stale`` are the rows that somebody changed since they were last shown."""
    held = line.target.held
    after = line.laid.after if line.laid else held
    asked: frozenset[Cell] = line.laid.asked if line.laid else frozenset()
    return ShownLine(
        line.at, line.target.number, title_of(after) if (after.name or after.scheme_id) else "",
        line.target.version == 0, line.laid is None, line.total, bool(line.laid and line.laid.changed),
        line.target.key in stale, tuple(_shown_cell(planning_round, cell, held, after, asked) for cell in columns),
        line.laid.remarks if line.laid else (),
    )  # fmt: skip


def _shown_cell(planning_round: Round, cell: Cell, held: Scheme, after: Scheme, asked: frozenset[Cell]) -> ShownCell:
    before, then = (cell.words(planning_round, cell.text(row)) for row in (held, after))
    state = "asked" if cell in asked else "same" if before == then else "changed"
    return ShownCell(before, then, state, cell.kind in NUMERIC)
