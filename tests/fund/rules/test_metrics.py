"""Metrics: figures given, possible, as loaded, and commented on."""

from decimal import Decimal

import pytest

from bcf.fund.document import Allocation, AllocationKind, MetricPlan, PlanDocument
from bcf.fund.findings import Severity
from bcf.fund.round import Round
from bcf.fund.rules import check_plan
from tests.fund.build import ROUNDS, changed, complete_plan
from tests.fund.rules.found import YEAR, findings

PLAN = complete_plan(YEAR)


def metric(
    code: str, inputs: dict[str, dict[str, int | str]], comment: str = "How", plan: PlanDocument = PLAN
) -> PlanDocument:
    figures = {period: {name: Decimal(value) for name, value in given.items()} for period, given in inputs.items()}
    others = tuple(entry for entry in plan.metrics if entry.code != code)
    return changed(plan, metrics=(*others, MetricPlan(code=code, inputs=figures, comment=comment)))


EARLIER: dict[str, int | str] = {"admissions": 254, "population": 42304}
PLANNED: dict[str, int | str] = {"admissions": 254, "population": "43358.338"}


def test_planned_figures_block_and_earlier_ones_are_advice() -> None:
    assert [(one.place.field, one.place.year) for one in findings("MET-001", metric("RES", {"2018-19": EARLIER}))] == [
        ("admissions", YEAR), ("population", YEAR),
    ]  # fmt: skip
    (earlier,) = findings("MET-006", metric("RES", {"2018-19": {"admissions": 1}, YEAR: PLANNED}))
    assert (earlier.place.field, earlier.place.year, earlier.severity) == ("population", "2018-19", Severity.ADVICE)


def test_message_names_metric_period_and_figure() -> None:
    found = findings("MET-001", metric("RES", {"2018-19": EARLIER, YEAR: {"admissions": 254}}))
    assert found[0].message.startswith("8.3 Long-term support needs")
    assert found[0].message.endswith("2019-20 plan: People aged 65 and over (denominator): the figure is blank.")


def test_nought_is_a_figure() -> None:
    assert findings("MET-001", metric("RES", {YEAR: {"admissions": 0, "population": 1}})) == []


def test_metric_told_in_words_needs_its_comment() -> None:
    (finding,) = findings("MET-002", metric("NEA", {}, comment=" "))
    assert (finding.place.item, finding.place.field) == ("NEA", "comment")


def test_comment_is_asked_for_only_where_the_round_does() -> None:
    happy = metric("HAPPY", {"2033-34": {"content": 9, "asked": 10}}, comment="", plan=complete_plan("2031-34"))
    assert findings("MET-002", happy) == []


@pytest.mark.parametrize(("value", "found"), [(-1, True), (0, False)])
def test_figures_below_nought(value: int, found: bool) -> None:
    figures: dict[str, dict[str, int | str]] = {YEAR: {"admissions": value, "population": 1}}
    places = [(one.place.field, one.place.year) for one in findings("MET-003", metric("RES", figures))]
    assert places == ([("admissions", YEAR)] if found else [])


def test_division_by_nought() -> None:
    (finding,) = findings("MET-004", metric("RES", {YEAR: {"admissions": 254, "population": 0}}))
    assert "it would divide by nought" in finding.message
    assert "Admissions in the year (numerator) 254" in finding.message
    assert findings("MET-004", metric("RES", {YEAR: {"population": 0}})) == []


def test_division_by_nought_names_the_figure_that_is_divided_by() -> None:
    figures: dict[str, int | str] = {"on_day": 3, "discharges": 0, "days": 5}
    plan = metric("FLOW", {"2031-32": figures}, plan=complete_plan("2031-34"))
    (finding,) = findings("MET-004", plan)
    assert (finding.place.field, finding.place.year) == ("discharges", "2031-32")


@pytest.mark.parametrize(("text", "figures", "field"), [
    ("on_day / discharges / days", {"on_day": 1, "discharges": 2, "days": 0}, "days"),
    ("on_day / discharges / days", {"on_day": 0, "discharges": 0, "days": 0}, "discharges"),
    ("on_day / (discharges - days)", {"on_day": 0, "discharges": 2, "days": 2}, "discharges"),
    ("(on_day + discharges + days) / (1 - 1)", {"on_day": 1, "discharges": 2, "days": 3}, ""),
])  # fmt: skip
def test_of_several_that_are_divided_by_the_nought_is_named_or_else_the_first(
    text: str, figures: dict[str, int | str], field: str
) -> None:
    content = ROUNDS["2031-34"].model_dump(mode="json")
    flow = next(metric for metric in content["metrics"]["items"] if metric["code"] == "FLOW")
    flow["formula"] = text
    plan = metric("FLOW", {"2031-32": figures}, plan=complete_plan("2031-34"))
    found = check_plan(Round.model_validate(content), plan)
    assert {one.place.field for one in found if one.rule == "MET-004" and one.place.year == "2031-32"} == {field}


def test_only_a_population_is_told_to_stand_for_another_period() -> None:
    year_before = {"admissions": 300, "population": 42304}
    plan = metric("RES", {"2018-19": year_before, YEAR: {"admissions": 300, "population": 42304}})
    (finding,) = findings("MET-005", loaded("43358.338", plan))
    assert finding.message.endswith("is 43,358.338 (ONS). It is what stands for 2018-19 plan.")
    assert finding.remedy == "Use the loaded figure, 43,358.338, or ask an administrator to correct it."
    (alone,) = findings("MET-005", loaded("43358.338", metric("RES", {YEAR: year_before})))
    assert alone.message.endswith("is 43,358.338 (ONS).")
    counts = Allocation(kind=AllocationKind.METRIC, code="RES.admissions", year=YEAR, value=Decimal(9), origin="ONS")
    (counted,) = findings("MET-005", changed(plan, allocations=(*plan.allocations, counts)))
    assert counted.message.endswith("is 9 (ONS).")


def test_of_several_periods_that_have_the_same_population_the_first_is_named() -> None:
    figures: dict[str, int | str] = {"admissions": 300, "population": 42304}
    plan = metric("NEA", {f"2017-18-Q{number}": figures for number in (1, 2, 3)}, plan=complete_plan("2017-19"))
    right = Allocation(
        kind=AllocationKind.METRIC, code="NEA.population", year="2017-18-Q3", value=Decimal(9), origin="ONS"
    )
    (finding,) = findings("MET-005", changed(plan, allocations=(*plan.allocations, right)))
    assert finding.message.endswith("is 9 (ONS). It is what stands for April to June 2017.")


def loaded(value: str, plan: PlanDocument, period: str = YEAR) -> PlanDocument:
    figure = Allocation(
        kind=AllocationKind.METRIC, code="RES.population", year=period, value=Decimal(value), origin="ONS"
    )
    return changed(plan, allocations=(*plan.allocations, figure))


def test_loaded_figure_is_used_unrounded() -> None:
    plan = metric("RES", {"2018-19": EARLIER, YEAR: PLANNED})
    assert findings("MET-005", loaded("43358.338", plan)) == []
    assert findings("MET-005", loaded("43358.338", plan, "2018-19"))[0].place.year == "2018-19"
    (finding,) = findings("MET-005", loaded("43358", plan))
    assert finding.message.endswith("is 43,358.338; the figure loaded for the area is 43,358 (ONS).")


def test_loaded_figure_of_another_metric_does_not_matter() -> None:
    figure = Allocation(kind=AllocationKind.METRIC, code="REA.at_home", year="2018-20", value=Decimal(9), origin="ONS")
    assert findings("MET-005", changed(PLAN, allocations=(*PLAN.allocations, figure))) == []


@pytest.mark.parametrize(("at_home", "found"), [(229, False), (230, False), (231, True)])
def test_share_above_the_whole(at_home: int, found: bool) -> None:
    plan = metric("REA", {YEAR: {"at_home": at_home, "discharged": 230}})
    places = [(one.place.field, one.place.year) for one in findings("MET-007", plan)]
    assert places == ([("at_home", YEAR)] if found else [])


def test_rate_may_be_above_one() -> None:
    assert findings("MET-007", metric("RES", {YEAR: PLANNED})) == []


@pytest.mark.parametrize(("rule", "plan", "words", "read", "expected"), [
    ("MET-001", metric("RES", {YEAR: {"admissions": 254}}),
     "2019-20 plan: People aged 65 and over (denominator): the figure is blank.", "blank", "a number"),
    ("MET-002", metric("NEA", {}, comment=""),
     "8.1 Specific acute non-elective spells per 100,000 population: “How the plan will reduce non-elective "
     "admissions” is blank.", "blank", "a comment"),
    ("MET-003", metric("RES", {YEAR: {"admissions": "-1.5", "population": 1}}),
     "2019-20 plan: Admissions in the year (numerator) is -1.5; it cannot be below nought.", "-1.5", "nought or more"),
    ("MET-004", metric("RES", {YEAR: {"admissions": 1254, "population": 0}}),
     "2019-20 plan cannot be worked out: it would divide by nought (Admissions in the year (numerator) 1,254, "
     "People aged 65 and over (denominator) 0).",
     "Admissions in the year (numerator) 1,254, People aged 65 and over (denominator) 0",
     "a figure above nought to divide by"),
    ("MET-005", loaded("43358.338", metric("RES", {YEAR: {"admissions": 300, "population": 42304}})),
     "2019-20 plan: People aged 65 and over (denominator) is 42,304; the figure loaded for the area is 43,358.338 "
     "(ONS).", "42,304", "43,358.338"),
    ("MET-007", metric("REA", {YEAR: {"at_home": 231, "discharged": 210}}),
     "2019-20 plan comes to 110.0%, more than the whole.", "110.0%", "at most 100%"),
])  # fmt: skip
def test_what_is_read_and_expected(rule: str, plan: PlanDocument, words: str, read: str, expected: str) -> None:
    (finding,) = findings(rule, plan)
    assert finding.message.endswith(words)
    assert (finding.read, finding.expected) == (read, expected)
    field = {"MET-002": "comment", "MET-003": "admissions", "MET-007": "at_home"}.get(rule, "population")
    assert (finding.place.section, finding.place.field) == ("metrics", field)
    assert finding.place.year == ("" if rule == "MET-002" else YEAR)
