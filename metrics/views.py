"""The pages of metrics and of the maturity model."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from bcf.fund import metrics as arithmetic
from bcf.fund.document import AllocationKind
from bcf.fund.places import Place, Section
from bcf.fund.round import Metric, Period
from metrics.forms import COMMENT, attribute, level_entry, metric_entry, place_of, typed_figures
from metrics.models import MaturityLevel, MetricPlan
from metrics.part import allocated_inputs
from plans.forms.answers import answer_entry, answers_of
from plans.forms.entry import Entry
from plans.forms.fields import TextField, written
from plans.pages import PlanView
from plans.sections import PRIORITIES
from plans.views.entries import EntriesView


class MetricsPage(EntriesView):
    """Every metric with its figures, its value and its comment."""

    section = Section.METRICS
    template_name = "metrics/metrics.html"
    saved_message = "The metrics have been saved."

    @cached_property
    def loaded(self) -> Mapping[str, Any]:
        return allocated_inputs(self.plan)

    def entries(self, data: QueryDict | None) -> list[Entry]:
        rows = {row.code: row for row in MetricPlan.objects.filter(plan=self.plan)}
        self.by_metric = {
            metric.code: metric_entry(metric, rows.get(metric.code), self.loaded.get(metric.code, {}))
            for metric in self.round.metrics.items
        }
        return list(self.by_metric.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        values = dict(arithmetic.values(self.round, self.standing.document))
        if (sent := self.page.data) is not None:  # what was refused is shown with the values of what was typed
            for metric in self.round.metrics.items:
                for period in metric.periods:
                    typed = typed_figures(metric, self.loaded.get(metric.code, {}), period, sent)
                    values[metric.code, period.code] = arithmetic.value(metric, typed)
        origins = {
            (figure.code, figure.year): figure.origin
            for figure in self.standing.document.allocations if figure.kind is AllocationKind.METRIC
        }
        metrics = [self._shown(metric, values, origins) for metric in self.round.metrics.items]
        return super().get_context_data(metrics=metrics, **kwargs)

    def _shown(self, metric: Metric, values: Mapping[Any, Any], origins: Mapping[Any, str]) -> dict[str, Any]:
        inputs = self.page.row(self.by_metric[metric.code])
        loaded = self.loaded.get(metric.code, {})

        def figure(period: Period, code: str, label: str) -> dict[str, Any]:
            text = loaded.get(period.code, {}).get(code)
            return {
                "label": label, "anchor": place_of(metric, code, period.code).anchor,
                "input": None if text is not None else inputs[attribute(period.code, code)],
                "loaded": None if text is None else written(Decimal(text)),
                "origin": origins.get((f"{metric.code}.{code}", period.code), ""),
            }

        periods = [
            {
                "period": period,
                "figures": [figure(period, given.code, given.label) for given in metric.inputs],
                "value": value_html(metric, values[metric.code, period.code]),
                "value_id": f"value-{metric.code}-{period.code}",
                "value_url": reverse("metric-value", args=(*self.plan.args, metric.code, period.code)),
            }
            for period in metric.periods
        ]
        return {"metric": metric, "periods": periods, "comment": inputs[COMMENT], "anchor": place_of(metric, "").anchor}


def value_html(metric: Metric, value: Decimal | None) -> str:
    """A metric's value as a page shows it: rounded as the metric is, the unrounded figure beneath it."""
    if value is None:
        return "Not worked out yet"
    exact = value * 100 if arithmetic.shown(metric, value).endswith("%") else value
    shown, unrounded = arithmetic.shown(metric, value), f"{exact.normalize() + 0:,f}"
    if unrounded == shown.rstrip("%"):
        return format_html("<strong>{}</strong>", shown)
    return format_html('<strong>{}</strong> <span class="app-exact">unrounded {}</span>', shown, _cut(unrounded))


def _cut(number: str, places: int = 6) -> str:
    """A long number with so many decimal places and an ellipsis, to be read and not to be reckoned with."""
    whole, _, rest = number.partition(".")
    return f"{whole}.{rest[:places]}…" if len(rest) > places else number


class MetricValue(PlanView):
    """A metric's value for the figures as they are being typed. Stores nothing."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        metric = self.round.metric.get(kwargs["metric"])
        periods = {period.code: period for period in metric.periods} if metric else {}
        period = periods.get(kwargs["period"])
        if metric is None or period is None:
            raise Http404("This round has no such metric or period")
        loaded = allocated_inputs(self.plan).get(metric.code, {})
        return HttpResponse(
            value_html(metric, arithmetic.value(metric, typed_figures(metric, loaded, period, request.GET)))
        )


class MaturityPage(EntriesView):
    """Every change of the model with its level now and its planned level."""

    section = Section.MATURITY
    template_name = "metrics/maturity.html"

    def entries(self, data: QueryDict | None) -> list[Entry]:
        model = self.round.maturity
        if model is None:
            return []
        rows = {row.change: row for row in MaturityLevel.objects.filter(plan=self.plan)}
        self.levels = [level_entry(model, change, rows.get(change.code)) for change in model.changes]
        self.priorities: Entry | None = None
        if model.priorities_label:
            place = Place(section=self.section, item=PRIORITIES)
            field = TextField(rows=8, label=model.priorities_label)
            self.priorities = answer_entry(
                self.section, PRIORITIES, place, field, answers_of(self.plan, self.section)
            )
        return [*self.levels, *filter(None, [self.priorities])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            model=self.round.maturity,
            changes=[{"title": entry.title, **self.page.row(entry)} for entry in self.levels],
            priorities=self.page.row(self.priorities)["text"] if self.priorities else None,
            **kwargs,
        )
