"""The order of a plan's rows. A place is no content: moving a row leaves its version alone, so nobody who has it
open meets a conflict. Between two places there is usually room, so that moving one row writes one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plans.models import Plan
from schemes.models import Scheme

STEP = 1024
MOVED = "moved"
"""Why a row was saved, in its history: it came to stand elsewhere, with the same content."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row's place: rows stand in the order of position, then of primary key."""

    key: str
    position: int
    pk: int


def order_of(plan: Plan) -> list[Placed]:
    """The plan's rows from top to bottom."""
    rows: Any = Scheme.objects.filter(plan=plan).values_list("key", "position", "pk")
    return [Placed(*row) for row in rows]


def above(order: Sequence[Placed], key: str) -> str:
    """The key of the row right above; "" for the first."""
    keys = [placed.key for placed in order]
    at = keys.index(key)
    return keys[at - 1] if at else ""


def below(order: Sequence[Placed], key: str) -> str:
    """The key of the row right below; "" for the last."""
    keys = [placed.key for placed in order]
    return keys[at] if (at := keys.index(key) + 1) < len(keys) else ""


def put_below(plan: Plan, key: str, neighbour: str) -> bool:
    """Have the row stand right below the neighbour, or first if that is "". Says whether it moved.

    Runs in a transaction that holds the plan. Raises KeyError if the plan has no such row or neighbour.
    """
    order = order_of(plan)
    by_key = {placed.key: placed for placed in order}
    own = by_key[key]
    if neighbour and neighbour not in by_key:
        raise KeyError(neighbour)
    if neighbour == key or above(order, key) == neighbour:
        return False
    position = _room(own, *_between(order, key, neighbour))
    if position is None:
        _spread(plan)
        position = _room(own, *_between(order_of(plan), key, neighbour))
    if position is None:  # two rows a step apart always have room between them
        raise RuntimeError(f"no place for row {key} in plan {plan.pk}")
    _set(plan, key, position)
    return True


def _between(order: Sequence[Placed], key: str, neighbour: str) -> tuple[Placed | None, Placed | None]:
    others = [placed for placed in order if placed.key != key]
    at = [placed.key for placed in others].index(neighbour) + 1 if neighbour else 0
    return (others[at - 1] if at else None), (others[at] if at < len(others) else None)


def _room(own: Placed, upper: Placed | None, lower: Placed | None) -> int | None:
    """A position by which the row stands between the two, or None if there is none."""
    if lower is None:
        return upper.position + STEP if upper else STEP
    least = upper.position if upper else -1
    middle = (least + lower.position) // 2
    for position in (middle, least, lower.position):
        fits_below = upper is None or (upper.position, upper.pk) < (position, own.pk)
        if position >= 0 and fits_below and (position, own.pk) < (lower.position, lower.pk):
            return position
    return None


def _spread(plan: Plan) -> None:
    """Give every row a position a step from the next, in the present order."""
    for number, placed in enumerate(order_of(plan), 1):
        if placed.position != number * STEP:
            _set(plan, placed.key, number * STEP)


def _set(plan: Plan, key: str, position: int) -> None:
    row: Any = Scheme.objects.select_for_update().get(plan=plan, key=key)
    row.position = position
    row._change_reason = MOVED
    row.save()
