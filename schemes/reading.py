"""Reading a row as a person submitted it: what can be read is taken, what cannot is refused cell by cell.

A draft may be incomplete and may break rules; those are findings. Refused is only what the cell cannot
hold at all. Cells that were not changed since the row was shown are left alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bcf.fund.document import Scheme
from bcf.fund.round import Column, CommissionerKind, Round
from schemes.columns import Cell, Kind, mark, with_values
from schemes.typed import Unreadable, read_percent, read_pounds, read_quantity

LONGEST = {Kind.LINE: 1_000, Kind.TEXT: 100_000}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell whose typed text was not taken; the value held before stays."""

    cell: Cell
    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A submitted row. ``row`` is the held one with what was read; ``remarks`` tell what was set besides."""

    row: Scheme
    changed: frozenset[Cell]
    refused: tuple[Refusal, ...]
    remarks: tuple[str, ...]


def clean(text: str) -> str:
    """A submitted text with line ends as we keep them and without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def submitted(cells: Sequence[Cell], data: Mapping[str, str]) -> dict[Cell, str]:
    """The text of every cell that came with a form."""
    return {cell: clean(data[cell.name]) for cell in cells if cell.name in data}


def changed_since(texts: Mapping[Cell, str], marks: Mapping[Cell, str]) -> frozenset[Cell]:
    """The cells whose text is another than when the row was shown; all of them if that is not known."""
    return frozenset(cell for cell, text in texts.items() if marks.get(cell) != mark(text))


def read_row(planning_round: Round, texts: Mapping[Cell, str], changed: frozenset[Cell], held: Scheme) -> Reading:
    """The held row with the changed texts read into it."""
    values: dict[Cell, Any] = {}
    refused = []
    for cell in changed:
        try:
            values[cell] = _value(cell, texts[cell], planning_round, held)
        except Unreadable as error:
            refused.append(Refusal(cell, texts[cell], str(error)))
    row, remarks = with_values(held, values), []
    for follow in (_sub_type_that_fits, _shares_completed):
        row, remark = follow(planning_round, held, row)
        remarks += [remark] if remark else []
    order = list(texts)
    refused.sort(key=lambda refusal: order.index(refusal.cell))
    return Reading(row, changed, tuple(refused), tuple(remarks))


def _value(cell: Cell, text: str, planning_round: Round, held: Scheme) -> str | Decimal | None:
    match cell.kind:
        case Kind.MONEY:
            return read_pounds(text)
        case Kind.QUANTITY:
            return read_quantity(text)
        case Kind.PERCENT:
            return read_percent(text)
        case Kind.CHOICE:
            if text and text not in planning_round.labels(cell.column) and text != cell.value(held):
                raise Unreadable(f"“{text[:40]}” is not in the list. Choose an entry of the list.")
            return text
    text = text.strip()
    if len(text) > LONGEST[cell.kind]:
        raise Unreadable(
            f"The text is {len(text):,} characters long, more than {LONGEST[cell.kind]:,}. Shorten it."
        )
    return text


def _sub_type_that_fits(planning_round: Round, held: Scheme, row: Scheme) -> tuple[Scheme, str]:
    """Clears a sub-type that the scheme type just chosen does not have."""
    scheme_type = planning_round.types.get(row.scheme_type)
    touched = (row.scheme_type, row.sub_type) != (held.scheme_type, held.sub_type)
    if not touched or scheme_type is None or not row.sub_type or scheme_type.sub_type(row.sub_type):
        return row, ""
    label = planning_round.labels(Column.SUB_TYPE).get(row.sub_type, row.sub_type)
    return row.model_copy(update={"sub_type": ""}), (
        f"The sub-type “{label}” was cleared, because {scheme_type.label} does not have it."
    )


def _shares_completed(planning_round: Round, held: Scheme, row: Scheme) -> tuple[Scheme, str]:
    """Of a joint row, sets the blank share to what the other, just entered, leaves of 100 per cent."""
    commissioner = planning_round.commissioners.get(row.commissioner)
    if commissioner is None or commissioner.kind is not CommissionerKind.JOINT:
        return row, ""
    for given, blank in (("joint_nhs", "joint_la"), ("joint_la", "joint_nhs")):
        share = getattr(row, given)
        fresh = share != getattr(held, given) or row.commissioner != held.commissioner
        if fresh and share is not None and getattr(row, blank) is None and 0 <= share <= HUNDRED:
            label = planning_round.columns.get(Column(blank), blank)
            rest = HUNDRED - share
            return row.model_copy(update={blank: rest}), f"“{label}” was set to {rest.normalize() + 0:f}."
    return row, ""
