"""Values of metrics and how they are shown."""

from decimal import Decimal

import pytest

from bcf.fund import metrics
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan

REAL, MADE_UP = ROUNDS["2019-20"], ROUNDS["2031-34"]


def test_formula_of_any_round_is_followed() -> None:
    flow = MADE_UP.metric["FLOW"]
    figures = {"on_day": Decimal(75), "discharges": Decimal(100), "days": Decimal("6.4")}
    assert metrics.value(flow, figures) == Decimal("1.6")
    assert metrics.shown(flow, metrics.value(flow, figures)) == "1.600"


def test_every_metric_and_period_has_an_entry() -> None:
    values = metrics.values(MADE_UP, complete_plan("2031-34"))
    assert list(values) == [
        ("FLOW", "2030-31"), ("FLOW", "2031-32"), ("FLOW", "2033-34"), ("HAPPY", "2033-34"),
    ]  # fmt: skip


def test_missing_input_gives_no_value() -> None:
    assert metrics.value(REAL.metric["RES"], {"admissions": Decimal(1)}) is None
    assert metrics.value(REAL.metric["NEA"], {}) is None
    assert metrics.values(REAL, LEICESTER)["RES", "2019-20"] is not None


def test_metric_or_period_that_the_plan_says_nothing_on_has_no_value() -> None:
    plan = complete_plan("2031-34")
    entries = {entry.code: entry for entry in plan.metrics}
    kept = {period: figures for period, figures in entries["FLOW"].inputs.items() if period != "2033-34"}
    plan = changed(plan, metrics=(entries["FLOW"].model_copy(update={"inputs": kept}),))
    values = metrics.values(MADE_UP, plan)
    assert values["FLOW", "2031-32"] is not None
    assert values["FLOW", "2033-34"] is values["HAPPY", "2033-34"] is None


@pytest.mark.parametrize(("code", "value", "shown"), [
    ("RES", "585.8158124", "585.8"), ("RES", "1234.25", "1,234.3"), ("RES", "0.05", "0.1"), ("RES", "-0.05", "-0.1"),
    ("REA", "0.930434783", "93.0%"), ("REA", "0.9295", "93.0%"), ("REA", "1", "100.0%"), ("REA", "0", "0.0%"),
])  # fmt: skip
def test_shown_is_rounded_half_up(code: str, value: str, shown: str) -> None:
    assert metrics.shown(REAL.metric[code], Decimal(value)) == shown


def test_value_of_any_size_is_shown() -> None:
    largest = Decimal(100_000_000_000)
    value = metrics.value(REAL.metric["RES"], {"admissions": largest, "population": 1 / largest**2 * 100})
    assert metrics.shown(REAL.metric["RES"], value) == "1" + ",000" * 12 + ".0"


def test_no_value_is_shown_as_nothing() -> None:
    assert metrics.shown(REAL.metric["RES"], None) == ""


@pytest.mark.parametrize(("figure", "same"), [
    ("43358.5", True), ("43359", True), ("43358", False), ("43358.6", False), ("43360", False),
])  # fmt: skip
def test_a_loaded_figure_may_be_given_as_a_template_prints_it(figure: str, same: bool) -> None:
    assert metrics.is_as_loaded(Decimal(figure), Decimal("43358.5")) is same
