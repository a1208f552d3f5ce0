"""The order of rows in a list that people arrange themselves.

A move says where a row goes and not what it holds, so it raises no version: whoever is writing in the
row meanwhile meets no conflict. Each row that changes its place keeps a record of it in its history.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.db import transaction

from plans.models import Plan, Versioned
from plans.running import queue_check
from plans.saving import hold_open


class Step(StrEnum):
    """Which way a row moves."""

    UP = "up"
    DOWN = "down"


def move(model: type[Versioned], plan: Plan, key: str, step: Step) -> int | None:
    """Move a row past its neighbour as the rows stand now. Gives its new place from 1, or None if it is gone."""
    with transaction.atomic():
        hold_open(plan, *filter(None, [model.SECTION]))
        rows = _rows(model, plan)
        keys = [row.key for row in rows]
        if key not in keys:
            return None
        at = keys.index(key)
        to = min(max(at + (-1 if step is Step.UP else 1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        _number(plan, rows)
        return to + 1


def arrange(model: type[Versioned], plan: Plan, by: Callable[[Any], Any]) -> None:
    """Put every row in order of ``by``; rows that are equal in it stay as they stand."""
    with transaction.atomic():
        hold_open(plan, *filter(None, [model.SECTION]))
        _number(plan, sorted(_rows(model, plan), key=by))


def _rows(model: type[Versioned], plan: Plan) -> list[Any]:
    manager: Any = model._default_manager
    return list(manager.select_for_update().filter(plan=plan))


def _number(plan: Plan, rows: list[Any]) -> None:
    moved = [(position, row) for position, row in enumerate(rows) if row.position != position]
    for position, row in moved:
        row.position = position
        row.save()
    if moved:
        queue_check(plan)
