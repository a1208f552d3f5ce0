"""A row taken apart into its smallest parts, and put together again: what a recorded change speaks of.

A leaf is named by its path in the row's JSON, such as ``provider`` or ``amounts/2019-20``; what is blank has none.
"""

from collections.abc import Mapping
from typing import Any

from bcf.fund.document import Scheme
from bcf.fund.round import Column
from schemes.columns import Cell

Leaf = Any
"""A plain JSON value: a text, a number, or a list that is changed as one."""


def leaves(row: Scheme) -> dict[str, Leaf]:
    """Every part of the row that is not blank, by its path, without the key."""
    found: dict[str, Leaf] = {}
    _gather(row.model_dump(mode="json", exclude_defaults=True, exclude={"key"}), "", found)
    return found


def _gather(content: Mapping[str, Any], path: str, found: dict[str, Leaf]) -> None:
    for name, value in content.items():
        if isinstance(value, dict):
            _gather(value, f"{path}{name}/", found)
        else:
            found[f"{path}{name}"] = value


def with_leaves(row: Scheme, changes: Mapping[str, Leaf]) -> Scheme:
    """The row with those parts set; one set to None is blank."""
    wanted = {path: value for path, value in {**leaves(row), **changes}.items() if value is not None}
    content: dict[str, Any] = {"key": row.key}
    for path, value in wanted.items():
        *outer, last = path.split("/")
        inner = content
        for name in outer:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return Scheme.model_validate(content)


def differing(before: Scheme, after: Scheme) -> dict[str, tuple[Leaf, Leaf]]:
    """The parts in which two rows differ, each as it was and as it is."""
    old, new = leaves(before), leaves(after)
    return {
        path: (old.get(path), new.get(path))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    }


def path_of(cell: Cell) -> str:
    """Where the value of a cell stands."""
    if cell.column is Column.IMPACT:
        return f"impact/{cell.extra}"
    return f"amounts/{cell.extra}" if cell.column is Column.AMOUNT else cell.column.value
