"""What changed between two plans: rows paired, pounds and per cent, totals that add up."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.base import Confidence
from bcf.fund.difference import GROUPED, Change, Difference, Fate, YearPair, difference
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.round import Column, Round
from tests.fund.build import EVERY_ROUND, LEICESTER, ROOT, ROUNDS, board, changed, complete_plan
from tests.fund.strategies import pounds, schemes

MADE, AFTER = EVERY_ROUND["2031-34"], EVERY_ROUND["2034-36"]


def of(planning_round: Round, *rows: Scheme) -> PlanDocument:
    return PlanDocument(round=planning_round.id, board=board(), schemes=rows)


def row(key: str, name: str = "", amount: str = "0", **more: object) -> Scheme:
    """A row that spends the amount in every year of any round of these tests."""
    years = (*ROUNDS["2019-20"].years, *MADE.years, *AFTER.years)
    return Scheme(key=key, name=name, amounts=dict.fromkeys(years, Decimal(amount)), **more)  # type: ignore[arg-type]


def between(before: tuple[Scheme, ...], after: tuple[Scheme, ...], *, rounds: tuple[Round, Round]) -> Difference:
    return difference(rounds[0], of(rounds[0], *before), rounds[1], of(rounds[1], *after))


few = settings(max_examples=40, deadline=None)
SAME_ROUND = (ROUNDS["2019-20"], ROUNDS["2019-20"])
TWO_ROUNDS = (MADE, AFTER)


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    planning_round = ROUNDS["2019-20"]
    keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5))
    rows = [draw(schemes(planning_round, key)) for key in keys]
    return of(planning_round, *(one.model_copy(update={"amounts": {"2019-20": draw(pounds())}}) for one in rows))


@few
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: PlanDocument) -> None:
    assert difference(*((ROUNDS["2019-20"], plan) * 2)).empty


@few
@given(plans(), plans())
def test_rows_add_up_to_every_total(one: PlanDocument, other: PlanDocument) -> None:
    found = difference(ROUNDS["2019-20"], one, ROUNDS["2019-20"], other)
    rows = sum((item.total.amount for item in found.rows), Decimal(0))
    assert rows == found.planned.total.amount
    for column in GROUPED:
        assert rows == sum((total.total.amount for total in found.spending[column]), Decimal(0))


@few
@given(plans(), plans())
def test_backwards_everything_is_turned_round(one: PlanDocument, other: PlanDocument) -> None:
    planning_round = ROUNDS["2019-20"]
    there = difference(planning_round, one, planning_round, other)
    back = difference(planning_round, other, planning_round, one)
    assert _told(there) == _told(back, backwards=True)
    assert there.planned.total.amount == -back.planned.total.amount
    assert (there.count(Fate.NEW), there.count(Fate.ENDED)) == (back.count(Fate.ENDED), back.count(Fate.NEW))


def _told(found: Difference, *, backwards: bool = False) -> set[tuple[object, ...]]:
    """Every pair of rows by key, with what it comes to."""
    ways = {(*((row.key if row else None) for row in (one.before, one.after)), one.total.amount) for one in found.rows}
    return {(after, before, -amount) for before, after, amount in ways} if backwards else ways


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_per_cent_never_divides_by_nought(before: Decimal, after: Decimal) -> None:
    change = Change(before, after)
    assert (change.per_cent is None) == (before == 0)
    if change.per_cent:
        assert (change.per_cent > 0) == (change.amount > 0)


def test_each_fate_is_told() -> None:
    found = between(
        (row("same", "Same", "5"), row("more", "More", "5"), row("gone", "Gone", "7"), row("old", "Falls clinic", "3")),
        (row("same", "Same", "5"), row("more", "More", "6"), row("old", "Hospital at home", "3"), row("n", "New", "4")),
        rounds=SAME_ROUND,
    )  # fmt: skip
    assert [(item.row.key, item.fate) for item in found.rows] == [
        ("same", Fate.SAME), ("more", Fate.CHANGED), ("old", Fate.RENAMED), ("n", Fate.NEW), ("gone", Fate.ENDED),
    ]  # fmt: skip
    assert found.rows[1].total == Change(Decimal(5), Decimal(6))
    assert found.rows[1].total.per_cent == 20
    assert found.rows[3].total.per_cent is None
    assert found.rows[4].total.per_cent == -100
    assert not found.empty


def test_versions_of_one_plan_are_compared_year_by_year() -> None:
    plan = complete_plan("2031-34")
    found = difference(MADE, plan, MADE, plan)
    assert found.years == tuple(YearPair(year, year) for year in MADE.years)


def test_rounds_are_compared_by_their_neighbouring_years() -> None:
    found = between((row("a", "A", "5"),), (row("a", "A", "6"),), rounds=TWO_ROUNDS)
    assert found.years == (YearPair("2033-34", "2034-35"),)
    assert found.rows[0].total == Change(Decimal(5), Decimal(6))


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        pytest.param({"name": "Falls  Clinic"}, {"name": "falls clinic"}, True, id="case and spaces"),
        pytest.param({"name": "Integrated crisis response"}, {"name": "Integrated crisis response service"}, True,
                     id="much the same name"),
        pytest.param({"name": "Reablement LA", "scheme_id": "12"}, {"name": "Reablement (council)", "scheme_id": "12"},
                     True, id="same id and half the name"),
        pytest.param({"name": "Carers", "scheme_id": "12"}, {"name": "Telecare", "scheme_id": "12"}, False,
                     id="an id alone"),
        pytest.param({"name": ""}, {"name": ""}, False, id="no names"),
    ],
)  # fmt: skip
def test_rows_without_a_common_key_pair_by_name_and_id(one: dict, other: dict, pairs: bool) -> None:
    found = between((row("x", **one),), (row("y", **other),), rounds=TWO_ROUNDS)
    assert len(found.rows) == (1 if pairs else 2)


def test_of_several_rows_of_one_name_the_one_of_the_same_source_is_meant() -> None:
    before = (row("a", "Carers", "1", source="council_base"), row("b", "Carers", "2", source="trust_base"))
    after = (row("c", "Carers", "3", source="trust_base"),)
    found = between(before, after, rounds=(MADE, MADE))
    assert found.rows[0].before == before[1]
    assert found.rows[1].after is None


def test_a_number_for_a_key_does_not_tie_rows_of_plans_written_apart() -> None:
    before, after = (row("row-1", "Telecare"),), (row("row-1", "Stroke unit"),)
    assert len(between(before, after, rounds=TWO_ROUNDS).rows) == 2
    assert len(between(before, after, rounds=SAME_ROUND).rows) == 1


def test_a_source_that_changed_its_name_stays_one_source() -> None:
    before = (row("a", "A", "5", source="trust_base"), row("b", "B", "2", source="homes_grant"))
    after = (row("a", "A", "7", source="trust_core"), row("b", "B", "2", source="grant_homes"))
    found = between(before, after, rounds=TWO_ROUNDS)
    sources = [(total.code, total.total.amount) for total in found.spending[Column.SOURCE]]
    assert sources == [("trust_core", Decimal(2)), ("grant_homes", Decimal(0))]
    assert [item.fate for item in found.rows] == [Fate.CHANGED, Fate.SAME]


def test_what_the_later_round_no_longer_has_keeps_its_earlier_label() -> None:
    found = between((row("a", "A", "5", area="street"),), (row("a", "A", "5", area="home"),), rounds=TWO_ROUNDS)
    labels = [(total.label, total.total.amount) for total in found.spending[Column.AREA]]
    assert labels == [("At home", Decimal(5)), ("In the street", Decimal(-5))]
    assert [(item.before, item.after) for item in found.rows[0].fields] == [("In the street", "At home")]


def test_income_is_compared_by_source_and_as_a_pool() -> None:
    before, after = complete_plan("2031-34"), changed(complete_plan("2031-34"), contributions=())
    found = difference(MADE, before, MADE, after)
    assert found.pool.total.after == 0
    assert sum((total.total.amount for total in found.income), Decimal(0)) == found.pool.total.amount < 0


def test_leicester_against_its_plan_with_one_row_ended() -> None:
    less = changed(LEICESTER, schemes=LEICESTER.schemes[1:])
    found = difference(ROUNDS["2019-20"], LEICESTER, ROUNDS["2019-20"], less)
    first = LEICESTER.schemes[0]
    assert [item.row for item in found.rows if item.fate is not Fate.SAME] == [first]
    assert found.planned.total.amount == -first.amount("2019-20")


def test_a_mapping_to_what_the_round_has_not_is_named(tmp_path) -> None:
    from bcf.fund.problems import Refused
    from bcf.fund.rounds_on_disk import read_round

    path = tmp_path / "2034-36.yaml"
    text = (ROOT / "tests" / "rounds_next" / "2034-36.yaml").read_text()
    text = text.replace("trust_base: trust_core", "trust_base: nowhere").replace("anything: rest", "anything: x")
    path.write_text(text)
    with pytest.raises(Refused) as refused:
        read_round(path)
    assert [problem.where for problem in refused.value.problems] == [
        "carries[0].lists.source", "carries[0].questions",
    ]  # fmt: skip
    assert AFTER.carries[0].confidence is Confidence.VERIFIED
