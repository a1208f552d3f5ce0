"""Metrics: what goes into each, its value as the round shows it, and the area's comment."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from bcf.fund import metrics as arithmetic
from bcf.fund.document import MetricPlan
from bcf.fund.round import Direction, Metric
from bcf.fund.text import number
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.tables import NOT_GIVEN, Head, Row, Table, prose


@dataclass(frozen=True)
class Shown:
    """A metric as the report shows it; no table where the round asks for no figures."""

    anchor: str
    title: str
    direction: str
    note: str
    table: Table | None
    comment_label: str
    comment: SafeString

    @property
    def short(self) -> bool:
        """Whether the metric is better moved to the next page than divided."""
        return len(self.comment) < 1500


def metrics(subject: Subject) -> Part:
    """The metrics part of the report."""
    entered = {entry.code: entry for entry in subject.plan.metrics}
    shown = tuple(
        _shown(metric, entered.get(metric.code, MetricPlan(code=metric.code)))
        for metric in subject.planning_round.metrics.items
    )
    entries = tuple((metric.anchor, metric.title) for metric in shown)
    return Part("metrics", "Metrics", "report/metrics.html", shown, entries=entries)


def _shown(metric: Metric, entry: MetricPlan) -> Shown:
    better = "A lower value is better." if metric.direction is Direction.DOWN else "A higher value is better."
    title = f"{metric.ref} {metric.name}"
    table = _table(metric, entry) if metric.inputs else None
    comment = prose(entry.comment, 5)
    return Shown(f"metric-{metric.code}", title, better, metric.note, table, metric.comment_label, comment)


def _table(metric: Metric, entry: MetricPlan) -> Table:
    """A row a period; the value has a column of its own unless it is the one input itself."""
    same = [metric.formula.strip()] == [item.code for item in metric.inputs]
    rows = []
    for period in metric.periods:
        inputs = entry.inputs.get(period.code, {})
        cells = [_figure(inputs.get(item.code)) for item in metric.inputs]
        value = arithmetic.shown(metric, arithmetic.value(metric, inputs))
        rows.append(Row((period.label, *cells, *([] if same else [value or "Not yet known"]))))
    heads = [Head("Period", 1.2), *(Head(item.label, 1.3, number=True) for item in metric.inputs)]
    heads += [] if same else [Head(metric.value_label, 1.2, number=True)]
    return Table(f"Figures for {metric.ref}", tuple(heads), tuple(rows))


def _figure(value: Decimal | None) -> str:
    return NOT_GIVEN if value is None else number(value)
