"""Ambitions for metrics, read against what stood before: which way they go, how far, and whether people go along."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bcf.fund import formula
from bcf.fund import metrics as arithmetic
from bcf.fund.findings import Severity
from bcf.fund.places import Section
from bcf.fund.round import Direction, Display, Metric, PeriodRole
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.sizes import out_of_size, place
from bcf.fund.text import number
from bcf.fund.trends import Inputs, Step, comparable, inputs_of, steps

HUNDRED = Decimal(100)


def _steps(context: Context) -> Iterator[Step]:
    """Steps between figures that can be meant: nothing above the whole, and none that is out of size."""
    slips = {metric.code for metric, *_ in out_of_size(context)}
    background = context.background
    for step in steps(context.planning_round, context.plan, background.previous, background.previous_round):
        shares = step.metric.display is Display.PERCENT
        over = shares and max(step.value_before, step.value_after) > 1
        if not over and step.metric.code not in slips:
            yield step


def _name(step: Step) -> str:
    return f"{step.metric.ref} {step.metric.name}"


def _better(step: Step) -> str:
    return "Higher is better" if step.metric.direction is Direction.UP else "Lower is better"


def _is_far(context: Context, step: Step) -> bool:
    """Whether a value moves further than plans do: many times over, or by a large part of the whole."""
    checks = context.planning_round.checks
    if step.metric.display is Display.PERCENT:
        return abs(step.value_after - step.value_before) >= checks.share_step
    small, large = sorted((step.value_before, step.value_after))
    counted = max([*step.before.values(), *step.after.values()])
    return small > 0 and large / small >= checks.metric_step and counted >= checks.few_people


def _gap(step: Step) -> str:
    gap = abs(step.value_after - step.value_before)
    if step.metric.display is Display.PERCENT:
        return f"{(gap * HUNDRED).quantize(Decimal(1).scaleb(-step.metric.decimals))} percentage points"
    return arithmetic.shown(step.metric, gap)


@rule(
    "MET-011", "Ambitions do not go the wrong way", Severity.ADVICE, Section.METRICS,
    why="A plan is meant to move its metrics for the better; one that is planned to worsen is worth a word.",
    mend="Check the figures; if they are meant, say in the comment why the metric is expected to worsen.",
    basis=Basis.METRICS,
)
def ambitions_go_the_right_way(context: Context) -> Iterator[Found]:
    for step in _steps(context):
        if step.is_worse and not _is_far(context, step):
            yield Found(
                place(step.metric, step.metric.inputs[0].code, step.period.code),
                f"{_name(step)}: {step.shown_after} for {step.period.label} is worse by {_gap(step)} than "
                f"{step.shown_before} ({step.since}). {_better(step)}.",
                read=step.shown_after,
                expected=f"{step.shown_before} or {'more' if step.metric.direction is Direction.UP else 'less'}",
            )


@rule(
    "MET-012", "Ambitions are within reach of what stood before", Severity.EXPLAIN, Section.METRICS,
    why="A metric that halves or doubles within a year is mostly a figure of another kind, or one digit too many.",
    mend="Check both figures; if they are meant, say in the comment what makes such a step possible.",
    basis=Basis.PRACTICE, beta=True,
)
def ambitions_are_within_reach(context: Context) -> Iterator[Found]:
    for step in _steps(context):
        if _is_far(context, step):
            yield Found(
                place(step.metric, step.metric.inputs[0].code, step.period.code),
                f"{_name(step)} goes from {step.shown_before} ({step.since}) to {step.shown_after} "
                f"({step.period.label}), a step of {_gap(step)}.",
                read=step.shown_after, expected=f"nearer to {step.shown_before}",
            )


def _people(metric: Metric) -> str:
    """The one input that is counted over a population, in a metric that is such a rate."""
    counted = [entry.code for entry in metric.inputs if not entry.is_population]
    divided_by = formula.divisors(metric.formula) if metric.formula else frozenset[str]()
    over = [entry.code for entry in metric.inputs if entry.is_population and entry.code in divided_by]
    return counted[0] if len(counted) == 1 and len(over) == 1 and counted[0] not in divided_by else ""


@rule(
    "MET-013", "A rate moves because people do", Severity.ADVICE, Section.METRICS,
    why="In an area that grows, the same number of people is a falling rate, and the same rate is more people. Both "
        "figures belong in the account of an ambition.",
    mend="Say in the comment both the number and the rate, so that nobody takes the one for the other.",
    basis=Basis.METRICS,
)
def rates_move_with_people(context: Context) -> Iterator[Found]:
    for step in _steps(context):
        code = _people(step.metric)
        entry = step.metric.input(code) if code else None
        if entry is None:
            continue
        before, after = step.before[code], step.after[code]
        way = "falls" if step.value_after < step.value_before else "rises"
        if before == after and before and not step.is_flat:
            fault = (
                f"{_name(step)}: the rate {way} from {step.shown_before} ({step.since}) to {step.shown_after} "
                f"({step.period.label}), but the number behind it, {entry.label}, stays at {number(after)}. Only the "
                "population changes."
            )
        elif step.is_flat and before != after:
            fault = (
                f"{_name(step)}: the rate stays at {step.shown_after} ({step.period.label}), but the number behind it, "
                f"{entry.label}, goes from {number(before)} ({step.since}) to {number(after)}."
            )
        else:
            continue
        yield Found(
            place(step.metric, code, step.period.code), fault,
            read=f"{number(after)}, a rate of {step.shown_after}", expected="number and rate that move together",
        )


@rule(
    "MET-014", "Quarters of a year differ", Severity.ADVICE, Section.METRICS,
    why="What is counted has its seasons; four equal quarters are mostly a year's figure divided by four.",
    mend="Plan each quarter as it is expected, or say in the comment that the year was divided evenly.",
    basis=Basis.PRACTICE, beta=True,
)
def quarters_differ(context: Context) -> Iterator[Found]:
    for metric in context.planning_round.metrics.items:
        given = inputs_of(context.plan, metric)
        by_year: dict[str, list[str]] = defaultdict(list)
        for period in metric.periods:
            if period.quarter and period.role is PeriodRole.PLAN:
                by_year[period.year].append(period.code)
        for year, codes in by_year.items():
            for entry in metric.inputs:
                figures = {given.get(code, {}).get(entry.code) for code in codes}
                if entry.is_population or len(codes) < 4 or len(figures) > 1 or not (same := figures.pop()):
                    continue
                yield Found(
                    place(metric, entry.code, codes[0]),
                    f"{metric.ref} {metric.name}, {year}: {entry.label} is {number(same)} in all four quarters.",
                    read=f"4 times {number(same)}", expected="figures of their own for the quarters",
                )


@rule(
    "MET-016", "Figures of the plan before are those that it planned", Severity.EXPLAIN, Section.METRICS,
    why="The ambition is read against the last plan; another figure for it makes the step look larger or smaller.",
    mend="Use the figure of the plan before, or say in the comment since when another holds.",
    basis=Basis.METRICS, beta=True,
)
def earlier_figures_are_as_planned(context: Context) -> Iterator[Found]:
    previous, previous_round = context.background.previous, context.background.previous_round
    if previous is None or previous_round is None:
        return
    for metric in context.planning_round.metrics.items:
        other = comparable(metric, previous_round)
        then, now = (inputs_of(previous, other) if other else {}), inputs_of(context.plan, metric)
        shared = {period.code for period in other.periods} if other else set()
        for period in metric.periods:
            if period.role is not PeriodRole.PREVIOUS or period.code not in shared:
                continue
            planned, given = _complete(metric, then.get(period.code, {})), _complete(metric, now.get(period.code, {}))
            if planned and given and planned != given:
                yield Found(
                    place(metric, metric.inputs[0].code, period.code),
                    f"{metric.ref} {metric.name}, {period.label} comes to {given} here; the plan before planned "
                    f"{planned} for it.", read=given, expected=planned,
                )  # fmt: skip


def _complete(metric: Metric, inputs: Inputs) -> str:
    return arithmetic.shown(metric, arithmetic.value(metric, inputs))
