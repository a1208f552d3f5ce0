"""The panel of running balances and ring-fences: words and amounts for what the figures say."""

from decimal import Decimal

from bcf.fund.balances import Figures
from plans.balances_panel import balances_panel
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan, with_first


def panel_of(plan):
    return balances_panel(Figures(ROUNDS[plan.round], plan))


def standing(panel, name, year=0):
    entry = next(entry for entry in (*panel.sources, *panel.fences) if entry.name == name)
    return entry.years[year]


def test_a_balanced_plan_says_so():
    panel = panel_of(LEICESTER)
    assert standing(panel, "Minimum CCG Contribution").words == "Balanced"
    assert standing(panel, "Adult social care").amount == "£15,021 above"
    assert panel.in_words == "All sources are balanced and all ring-fences met"


def test_money_left_and_money_over_are_told_apart():
    amount = LEICESTER.schemes[0].amount("2019-20")
    less = panel_of(with_first(LEICESTER, "schemes", amounts={"2019-20": amount - Decimal("0.5")}))
    more = panel_of(with_first(LEICESTER, "schemes", amounts={"2019-20": amount + 2_000_000}))
    assert less.in_words == "Minimum CCG Contribution: Left to plan £0.50"
    assert standing(more, "Minimum CCG Contribution").tone == "over"
    assert more.in_words == "Minimum CCG Contribution: Over by £2,000,000"


def test_a_ring_fence_that_is_missed_or_unknown_is_not_met():
    bare = panel_of(changed(LEICESTER, schemes=()))
    assert standing(bare, "Adult social care").words == "Short by"
    unknown = panel_of(changed(LEICESTER, allocations=()))
    assert standing(unknown, "Adult social care").words == "No minimum loaded"


def test_a_source_that_nobody_must_pay_is_left_out_while_it_is_not_used():
    names = [entry.name for entry in panel_of(LEICESTER).sources]
    assert not any("Additional" in name for name in names)


def test_every_year_of_a_round_has_a_line_with_an_anchor_of_its_own():
    panel = panel_of(complete_plan("2031-34"))
    assert panel.several_years
    assert [year.year for year in panel.sources[0].years] == ["2031-32", "2032-33", "2033-34"]
    anchors = [year.anchor for entry in (*panel.sources, *panel.fences) for year in entry.years]
    assert len(set(anchors)) == len(anchors)
    assert "expenditure-trust_base-balance-2032-33" in anchors


def test_a_source_that_must_be_pooled_is_not_balanced_for_having_no_income():
    empty = panel_of(changed(LEICESTER, allocations=(), contributions=(), schemes=()))
    assert standing(empty, "Minimum CCG Contribution").words == "No income yet"
    assert standing(empty, "Minimum CCG Contribution").tone == "under"
