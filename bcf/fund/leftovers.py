"""What cannot be carried from one round into another, by name."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.places import Section
from bcf.fund.text import number


@dataclass(frozen=True, slots=True)
class Leftover:
    """What could not be carried. ``key`` is the row's key or the code of a question or role."""

    section: Section
    key: str
    title: str
    field: str
    was: str
    why: str


def readable(value: object) -> str:
    """A value in words; of nested mappings every entry behind its keys."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {readable(inner)}" for key, inner in value.items())
    return str(value)
