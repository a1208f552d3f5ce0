"""What a row's cells offer: the entries of each drop-down, and whether a cell is asked for on this row at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.document import Scheme
from bcf.fund.round import Column, CommissionerKind, Round
from schemes.columns import Cell

Options = Sequence[tuple[str, str]]

DEPENDENT = (
    Column.SUB_TYPE, Column.TYPE_OTHER, Column.OUTPUT_UNIT, Column.OUTPUT_ESTIMATE, Column.AREA_OTHER,
    Column.JOINT_NHS, Column.JOINT_LA,
)  # fmt: skip
"""Columns whose offer depends on other cells of the row."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of a drop-down under a heading; a blank heading puts them on their own."""

    label: str
    options: Options


def asked(cell: Cell, planning_round: Round, row: Scheme) -> bool:
    """Whether the row, as it stands, asks for that cell. One that is not asked for should be blank."""
    scheme_type = planning_round.types.get(row.scheme_type)
    match cell.column:
        case Column.SUB_TYPE:
            return scheme_type is None or bool(scheme_type.sub_types)
        case Column.TYPE_OTHER:
            if scheme_type is None:
                return False
            sub_type = scheme_type.sub_type(row.sub_type)
            return scheme_type.needs_text or (sub_type is not None and sub_type.needs_text)
        case Column.OUTPUT_UNIT | Column.OUTPUT_ESTIMATE:
            return scheme_type is not None and scheme_type.needs_outputs(row.sub_type)
        case Column.AREA_OTHER:
            return row.area in planning_round.areas and planning_round.areas[row.area].needs_text
        case Column.JOINT_NHS | Column.JOINT_LA:
            commissioner = planning_round.commissioners.get(row.commissioner)
            return commissioner is not None and commissioner.kind is CommissionerKind.JOINT
        case _:
            return True


def idle(cell: Cell, planning_round: Round, row: Scheme) -> bool:
    """Whether the cell is neither asked for nor filled: it is shown as not needed and takes no typing."""
    return not cell.text(row) and not asked(cell, planning_round, row)


def offered(cell: Cell, planning_round: Round, row: Scheme) -> tuple[Group, ...]:
    """The entries of a drop-down on that row, without the blank one."""
    scheme_type = planning_round.types.get(row.scheme_type)
    labels = planning_round.labels(cell.column)
    if cell.column is Column.SUB_TYPE:
        if scheme_type is not None:
            return (Group("", [(sub.code, sub.label) for sub in scheme_type.sub_types]),)
        return tuple(
            Group(kind.label, [(sub.code, sub.label) for sub in kind.sub_types])
            for kind in planning_round.types.values() if kind.sub_types
        )  # fmt: skip
    if cell.column is Column.OUTPUT_UNIT:
        if idle(cell, planning_round, row):
            return ()
        if scheme_type is not None and scheme_type.units:
            return (Group("", [(code, labels[code]) for code in scheme_type.units if code in labels]),)
    return (Group("", list(labels.items())),)


def every(cell: Cell, planning_round: Round) -> tuple[Group, ...]:
    """The entries of a drop-down whatever else the row holds: for a form that cannot follow the other cells."""
    if cell.column is Column.SUB_TYPE:
        return offered(cell, planning_round, Scheme(key="any"))
    return (Group("", list(planning_round.labels(cell.column).items())),)


def shape(cells: Sequence[Cell], planning_round: Round, row: Scheme) -> str:
    """What the dependent cells offer, in short: as long as it stays the same they need not be shown anew."""
    states = "".join("-" if idle(cell, planning_round, row) else "+" for cell in cells if cell.column in DEPENDENT)
    return f"{row.scheme_type}{states}"


