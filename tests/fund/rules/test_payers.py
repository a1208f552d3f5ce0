"""Payers and pooled funds: what the rules say where they contradict the row, the board or the income."""

from decimal import Decimal
from typing import Any

from bcf.fund.document import Contribution, PlanDocument, PooledFund
from bcf.fund.findings import Severity
from tests.fund.build import COUNCIL, EACH, changed, complete_plan, with_first
from tests.fund.rules.found import YEAR, findings, in_row, row, with_row

HALF = EACH / 2


def test_a_row_without_payers_is_right() -> None:
    assert in_row("PAY-001", row()) == []


def test_payers_that_add_up_are_right() -> None:
    scheme = row(payers={"99X": {YEAR: HALF}, "99Y": {YEAR: HALF - 1}, COUNCIL.code: {YEAR: Decimal(1)}})
    assert in_row("PAY-001", scheme) == []


def test_what_nobody_pays_is_told_to_the_penny() -> None:
    (found,) = in_row("PAY-001", row(payers={"99X": {YEAR: EACH - Decimal("0.01")}}))
    assert found.message == (
        "“Scheme row-1”: the payers’ amounts for 2019-20 add up to £99,999.99 and the row’s amount is £100,000: "
        "£0.01 is not yet said to be paid by anybody."
    )
    assert (found.read, found.expected, found.difference) == ("£99,999.99", "£100,000", Decimal("-0.01"))
    assert (found.place.field, found.place.year, found.severity) == ("payers", YEAR, Severity.EXPLAIN)


def test_too_much_is_told() -> None:
    (found,) = in_row("PAY-001", row(payers={"99X": {YEAR: EACH + 5}}))
    assert "that is £5 too much" in found.message


def test_a_row_of_several_years_adds_up_in_each() -> None:
    plan = with_first(complete_plan("2017-19"), "schemes", payers={"99X": {"2017-18": EACH}})
    assert [(found.place.year, found.read) for found in findings("PAY-001", plan)] == [("2018-19", "£0")]


def test_a_payer_in_a_year_without_an_amount_is_found() -> None:
    found = in_row("PAY-002", row(amounts={}, payers={"99X": {YEAR: HALF}}))
    assert [one.message for one in found] == [
        "“Scheme row-1”: £50,000 is said to be paid in 2019-20, but the row has no amount."
    ]
    assert in_row("PAY-001", row(amounts={}, payers={"99X": {YEAR: HALF}})) == []


def test_a_payer_in_a_year_that_the_round_has_not_is_found() -> None:
    (found,) = in_row("PAY-002", row(payers={"99X": {"2011-12": HALF}}))
    assert "this round does not plan that year" in found.message
    assert found.place.field == "payers:99X"


def test_a_body_that_left_the_board_is_found() -> None:
    (found,) = findings("PAY-004", with_row(payers={"99Z": {YEAR: EACH}}))
    assert "“99Z”, which is no body of Sometown" in found.message
    assert found.expected == "one of Sometown Council, NHS Sometown North, NHS Sometown South"


def _source(source: str, **changes: Any) -> PlanDocument:
    return with_row(source=source, **changes)


def test_a_body_that_pays_more_than_it_contributes_is_named_with_both_figures() -> None:
    (found,) = findings("PAY-005", _source("dfg", payers={COUNCIL.code: {YEAR: EACH}, "99X": {YEAR: Decimal(5)}}))
    assert found.message == (
        "DFG, 2019-20: NHS Sometown North is said to pay £5 for rows of this source and contributes nothing to it."
    )
    assert (found.severity, found.place.item, found.place.field) == (Severity.ADVICE, "dfg", "paid:99X")
    assert found.difference == 5


def test_paying_all_that_one_contributes_is_right() -> None:
    assert findings("PAY-005", _source("dfg", payers={COUNCIL.code: {YEAR: EACH}})) == []


def test_nothing_is_said_where_income_names_no_body() -> None:
    plan = _source("dfg", payers={"99X": {YEAR: EACH}})
    lines = (*plan.contributions, Contribution(source="dfg", year=YEAR, contributor="A friend", amount=Decimal(1)))
    assert findings("PAY-005", changed(plan, contributions=lines)) == []


def _funds(*funds: PooledFund) -> PlanDocument:
    return changed(complete_plan(YEAR), pooled_funds=funds)


def test_a_fund_with_name_and_host_is_right() -> None:
    assert findings("PAY-006", _funds(PooledFund(key="f", name="Section 75", host="99X"))) == []


def test_name_and_host_of_a_fund_are_asked_for() -> None:
    found = findings("PAY-006", _funds(PooledFund(key="f")))
    assert [(one.place.field, one.message) for one in found] == [
        ("fund:host", "Pooled fund 1: no body has been chosen to host it."),
        ("fund:name", "Pooled fund 1: the name is missing."),
    ]


def test_a_host_is_a_body_of_the_board() -> None:
    (found,) = findings("PAY-006", _funds(PooledFund(key="f", name="S75", host="99Z")))
    assert "its host is “99Z”, which is no body of Sometown" in found.message


def test_a_row_of_a_removed_fund_is_found() -> None:
    (found,) = findings("PAY-007", with_row(pooled_fund="gone"))
    assert found.place.field == "pooled_fund"
    assert findings("PAY-007", changed(with_row(pooled_fund="f"), pooled_funds=(PooledFund(key="f"),))) == []
