"""Balances and ring-fences as a plan is checked for them."""

from decimal import Decimal

import pytest

from bcf.fund.document import AllocationKind, PlanDocument
from bcf.fund.findings import Severity
from tests.fund.build import EACH, ROUNDS, changed, complete_plan, good_scheme, minimums, with_first
from tests.fund.rules.found import YEAR, findings, with_row

PENNY = Decimal("0.01")


def test_money_left_over() -> None:
    (finding,) = findings("BAL-001", with_row(amounts={YEAR: EACH - Decimal("1000.50")}))
    assert finding.message == (
        "DFG, 2019-20: income is £100,000 and planned spending is £98,999.50, so £1,000.50 is still to be allocated."
    )
    assert finding.remedy == "Plan schemes for a further £1,000.50 from DFG in 2019-20, or correct its income."
    assert (finding.place.item, finding.place.field, finding.place.year) == ("dfg", "balance", YEAR)
    assert (finding.read, finding.expected, finding.difference) == ("£98,999.50", "£100,000", Decimal("-1000.50"))


def test_over_programmed() -> None:
    (finding,) = findings("BAL-001", with_row(amounts={YEAR: EACH + PENNY}))
    assert finding.message.endswith("so the source is over-programmed by £0.01.")
    assert finding.remedy.startswith("Take £0.01 off schemes paid from DFG in 2019-20")
    assert finding.difference == PENNY


def test_pence_of_the_last_source_are_left_over_while_the_others_balance() -> None:
    plan = complete_plan(YEAR)
    last = plan.schemes[-1].model_copy(update={"amounts": {YEAR: EACH - PENNY}})
    (finding,) = findings("BAL-001", changed(plan, schemes=(*plan.schemes[:-1], last)))
    assert finding.place.item == last.source != plan.schemes[0].source
    assert finding.message.endswith("so £0.01 is still to be allocated.")


def test_balance_is_struck_for_each_year() -> None:
    plan = with_first(complete_plan("2017-19"), "schemes", amounts={"2017-18": EACH + 5, "2018-19": EACH - 5})
    assert [(found.place.year, found.difference) for found in findings("BAL-001", plan)] == [
        ("2017-18", 5),
        ("2018-19", -5),
    ]


def test_row_without_a_source_leaves_its_money_unspent() -> None:
    assert [found.difference for found in findings("BAL-001", with_row(source=""))] == [-EACH]


def fenced(round_id: str, minimum: Decimal, **row: object) -> PlanDocument:
    """A plan with one row that may count to ring-fences, and that minimum for each of them in each year."""
    planning_round = ROUNDS[round_id]
    source = planning_round.ring_fences[0].counts.sources[0]
    plan = complete_plan(round_id)
    kept = tuple(figure for figure in plan.allocations if figure.kind is not AllocationKind.MINIMUM)
    scheme = good_scheme(planning_round, source, "row-1", Decimal(1000), **row)
    return changed(plan, schemes=(scheme,), allocations=kept + minimums(planning_round, minimum))


def missed(plan: PlanDocument) -> set[str]:
    return {finding.place.item for finding in findings("RNG-001", plan)}


@pytest.mark.parametrize(("minimum", "met"), [
    (Decimal(1000) - PENNY, True), (Decimal(1000), True), (Decimal(1000) + PENNY, False),
])  # fmt: skip
def test_minimum_is_met_when_it_is_reached(minimum: Decimal, met: bool) -> None:
    plan = fenced(YEAR, minimum, area="social_care", commissioner="ccg")
    assert missed(plan) == (set() if met else {"asc", "ooh"})


@pytest.mark.parametrize(("area", "commissioner", "counted"), [
    ("social_care", "ccg", {"asc", "ooh"}),
    ("social_care", "la", {"asc"}),
    ("community_health", "ccg", {"ooh"}),
    ("community_health", "la", set()),
    ("acute", "ccg", set()),
    ("", "ccg", set()),
])  # fmt: skip
def test_area_and_commissioner_decide_what_counts(area: str, commissioner: str, counted: set[str]) -> None:
    assert {"asc", "ooh"} - missed(fenced(YEAR, Decimal(1), area=area, commissioner=commissioner)) == counted


def test_joint_row_counts_by_its_nhs_share_out_of_hospital_and_whole_to_social_care() -> None:
    joint = {"area": "social_care", "commissioner": "joint", "joint_nhs": Decimal(30), "joint_la": Decimal(70)}
    assert missed(fenced(YEAR, Decimal(300), **joint)) == set()
    assert missed(fenced(YEAR, Decimal("300.01"), **joint)) == {"ooh"}
    assert missed(fenced(YEAR, Decimal(1000), **{**joint, "joint_nhs": None})) == {"ooh"}


def test_joint_row_of_another_round_counts_as_that_round_says() -> None:
    joint = {"area": "home", "commissioner": "both", "joint_nhs": Decimal(30), "joint_la": Decimal(70)}
    assert "home" not in missed(fenced("2031-34", Decimal(700), **joint))
    assert "home" in missed(fenced("2031-34", Decimal("700.01"), **joint))
    street = {**joint, "area": "street"}
    assert "records" in missed(fenced("2031-34", Decimal("0.01"), **street))
    assert "records" not in missed(fenced("2031-34", Decimal(1000), area="street", commissioner="trust"))


def test_shortfall_says_how_much_is_missing() -> None:
    plan = fenced(YEAR, Decimal(7000), area="social_care", commissioner="la")
    finding = next(found for found in findings("RNG-001", plan) if found.place.item == "asc")
    assert finding.severity is Severity.BLOCKING
    assert finding.message == (
        "Adult social care services spend from the minimum CCG allocations, 2019-20: £1,000 is planned and the minimum "
        "is £7,000, so £6,000 is missing."
    )
    assert finding.difference == -6000
    assert finding.remedy.startswith("Plan £6,000 more that counts to this minimum in 2019-20")
    assert (finding.read, finding.expected) == ("£1,000", "at least £7,000")
    assert (finding.place.field, finding.place.year) == ("minimum", YEAR)


def test_part_of_a_penny_is_not_rounded_away() -> None:
    shares = {"joint_nhs": Decimal("33.333"), "joint_la": Decimal("66.667")}
    plan = fenced(YEAR, Decimal("333.37"), area="social_care", commissioner="joint", **shares)
    plan = with_first(plan, "schemes", amounts={YEAR: Decimal("1000.10")})
    (finding,) = findings("RNG-001", plan)
    assert "£333.363333 is planned and the minimum is £333.37, so £0.006667 is missing" in finding.message


def test_every_year_is_tested_alone() -> None:
    plan = fenced("2017-19", Decimal(1000), area="social_care", commissioner="ccg")
    uneven = with_first(plan, "schemes", amounts={"2017-18": Decimal(1999), "2018-19": Decimal(999)})
    assert {(found.place.item, found.place.year) for found in findings("RNG-001", uneven)} == {
        ("asc", "2018-19"), ("ooh", "2018-19"),
    }  # fmt: skip


def test_minimum_that_is_not_loaded_cannot_be_tested() -> None:
    plan = complete_plan(YEAR)
    kept = tuple(figure for figure in plan.allocations if figure.kind is not AllocationKind.MINIMUM)
    bare = changed(plan, allocations=kept)
    assert findings("RNG-001", bare) == []
    found = findings("RNG-002", bare)
    assert [(one.place.item, one.severity) for one in found] == [("ooh", Severity.EXPLAIN), ("asc", Severity.EXPLAIN)]
    assert found[1].message == (
        "Adult social care services spend from the minimum CCG allocations, 2019-20: no minimum has been loaded for "
        "this area, so planned spending cannot be tested."
    )
    assert {(one.read, one.expected, one.place.field, one.place.year) for one in found} == {
        ("no minimum", "a minimum for the area", "minimum", YEAR)}  # fmt: skip
