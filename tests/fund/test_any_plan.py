"""What holds for every plan of every round, made-up rounds included."""

import json
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.findings import Severity, apart
from bcf.fund.metrics import values
from bcf.fund.places import sections_of
from bcf.fund.published import published_totals
from bcf.fund.round import Round
from bcf.fund.rules import RULES, check_plan, check_scheme
from tests.fund import strategies
from tests.fund.build import ROUNDS, changed

rounds = pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)
few = settings(max_examples=25, deadline=None)
PENNY = Decimal("0.01")


@rounds
@few
@given(data=st.data())
def test_valid_plan_has_nothing_blocking(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round))
    assert [finding for finding in check_plan(planning_round, plan) if finding.severity is Severity.BLOCKING] == []


@rounds
@few
@given(data=st.data())
def test_any_draft_can_be_checked_and_totalled(planning_round: Round, data: st.DataObject) -> None:
    draft = data.draw(strategies.drafts(planning_round))
    known = {rule.id: rule for rule in RULES}
    for finding in check_plan(planning_round, draft):
        assert finding.place.section in known[finding.rule].sections
        assert finding.place.section in sections_of(planning_round)
        assert finding.message
        assert finding.remedy
        assert finding.read
        assert finding.expected
    assert published_totals(planning_round, draft)
    assert values(planning_round, draft).keys() == {
        (metric.code, period.code) for metric in planning_round.metrics.items for period in metric.periods
    }


@rounds
@few
@given(data=st.data())
def test_row_alone_is_found_as_in_its_plan(planning_round: Round, data: st.DataObject) -> None:
    draft = data.draw(strategies.drafts(planning_round))
    of_rows = {rule.id for rule in RULES if rule.row_check}
    in_plan = [finding for finding in apart(check_plan(planning_round, draft)) if finding.rule in of_rows]
    alone = [finding for scheme in draft.schemes for finding in check_scheme(planning_round, scheme)]
    assert sorted(map(repr, in_plan)) == sorted(map(repr, alone))


@rounds
@few
@given(data=st.data())
def test_totals_are_the_sum_of_their_parts(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round))
    figures = Figures(planning_round, plan)
    for year in planning_round.years:
        total = sum(scheme.amounts[year] for scheme in plan.schemes)
        for parts in (
            figures.planned, figures.by_scheme_type, figures.by_area, figures.by_commissioner, figures.by_provider,
        ):  # fmt: skip
            assert sum(amount for (_, of), amount in parts.items() if of == year) == total
        assert figures.total_planned(year) == total == figures.total_income(year)
        assert sum(balance.left for balance in figures.balances if balance.year == year) == 0
    assert figures.total_planned() == sum(figures.total_planned(year) for year in planning_round.years)


@rounds
@few
@given(data=st.data())
def test_order_of_rows_and_lines_changes_no_figure(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round))
    shuffle = random.Random(data.draw(st.integers(0, 999)))
    rows, lines = list(plan.schemes), list(plan.contributions)
    shuffle.shuffle(rows)
    shuffle.shuffle(lines)
    mixed = changed(plan, schemes=tuple(rows), contributions=tuple(lines))
    assert published_totals(planning_round, mixed) == published_totals(planning_round, plan)


@rounds
@few
@given(data=st.data())
def test_another_row_never_lowers_a_required_spend(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round))
    more = changed(plan, schemes=(*plan.schemes, data.draw(strategies.valid_schemes(planning_round, "row-new"))))
    before, after = Figures(planning_round, plan), Figures(planning_round, more)
    for old, new in zip(before.required_spend, after.required_spend, strict=True):
        assert new.planned >= old.planned
        assert new.under_spend <= old.under_spend
        assert new.planned - old.planned <= more.schemes[-1].amount(new.year)


@rounds
@few
@given(data=st.data())
def test_penny_off_a_row_shows_as_a_penny_left(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round).filter(lambda made: any(made.schemes[0].amounts.values())))
    first, *rest = plan.schemes
    year = next(year for year, amount in first.amounts.items() if amount)
    less = first.model_copy(update={"amounts": {**first.amounts, year: first.amounts[year] - PENNY}})
    found = check_plan(planning_round, changed(plan, schemes=(less, *rest)))
    balances = {(one.place.item, one.place.year): one.difference for one in found if one.rule == "BAL-001"}
    assert balances == {(first.source, year): -PENNY}


@rounds
@few
@given(data=st.data())
def test_canonical_form_is_stable(planning_round: Round, data: st.DataObject) -> None:
    draft = data.draw(strategies.drafts(planning_round))
    again = PlanDocument.from_json(draft.canonical())
    pretty = PlanDocument.from_json(json.dumps(draft.as_json(), indent=2))
    assert again == draft == pretty
    assert again.digest == draft.digest == pretty.digest
    assert again.canonical() == draft.canonical()
