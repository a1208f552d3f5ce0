"""Metrics over time: sizes, populations, ambitions against what stood before, and comments that state figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.document import MetricPlan, PlanDocument
from bcf.fund.examples.ambitions import quarters
from bcf.fund.findings import Finding, Severity
from bcf.fund.rules import CATALOGUE, Background
from bcf.fund.rules.context import Context
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan
from tests.fund.rules.found import LONG, ROUND, YEAR, findings
from tests.fund.rules.test_metrics import loaded

PLAN, EARLIER, LAST = complete_plan(YEAR), complete_plan("2017-19"), "2018-19"
Figures = dict[str, Decimal | int | str]
NEW = ["MET-008", "MET-009", "MET-010", "MET-011", "MET-012", "MET-013", "MET-014", "MET-015", "MET-016", "MET-017"]


def with_metric(code: str, before: Figures, after: Figures, comment: str = "How") -> PlanDocument:
    figures = {period: {name: Decimal(value) for name, value in given.items()}
               for period, given in ((LAST, before), (YEAR, after))}  # fmt: skip
    others = tuple(entry for entry in PLAN.metrics if entry.code != code)
    return changed(PLAN, metrics=(*others, MetricPlan(code=code, inputs=figures, comment=comment)))


def admissions(before: int, after: int, comment: str = "How") -> PlanDocument:
    return with_metric("RES", {"admissions": before, "population": 42304},
                       {"admissions": after, "population": "43358.338"}, comment)  # fmt: skip


def at_home(before: int, after: int, of: int = 230, comment: str = "How") -> PlanDocument:
    return with_metric("REA", {"at_home": before, "discharged": of}, {"at_home": after, "discharged": of}, comment)


def told(plan: PlanDocument) -> list[str]:
    """The rules of this family that find something."""
    return [rule for rule in NEW if findings(rule, plan)]


def against(rule: str, plan: PlanDocument, previous: PlanDocument) -> list[Finding]:
    background = Background(previous=previous, previous_round=ROUNDS[previous.round])
    return list(CATALOGUE[rule].check(Context(ROUNDS[plan.round], plan, background)))


def test_leicester_s_admissions_are_flat_in_people_and_fall_as_a_rate() -> None:
    assert told(LEICESTER) == ["MET-013"]
    (finding,) = findings("MET-013", LEICESTER)
    assert finding.severity is Severity.ADVICE
    assert finding.fault.endswith(
        "the rate falls from 600.4 (2018-19 plan) to 585.8 (2019-20 plan), but the number behind it, Admissions in the "
        "year (numerator), stays at 254. Only the population changes."
    )


def test_a_rate_that_stays_is_more_people() -> None:
    plan = with_metric("RES", {"admissions": 254, "population": 42304}, {"admissions": 260, "population": 43303})
    (finding,) = findings("MET-013", plan)
    assert finding.fault.endswith(
        "the rate stays at 600.4 (2019-20 plan), but the number behind it, Admissions in the year (numerator), goes "
        "from 254 (2018-19 plan) to 260."
    )


@pytest.mark.parametrize(("before", "after"), [(254, 250), (254, 253), (260, 254)])
def test_people_and_rate_that_move_together_are_no_matter(before: int, after: int) -> None:
    assert told(admissions(before, after)) == []


def test_shares_are_no_rates_over_a_population() -> None:
    assert told(at_home(212, 212)) == []


@pytest.mark.parametrize(("before", "after", "rules"), [
    (212, 214, []), (212, 212, []), (214, 212, ["MET-011"]), (200, 130, ["MET-012"]), (100, 190, ["MET-012"]),
])  # fmt: skip
def test_a_worse_ambition_is_advice_and_a_wild_one_is_on_trial(before: int, after: int, rules: list[str]) -> None:
    assert told(at_home(before, after)) == rules


def test_the_message_says_which_way_is_better() -> None:
    (up,) = findings("MET-011", at_home(214, 212))
    assert up.fault.endswith(
        "92.2% for 2019-20 plan is worse by 0.9 percentage points than 93.0% (2018-19 plan). Higher is better."
    )
    (down,) = findings("MET-011", admissions(200, 254))
    assert down.fault.endswith("585.8 for 2019-20 plan is worse by 113.0 than 472.8 (2018-19 plan). Lower is better.")
    assert (down.place.field, down.place.year, down.expected) == ("admissions", YEAR, "472.8 or less")


@pytest.mark.parametrize(("before", "after", "found"), [
    (254, 2540, True), (254, 25, True), (254, 1269, False), (2, 19, False), (0, 254, False), (254, 1270, True),
])  # fmt: skip
def test_a_slipped_point_is_found_by_its_size_alone(before: int, after: int, found: bool) -> None:
    assert ("MET-008" in told(admissions(before, after))) is found
    if found:
        assert told(admissions(before, after)) == ["MET-008"]


def test_the_figure_with_its_point_moved_is_offered() -> None:
    (finding,) = findings("MET-008", admissions(254, 2600))
    assert finding.remedy == "With its decimal point moved it would be 260, which fits; correct it if that is meant."
    (other,) = findings("MET-008", admissions(254, 1400))
    assert other.remedy == CATALOGUE["MET-008"].mend


def test_of_eight_quarters_the_one_out_of_line_is_found() -> None:
    plan = quarters(900, 880, 90_000, 950, 890, 840, 890, 940)(EARLIER)
    found = list(CATALOGUE["MET-008"].check(Context(LONG, plan)))
    assert [(one.place.field, one.place.year) for one in found] == [("delayed_days", "2017-18-Q3")]


def test_a_loaded_population_points_at_the_other_one() -> None:
    same = with_metric("RES", {"admissions": 260, "population": 43358}, {"admissions": 254, "population": 43358})
    assert findings("MET-009", same)[0].place.year == YEAR
    assert findings("MET-009", loaded("43358", same))[0].place.year == LAST
    wrong = loaded("44000", same)
    assert findings("MET-009", wrong) == []
    assert findings("MET-005", wrong)[0].message.endswith("It is what stands for 2018-19 plan.")


@pytest.mark.parametrize(("after", "found"), [(44_000, False), (38_100, False), (46_535, True), (38_000, True)])
def test_a_population_that_leaps(after: int, found: bool) -> None:
    plan = with_metric("RES", {"admissions": 254, "population": 42_304}, {"admissions": 250, "population": after})
    assert bool(findings("MET-010", plan)) is found


def test_a_figure_printed_to_a_whole_number_is_as_loaded() -> None:
    whole = with_metric("RES", {"admissions": 260, "population": 42304}, {"admissions": 254, "population": 43358})
    assert findings("MET-005", loaded("43358.338", whole)) == []
    assert findings("MET-005", loaded("43357.4", whole)) != []


def test_quarters_that_are_all_alike() -> None:
    assert list(CATALOGUE["MET-014"].check(Context(LONG, EARLIER))) == []
    three = quarters(900, 900, 900, 910, 1, 2, 3, 4)(EARLIER)
    assert list(CATALOGUE["MET-014"].check(Context(LONG, three))) == []
    both = quarters(*[900] * 8)(EARLIER)
    assert [one.place.year for one in CATALOGUE["MET-014"].check(Context(LONG, both))] == ["2017-18-Q1", "2018-19-Q1"]


def test_quarters_are_read_against_those_of_the_year_before() -> None:
    seasons = quarters(900, 800, 950, 1100, 890, 790, 940, 1090)(EARLIER)
    assert list(CATALOGUE["MET-011"].check(Context(LONG, seasons))) == []
    worse = quarters(900, 800, 950, 1100, 890, 810, 940, 1090)(EARLIER)
    assert [one.place.year for one in CATALOGUE["MET-011"].check(Context(LONG, worse))] == ["2018-19-Q2"]


def test_a_metric_that_the_round_does_not_have() -> None:
    stray = changed(PLAN, metrics=(*PLAN.metrics, MetricPlan(code="OLD", comment="Still here")))
    (finding,) = findings("MET-015", stray)
    assert finding.read == "OLD"


def test_figures_of_the_last_plan_are_held_against_it() -> None:
    assert against("MET-016", PLAN, EARLIER) == []
    (finding,) = against("MET-016", at_home(50, 216, 200), EARLIER)
    assert (finding.read, finding.expected, finding.severity) == ("25.0%", "66.0%", Severity.BETA)
    assert [one.place.item for one in against("MET-016", admissions(254, 250), EARLIER)] == ["RES"]


def test_where_the_plan_gives_no_earlier_figures_those_of_the_last_plan_are_taken() -> None:
    none = with_metric("REA", {}, {"at_home": 130, "discharged": 200})
    assert findings("MET-011", none) == []
    (finding,) = against("MET-011", none, EARLIER)
    assert "(2018-19 plan of the plan before)" in finding.fault


def test_a_metric_that_was_worked_out_otherwise_is_not_compared() -> None:
    wild = with_metric("DTOC", {}, {"delays": "0.5"})
    assert [rule for rule in NEW if against(rule, wild, EARLIER)] == []


SAYS_OTHERWISE = [
    ("RES", "We plan 245 admissions in 2019-20.", "245"),
    ("RES", "The plan is for 260 permanent admissions in 2018/19.", "260"),
    ("RES", "That is 600.4 per 100,000 in 2019-20 and more than we want.", ""),
    ("RES", "Our target for 2019-20 is a rate of 602.1 per 100,000.", "602.1"),
    ("RES", "254 admissions in 2019-20, a rate of 585.82 per 100,000.", ""),
    ("RES", "A rate of 586 per 100,000 in 2019-20.", ""),
    ("RES", "About 250 admissions in 2019-20.", ""),
    ("RES", "Of 300 emergency admissions in 2019-20 some end in a care home.", ""),
    ("RES", "There were 310 admissions in 2016-17.", ""),
    ("RES", "We expect 245 admissions.", ""),
    ("RES", "Extra care should save 20 admissions in 2019-20.", ""),
    ("RES", "We reduce admissions by 240 in 2019-20.", ""),
    ("RES", "245 fewer admissions in 2019-20.", ""),
    ("RES", "21 admissions per month in 2019-20.", ""),
    ("RES", "More than 200 admissions in 2019-20.", ""),
    ("RES", "The scheme costs £245,000 in 2019-20.", ""),
    ("REA", "The plan for 2019-20 is that 91.3% are at home.", "91.3"),
    ("REA", "93% at home in 2019-20.", ""),
    ("REA", "85% of people were satisfied in 2019-20.", ""),
]


@pytest.mark.parametrize(("code", "comment", "said"), SAYS_OTHERWISE)
def test_a_comment_is_held_against_the_table_only_where_it_is_certain(code: str, comment: str, said: str) -> None:
    plan = admissions(254, 254, comment) if code == "RES" else at_home(212, 214, comment=comment)
    found = findings("MET-017", plan)
    assert [(one.read.rstrip("%"), one.place.item, one.place.field) for one in found] == (
        [(said, code, "comment")] if said else [])  # fmt: skip


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 3))
def test_a_comment_that_says_what_the_table_says_is_never_found(before: int, after: int, digits: int) -> None:
    rate = round(Decimal(after) / Decimal("43358.338") * 100_000, digits)
    printed = round(Decimal(after) / 43358 * 100_000, digits)
    for told_rate in (rate, printed):
        plan = admissions(before, after, f"{after:,} admissions in 2019-20, or {told_rate:,} per 100,000 in 2019-20. "
                          f"For 2018-19 the plan had {before:,} admissions.")  # fmt: skip
        assert list(CATALOGUE["MET-017"].check(Context(ROUND, plan))) == []
