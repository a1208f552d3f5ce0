"""How an allocated figure is called and written for people."""

from decimal import Decimal

from bcf.fund.document import AllocationKind
from bcf.fund.round import Round
from bcf.fund.text import pounds

KIND_NAMES = {
    AllocationKind.INCOME.value: "Income",
    AllocationKind.MINIMUM.value: "Ring-fence minimum",
    AllocationKind.METRIC.value: "Metric",
}


def name_of(planning_round: Round, kind: str, code: str) -> str:
    """What the figure is for, in the round's words; the bare code where the round no longer knows it."""
    if kind == AllocationKind.INCOME and code in planning_round.sources:
        return planning_round.sources[code].label
    if kind == AllocationKind.MINIMUM:
        return next((fence.label for fence in planning_round.ring_fences if fence.code == code), code)
    metric_code, _, name = code.partition(".")
    metric = planning_round.metric.get(metric_code)
    entry = metric.input(name) if metric else None
    return f"{metric_code}: {entry.label}" if entry else code


def period_of(planning_round: Round, kind: str, code: str, year: str) -> str:
    """The year, or what the metric calls its period."""
    metric = planning_round.metric.get(code.partition(".")[0]) if kind == AllocationKind.METRIC else None
    return next((period.label for period in metric.periods if period.code == year), year) if metric else year


def written(kind: str, value: str) -> str:
    """The value as a person writes it: £23,936,545, or 43,358.338."""
    return f"{Decimal(value):,f}" if kind == AllocationKind.METRIC else pounds(Decimal(value))
