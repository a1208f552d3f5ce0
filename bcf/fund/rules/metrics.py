"""Metrics: every figure that a formula needs, figures that make sense, and a comment on each metric."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bcf.fund import formula
from bcf.fund import metrics as arithmetic
from bcf.fund.document import AllocationKind, MetricPlan
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Display, Metric, MetricInput, Period, PeriodRole
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import number


def _plans(context: Context) -> Iterator[tuple[Metric, MetricPlan]]:
    given = {entry.code: entry for entry in context.plan.metrics}
    for metric in context.planning_round.metrics.items:
        yield metric, given.get(metric.code, MetricPlan(code=metric.code))


def _periods(context: Context) -> Iterator[tuple[Metric, Period, Mapping[str, Decimal]]]:
    for metric, entry in _plans(context):
        for period in metric.periods:
            yield metric, period, entry.inputs.get(period.code, {})


def _place(metric: Metric, field: str = "", period: str = "") -> Place:
    return Place(section=Section.METRICS, item=metric.code, field=field, year=period)


def _name(metric: Metric, period: Period, entry: MetricInput) -> str:
    return f"{metric.ref} {metric.name}, {period.label}: {entry.label}"


def _missing(context: Context, role: PeriodRole) -> Iterator[Found]:
    for metric, period, inputs in _periods(context):
        for entry in metric.inputs if period.role is role else ():
            if inputs.get(entry.code) is None:
                yield Found(
                    _place(metric, entry.code, period.code), "the figure is blank.", about=_name(metric, period, entry),
                    read="blank", expected="a number",
                )


@rule(
    "MET-001", "Planned figures of metrics are given", Severity.BLOCKING, Section.METRICS,
    why="Without them the ambition for the metric cannot be worked out.",
    mend="Enter the planned figure.",
    basis=Basis.METRICS,
)
def planned_figures_are_given(context: Context) -> Iterator[Found]:
    return _missing(context, PeriodRole.PLAN)


@rule(
    "MET-002", "Metrics are commented on", Severity.BLOCKING, Section.METRICS,
    why="Each metric is read with the area's account of how its plan will move it.",
    mend="Write how the plan will move this metric.",
    basis=Basis.METRICS,
)
def metrics_are_commented(context: Context) -> Iterator[Found]:
    for metric, entry in _plans(context):
        if metric.comment_required and not entry.comment.strip():
            yield Found(
                _place(metric, "comment"), f"“{metric.comment_label}” is blank.", about=f"{metric.ref} {metric.name}",
                read="blank", expected="a comment",
            )


@rule(
    "MET-003", "Figures of metrics are not below nought", Severity.BLOCKING, Section.METRICS,
    why="Admissions, discharges, days and people are counted.",
    mend="Correct the figure.",
    basis=Basis.METRICS,
)
def figures_are_not_negative(context: Context) -> Iterator[Found]:
    for metric, period, inputs in _periods(context):
        for entry in metric.inputs:
            value = inputs.get(entry.code)
            if value is not None and value < 0:
                yield Found(
                    _place(metric, entry.code, period.code),
                    f"{_name(metric, period, entry)} is {number(value)}; it cannot be below nought.",
                    read=number(value), expected="nought or more",
                )


def _divisor(metric: Metric, inputs: Mapping[str, Decimal]) -> str:
    """The input to look at where a metric would divide by nought: one that is divided by, a nought before others."""
    divided_by = formula.divisors(metric.formula)
    candidates = [entry.code for entry in metric.inputs if entry.code in divided_by]
    return next((code for code in candidates if not inputs[code]), candidates[0] if candidates else "")


@rule(
    "MET-004", "Metrics can be worked out", Severity.BLOCKING, Section.METRICS,
    why="A rate or share of nothing has no value.",
    mend="Correct the figure that is divided by; it cannot be nought.",
    basis=Basis.METRICS,
)
def value_can_be_worked_out(context: Context) -> Iterator[Found]:
    for metric, period, inputs in _periods(context):
        complete = all(inputs.get(entry.code) is not None for entry in metric.inputs)
        if metric.formula and complete and arithmetic.value(metric, inputs) is None:
            figures = ", ".join(f"{entry.label} {number(inputs[entry.code])}" for entry in metric.inputs)
            yield Found(
                _place(metric, _divisor(metric, inputs), period.code),
                f"{metric.ref} {metric.name}, {period.label} cannot be worked out: it would divide by nought "
                f"({figures}).",
                read=figures, expected="a figure above nought to divide by",
            )


@rule(
    "MET-005", "Figures set outside the area are used as they are", Severity.BLOCKING, Section.METRICS,
    why="Populations and pre-set plans are loaded by an administrator, so that all areas use the same.",
    mend="Use the loaded figure, or ask an administrator to correct it.",
    basis=Basis.METRICS,
)
def loaded_figures_are_used(context: Context) -> Iterator[Found]:
    loaded = {
        (figure.code, figure.year): figure
        for figure in context.plan.allocations if figure.kind is AllocationKind.METRIC
    }
    given = {entry.code: entry.inputs for entry in context.plan.metrics}
    for metric, period, inputs in _periods(context):
        for entry in metric.inputs:
            figure, value = loaded.get((f"{metric.code}.{entry.code}", period.code)), inputs.get(entry.code)
            if figure is None or value is None or arithmetic.is_as_loaded(value, figure.value):
                continue
            others = [other.label for other in metric.periods if other is not period
                      and given[metric.code].get(other.code, {}).get(entry.code) == value]
            same = f" It is what stands for {others[0]}." if others and entry.is_population else ""
            yield Found(
                _place(metric, entry.code, period.code),
                f"{_name(metric, period, entry)} is {number(value)}; the figure loaded for the area is "
                f"{number(figure.value)} ({figure.origin}).{same}",
                read=number(value), expected=number(figure.value),
                remedy=f"Use the loaded figure, {number(figure.value)}, or ask an administrator to correct it.",
            )


@rule(
    "MET-006", "Figures of earlier periods are given", Severity.ADVICE, Section.METRICS,
    why="An ambition is read against the plan before it.",
    mend="Enter the figure of the earlier plan.",
    basis=Basis.METRICS,
)
def earlier_figures_are_given(context: Context) -> Iterator[Found]:
    return _missing(context, PeriodRole.PREVIOUS)


@rule(
    "MET-007", "A share is not above the whole", Severity.EXPLAIN, Section.METRICS,
    why="A metric shown as a percentage is a part of a whole.",
    mend="Check whether the two figures have changed places.",
    basis=Basis.METRICS,
)
def share_is_within_the_whole(context: Context) -> Iterator[Found]:
    for metric, period, inputs in _periods(context):
        value = arithmetic.value(metric, inputs)
        if metric.display is Display.PERCENT and value is not None and value > 1:
            shown = arithmetic.shown(metric, value)
            yield Found(
                _place(metric, metric.inputs[0].code, period.code),
                f"{metric.ref} {metric.name}, {period.label} comes to {shown}, more than the whole.",
                read=shown, expected="at most 100%",
            )
