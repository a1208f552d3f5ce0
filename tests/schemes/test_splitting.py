"""Filling in who pays a row: every way of splitting, and why nothing is filled in where it is not."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.payers import PayerFigures
from schemes.splitting import REST, Filled, Filler, Payers, Way
from tests.fund.build import COUNCIL, ROUNDS, changed, complete_plan, good_scheme, income_for
from tests.fund.strategies import PAYERS, pounds

YEAR = "2019-20"
ROUND = ROUNDS[YEAR]
CCGS = ("99X", "99Y")
LA = COUNCIL.code


def plan() -> PlanDocument:
    """Two CCGs of 60 and 40 per cent of the residents; the northern one contributes three quarters."""
    income = income_for(ROUND, {("ccg_min", YEAR): Decimal(400)}, False)
    lines = tuple(
        line.model_copy(update={"amount": Decimal(300 if line.body == "99X" else 100)})
        for line in income["contributions"] if line.source == "ccg_min"
    )
    assert {line.body for line in lines} == set(CCGS)
    return changed(complete_plan(YEAR), contributions=lines)


def fill(
    how: str, between: tuple[str, ...] = CCGS, payers: Payers | None = None, amount: str | None = "100.01",
    source: str = "ccg_min",
) -> Filled:
    amounts = {YEAR: Decimal(amount)} if amount is not None else {}
    row = good_scheme(ROUND, source, "row-1", amounts=amounts)
    return Filler(PayerFigures(ROUND, plan()), row, how, between).fill(payers or {})


def pays(filled: Filled) -> dict[str, str]:
    return {body: str(by_year[YEAR]) for body, by_year in filled.payers.items()}


def test_by_contributions_to_the_rows_source() -> None:
    assert pays(fill(Way.CONTRIBUTIONS)) == {"99X": "75.01", "99Y": "25"}


def test_by_all_contributions_while_the_row_has_no_source() -> None:
    assert pays(fill(Way.CONTRIBUTIONS, source="")) == {"99X": "75.01", "99Y": "25"}


def test_by_share_of_the_residents() -> None:
    assert pays(fill(Way.RESIDENTS)) == {"99X": "60.01", "99Y": "40"}


def test_evenly_to_the_penny() -> None:
    assert pays(fill(Way.EVENLY, (*CCGS, LA))) == {"99X": "33.34", "99Y": "33.34", LA: "33.33"}


def test_in_the_proportions_entered_when_the_amount_has_moved() -> None:
    found = fill(Way.PROPORTIONS, payers={"99X": {YEAR: Decimal(10)}, "99Y": {YEAR: Decimal(30)}}, amount="80")
    assert pays(found) == {"99X": "20", "99Y": "60"}


def test_the_rest_goes_to_one_body() -> None:
    found = fill(f"{REST}{LA}", payers={"99X": {YEAR: Decimal("60.50")}, LA: {YEAR: Decimal(5)}})
    assert pays(found) == {"99X": "60.50", LA: "39.51"}


def test_who_takes_no_part_keeps_what_it_pays() -> None:
    found = fill(Way.EVENLY, payers={LA: {YEAR: Decimal("50.01")}})
    assert pays(found) == {LA: "50.01", "99X": "25", "99Y": "25"}


def test_nothing_is_filled_in_where_the_others_pay_too_much() -> None:
    found = fill(Way.EVENLY, payers={LA: {YEAR: Decimal(200)}})
    assert (pays(found), found.years) == ({LA: "200"}, ())
    assert found.remarks == (
        "In 2019-20 the bodies that take no part already pay £200, more than the row’s £100.01: nothing is left to "
        "split.",
    )


def test_a_row_without_an_amount_is_not_filled_in() -> None:
    assert fill(Way.EVENLY, amount=None).remarks == ("In 2019-20 the row has no amount to split.",)


def test_every_lack_is_told() -> None:
    lacks = {
        Way.CONTRIBUTIONS: "none of the bodies ticked contributes to the row’s source of funding",
        Way.RESIDENTS: "no share of the residents is known for the bodies ticked",
        Way.PROPORTIONS: "none of the bodies ticked has an amount whose proportion could be kept",
    }
    for way, lack in lacks.items():
        assert fill(way, (LA,)).remarks == (f"In 2019-20 {lack}.",)
    assert fill(Way.EVENLY, ()).remarks == ("In 2019-20 no body is ticked to take part.",)


@given(
    how=st.sampled_from([*(way.value for way in Way), *(f"{REST}{body}" for body in PAYERS)]),
    between=st.lists(st.sampled_from(PAYERS), unique=True),
    payers=st.dictionaries(st.sampled_from(PAYERS), st.fixed_dictionaries({YEAR: pounds(smallest=-5)})),
    amounts=st.dictionaries(st.just(YEAR), pounds(smallest=-5)),
)
def test_whatever_is_filled_in_adds_up_exactly(
    how: str, between: list[str], payers: dict[str, dict[str, Decimal]], amounts: dict[str, Decimal]
) -> None:
    row = good_scheme(ROUND, "ccg_min", "row-1", amounts=amounts)
    found = Filler(PayerFigures(ROUND, plan()), row, how, between).fill(payers)
    assert Scheme(key="row", payers=found.payers).payers == found.payers
    paid = sum((by_year.get(YEAR, Decimal(0)) for by_year in found.payers.values()), Decimal(0))
    if found.years:
        assert paid == amounts[YEAR]
    else:
        assert found.payers == payers
        assert found.remarks
