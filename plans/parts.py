"""The parts of a plan: each reads its tables into document fields and writes document fields into its tables.

The apps above register theirs when they start, so that whoever needs the whole plan need not know them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

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


class ReadsMany:
    """A part that reads several plans at once; one plan is several of one. A list of plans needs this of every part."""

    def read(self, plan: Plan) -> Mapping[str, Any]:
        return self.read_all([plan])[plan.pk]

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        """The document fields of each plan by primary key, in a number of queries that does not grow with them."""
        raise NotImplementedError


Row = TypeVar("Row")


def by_plan(
    plans: Sequence[Plan], rows: Iterable[Row], content: Callable[[list[Row]], Mapping[str, Any]]
) -> dict[int, Mapping[str, Any]]:
    """The document fields of each plan, from the rows of all of them in their order."""
    own: dict[int, list[Row]] = {plan.pk: [] for plan in plans}
    for row in rows:
        own[row.plan_id].append(row)  # type: ignore[attr-defined]
    return {pk: content(found) for pk, found in own.items()}


_PARTS: list[Part] = []


def register(part: Part) -> None:
    """Make a part known. Two parts may not fill the same field."""
    taken = {field for other in _PARTS for field in other.fields}
    if twice := taken & set(part.fields):
        raise ValueError(f"document fields filled by two parts: {sorted(twice)}")
    _PARTS.append(part)


def read_part(part: Part, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
    """What a part holds of each plan by primary key: at once where it can, else plan by plan."""
    return part.read_all(plans) if isinstance(part, ReadsMany) else {plan.pk: part.read(plan) for plan in plans}


def all_parts() -> tuple[Part, ...]:
    """Every registered part."""
    return tuple(_PARTS)
