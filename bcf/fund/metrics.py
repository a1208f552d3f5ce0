"""Metric arithmetic: rates and shares from their inputs by the round's formula, unrounded."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from bcf.fund import formula
from bcf.fund.document import PlanDocument
from bcf.fund.round import Display, Metric, Round

_WIDE = Context(prec=100)
"""Room for any value that figures within their bounds can come to, with its decimals."""


def value(metric: Metric, inputs: Mapping[str, Decimal | None]) -> Decimal | None:
    """A metric's value to 28 significant digits, or None while an input is missing or a divisor is nought.

    Leicester 2019-20, residential admissions: 254 over 43,358.338 gives 585.8158124... per 100,000.
    """
    return formula.evaluate(metric.formula, inputs) if metric.formula else None


def values(planning_round: Round, plan: PlanDocument) -> dict[tuple[str, str], Decimal | None]:
    """Every metric's value by metric code and period code."""
    entered = {entry.code: entry.inputs for entry in plan.metrics}
    return {
        (metric.code, period.code): value(metric, entered.get(metric.code, {}).get(period.code, {}))
        for metric in planning_round.metrics.items
        for period in metric.periods
    }


def shown(metric: Metric, number: Decimal | None) -> str:
    """A value as the metric is shown: rounded half up to its decimals, as a number or a percentage; "" for none."""
    if number is None:
        return ""
    scaled = number * 100 if metric.display is Display.PERCENT else number
    rounded = scaled.quantize(Decimal(1).scaleb(-metric.decimals), ROUND_HALF_UP, _WIDE)
    return f"{rounded:,}" + ("%" if metric.display is Display.PERCENT else "")


def is_as_loaded(figure: Decimal, loaded: Decimal) -> bool:
    """Whether a figure is one that was loaded for the area, as it is or as a template prints it, to a whole number."""
    return figure in (loaded, loaded.quantize(Decimal(1), ROUND_HALF_UP))
