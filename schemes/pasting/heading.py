"""Which column of the table each column of a block belongs to: by the names in its first line, else by position."""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.round import Column, Round
from schemes.columns import NUMERIC, Cell
from schemes.pasting.block import Block
from schemes.pasting.labels import find, plain

ALSO = {
    Column.SCHEME_ID: ("id", "no", "number", "ref", "scheme ref", "scheme number", "scheme no"),
    Column.NAME: ("name", "scheme", "scheme title", "title"),
    Column.DESCRIPTION: ("description", "brief description", "scheme description"),
    Column.SCHEME_TYPE: ("type", "scheme type see table below for descriptions"),
    Column.SUB_TYPE: ("sub type", "subtype", "scheme sub type"),
    Column.TYPE_OTHER: ("scheme type other", "please specify scheme type", "other type"),
    Column.OUTPUT_UNIT: ("unit", "output unit", "units"),
    Column.OUTPUT_ESTIMATE: ("estimate", "output", "outputs", "output estimate", "planned output"),
    Column.AREA: ("area", "area of spending"),
    Column.AREA_OTHER: ("area of spend other", "please specify area of spend", "other area"),
    Column.COMMISSIONER: ("commissioned by", "commissioning body"),
    Column.JOINT_NHS: ("nhs", "nhs share", "nhs %", "% nhs"),
    Column.JOINT_LA: ("la", "la share", "council share", "% la"),
    Column.PROVIDER: ("provided by", "provider type"),
    Column.SOURCE: ("source", "funding source", "funding", "fund source", "funded by"),
    Column.AMOUNT: ("amount", "expenditure", "cost", "spend", "budget", "value", "£", "planned expenditure"),
    Column.DURATION: ("duration",),
    Column.NEW_OR_EXISTING: ("new or existing", "new/existing", "status", "new existing"),
}  # fmt: skip
"""What people call the columns in their own workbooks."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Whether the block's first line names columns, and the cell that each column of it goes to, if any."""

    named: bool
    columns: tuple[Cell | None, ...]


def recognise(block: Block, planning_round: Round, cells: Sequence[Cell], shown: Sequence[Cell], start: str) -> Heading:
    """The block's columns. Without a line of names they are laid over the ``shown`` ones from the cell ``start`` on."""
    by_name = _named(block[0], planning_round, cells)
    if is_heading(block, by_name):
        return Heading(True, by_name)
    names = [cell.name for cell in shown]
    at = names.index(start) if start in names else 0
    here = tuple(shown[at : at + len(block[0])])
    return Heading(False, (*here, *[None] * (len(block[0]) - len(here))))


def is_heading(block: Block, by_name: Sequence[Cell | None]) -> bool:
    """Whether the first line names columns: at least half of what stands in it, and two of them or the only one."""
    filled = sum(bool(text.strip()) for text in block[0])
    found = sum(cell is not None for cell in by_name)
    return found >= min(2, len(block[0])) and 2 * found >= filled and (len(block) > 1 or found > 1)


def _named(line: Sequence[str], planning_round: Round, cells: Sequence[Cell]) -> tuple[Cell | None, ...]:
    """The cell that each text names; one that two name goes to the first."""
    taken: set[Cell] = set()
    found: list[Cell | None] = []
    alone = len(line) == 1
    for text in line:
        cell = _cell_named(text, planning_round, cells, loosely=not alone)
        if cell is None and not alone:
            cell = _next_that_begins(text, cells, next((one for one in reversed(found) if one), None))
        found.append(None if cell in taken else cell)
        taken |= {cell} if cell else set()
    return tuple(found)


def _cell_named(text: str, planning_round: Round, cells: Sequence[Cell], *, loosely: bool) -> Cell | None:
    wanted = plain(text.replace("%", " % "))
    if not wanted and "£" not in text:
        return None
    if wanted.replace(" ", "").isdigit() and not any(plain(year) == wanted for year in planning_round.years):
        return None
    exact = [cell for cell in cells if wanted in {plain(name) for name in _names(cell, planning_round)} - {""}]
    if len(exact) == 1:
        return exact[0]
    if exact or not loosely or len(wanted) < 4:
        return None
    code = find(text, [(cell.name, cell.label) for cell in cells]).code
    return next((cell for cell in cells if cell.name == code), None)


def _next_that_begins(text: str, cells: Sequence[Cell], before: Cell | None) -> Cell | None:
    """Of several columns whose names begin like the text, such as "Please specify", the one that follows in the
    table on the column before."""
    wanted = plain(text)
    if len(wanted) < 4 or before is None:
        return None
    later = cells[list(cells).index(before) + 1 :]
    return next((cell for cell in later if plain(cell.label).startswith(wanted)), None)


def _names(cell: Cell, planning_round: Round) -> list[str]:
    """Every name of a cell's column."""
    names = [cell.label, cell.heading, f"{cell.group} {cell.label}", cell.name]
    also = ALSO.get(cell.column, ())
    if cell.column is Column.AMOUNT:
        names += [cell.extra, *(f"{name} {cell.extra}" for name in also), *(f"{cell.extra} {name}" for name in also)]
        return names + (list(also) if len(planning_round.years) == 1 else [])
    if cell.column is Column.IMPACT:
        return [*names, cell.extra]
    return [*names, *also]


def in_fractions(block: Block, at: int, cell: Cell | None, *, named: bool) -> bool:
    """Whether a column of percentages is written with the sign somewhere, so that a bare 0.4 beside it is 40%."""
    if cell is None or cell.kind not in NUMERIC:
        return False
    return any("%" in line[at] for line in (block[1:] if named else block))


def total_line(line: Sequence[str]) -> bool:
    """Whether a line of the block sums up those above it."""
    first = next((plain(text) for text in line if text.strip()), "")
    return first in {"total", "totals", "grand total", "sub total", "subtotal", "sum", "overall total"}
