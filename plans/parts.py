"""The parts of a plan: each reads its tables into document fields and writes document fields into its tables.

The apps above register theirs when they start, so that whoever needs the whole plan need not know them.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from bcf.fund.document import PlanDocument
from plans.models import Plan


class Part(Protocol):
    """A part of the plan document and the tables it stands in."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of PlanDocument that this part fills."""
        ...

    def read(self, plan: Plan) -> Mapping[str, Any]:
        """The part's document fields, in a fixed number of queries."""
        ...

    def write(self, plan: Plan, document: PlanDocument) -> None:
        """Replace what is stored by what the document says. Runs inside the caller's transaction."""
        ...


_PARTS: list[Part] = []


def register(part: Part) -> None:
    """Make a part known. Two parts may not fill the same field."""
    taken = {field for other in _PARTS for field in other.fields}
    if twice := taken & set(part.fields):
        raise ValueError(f"document fields filled by two parts: {sorted(twice)}")
    _PARTS.append(part)


def all_parts() -> tuple[Part, ...]:
    """Every registered part."""
    return tuple(_PARTS)
