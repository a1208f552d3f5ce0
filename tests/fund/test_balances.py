"""Figures of a plan: sums per source, year and kind, and what counts to a ring-fence."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.balances import Balance, Counted, Figures, RequiredSpend
from bcf.fund.counting import counted_share, counting
from bcf.fund.document import Allocation, AllocationKind
from bcf.fund.published import published_totals
from bcf.fund.round import Column
from tests.fund.build import EACH, ROUNDS, changed, complete_plan, good_scheme

REAL, LONG, MADE_UP = ROUNDS["2019-20"], ROUNDS["2017-19"], ROUNDS["2031-34"]
FENCES = {fence.code: fence for planning_round in (REAL, MADE_UP) for fence in planning_round.ring_fences}


def test_balance_is_income_less_planned() -> None:
    assert Balance("dfg", "2019-20", Decimal(10), Decimal(7)).left == 3
    assert Balance("dfg", "2019-20", Decimal(7), Decimal(10)).left == -3


@pytest.mark.parametrize(("minimum", "planned", "under", "headroom", "met"), [
    (10, 9, 1, -1, False), (10, 10, 0, 0, True), (10, 11, 0, 1, True), (0, 0, 0, 0, True), (None, 5, 0, 5, False),
])  # fmt: skip
def test_required_spend(minimum: int | None, planned: int, under: int, headroom: int, met: bool) -> None:
    spend = RequiredSpend("asc", "2019-20", None if minimum is None else Decimal(minimum), Decimal(planned), ())
    assert (spend.under_spend, spend.headroom, spend.met) == (under, headroom, met)


@pytest.mark.parametrize(("fence", "row", "share"), [
    ("asc", {"source": "ccg_min", "area": "social_care"}, "1"),
    ("asc", {"source": "ibcf", "area": "social_care"}, "0"),
    ("asc", {"source": "ccg_min", "area": "primary_care"}, "0"),
    ("asc", {"source": "ccg_min", "area": "social_care", "commissioner": ""}, "1"),
    ("asc", {"source": "ccg_min", "area": "social_care", "commissioner": "joint"}, "1"),
    ("ooh", {"source": "ccg_min", "area": "social_care", "commissioner": "ccg"}, "1"),
    ("ooh", {"source": "ccg_min", "area": "social_care", "commissioner": "la"}, "0"),
    ("ooh", {"source": "ccg_min", "area": "social_care", "commissioner": ""}, "0"),
    ("ooh", {"source": "ccg_min", "area": "acute", "commissioner": "ccg"}, "0"),
    ("ooh", {"source": "ccg_min", "area": "", "commissioner": "ccg"}, "0"),
    ("ooh", {"source": "ccg_min", "area": "other", "commissioner": "joint", "joint_nhs": Decimal("12.5")}, "0.125"),
    ("ooh", {"source": "ccg_min", "area": "acute", "commissioner": "joint", "joint_nhs": Decimal(50)}, "0"),
    ("ooh", {"source": "ibcf", "area": "other", "commissioner": "ccg"}, "0"),
])  # fmt: skip
def test_share_that_counts(fence: str, row: dict[str, object], share: str) -> None:
    scheme = good_scheme(REAL, **{"key": "row-1", **row})
    assert counted_share(FENCES[fence], scheme, REAL) == Decimal(share)


@pytest.mark.parametrize(("fence", "commissioner", "share"), [
    ("home", "council", "1"), ("home", "trust", "0"), ("home", "someone", "0"), ("home", "both", "0.7"),
    ("records", "council", "0"), ("records", "both", "0"),
])  # fmt: skip
def test_share_that_counts_in_another_round(fence: str, commissioner: str, share: str) -> None:
    scheme = good_scheme(
        MADE_UP, "trust_base", "row-1", area="home", commissioner=commissioner, joint_nhs=30, joint_la=70,
    )  # fmt: skip
    assert counted_share(FENCES[fence], scheme, MADE_UP) == Decimal(share)


def test_provider_never_matters() -> None:
    for provider in REAL.expenditure.providers.items:
        scheme = good_scheme(REAL, "ccg_min", "row-1", area="social_care", provider=provider.code)
        assert counted_share(FENCES["asc"], scheme, REAL) == 1


@given(amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_pence_add_up_exactly(amounts: list[int]) -> None:
    rows = tuple(
        good_scheme(REAL, "dfg", f"row-{number}", Decimal(pence) / 100) for number, pence in enumerate(amounts)
    )
    figures = Figures(REAL, changed(complete_plan("2019-20"), schemes=rows))
    assert figures.planned["dfg", "2019-20"] * 100 == sum(amounts)


def test_every_source_and_year_has_a_balance() -> None:
    figures = Figures(LONG, changed(complete_plan("2017-19"), schemes=(), contributions=()))
    assert [(one.source, one.year) for one in figures.balances] == [
        (source, year) for source in LONG.sources for year in LONG.years
    ]
    assert all(one.left == 0 for one in figures.balances)


def test_year_is_kept_apart() -> None:
    rows = (good_scheme(LONG, "dfg", "row-1", amounts={"2017-18": Decimal(3), "2018-19": Decimal(4)}),)
    figures = Figures(LONG, changed(complete_plan("2017-19"), schemes=rows))
    assert (figures.planned["dfg", "2017-18"], figures.planned["dfg", "2018-19"]) == (3, 4)
    assert (figures.total_planned("2017-18"), figures.total_planned("2018-19"), figures.total_planned()) == (3, 4, 7)
    assert figures.total_income("2017-18") == 5 * EACH
    assert figures.total_income() == 10 * EACH


def test_amount_for_a_year_outside_the_round_counts_nowhere() -> None:
    rows = (good_scheme(REAL, "dfg", "row-1", amounts={"2019-20": Decimal(3), "2020-21": Decimal(4)}),)
    figures = Figures(REAL, changed(complete_plan("2019-20"), schemes=rows))
    assert figures.total_planned() == 3
    assert sum(figures.planned.values()) == 3


def test_nothing_is_an_exact_amount_too() -> None:
    figures = Figures(MADE_UP, changed(complete_plan("2031-34"), schemes=()))
    for amount in (figures.total_planned(), figures.total_income("1999-00"), figures.subtotal("base", "1999-00"),
                   figures.required_spend[0].planned):  # fmt: skip
        assert isinstance(amount, Decimal)
        assert amount == 0


def test_row_without_a_source_is_in_the_total_only() -> None:
    rows = (good_scheme(REAL, "", "row-1", Decimal(3)),)
    figures = Figures(REAL, changed(complete_plan("2019-20"), schemes=rows))
    assert figures.total_planned() == 3
    assert sum(figures.planned.values()) == 0


def test_subtotals_take_their_sources() -> None:
    figures = Figures(MADE_UP, complete_plan("2031-34"))
    assert figures.subtotal("base", "2031-32") == 2 * EACH
    assert figures.subtotal("base") == 6 * EACH


def test_published_totals_leave_out_what_is_not_known() -> None:
    plan = complete_plan("2019-20")
    bare = changed(plan, allocations=())
    assert "2019-20 required asc minimum" in published_totals(REAL, plan)
    assert "2019-20 required asc minimum" not in published_totals(REAL, bare)
    assert "2019-20 required asc under spend" not in published_totals(REAL, bare)
    assert published_totals(REAL, bare)["2019-20 required asc planned"] == 0


def test_published_totals_stand_for_each_year() -> None:
    totals = published_totals(LONG, complete_plan("2017-19"))
    assert totals["2018-19 total income"] == totals["2018-19 total planned"] == 5 * EACH
    assert totals["2017-18 balance dfg income"] == EACH
    assert totals["2017-18 balance dfg left"] == 0
    assert totals["2018-19 type dfg planned"] == 5 * EACH
    assert len(totals) == 2 * (2 + 2 + 3 * 5 + 3 * 2 + 16)


def loaded(kind: AllocationKind, code: str, value: int, body: str = "", year: str = "2019-20") -> Allocation:
    return Allocation(kind=kind, code=code, year=year, body=body, value=Decimal(value), origin="Published")


def test_allocated_income_adds_up_over_bodies_and_takes_no_other_figure() -> None:
    plan = changed(complete_plan("2019-20"), allocations=(
        loaded(AllocationKind.INCOME, "ccg_min", 3, "99X"), loaded(AllocationKind.INCOME, "ccg_min", 4, "99Y"),
        loaded(AllocationKind.INCOME, "dfg", 0), loaded(AllocationKind.MINIMUM, "asc", 5),
        loaded(AllocationKind.METRIC, "RES.population", 6),
    ))  # fmt: skip
    assert Figures(REAL, plan).allocated_income == {("ccg_min", "2019-20"): 7, ("dfg", "2019-20"): 0}


def test_minimums_are_taken_from_no_other_figure() -> None:
    plan = changed(complete_plan("2019-20"), allocations=(
        loaded(AllocationKind.INCOME, "ooh", 3), loaded(AllocationKind.METRIC, "ooh", 4),
        loaded(AllocationKind.MINIMUM, "asc", 5), loaded(AllocationKind.MINIMUM, "asc", 6, year="2018-19"),
    ))  # fmt: skip
    figures = Figures(REAL, plan)
    assert figures.minimums == {("asc", "2019-20"): 5, ("asc", "2018-19"): 6}
    assert [(spend.code, spend.minimum) for spend in figures.required_spend] == [("ooh", None), ("asc", 5)]


def test_required_spend_names_the_rows_that_count_and_their_parts() -> None:
    joint = {"area": "other", "commissioner": "joint", "joint_nhs": Decimal(25)}
    rows = (
        good_scheme(REAL, "ccg_min", "row-1", Decimal(100), area="other", commissioner="ccg"),
        good_scheme(REAL, "ccg_min", "row-2", Decimal(80), **joint),
        good_scheme(REAL, "ccg_min", "row-3", Decimal(60), area="acute", commissioner="ccg"),
    )
    figures = Figures(REAL, changed(complete_plan("2019-20"), schemes=rows))
    spend = next(one for one in figures.required_spend if one.code == "ooh")
    assert spend.rows == (Counted("row-1", Decimal(100)), Counted("row-2", Decimal(20)))
    assert spend.planned == 120


@pytest.mark.parametrize("part", ["by_scheme_type", "by_area", "by_commissioner", "by_provider"])
def test_spend_by_a_list_stands_for_every_entry_and_year_and_takes_no_blank(part: str) -> None:
    blank = {"scheme_type": "", "area": "", "commissioner": "", "provider": ""}
    rows = (
        good_scheme(LONG, "dfg", "row-1", amounts={"2017-18": Decimal(3), "2018-19": Decimal(4)}),
        good_scheme(LONG, "dfg", "row-2", amounts={"2017-18": Decimal(5)}),
        good_scheme(LONG, "dfg", "row-3", Decimal(9), **blank),
    )
    found = getattr(Figures(LONG, changed(complete_plan("2017-19"), schemes=rows)), part)
    lists = {"by_scheme_type": LONG.types, "by_area": LONG.areas, "by_commissioner": LONG.commissioners,
             "by_provider": LONG.labels(Column.PROVIDER)}  # fmt: skip
    assert set(found) == {(code, year) for code in lists[part] for year in LONG.years}
    chosen = getattr(rows[0], part.removeprefix("by_"))
    assert {key: amount for key, amount in found.items() if amount} == {
        (chosen, "2017-18"): 8, (chosen, "2018-19"): 4,
    }  # fmt: skip


def test_income_of_no_known_source_or_year_counts_nowhere() -> None:
    plan = complete_plan("2019-20")
    stray = [plan.contributions[0].model_copy(update=change) for change in ({"source": "gone"}, {"year": "1999-00"})]
    figures = Figures(REAL, changed(plan, contributions=(*plan.contributions, *stray)))
    assert figures.income == Figures(REAL, plan).income
    assert figures.total_income() == Figures(REAL, plan).total_income()


def test_what_is_worked_out_cannot_be_changed() -> None:
    plan = complete_plan("2019-20")
    figures = Figures(REAL, plan)
    spend = figures.required_spend[0]
    made = counting(REAL.ring_fences[0], plan.schemes[0], REAL)
    for one, name in ((figures.balances[0], "income"), (Counted("row-1", EACH), "amount"), (spend, "minimum"),
                      (figures, "plan"), (made, "share")):  # fmt: skip
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, Decimal(1))
