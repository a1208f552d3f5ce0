"""Ring-fences that are close, rows that nearly count, and second opinions on the minimum."""

from decimal import Decimal

import pytest

from bcf.fund.document import Allocation, AllocationKind, PlanDocument, Scheme
from bcf.fund.examples.changes import minimum
from bcf.fund.findings import Finding, Severity
from bcf.fund.round import Round
from bcf.fund.rules import CATALOGUE, Background
from bcf.fund.rules.context import Context
from tests.fund.build import ROUNDS, changed, complete_plan, good_scheme
from tests.fund.rules.found import LONG, ROUND, YEAR, findings

PLAN, EARLIER = complete_plan(YEAR), complete_plan("2017-19")
SOCIAL_CARE = "Adult social care services spend from the minimum CCG allocations, 2019-20: "
OUT_OF_HOSPITAL = "NHS commissioned out of hospital spend from the minimum CCG allocation, 2019-20: "


def paid(key: str, amount: Decimal | int, **changes: object) -> Scheme:
    """A row paid from the minimum contribution."""
    return good_scheme(ROUND, "ccg_min", key, Decimal(amount), **{"area": "social_care", **changes})


def social_care(least: Decimal | int, *rows: Scheme) -> PlanDocument:
    """A plan of those rows with that minimum for social care, and none but nought for the other ring-fence."""
    return minimum(Decimal(least), "asc")(minimum(Decimal(0))(changed(PLAN, schemes=rows)))


def nearly(*rows: Scheme) -> str:
    (finding,) = findings("RNG-001", social_care(5000, *rows))
    return finding.remedy.partition("rows that should count.")[2]


def test_rows_that_nearly_count_are_told_with_why_the_largest_first() -> None:
    rows = (
        paid("row-1", 20, area="acute", name="Ward"), paid("row-2", 40, area="", name="Blank"), paid("row-3", 4000),
        good_scheme(ROUND, "ibcf", "row-4", Decimal(500)), paid("row-5", 30, area="primary_care", name="Practice"),
        paid("row-6", 10, area="acute", name="Bed"), paid("row-7", 0, area="acute", name="Nothing"),
    )  # fmt: skip
    assert nearly(*rows) == (
        " Paid from the right source, but not counting: “Blank” (£40): no area of spend is chosen; "
        "“Practice” (£30): the area of spend is Primary Care, not Social Care; "
        "“Ward” (£20): the area of spend is Acute, not Social Care."
    )


def test_where_no_row_nearly_counts_none_is_told() -> None:
    assert nearly(paid("row-1", 4000), paid("row-2", 0, area="acute")) == ""


def test_each_ring_fence_tells_why_a_row_does_not_count_to_it() -> None:
    made_up = ROUNDS["2031-34"]
    row = good_scheme(made_up, "trust_base", "row-1", Decimal(10), area="home", commissioner="trust", name="Visits")
    plan = minimum(Decimal(1000))(changed(complete_plan("2031-34"), schemes=(row,)))
    told = {one.place.item: one.remedy.partition("not counting: ")[2] for one in findings("RNG-001", plan)}
    assert told == {
        "home": "“Visits” (£10): the commissioner is Care Trust, not Council.",
        "records": "“Visits” (£10): the area of spend is At home.",
    }


def test_rows_of_a_like_amount_that_nearly_count_are_told_in_the_plan_s_order() -> None:
    said = nearly(*(paid(f"row-{number}", 10, area="", name=f"Row {number}") for number in (2, 1, 3)))
    assert said.index("“Row 2”") < said.index("“Row 1”") < said.index("“Row 3”")


@pytest.mark.parametrize(("least", "planned", "found"), [
    (100_000, "100000", True), (100_000, "100999.99", True), (100_000, "101000", False), (100_000, "99999", False),
    (0, "100000", False), (0, "0", False),
])  # fmt: skip
def test_a_minimum_is_close_when_met_by_less_than_a_hundredth(least: int, planned: str, found: bool) -> None:
    plan = social_care(least, paid("row-1", Decimal(planned)))
    assert [one.place.item for one in findings("RNG-003", plan)] == (["asc"] if found else [])


def test_a_close_minimum_names_the_smallest_row_that_it_could_not_do_without() -> None:
    rows = (paid("row-1", 99_000), paid("row-2", 500, name="Keeps it"), paid("row-3", 400, name="Just as much"),
            paid("row-4", 300))  # fmt: skip
    (finding,) = findings("RNG-003", social_care(99_800, *rows))
    assert finding.message == (
        f"{SOCIAL_CARE}£100,200 is planned and the minimum is £99,800, so it is met by £400 only. "
        "Without “Keeps it” alone it would be missed."
    )
    assert (finding.read, finding.expected, finding.difference) == ("£100,200", "£99,800 and some more", 400)
    assert (finding.place.section, finding.place.item, finding.place.field, finding.place.year) == (
        "expenditure", "asc", "minimum", YEAR,
    )  # fmt: skip
    assert finding.severity is Severity.ADVICE


def test_a_close_minimum_that_no_row_alone_decides_names_none() -> None:
    rows = tuple(paid(f"row-{number}", 5) for number in range(201))
    (finding,) = findings("RNG-003", social_care(1_000, *rows))
    assert finding.message.endswith("so it is met by £5 only.")


def allocated(plan: PlanDocument, value: Decimal | int, source: str = "ccg_min", year: str = YEAR) -> PlanDocument:
    kept = tuple(figure for figure in plan.allocations
                 if (figure.kind, figure.code, figure.year) != (AllocationKind.INCOME, source, year))  # fmt: skip
    figure = Allocation(kind=AllocationKind.INCOME, code=source, year=year, value=Decimal(value), origin="Published")
    return changed(plan, allocations=(*kept, figure))


@pytest.mark.parametrize(("least", "found"), [
    (1000, False), (1005, False), (Decimal("1005.01"), True), (995, False), (Decimal("994.99"), True), (0, False),
    (None, False),
])  # fmt: skip
def test_a_minimum_may_stand_half_a_hundredth_from_its_share(least: Decimal | int | None, found: bool) -> None:
    plan = minimum(None if least is None else Decimal(least), "ooh")(allocated(PLAN, 3519))
    assert bool(findings("RNG-004", plan)) is found


def test_a_minimum_that_is_not_its_share_is_told_what_its_share_would_be() -> None:
    (finding,) = findings("RNG-004", minimum(Decimal(1500), "ooh")(allocated(PLAN, 4521)))
    assert finding.fault == (
        f"{OUT_OF_HOSPITAL}the loaded minimum is £1,500, and 1,000 parts in 3,519 of Minimum CCG Contribution "
        "(£4,521) would give £1,285."
    )
    assert (finding.read, finding.expected, finding.difference) == ("£1,500", "about £1,285", 215)
    assert (finding.place.item, finding.place.year, finding.severity) == ("ooh", YEAR, Severity.BETA)


def test_without_an_allocated_contribution_no_share_can_be_told() -> None:
    bare = changed(PLAN, allocations=tuple(one for one in PLAN.allocations if one.kind is not AllocationKind.INCOME))
    assert findings("RNG-004", minimum(Decimal(35_000), "ooh")(bare)) == []
    assert findings("RNG-004", minimum(Decimal(35_000), "ooh")(allocated(bare, 0))) == []


def test_each_year_s_share_is_of_that_year_s_contribution() -> None:
    plan = allocated(allocated(EARLIER, 3519, year="2017-18"), 7038, year="2018-19")
    found = findings("RNG-004", minimum(Decimal(2000), "ooh")(plan))
    assert [(one.place.year, one.expected) for one in found] == [("2017-18", "about £1,000")]


def raised(plan: PlanDocument, before: PlanDocument | None, of: Round | None = LONG) -> list[Finding]:
    return list(CATALOGUE["RNG-005"].check(Context(ROUND, plan, Background(previous=before, previous_round=of))))


def contributed(plan: PlanDocument, amount: Decimal | int, year: str) -> PlanDocument:
    """The plan with that much income from the minimum contribution in that year."""
    kept = [line for line in plan.contributions if (line.source, line.year) != ("ccg_min", year)]
    first = next(line for line in plan.contributions if (line.source, line.year) == ("ccg_min", year))
    return changed(plan, contributions=(*kept, first.model_copy(update={"amount": Decimal(amount)})))


def test_a_minimum_that_does_not_rise_with_its_contribution() -> None:
    before = minimum(Decimal(1000), "asc")(contributed(contributed(EARLIER, 3000, "2018-19"), 700, "2017-18"))
    plan = contributed(minimum(Decimal(1000), "asc")(PLAN), 3302, YEAR)
    (finding,) = raised(plan, before)
    assert finding.fault == (
        f"{SOCIAL_CARE}the loaded minimum is £1,000, and £1,000 in 2018-19, raised as Minimum CCG Contribution has "
        "risen would give £1,101."
    )
    assert (finding.read, finding.expected, finding.difference) == ("£1,000", "about £1,101", -101)
    assert (finding.place.item, finding.place.field, finding.place.year) == ("asc", "minimum", YEAR)
    assert raised(minimum(Decimal(1100), "asc")(plan), before) == []


@pytest.mark.parametrize("blank", ["minimum", "minimum before", "income", "income before", "plan before"])
def test_what_a_minimum_should_have_risen_to_needs_all_four_figures(blank: str) -> None:
    before = minimum(Decimal(0 if blank == "minimum before" else 1000), "asc")(EARLIER)
    plan = minimum(Decimal(0 if blank == "minimum" else 5000), "asc")(PLAN)
    plan = contributed(plan, 0, YEAR) if blank == "income" else plan
    before = contributed(before, 0, "2018-19") if blank == "income before" else before
    assert raised(plan, None if blank == "plan before" else before) == []
    assert len(raised(minimum(Decimal(5000), "asc")(PLAN), minimum(Decimal(1000), "asc")(EARLIER))) == 1


def test_the_last_year_of_a_plan_before_may_be_its_only_one() -> None:
    (finding,) = raised(minimum(Decimal(5000), "asc")(PLAN), minimum(Decimal(1000), "asc")(PLAN), ROUND)
    assert "£1,000 in 2019-20, raised as Minimum CCG Contribution has risen would give £1,000." in finding.fault


def test_a_plan_before_whose_round_is_not_known_gives_no_second_opinion() -> None:
    assert raised(minimum(Decimal(5000), "asc")(PLAN), minimum(Decimal(1000), "asc")(EARLIER), None) == []


@pytest.mark.parametrize(("rule", "rounds"), [("RNG-004", {"2017-19", "2019-20"}), ("RNG-005", {"2019-20"})])
def test_second_opinions_are_for_rounds_that_say_how_a_minimum_comes_about(rule: str, rounds: set[str]) -> None:
    assert {name for name in ROUNDS if CATALOGUE[rule].applies(ROUNDS[name])} == rounds
