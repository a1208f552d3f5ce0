"""What is behind a balance that does not hold is named where exactly one row explains it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.rules import check_plan
from tests.fund.build import changed, complete_plan, good_scheme, income_for
from tests.fund.rules.found import ROUND, YEAR, findings

AMOUNTS = (123_456, 78_900, 5_250)


def _plan(*amounts: int, income: int = sum(AMOUNTS), **last: object) -> PlanDocument:
    rows = [good_scheme(ROUND, "dfg", f"row-{at}", Decimal(amount)) for at, amount in enumerate(amounts)]
    rows[-1] = Scheme(**{**{name: getattr(rows[-1], name) for name in Scheme.model_fields}, **last})
    money = income_for(ROUND, {("dfg", YEAR): Decimal(income)}, two_tier=False)
    return changed(complete_plan(YEAR), schemes=tuple(rows), **{**money, "gates": complete_plan(YEAR).gates})


def _remedy(plan: PlanDocument) -> str:
    return next(one.remedy for one in findings("BAL-001", plan) if one.place.item == "dfg")


def test_a_row_without_a_source_is_named() -> None:
    assert "“Scheme row-2” is exactly £5,250 and names no source of funding." in _remedy(_plan(*AMOUNTS, source=""))


def test_a_nought_too_many_is_named() -> None:
    remedy = _remedy(_plan(123_456, 789_000, 5_250))
    assert remedy.endswith("“Scheme row-1” is £789,000; with £78,900 the balance would hold.")


def test_digits_changed_about_are_named() -> None:
    assert "“Scheme row-0” is £132,456; with £123,456 the balance would hold." in _remedy(_plan(132_456, 78_900, 5_250))


def test_two_rows_that_would_explain_it_are_not_named() -> None:
    plan = _plan(132_456, 132_456, 5_250, income=2 * 132_456 + 5_250 - 9_000)
    assert _remedy(plan).endswith("or correct its income.")


def test_a_small_difference_is_not_explained() -> None:
    assert _remedy(_plan(123_456, 78_900, 5_520)).endswith("or correct its income.")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1_000, 9_999_999), min_size=2, max_size=6), st.data())
def test_what_is_named_would_mend_the_balance(amounts: list[int], data: st.DataObject) -> None:
    income = sum(amounts) + data.draw(st.integers(-1_000_000, 1_000_000))
    plan = _plan(*amounts, income=max(income, 0))
    for finding in check_plan(ROUND, plan):
        if finding.rule == "BAL-001" and "the balance would hold" in finding.remedy:
            read, wanted = (
                Decimal(part.strip("£;").replace(",", ""))
                for part in finding.remedy.rpartition("” is ")[2].split() if part.startswith("£")
            )
            assert finding.difference == read - wanted
