"""Entries of the risk log: a row a risk, and a blank one to add another."""

import re
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Max
from django.http import QueryDict

from bcf.fund.places import Place, Section
from plans.forms.entry import Entry, Input
from plans.forms.fields import TextField, WholeField
from plans.models import Plan, Risk

_SENT = re.compile(r"^risk-([A-Za-z0-9_-]{1,36}):version$")
REMOVE = "remove"


def risk_entries(plan: Plan, scale: int, data: QueryDict | None) -> list[Entry]:
    """A risk an entry, and one for a new risk. With ``data``, those that the browser sent."""
    rows = {row.key: row for row in plan.risks.all()}
    sent = [found.group(1) for name in data or () if (found := _SENT.match(name))]
    keys = [*rows, str(uuid.uuid4())] if data is None else sent
    return [_entry(plan, number, key, rows.get(key), scale) for number, key in enumerate(keys, 1)]


def _entry(plan: Plan, number: int, key: str, row: Risk | None, scale: int) -> Entry:
    def place(field: str) -> Place:
        return Place(section=Section.RISKS, item=key, field=field)

    remove = Input(REMOVE, place(REMOVE), forms.BooleanField(required=False, label="Remove this risk when saving"))
    fields: dict[str, forms.Field] = {
        "risk": TextField(rows=3, label="Risk"),
        "likelihood": _score(f"Likelihood, 1 to {scale}", scale, row.likelihood if row else None),
        "impact": _score(f"Impact, 1 to {scale}", scale, row.impact if row else None),
        "mitigation": TextField(rows=3, label="Mitigation"),
        "owner": TextField(label="Owner"),
    }
    inputs = tuple(Input(name, place(name), field) for name, field in fields.items())

    def write(values: Mapping[str, Any], current: Any) -> Mapping[str, Any]:
        return values if current else {**values, "position": _next_position(plan)}

    def wanted(cleaned: Mapping[str, Any]) -> bool:
        said = any(cleaned.get(part.name) not in ("", None) for part in inputs)
        return not cleaned.get(remove.name) and (said or row is not None)

    return Entry(
        key=f"risk-{key}", title=f"Risk {number}" if row else "Add a risk", model=Risk, identity={"key": key},
        inputs=inputs, current=row, write=write, wanted=wanted, remove=remove if row else None,
    )


def _next_position(plan: Plan) -> int:
    last = plan.risks.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _score(label: str, scale: int, stored: int | None) -> WholeField:
    """A score chosen from the scale. A stored score beyond it stays until another is chosen."""
    levels = [*range(1, scale + 1), *([stored] if stored and stored > scale else [])]
    widget = forms.Select(choices=[("", "Choose"), *((str(level), str(level)) for level in levels)])
    return WholeField(
        label=label, widget=widget, kind="a score", example="3", least=Decimal(1), most=Decimal(levels[-1])
    )
