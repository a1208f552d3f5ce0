"""Over-programming of a draft, and the slippage that partners expect."""

from decimal import Decimal

import pytest
from hypothesis import given

from bcf.fund.balances import Figures
from bcf.fund.findings import Severity
from bcf.fund.rules import check_plan
from plans.assembling import assemble
from plans.models import Plan, Slippage
from plans.programming import Programming, programming
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan, with_first
from tests.fund.strategies import pounds

YEAR = "2019-20"


def leicester_with(amount: str, *slippages: Slippage) -> Programming:
    """Leicester's plan with another amount in its first row, which the minimum contribution pays."""
    plan = with_first(LEICESTER, "schemes", amounts={YEAR: Decimal(amount)})
    return programming(Figures(ROUNDS[YEAR], plan), slippages)


def slip(amount: str, source: str = "ccg_min", year: str = YEAR) -> Slippage:
    return Slippage(source=source, year=year, amount=Decimal(amount))


def test_a_balanced_plan_has_nothing_to_tell() -> None:
    found = programming(Figures(ROUNDS[YEAR], LEICESTER), ())
    assert not found.over
    assert not found.slippage
    assert found.over_lines == ()


def test_over_programming_is_said_for_the_whole_and_for_each_source() -> None:
    found = leicester_with("6707613")
    assert found.whole.sentence == "Proposed £44,068,727 against £43,368,727: over-programmed by £700,000"
    assert [(line.name, line.over) for line in found.over_lines] == [("Minimum CCG Contribution", Decimal(700_000))]


def test_slippage_lessens_what_is_shown_and_not_what_is_proposed() -> None:
    found = leicester_with("6707613", slip("500000"))
    assert found.over
    assert found.whole.over == 700_000
    assert found.whole.shown["left"] == "still over by £200,000"
    assert leicester_with("6707613", slip("700000")).whole.shown["left"] == "balanced"
    assert leicester_with("6707613", slip("800000")).whole.shown["left"] == "left to plan £100,000"


def test_a_source_that_is_over_is_told_even_where_the_whole_is_not() -> None:
    plan = complete_plan(YEAR)
    rows = (plan.schemes[0].model_copy(update={"amounts": {YEAR: Decimal(150_000)}}),
            plan.schemes[1].model_copy(update={"amounts": {YEAR: Decimal(50_000)}}), *plan.schemes[2:])  # fmt: skip
    found = programming(Figures(ROUNDS[YEAR], changed(plan, schemes=rows)), ())
    assert found.over
    assert found.whole.over == 0
    assert len(found.over_lines) == 1


def test_without_any_known_income_there_is_nothing_to_hold_a_draft_against() -> None:
    plan = changed(LEICESTER, contributions=(), allocations=())
    assert not programming(Figures(ROUNDS[YEAR], plan), ()).over


def test_slippage_of_a_source_that_the_round_has_not_counts_nowhere() -> None:
    assert not leicester_with("6007613", slip("5", source="gone")).slippage
    assert not leicester_with("6007613", slip("5", year="2031-32")).slippage


def test_every_year_of_a_round_of_several_is_told() -> None:
    plan = complete_plan("2031-34")
    over = plan.schemes[0].model_copy(update={"amounts": {**plan.schemes[0].amounts, "2032-33": Decimal(150_000)}})
    found = programming(Figures(ROUNDS["2031-34"], changed(plan, schemes=(over, *plan.schemes[1:]))), ())
    assert [line.name for line in found.over_lines] == ["2032-33", "Trust Base Payment, 2032-33"]


@given(pounds(60_000_000), pounds(1_000_000))
def test_what_is_left_is_income_less_proposed_plus_slippage(amount: Decimal, slippage: Decimal) -> None:
    found = leicester_with(str(amount), slip(str(slippage)))
    assert found.whole.left == found.whole.income - found.whole.proposed + slippage
    assert sum(line.left for line in found.sources) == found.whole.left


@pytest.mark.django_db
def test_slippage_never_silences_a_check_and_stands_in_no_document(leicester: Plan) -> None:
    over = with_first(assemble(leicester), "schemes", amounts={YEAR: Decimal(6_707_613)})
    findings = check_plan(ROUNDS[YEAR], over)
    before = assemble(leicester).digest
    Slippage.objects.create(plan=leicester, source="ccg_min", year=YEAR, amount=Decimal(700_000))
    assert assemble(leicester).digest == before
    assert check_plan(ROUNDS[YEAR], over) == findings
    assert any(one.severity is Severity.BLOCKING and one.place.item == "ccg_min" for one in findings)
