"""Figures of metrics that are out of size: a slipped decimal point, a population of another year, a stray period."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from statistics import median

from bcf.fund.document import AllocationKind
from bcf.fund.findings import Severity
from bcf.fund.metrics import is_as_loaded
from bcf.fund.places import Place, Section
from bcf.fund.round import Metric, MetricInput, Period
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import number
from bcf.fund.trends import comparable, inputs_of

Figure = tuple[str, str, Decimal]
"""A period's code ("" for one of the plan before), what it is called, and the figure."""


def place(metric: Metric, field: str, period: str = "") -> Place:
    return Place(section=Section.METRICS, item=metric.code, field=field, year=period)


def _kinds(context: Context) -> Iterator[tuple[Metric, MetricInput, list[Figure]]]:
    """Every input of every metric, with its figures above nought: those of the plan, then those of the plan before."""
    previous, previous_round = context.background.previous, context.background.previous_round
    for metric in context.planning_round.metrics.items:
        given = inputs_of(context.plan, metric)
        other = comparable(metric, previous_round) if previous_round else None
        earlier = inputs_of(previous, other) if previous and other else {}
        for entry in metric.inputs:
            figures = [(period.code, period.label, value) for period in metric.periods
                       if (value := given.get(period.code, {}).get(entry.code)) is not None and value > 0]
            figures += [("", f"{period.label} of the plan before", value) for period in (other.periods if other else ())
                        if (value := earlier.get(period.code, {}).get(entry.code)) is not None and value > 0]
            yield metric, entry, figures


def out_of_size(context: Context) -> Iterator[tuple[Metric, MetricInput, Figure, Decimal, str]]:
    """Figures many times larger or smaller than the others of their kind, with what is usual there, and what that is.
    """
    checks = context.planning_round.checks
    for metric, entry, figures in _kinds(context):
        for at, (code, label, value) in enumerate(figures):
            others = [figure[2] for figure in figures[:at] + figures[at + 1:]]
            if not code or not others or max(value, *others) < checks.few_people:
                continue
            usual = Decimal(median(others))
            far = max(value / usual, usual / value) >= checks.metric_slip
            if far and (len(others) > 1 or code == _latest(metric, figures)):
                rest = [figure for figure in figures if figure[0] != code]
                whose = f"of {rest[0][1]}" if len(rest) == 1 else "that is usual in the other periods"
                yield metric, entry, (code, label, value), usual, whose


def _latest(metric: Metric, figures: list[Figure]) -> str:
    """Of two figures that do not fit together, the later one is looked at first."""
    given = {code for code, _, _ in figures}
    return next(period.code for period in reversed(metric.periods) if period.code in given)


def _name(metric: Metric, label: str, entry: MetricInput) -> str:
    return f"{metric.ref} {metric.name}, {label}: {entry.label}"


@rule(
    "MET-008", "Figures of a metric are of one size", Severity.EXPLAIN, Section.METRICS,
    why="What is counted seldom grows many times over from one period to the next; a slipped decimal point or a count "
        "in thousands does that.",
    mend="Check the figure, its decimal point and its unit.",
    basis=Basis.PRACTICE, beta=True,
)
def figures_are_of_one_size(context: Context) -> Iterator[Found]:
    for metric, entry, (code, label, value), usual, whose in out_of_size(context):
        large, small = max(value, usual), min(value, usual)
        times = (large / small).quantize(Decimal("0.1")).normalize()
        way = "as large" if value > usual else "as small"
        yield Found(
            place(metric, entry.code, code),
            f"{_name(metric, label, entry)} is {number(value)}, {number(times)} times {way} as the {number(usual)} "
            f"{whose}.",
            read=number(value), expected=f"about {number(usual)}", remedy=_slipped(value, usual),
        )


def _slipped(value: Decimal, usual: Decimal) -> str:
    """What the figure would be with its point moved to where it fits."""
    for power in (1, 2, 3, -1, -2, -3):
        moved = value.scaleb(power)
        if Decimal("0.8") <= moved / usual <= Decimal("1.25"):
            return f"With its decimal point moved it would be {number(moved)}, which fits; correct it if that is meant."
    return ""


def _of_years(metric: Metric, entry: MetricInput, context: Context) -> list[tuple[Period, Decimal]]:
    """A population's first figure of each year."""
    given = inputs_of(context.plan, metric)
    found: dict[str, tuple[Period, Decimal]] = {}
    for period in metric.periods:
        value = given.get(period.code, {}).get(entry.code)
        if period.year and value is not None and value > 0 and period.year not in found:
            found[period.year] = (period, value)
    return list(found.values())


def _populations(context: Context) -> Iterator[tuple[Metric, MetricInput, Period, Decimal, Period, Decimal]]:
    """Populations of years that follow each other; those that are not as loaded have been found by that."""
    loaded = {(figure.code, figure.year): figure.value for figure in context.plan.allocations
              if figure.kind is AllocationKind.METRIC}  # fmt: skip
    slips = {(metric.code, entry.code) for metric, entry, *_ in out_of_size(context)}
    for metric in context.planning_round.metrics.items:
        for entry in metric.inputs:
            if not entry.is_population or (metric.code, entry.code) in slips:
                continue
            years = _of_years(metric, entry, context)
            for (earlier, before), (later, after) in pairwise(years):
                figures = ((earlier, before), (later, after))
                known = ((loaded.get((f"{metric.code}.{entry.code}", period.code)), value) for period, value in figures)
                if all(figure is None or is_as_loaded(value, figure) for figure, value in known):
                    yield metric, entry, earlier, before, later, after


@rule(
    "MET-009", "Each year has its own population", Severity.EXPLAIN, Section.METRICS,
    why="A rate for one year over the people of another says less than it seems to, and hides whether it moves.",
    mend="Enter the population of each year.",
    basis=Basis.PRACTICE, beta=True,
)
def populations_of_years_differ(context: Context) -> Iterator[Found]:
    loaded = {(figure.code, figure.year) for figure in context.plan.allocations if figure.kind is AllocationKind.METRIC}
    for metric, entry, earlier, before, later, after in _populations(context):
        if before == after:
            sure = (f"{metric.code}.{entry.code}", later.code) in loaded
            at, other = (earlier, later) if sure else (later, earlier)
            yield Found(
                place(metric, entry.code, at.code),
                f"{_name(metric, at.label, entry)} is {number(after)}, the same as for {other.label}.",
                read=number(after), expected="the population of that year",
            )


@rule(
    "MET-010", "Populations move little from year to year", Severity.EXPLAIN, Section.METRICS,
    why="The number of people in an area changes by a few in a hundred; a larger step is mostly another area, another "
        "age group or a slip.",
    mend="Check which area and age group the population is of.",
    basis=Basis.PRACTICE, beta=True,
)
def populations_move_little(context: Context) -> Iterator[Found]:
    most = context.planning_round.checks.population_step
    for metric, entry, earlier, before, later, after in _populations(context):
        change = (after - before) / before
        if abs(change) > most:
            way = "more" if change > 0 else "fewer"
            share = f"{abs(change) * 100:.0f}%"
            yield Found(
                place(metric, entry.code, later.code),
                f"{_name(metric, later.label, entry)} is {number(after)}, {share} {way} than the {number(before)} of "
                f"{earlier.label}.",
                read=number(after), expected=f"within {most * 100:.0f}% of {number(before)}",
            )


@rule(
    "MET-015", "Figures of metrics belong to the round", Severity.EXPLAIN, Section.METRICS,
    why="A figure for a metric or a period that the round does not have is shown nowhere.",
    mend="Enter the figure for a period of this round, or load the plan without it.",
    basis=Basis.METRICS,
)
def figures_belong_to_the_round(context: Context) -> Iterator[Found]:
    for held in context.plan.metrics:
        metric = context.planning_round.metric.get(held.code)
        if metric is None:
            allowed = ", ".join(item.name for item in context.planning_round.metrics.items)
            yield Found(
                Place(section=Section.METRICS), f"The plan has figures or words for the metric “{held.code}”, which "
                "this round does not have.", read=held.code, expected=f"one of {allowed}",
            )  # fmt: skip
            continue
        periods = {period.code for period in metric.periods}
        for period in sorted(held.inputs.keys() - periods):
            yield Found(
                place(metric, "comment"),
                f"{metric.ref} {metric.name} has figures for {period}, a period that this round does not ask for.",
                read=period, expected=" or ".join(one.label for one in metric.periods) or "no figures",
            )
