"""What actions of the review have in common: what is missing in them, and saving a row that two may write."""

from collections.abc import Mapping
from typing import Any, TypeVar

from assurance.models.review import LONGEST
from bcf.fund.round import Requirement
from plans.models import Conflict, Plan, User, Versioned

Row = TypeVar("Row", bound=Versioned)


class Wanting(Exception):
    """Something is missing or cannot be so. ``field`` is the name of what, ``words`` say what to do about it."""

    def __init__(self, field: str, words: str) -> None:
        self.field, self.words = field, words
        super().__init__(words)


def said(field: str, text: str, words: str) -> str:
    """The text without what stands around it. Raises Wanting with those words where it says nothing."""
    return within(field, needed(field, text, words))


def needed(field: str, text: str, words: str) -> str:
    if not text.strip():
        raise Wanting(field, words)
    return text.strip()


def within(field: str, text: str) -> str:
    """The text. Raises Wanting where it is longer than there is room for."""
    text = text.strip()
    if len(text) > LONGEST:
        raise Wanting(field, f"This has {len(text):,} characters and there is room for {LONGEST:,}.")
    return text


def requirement_of(plan: Plan, code: str) -> Requirement:
    """The planning requirement of that code in the plan's round. Raises Wanting where the round has none."""
    found = next((one for one in plan.round.requirements.items if one.code == code), None)
    if found is None:
        raise Wanting("requirement", f"The round has no requirement {code}.")
    return found


def put(model: type[Row], identity: Mapping[str, Any], version: int, values: Mapping[str, Any], person: User) -> Row:
    """Compare a row's version and set its values, within an action that holds the plan.

    ``version`` is what the browser read, 0 for a row that was not there. Raises Conflict with the row as it stands
    where somebody has saved it since.
    """
    rows: Any = model._default_manager
    row: Row | None = rows.select_for_update().filter(**identity).first()
    if (row.version if row else 0) != version:
        raise Conflict(row)
    if row is None:
        row = model(**identity)
    else:
        row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = person  # type: ignore[attr-defined]
    row.save()
    return row
