"""A recorded change in words, as the button says it: "set Provider of row 3"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.models import Plan, User
from schemes.columns import Cell
from schemes.leaves import path_of
from schemes.models import Change
from schemes.undoing import last_done, last_undone


def told(change: Change, cells: Sequence[Cell], numbers: Mapping[str, int]) -> str:
    """What a change did, in a few words. ``numbers`` are those of the rows by key, as they stand now."""
    rows = f"{change.rows} row{'' if change.rows == 1 else 's'}"
    number = numbers.get(change.key)
    row = rows if change.rows > 1 else f"row {number}" if number else f"“{_short(change.title)}”"
    label = next((cell.label for cell in cells if path_of(cell) == change.leaf), "")
    match change.kind:
        case Change.Kind.EDIT | Change.Kind.BULK if label:
            return f"set {_short(label)} of {row}"
        case Change.Kind.PASTE:
            return f"paste into {row}"
        case Change.Kind.FILL:
            return f"fill down into {row}"
        case Change.Kind.DELETE:
            return f"delete “{_short(change.title)}”" if change.rows == 1 else f"delete {rows}"
    return f"{Change.Kind(change.kind).label if change.kind != Change.Kind.BULK else 'change'} {row}"


def _short(text: str) -> str:
    return f"{text[:40].rstrip()}…" if len(text) > 41 else text


@dataclass(frozen=True, slots=True)
class Offer:
    """A change that can be taken or given back, and what it did."""

    pk: int
    words: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person can undo and redo."""

    undo: Offer | None
    redo: Offer | None


def changes_of(plan: Plan, person: User, cells: Sequence[Cell], numbers: Mapping[str, int]) -> Changes:
    """What that person can undo and redo in the plan's table now."""

    def offer(change: Change | None) -> Offer | None:
        return Offer(change.pk, told(change, cells, numbers)) if change else None

    return Changes(offer(last_done(plan, person)), offer(last_undone(plan, person)))
