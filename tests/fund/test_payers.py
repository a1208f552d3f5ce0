"""Splitting amounts among payers, and the sums of who pays what."""

import json
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument, PooledFund
from bcf.fund.payers import PayerFigures, split
from bcf.fund.problems import Refused
from tests.fund import strategies
from tests.fund.build import COUNCIL, EACH, LEICESTER, ROUNDS, changed, complete_plan, with_first

PENNY = Decimal("0.01")
amounts = strategies.pounds(smallest=-1_000_000)
weights = st.lists(st.decimals(0, 1_000_000, places=4), min_size=1, max_size=12).filter(any)


@given(amounts, weights)
@example(Decimal(100), [Decimal(1)] * 3)
@example(Decimal("0.01"), [Decimal(1), Decimal(1)])
@example(Decimal("-0.05"), [Decimal(2), Decimal(0), Decimal(1)])
def test_parts_are_whole_pence_and_make_up_the_amount(amount: Decimal, by: list[Decimal]) -> None:
    parts = split(amount, by)
    assert sum(parts) == amount
    for part, weight in zip(parts, by, strict=True):
        assert part == round(part, 2)
        assert abs(part - amount * weight / sum(by)) < PENNY
        assert part == 0 or weight > 0
        assert part * amount >= 0


@given(amounts.filter(lambda amount: amount >= 0), weights)
def test_who_weighs_more_never_pays_less(amount: Decimal, by: list[Decimal]) -> None:
    parts = split(amount, by)
    for heavy, more in zip(by, parts, strict=True):
        assert all(less <= more for light, less in zip(by, parts, strict=True) if light < heavy)


def test_odd_pennies_go_to_the_first_of_equals() -> None:
    assert split(Decimal("100.01"), [Decimal(1)] * 3) == (Decimal("33.34"), Decimal("33.34"), Decimal("33.33"))


@pytest.mark.parametrize("by", [[], [Decimal(0)], [Decimal(2), Decimal(-1)]])
def test_nothing_can_be_split_by_nothing(by: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="nothing to split by"):
        split(Decimal(5), by)


def _paid() -> PlanDocument:
    plan = with_first(
        complete_plan("2019-20"), "schemes", pooled_fund="f",
        payers={"99X": {"2019-20": EACH - 5}, COUNCIL.code: {"2019-20": Decimal(5), "2018-19": Decimal(7)}},
    )
    return changed(plan, pooled_funds=(PooledFund(key="f", name="Section 75", host="99X"),))


def test_sums_run_by_source_by_fund_and_by_body() -> None:
    plan = _paid()
    figures, source = PayerFigures(ROUNDS["2019-20"], plan), plan.schemes[0].source
    assert figures.by_source == {(source, "99X", "2019-20"): EACH - 5, (source, COUNCIL.code, "2019-20"): 5}
    assert figures.by_fund["f", "99X", "2019-20"] == EACH - 5
    assert figures.planned_in("f", "2019-20") == EACH
    assert figures.paid("99X", "2019-20") == EACH - 5
    assert [row.key for row in figures.rows_in("f")] == ["row-0"]
    contributed = sum(line.amount or 0 for line in plan.contributions if line.body == COUNCIL.code)
    assert figures.contribution(COUNCIL.code, "2019-20") == contributed


def test_a_plan_without_payers_says_nothing_of_them() -> None:
    assert not PayerFigures(ROUNDS["2019-20"], LEICESTER).told
    assert PayerFigures(ROUNDS["2019-20"], _paid()).told


def test_what_is_not_said_leaves_no_trace_in_the_canonical_form() -> None:
    """Plans of before keep their digests, and whoever clears all payers has the plan of before."""
    assert LEICESTER.digest == "409777850dea6f71f3c309d530f3f66e1e7b1dd1c3009e2b018506647f85abac"
    cleared = with_first(_paid(), "schemes", payers={"99X": {}, "99Y": {}}, pooled_fund="")
    assert changed(cleared, pooled_funds=()).digest == complete_plan("2019-20").digest
    assert "payers" not in complete_plan("2019-20").canonical()
    assert "pooled_fund" not in complete_plan("2019-20").canonical()


def test_payers_and_funds_are_part_of_the_digest_and_survive_the_canonical_form() -> None:
    plan = _paid()
    assert PlanDocument.from_json(plan.canonical()) == plan
    assert plan.digest != with_first(plan, "schemes", pooled_fund="").digest
    assert plan.digest != changed(plan, pooled_funds=(PooledFund(key="f", name="Section 75", host="99Y"),)).digest


def test_nought_is_an_amount_of_a_payer() -> None:
    plan = with_first(complete_plan("2019-20"), "schemes", payers={"99X": {"2019-20": Decimal(0)}})
    assert PlanDocument.from_json(plan.canonical()).schemes[0].payers == {"99X": {"2019-20": Decimal(0)}}


@pytest.mark.parametrize(("payers", "where", "message"), [
    ({"99X": {"2019-20": "1.001"}}, "/schemes/0/payers/99X/2019-20", "two decimal places"),
    ({"99X": {"2019-20": "lots"}}, "/schemes/0/payers/99X/2019-20", "decimal"),
    ({"99X": "all"}, "/schemes/0/payers/99X", "dictionary"),
    ({"a code far too long": {"2019-20": "1"}}, "/schemes/0/payers/a code far too long", "at most 12"),
])  # fmt: skip
def test_payers_that_cannot_be_read_are_refused_with_a_pointer(payers: object, where: str, message: str) -> None:
    content = complete_plan("2019-20").as_json()
    content["schemes"][0]["payers"] = payers
    with pytest.raises(Refused) as refused:
        PlanDocument.from_json(json.dumps(content))
    (problem,) = refused.value.problems
    assert problem.where == where
    assert message in problem.message


def test_a_fund_has_a_key_and_no_other_fields() -> None:
    content = {**complete_plan("2019-20").as_json(), "pooled_funds": [{"name": "Section 75", "colour": "red"}]}
    with pytest.raises(Refused) as refused:
        PlanDocument.from_json(json.dumps(content))
    assert {problem.where for problem in refused.value.problems} == {"/pooled_funds/0/key", "/pooled_funds/0/colour"}
