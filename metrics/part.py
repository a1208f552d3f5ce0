"""Metrics and maturity levels as parts of the plan document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bcf.fund.document import AllocationKind, PlanDocument
from bcf.fund.document import MaturityLevel as MaturityValue
from bcf.fund.document import MetricPlan as MetricValue
from bcf.fund.values import decimal_text
from metrics.models import MaturityLevel, MetricPlan
from plans.income import allocations_by_plan, board_allocations
from plans.models import Allocation, Plan
from plans.parts import ReadsMany, by_plan


def allocated_inputs(plan: Plan) -> dict[str, dict[str, dict[str, str]]]:
    """Inputs loaded by an administrator, by metric, period and input: read-only to the area, as decimal text."""
    return _inputs(board_allocations(plan))


def _inputs(figures: Iterable[Allocation]) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in figures:
        if row.kind == AllocationKind.METRIC:
            metric, _, code = row.code.partition(".")
            found.setdefault(metric, {}).setdefault(row.year, {})[code] = row.value
    return found


def merged(entered: Mapping[str, Mapping[str, str]], loaded: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Inputs by period, a loaded figure in place of an entered one."""
    return {period: {**entered.get(period, {}), **loaded.get(period, {})} for period in {*entered, *loaded}}


class MetricsPart(ReadsMany):
    """Each metric's figures and comment."""

    fields = ("metrics",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        figures = allocations_by_plan(plans)
        stored = by_plan(plans, MetricPlan.objects.filter(plan__in=plans), lambda rows: {"rows": rows})
        return {plan.pk: self._content(stored[plan.pk]["rows"], _inputs(figures[plan.pk])) for plan in plans}

    @staticmethod
    def _content(
        stored: Iterable[MetricPlan], loaded: Mapping[str, Mapping[str, Mapping[str, str]]]
    ) -> Mapping[str, Any]:
        rows = {row.code: row for row in stored}
        return {
            "metrics": [
                MetricValue.model_validate(
                    {
                        "code": code,
                        "inputs": merged(rows[code].inputs if code in rows else {}, loaded.get(code, {})),
                        "comment": rows[code].comment if code in rows else "",
                    }
                )
                for code in {*rows, *loaded}
            ]
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in MetricPlan.objects.filter(plan=plan):
            row.delete()
        loaded = allocated_inputs(plan)
        for entry in document.metrics:
            given = {
                period: {code: decimal_text(number) for code, number in inputs.items()
                         if code not in loaded.get(entry.code, {}).get(period, {})}
                for period, inputs in entry.inputs.items()
            }
            MetricPlan.objects.create(plan=plan, code=entry.code, comment=entry.comment,
                                      inputs={period: inputs for period, inputs in given.items() if inputs})


class MaturityPart(ReadsMany):
    """Current and planned level of each change."""

    fields = ("maturity",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        return by_plan(plans, MaturityLevel.objects.filter(plan__in=plans), lambda rows: {
            "maturity": [
                MaturityValue(change=row.change, current=row.current, planned=row.planned, reason=row.reason)
                for row in rows
            ]
        })  # fmt: skip

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in MaturityLevel.objects.filter(plan=plan):
            row.delete()
        for level in document.maturity:
            MaturityLevel.objects.create(plan=plan, **level.model_dump())
