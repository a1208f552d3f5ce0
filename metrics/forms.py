"""Entries of the metrics and of the maturity model."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from bcf.fund.places import Place, Section
from bcf.fund.round import Change, Maturity, Metric, MetricInput, Period
from bcf.fund.values import decimal_text
from metrics.models import MaturityLevel, MetricPlan
from plans.forms.entry import Entry, Input, Values
from plans.forms.fields import ChosenField, NumberField, TextField

Loaded = Mapping[str, Mapping[str, Any]]
"""Figures loaded for a metric, by period and input."""

COMMENT = "comment"


def place_of(metric: Metric, field: str, period: str = "") -> Place:
    return Place(section=Section.METRICS, item=metric.code, field=field, year=period)


def attribute(period: str, code: str) -> str:
    """How an input of a period is called within its metric's entry."""
    return f"{period}.{code}"


def metric_entry(metric: Metric, row: MetricPlan | None, loaded: Loaded) -> Entry:
    """The entry of a metric: what is loaded for the area is not asked for."""
    comment = TextField(rows=5, label=metric.comment_label)
    if not metric.comment_required:
        comment.widget.attrs["data-optional"] = True
    inputs = [
        Input(
            attribute(period.code, given.code), place_of(metric, given.code, period.code),
            _figure(metric, period, given),
        )
        for period, given in open_inputs(metric, loaded)
    ]
    return Entry(
        key=f"metric-{metric.code}", title=f"{metric.ref} {metric.name}", model=MetricPlan,
        identity={"code": metric.code}, inputs=(*inputs, Input(COMMENT, place_of(metric, COMMENT), comment)),
        current=row, read=lambda of: _read(metric, of), write=_write,
    )


def open_inputs(metric: Metric, loaded: Loaded) -> Iterator[tuple[Period, MetricInput]]:
    """The figures that the area enters."""
    for period in metric.periods:
        for given in metric.inputs:
            if given.code not in loaded.get(period.code, {}):
                yield period, given


def _figure(metric: Metric, period: Period, given: MetricInput) -> NumberField:
    example = f"1,234.{'5' * given.decimals}" if given.decimals else "1,234"
    field = NumberField(decimals=given.decimals, label=f"{given.label}, {period.label}", example=example)
    field.widget.attrs["data-metric"] = metric.code
    return field


def _read(metric: Metric, row: Any) -> Values:
    """A row's (or a row of its history's) figures and comment by attribute."""
    stored = row.inputs if row else {}
    figures = {
        attribute(period.code, given.code): _decimal(stored.get(period.code, {}).get(given.code))
        for period in metric.periods for given in metric.inputs
    }
    return {**figures, COMMENT: row.comment if row else ""}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _write(values: Values, row: Any) -> Values:
    """Changed values put into the row's figures; those under a loaded figure stay as they are."""
    inputs = {period: dict(figures) for period, figures in (row.inputs if row else {}).items()}
    for name, value in values.items():
        if name == COMMENT:
            continue
        period, _, code = name.rpartition(".")
        if value is None:
            inputs.get(period, {}).pop(code, None)
        else:
            inputs.setdefault(period, {})[code] = decimal_text(value)
    changes: dict[str, Any] = {"inputs": {period: figures for period, figures in inputs.items() if figures}}
    return {**changes, COMMENT: values[COMMENT]} if COMMENT in values else changes


def typed_figures(metric: Metric, loaded: Loaded, period: Period, data: QueryDict) -> dict[str, Decimal | None]:
    """A period's figures as a browser has them at the moment; what cannot be read is missing."""
    figures: dict[str, Decimal | None] = {code: Decimal(text) for code, text in loaded.get(period.code, {}).items()}
    for of, given in open_inputs(metric, loaded):
        if of.code == period.code:
            try:
                figures[given.code] = _figure(metric, period, given).clean(
                    data.get(place_of(metric, given.code, period.code).anchor, "")
                )
            except forms.ValidationError:
                figures[given.code] = None
    return figures


def level_entry(model: Maturity, change: Change, row: MaturityLevel | None) -> Entry:
    """The entry of a change: its level now, its planned level, and a reason."""
    established = next(item.label for item in model.levels if item.code == model.established)
    choices = [("", "Choose a level"), *((item.code, item.label) for item in model.levels)]
    fields: dict[str, forms.Field] = {
        "current": ChosenField(choices, stored=row.current if row else "", label="Level now"),
        "planned": ChosenField(
            choices, stored=row.planned if row else "", label=f"Level planned for {model.planned_by}"
        ),
        "reason": TextField(
            rows=3, label="Reason", help_text=f"Needed if the planned level is below {established.lower()}."
        ),
    }
    return Entry(
        key=f"level-{change.code}", title=change.label, model=MaturityLevel, identity={"change": change.code},
        inputs=tuple(
            Input(name, Place(section=Section.MATURITY, item=change.code, field=name), field)
            for name, field in fields.items()
        ),
        current=row,
    )
