"""How a metric moves: which figures a period is read against, and which way it goes."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

import pytest

from bcf.fund.document import MetricPlan, PlanDocument
from bcf.fund.round import Direction, Display, Metric, Period, PeriodRole, Round
from bcf.fund.trends import Step, comparable, inputs_of, period_before, steps
from tests.fund.build import ROUNDS, changed, complete_plan

REAL, LONG = ROUNDS["2019-20"], ROUNDS["2017-19"]
RES, REA = REAL.metric["RES"], REAL.metric["REA"]
PLAN, EARLIER = complete_plan("2019-20"), complete_plan("2017-19")


def periods(*codes: str) -> tuple[Period, ...]:
    """Periods of those codes; one that ends in an asterisk is of the plan before."""
    roles = {True: PeriodRole.PREVIOUS, False: PeriodRole.PLAN}
    named = [(code.rstrip("*"), roles[code.endswith("*")]) for code in codes]
    return tuple(Period(code=code, label=f"In {code}", role=role) for code, role in named)


@pytest.mark.parametrize(("codes", "before"), [
    (["2017-18", "2018-19", "2019-20"], "2018-19"), (["2017-18*", "2019-20"], "2017-18"), (["2019-20"], None),
    (["2017-18-Q1", "2017-18-Q2", "2017-18-Q3", "2018-19-Q2"], "2017-18-Q2"),
    (["2017-18-Q1", "2017-18", "2018-19-Q1"], "2017-18-Q1"), (["2017-18", "2017-18-Q1", "2018-19"], "2017-18"),
    (["2017-18-Q1", "2018-19"], None), (["2017-18", "2018-19-Q1"], None), (["2018-19-Q1", "2018-19-Q2"], None),
    (["2019-20", "2018-19"], None), (["before", "2019-20"], None), (["before*", "2019-20"], None),
    (["first*", "before*", "after"], "before"), (["before", "after"], None), (["before*", "now", "after"], "before"),
    (["2018-19", "after"], None), (["2018-19*", "after"], "2018-19"),
])  # fmt: skip
def test_a_period_is_read_against_the_last_one_of_its_kind(codes: list[str], before: str | None) -> None:
    metric = RES.model_copy(update={"periods": periods(*codes, "2034-35", "2034-35-Q1", "later*")})
    found = period_before(metric, metric.periods[len(codes) - 1])
    assert (found and found.code) == before


def other_round(metric: Metric) -> Round:
    """The round of 2017-19 with that metric and no other."""
    content = LONG.model_dump(mode="json")
    content["metrics"]["items"] = [metric.model_dump(mode="json")]
    return Round.model_validate(content)


def test_a_metric_is_compared_with_the_same_one_of_an_earlier_round() -> None:
    assert comparable(RES, LONG) is LONG.metric["RES"]
    assert comparable(REAL.metric["DTOC"], LONG) is None
    assert comparable(REA, other_round(RES)) is None
    assert comparable(REAL.metric["NEA"], REAL) is None


@pytest.mark.parametrize("change", [
    {"formula": "population / admissions"}, {"display": Display.PERCENT}, {"direction": Direction.UP},
])  # fmt: skip
def test_a_metric_that_is_worked_out_or_read_otherwise_is_not_compared(change: Mapping[str, Any]) -> None:
    otherwise = RES.model_copy(update=change)
    assert comparable(RES, other_round(otherwise)) is None
    assert comparable(otherwise, other_round(RES)) is None
    assert comparable(otherwise, other_round(otherwise)) == otherwise


Figures = Mapping[str, Mapping[str, int]]


def plan_of(plan: PlanDocument, code: str, figures: Figures) -> PlanDocument:
    """The plan with those figures of that metric and of no other."""
    inputs = {period: {name: Decimal(value) for name, value in given.items()} for period, given in figures.items()}
    return changed(plan, metrics=(MetricPlan(code=code, inputs=inputs, comment="How"),))


def rate(admissions: int) -> dict[str, int]:
    return {"admissions": admissions, "population": 100_000}


def test_a_planned_period_stands_beside_what_the_plan_gives_before_it() -> None:
    plan = plan_of(PLAN, "RES", {"2018-19": rate(260), "2019-20": rate(254)})
    (step,) = steps(REAL, plan, plan_of(EARLIER, "RES", {"2018-19": rate(300)}), LONG)
    assert (step.metric.code, step.period.code, step.since) == ("RES", "2019-20", "2018-19 plan")
    assert (step.before, step.after) == (rate(260), rate(254))
    assert (step.value_before, step.value_after) == (260, 254)
    assert (step.shown_before, step.shown_after) == ("260.0", "254.0")


@pytest.mark.parametrize("figures", [
    {}, {"2019-20": rate(254)}, {"2018-19": rate(260)}, {"2018-19": {"admissions": 260}, "2019-20": rate(254)},
    {"2018-19": rate(260), "2019-20": {"admissions": 254}},
])  # fmt: skip
def test_without_both_values_there_is_no_step(figures: Figures) -> None:
    assert list(steps(REAL, plan_of(PLAN, "RES", figures), None, None)) == []


def test_a_period_without_a_value_does_not_hide_those_after_it() -> None:
    plan = plan_of(EARLIER, "NEA", {"2017-18-Q1": rate(1), "2017-18-Q2": rate(2), "2018-19-Q2": rate(3)})
    assert [(step.period.code, step.value_before) for step in steps(LONG, plan, None, None)] == [("2018-19-Q2", 2)]


@pytest.mark.parametrize(("before", "since", "value"), [
    ({"2017-18": rate(280), "2018-19": rate(270)}, "2018-19 plan of the plan before", 270),
    ({"2017-18": rate(280)}, "2017-18 plan of the plan before", 280),
    ({"2017-18": rate(280), "2018-19": {}}, "2017-18 plan of the plan before", 280),
])  # fmt: skip
@pytest.mark.parametrize("given", [{}, {"2018-19": {}}])
def test_where_the_plan_gives_nothing_the_plan_before_is_taken(
    given: Figures, before: Figures, since: str, value: int
) -> None:
    plan, previous = plan_of(PLAN, "RES", {**given, "2019-20": rate(254)}), plan_of(EARLIER, "RES", before)
    assert [(step.since, step.value_before) for step in steps(REAL, plan, previous, LONG)] == [(since, value)]
    assert list(steps(REAL, plan, None, LONG)) == list(steps(REAL, plan, previous, None)) == []


def test_of_the_plan_before_only_earlier_periods_of_the_same_kind_are_taken() -> None:
    plan = plan_of(PLAN, "RES", {"2019-20": rate(254)})
    for codes, value in ((("2017-18-Q1", "2018-19", "2018-19-Q1"), 2), (("2019-20", "2020-21"), None),
                         (("2018-19", "2019-20"), 1), (("2018-19-Q1",), None)):  # fmt: skip
        before = other_round(RES.model_copy(update={"periods": periods(*codes)}))
        previous = plan_of(EARLIER, "RES", {code: rate(number) for number, code in enumerate(codes, start=1)})
        assert [step.value_before for step in steps(REAL, plan, previous, before)] == ([value] if value else [])


def test_a_quarter_is_read_against_that_quarter_of_the_plan_before() -> None:
    nea, codes = LONG.metric["NEA"], ("2016-17-Q1", "2016-17-Q2", "2016-17-Q3", "2016-17")
    before = other_round(nea.model_copy(update={"periods": periods(*codes)}))
    previous = plan_of(EARLIER, "NEA", {code: rate(number) for number, code in enumerate(codes, start=1)})
    plan = plan_of(EARLIER, "NEA", {"2017-18-Q2": rate(9)})
    assert [(step.since, step.value_before) for step in steps(LONG, plan, previous, before)] == [
        ("In 2016-17-Q2 of the plan before", 2)]  # fmt: skip


def test_a_plan_that_says_nothing_on_a_metric_has_no_figures() -> None:
    plan = plan_of(PLAN, "RES", {"2019-20": rate(9)})
    assert inputs_of(plan, RES) == {"2019-20": rate(9)}
    assert [inputs_of(plan, REAL.metric[code]) for code in ("NEA", "DTOC", "REA")] == [{}, {}, {}]


@pytest.mark.parametrize(("metric", "before", "after", "flat", "worse"), [
    (RES, "254", "255", False, True), (RES, "255", "254", False, False), (RES, "254", "254.04", True, False),
    (RES, "254.04", "254", True, False), (REA, "0.9", "0.91", False, False), (REA, "0.91", "0.9", False, True),
    (REA, "0.9", "0.9", True, False),
])  # fmt: skip
def test_a_step_is_worse_that_goes_the_wrong_way_as_it_is_shown_and_cannot_be_changed(
    metric: Metric, before: str, after: str, flat: bool, worse: bool
) -> None:
    step = Step(metric, metric.periods[-1], "then", {}, {}, Decimal(before), Decimal(after))
    assert (step.is_flat, step.is_worse) == (flat, worse)
    with pytest.raises(FrozenInstanceError):
        step.value_after = Decimal(1)
