"""Figures of metrics in the texts of a plan, held against the metrics section."""

from collections.abc import Iterator
from decimal import Decimal

from bcf.fund import metrics
from bcf.fund.claims.values import Hedge
from bcf.fund.document import PlanDocument
from bcf.fund.findings import Severity
from bcf.fund.holding.measures import Measured, measures_of, metric_names, scales_of
from bcf.fund.places import Section
from bcf.fund.round import Display, Metric, PeriodRole, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import once, texts_in
from bcf.fund.rules.quoting import passage
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_money import TEXTS
from bcf.fund.rules.texts import PlacedText
from bcf.fund.text import number

Entered = dict[str, Decimal]
"""What a metric comes to by period."""


def measured(context: Context) -> tuple[tuple[PlacedText, Measured], ...]:
    """Every number in the texts that is certainly a planned figure of a metric; comments on metrics are held apart."""
    return once(context, _measured)


def _measured(context: Context) -> tuple[tuple[PlacedText, Measured], ...]:
    planning_round = context.planning_round
    names, scales = metric_names(planning_round), scales_of(planning_round)
    return tuple(
        (text, one) for text in texts_in(context) if text.place.section is not Section.METRICS
        for one in measures_of(text.reading, names, scales)
    )  # fmt: skip


def entered(planning_round: Round, plan: PlanDocument, one: Measured) -> Entered:
    """The figure that a passage means, by the periods of the metric that have it."""
    metric = planning_round.metric.get(one.metric)
    inputs = next((entry.inputs for entry in plan.metrics if entry.code == one.metric), {})
    if metric is None:
        return {}
    found: Entered = {}
    for period in metric.periods:
        given = inputs.get(period.code, {})
        value = given.get(one.input) if one.input else _scaled(metric, metrics.value(metric, given))
        if value is not None:
            found[period.code] = value
    return found


def _scaled(metric: Metric, value: Decimal | None) -> Decimal | None:
    return value * 100 if value is not None and metric.display is Display.PERCENT else value


def fits(one: Measured, value: Decimal) -> bool:
    """Whether a passage may mean the value: by its spelling, or rounded as far as the passage gives decimals."""
    interval = one.figure.interval
    places = len(one.figure.said.partition(".")[2].rstrip("%").strip())
    slack = Decimal(1).scaleb(-places) / 2 if one.figure.hedge is Hedge.NONE else Decimal(0)
    return interval.low - slack <= value <= interval.high + slack


@rule(
    "TXT-053", "Metric figures in the text are those of the metrics section", Severity.EXPLAIN, *TEXTS,
    why="A target that is one number in the narrative and another in the metrics cannot be reported against.",
    mend="Write the figure of the metrics section.",
    basis=Basis.METRICS, beta=True,
)
def metric_figure_is_the_plans(context: Context) -> Iterator[Found]:
    for text, one in measured(context):
        by_period = entered(context.planning_round, context.plan, one)
        said = {code: value for code, value in by_period.items() if not one.years or _of_years(code, one.years)}
        if not said or any(fits(one, value) for value in said.values()) or left_over(context, one):
            continue
        if one.beside and not _fits_any(context, one.beside):
            continue
        metric = context.planning_round.metric[one.metric]
        code, value = _meant(metric, said)
        shown = _shown(metric, one, value)
        period = next(period.label for period in metric.periods if period.code == code)
        yield Found(
            text.place,
            f"{passage(one.figure.quote, one.figure.said)} says {one.figure.said}; the metrics section has {shown} "
            f"for “{metric.name}”, {period}.",
            read=one.figure.said, expected=shown, about=f"“{text.name}”",
            remedy=f"Write {shown} instead of {one.figure.said}, or correct the metric.",
        )  # fmt: skip


def _fits_any(context: Context, one: Measured) -> bool:
    """Whether a number that is told with another is right: where neither is, something else is spoken of."""
    return any(fits(one, value) for value in entered(context.planning_round, context.plan, one).values())


def left_over(context: Context, one: Measured) -> bool:
    """Whether the figure is one of the plan before, which another rule tells."""
    before = context.background
    if before.previous is None or before.previous_round is None or one.years:
        return False
    return any(fits(one, value) for value in entered(before.previous_round, before.previous, one).values())


def _of_years(code: str, years: tuple[str, ...]) -> bool:
    return any(code.startswith(year) for year in years)


def _meant(metric: Metric, values: Entered) -> tuple[str, Decimal]:
    """The planned period that comes last, or the last of any."""
    planned = [period.code for period in metric.periods if period.role is PeriodRole.PLAN and period.code in values]
    code = planned[-1] if planned else list(values)[-1]
    return code, values[code]


def _shown(metric: Metric, one: Measured, value: Decimal) -> str:
    if one.input:
        return number(value)
    return metrics.shown(metric, value / 100 if metric.display is Display.PERCENT else value)
