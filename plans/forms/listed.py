"""Entries of a list that people keep in their own order: a row each, and a blank one to add another."""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Max
from django.http import QueryDict

from bcf.fund.places import Place, Section
from plans.forms.entry import Entry, Input
from plans.models import Plan, Versioned

REMOVE = "remove"


@dataclass(frozen=True)
class Listing:
    """What a list is: its section, its table, what one row is called, and the form fields of a row.

    ``model`` has ``key`` and ``position``. ``fields`` gives a row's fields by attribute; None for a new row.
    """

    section: Section
    model: type[Versioned]
    noun: str
    fields: Callable[[Any], Mapping[str, forms.Field]]

    def rows(self, plan: Plan) -> list[Any]:
        """The rows of the plan in its order."""
        manager: Any = self.model._default_manager
        return list(manager.filter(plan=plan))

    def entries(self, plan: Plan, data: QueryDict | None) -> list[Entry]:
        """A row an entry, and one for a new row. With ``data``, those that the browser sent."""
        rows = {row.key: row for row in self.rows(plan)}
        sent = re.compile(rf"^{self.noun}-([A-Za-z0-9_-]{{1,36}}):version$")
        keys = [*rows, str(uuid.uuid4())] if data is None else [
            found.group(1) for name in data if (found := sent.match(name))
        ]  # fmt: skip
        return [self._entry(plan, number, key, rows.get(key)) for number, key in enumerate(keys, 1)]

    def _entry(self, plan: Plan, number: int, key: str, row: Any) -> Entry:
        def place(field: str) -> Place:
            return Place(section=self.section, item=key, field=field)

        label = f"Remove this {self.noun} when saving"
        small = forms.CheckboxInput(attrs={"class": "govuk-checkboxes--small"})
        remove = Input(REMOVE, place(REMOVE), forms.BooleanField(required=False, label=label, widget=small))
        inputs = tuple(Input(name, place(name), field) for name, field in self.fields(row).items())

        def write(values: Mapping[str, Any], current: Any) -> Mapping[str, Any]:
            values = {name: _blank(self.model, name) if value is None else value for name, value in values.items()}
            return values if current else {**values, "position": self._next_position(plan)}

        def wanted(cleaned: Mapping[str, Any]) -> bool:
            said = any(cleaned.get(part.name) not in ("", None) for part in inputs)
            return not cleaned.get(remove.name) and (said or row is not None)

        return Entry(
            key=f"{self.noun}-{key}", title=f"{self.noun.capitalize()} {number}" if row else f"Add a {self.noun}",
            model=self.model, identity={"key": key}, inputs=inputs, current=row, write=write, wanted=wanted,
            remove=remove if row else None,
        )

    def _next_position(self, plan: Plan) -> int:
        manager: Any = self.model._default_manager
        last = manager.filter(plan=plan).aggregate(last=Max("position"))["last"]
        return 0 if last is None else int(last) + 1


def _blank(model: type[Versioned], name: str) -> Any:
    """What an empty field stores: nothing where the column may be empty, else an empty text."""
    field: Any = model._meta.get_field(name)
    return None if field.null else ""
