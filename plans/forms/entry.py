"""A versioned row as a page edits it: which row, which of its fields, and how they are read and written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from bcf.fund.places import Place
from plans.forms.fields import normal, written
from plans.models import Versioned

BLANK = "0"
"""The token of a row that is not there yet."""

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Input:
    """One input of a row: the row's attribute, the place in the plan, and the form field that reads it."""

    attribute: str
    place: Place
    field: forms.Field
    anchor: str = ""

    @property
    def name(self) -> str:
        """The input's name and id: the anchor of its place, so that a finding's link leads to it."""
        return self.anchor or self.place.anchor

    def as_typed(self, value: Any) -> str:
        """A value as a browser would send it."""
        text: Any = self.field.widget.format_value(self.field.prepare_value(value))
        return str((text[0] if isinstance(text, list) else text) or "")

    def shown(self, value: Any) -> str:
        """A value in words, for people who compare or only read."""
        if isinstance(self.field, forms.ChoiceField):
            choices: Any = self.field.choices
            return next((str(text) for code, text in choices if code and code == value), "")
        if hasattr(value, "isoformat"):
            return f"{value.day} {value:%B %Y}"
        prefix = self.field.widget.attrs.get("data-prefix", "")
        return f"{prefix}{written(value)}" if hasattr(value, "normalize") else str(value or "")


def plain_read(row: Versioned | None, attributes: Iterable[str]) -> dict[str, Any]:
    """Attributes of a row; blank for a row that is not there."""
    return {name: getattr(row, name) if row else "" for name in attributes}


def comparable(value: Any) -> Any:
    """A value as it is compared. Nought is a value, a blank text is none."""
    value = normal(value)
    return None if value == "" else value


@dataclass
class Entry:
    """A versioned row on a page. ``current`` is the row as the database has it, None if there is none.

    ``read`` turns a row (or a row of its history) into values by attribute, ``write`` values into the
    row's changes. ``wanted`` says, from everything typed, whether the row should be there at all; without
    it a row comes into being with its first value and stays. ``remove`` is a box to tick for its removal.
    """

    key: str
    title: str
    model: type[Versioned]
    identity: Mapping[str, Any]
    inputs: tuple[Input, ...]
    current: Versioned | None
    read: Callable[[Versioned | None], Values] | None = None
    write: Callable[[Values, Versioned | None], Values] | None = None
    wanted: Callable[[Values], bool] | None = None
    remove: Input | None = None

    @property
    def token(self) -> str:
        """What goes through the browser and back: which row was read, in which version."""
        return f"{self.current.pk}.{self.current.version}" if self.current else BLANK

    def values(self, row: Versioned | None) -> dict[str, Any]:
        """The row's values by attribute, as they are compared."""
        read = self.read(row) if self.read else plain_read(row, (part.attribute for part in self.inputs))
        return {part.attribute: comparable(read[part.attribute]) for part in self.inputs}

    def typed(self, cleaned: Values) -> dict[str, Any]:
        """What was typed, by attribute, as it is compared."""
        return {part.attribute: comparable(cleaned[part.name]) for part in self.inputs}
