"""How an example differs from a complete plan, in a word each: a row, a metric, an answer, a minimum."""

from decimal import Decimal
from typing import Any

from bcf.fund.document import (
    Allocation,
    AllocationKind,
    BreakdownLine,
    Contribution,
    MetricPlan,
    PlanDocument,
    RequirementAnswer,
)
from bcf.fund.examples.example import USUAL, Change
from bcf.fund.examples.plans import changed, with_first

__all__ = [
    "USUAL", "Change", "answer", "first", "income", "loaded", "metric", "minimum", "row", "section", "shared",
    "together", "without_allocation",
]  # fmt: skip


def first(section: str, **changes: Any) -> Change:
    """The first entry of that section with those fields."""
    return lambda plan: with_first(plan, section, **changes)


def row(**changes: Any) -> Change:
    """The first row of the expenditure plan with those fields."""
    return first("schemes", **changes)


def section(**changes: Any) -> Change:
    """Sections as given. One that is told by words or codes keeps its other entries; None takes an entry out."""

    def change(plan: PlanDocument) -> PlanDocument:
        return changed(plan, **{name: _merged(getattr(plan, name), new) for name, new in changes.items()})

    return change


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(new, dict):
        return new
    return {name: value for name, value in {**old, **new}.items() if value is not None}


def together(*changes: Change) -> Change:
    """One change after the other."""

    def change(plan: PlanDocument) -> PlanDocument:
        for one in changes:
            plan = one(plan)
        return plan

    return change


def answer(code: str, **values: Any) -> Change:
    """That planning requirement answered so."""

    def change(plan: PlanDocument) -> PlanDocument:
        others = tuple(given for given in plan.requirements if given.code != code)
        return changed(plan, requirements=(*others, RequirementAnswer(code=code, **values)))

    return change


def metric(code: str, period: str = USUAL, comment: str = "How it will move", **inputs: int) -> Change:
    """A metric with those inputs in a period, and the others as they are."""

    def change(plan: PlanDocument) -> PlanDocument:
        kept = {entry.code: entry for entry in plan.metrics}
        given = {name: Decimal(value) for name, value in inputs.items()}
        figures = {**kept[code].inputs, period: given} if given else kept[code].inputs
        kept[code] = MetricPlan(code=code, comment=comment, inputs=figures)
        return changed(plan, metrics=tuple(kept.values()))

    return change


def loaded(code: str, value: int) -> Change:
    """A metric's figure loaded for the area, by METRIC.input."""
    figure = Allocation(kind=AllocationKind.METRIC, code=code, year=USUAL, value=Decimal(value), origin="Made up")
    return lambda plan: changed(plan, allocations=(*plan.allocations, figure))


def minimum(value: Decimal | None, *codes: str) -> Change:
    """The minimums of those ring-fences, or of all, at that amount in pounds; none loaded where it is None."""

    def change(plan: PlanDocument) -> PlanDocument:
        def of(figure: Allocation) -> tuple[Allocation, ...]:
            if figure.kind is not AllocationKind.MINIMUM or (codes and figure.code not in codes):
                return (figure,)
            return () if value is None else (figure.model_copy(update={"value": value}),)

        return changed(plan, allocations=tuple(new for figure in plan.allocations for new in of(figure)))

    return change


def income(source: str, year: str = USUAL, **values: Any) -> Change:
    """A further line of income."""
    line = Contribution(source=source, year=year, **values)
    return lambda plan: changed(plan, contributions=(*plan.contributions, line))


def without_allocation(source: str, remaining: Decimal | None = None) -> Change:
    """No income from that source; its allocation stays, or stands at ``remaining`` pounds."""

    def change(plan: PlanDocument) -> PlanDocument:
        def left(figure: Allocation) -> Allocation:
            same = remaining is None or figure.code != source
            return figure if same else figure.model_copy(update={"value": remaining})

        lines = tuple(line for line in plan.contributions if line.source != source)
        return changed(plan, contributions=lines, allocations=tuple(left(figure) for figure in plan.allocations))

    return change


def shared(source: str, **by_body: int) -> Change:
    """What of that source goes to districts, in pounds by their codes."""
    lines = tuple(
        BreakdownLine(source=source, year=USUAL, body=body, amount=Decimal(pounds)) for body, pounds in by_body.items()
    )
    return section(breakdown=lines)
