"""How a metric moves from one period to another: what is planned beside the figures that stand before it.

A quarter stands beside the same quarter of an earlier year, a year beside an earlier year. Where a plan gives no
earlier figures, those of the board's plan before are taken, if it worked the metric out in the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund import metrics as arithmetic
from bcf.fund.document import PlanDocument
from bcf.fund.round import Direction, Metric, Period, PeriodRole, Round

Inputs = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Step:
    """A period of a metric with the figures before it. ``since`` says in words what those are."""

    metric: Metric
    period: Period
    since: str
    before: Inputs
    after: Inputs
    value_before: Decimal
    value_after: Decimal

    @property
    def is_flat(self) -> bool:
        """Whether both values look alike as the metric is shown."""
        return self.shown_before == self.shown_after

    @property
    def is_worse(self) -> bool:
        """Whether the value goes the way that the metric should not go, as it is shown."""
        return not self.is_flat and (self.value_after > self.value_before) is (self.metric.direction is Direction.DOWN)

    @property
    def shown_before(self) -> str:
        return arithmetic.shown(self.metric, self.value_before)

    @property
    def shown_after(self) -> str:
        return arithmetic.shown(self.metric, self.value_after)


def inputs_of(plan: PlanDocument, metric: Metric) -> Mapping[str, Inputs]:
    """A metric's figures by period and input; none where the plan has nothing on it."""
    return next((entry.inputs for entry in plan.metrics if entry.code == metric.code), {})


def period_before(metric: Metric, period: Period) -> Period | None:
    """The period that this one is read against: the last one of its kind before it."""
    earlier = metric.periods[: metric.periods.index(period)]
    alike = [one for one in earlier if one.quarter == period.quarter and one.year < period.year and one.year]
    if not period.year:
        alike = [one for one in earlier if one.role is PeriodRole.PREVIOUS]
    return alike[-1] if alike else None


def comparable(metric: Metric, previous_round: Round) -> Metric | None:
    """The metric as an earlier round has it, if it is worked out and read in the same way there."""
    other = previous_round.metric.get(metric.code)
    same = other is not None and metric.formula and (other.formula, other.display, other.direction) == (
        metric.formula, metric.display, metric.direction
    )  # fmt: skip
    return other if same else None


def steps(
    planning_round: Round, plan: PlanDocument, previous: PlanDocument | None, previous_round: Round | None
) -> Iterator[Step]:
    """Every planned period whose value can be worked out, beside the figures before it, where there are any."""
    for metric in planning_round.metrics.items:
        given = inputs_of(plan, metric)
        for period in metric.periods:
            after = given.get(period.code, {})
            value = arithmetic.value(metric, after)
            if period.role is not PeriodRole.PLAN or value is None:
                continue
            since, before = _before(metric, period, given, previous, previous_round)
            value_before = arithmetic.value(metric, before)
            if value_before is not None:
                yield Step(metric, period, since, before, after, value_before, value)


def _before(
    metric: Metric, period: Period, given: Mapping[str, Inputs], previous: PlanDocument | None,
    previous_round: Round | None,
) -> tuple[str, Inputs]:  # fmt: skip
    stands = period_before(metric, period)
    if stands and given.get(stands.code):
        return stands.label, given[stands.code]
    other = comparable(metric, previous_round) if previous_round else None
    if previous is None or other is None:
        return "", {}
    figures = inputs_of(previous, other)
    earlier = [one for one in other.periods
               if one.quarter == period.quarter and one.year < period.year and figures.get(one.code)]
    return (f"{earlier[-1].label} of the plan before", figures[earlier[-1].code]) if earlier else ("", {})
