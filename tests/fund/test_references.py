"""Figures of the plan that its text can name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.balances import Figures
from bcf.fund.references import References, fold
from bcf.fund.text import pounds
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan

REAL = References.of(ROUNDS["2019-20"], LEICESTER)


@pytest.mark.parametrize(("name", "value"), [
    ("pool total", "£43,368,727"),
    ("Pool  TOTAL", "£43,368,727"),
    ("pool-total 2019-20", "£43,368,727"),
    ("left to plan", "£0"),
    ("number of rows", "49"),
    ("income from Minimum CCG Contribution", "£23,936,545"),
    ("planned from iBCF", "£15,466,521"),
    ("spend on Carers Services", "£650,000"),
    ("spend on carers", "£650,000"),
    ("spend on HICM for Managing Transfer of Care", "£472,700"),
    ("spend in social care", "£34,858,506"),
    ("minimum for adult social care", "£15,411,303"),
    ("planned for NHS commissioned out of hospital", "£7,242,204"),
    ("RES 2019-20 plan", "585.8"),
    ("planned RES", "585.8"),
    ("last REA", "92.2%"),
    ("DTOC 2019-20", "21.4"),
])  # fmt: skip
def test_a_name_gives_the_plans_figure(name: str, value: str) -> None:
    found = REAL.find(name)
    assert found is not None
    assert found.shown == value


@pytest.mark.parametrize("name", ["", "pool", "pool total 2018-19", "spend on", "spend on p", "income", "{", "sic"])
def test_what_names_no_figure_or_several_finds_none(name: str) -> None:
    assert REAL.find(name) is None


def test_the_nearest_names_help_with_a_slip() -> None:
    assert REAL.nearest("pool totl")[0] == "pool total"
    assert REAL.nearest("spend on carer service")[0] == "spend on Carers Services"
    assert REAL.nearest("carers") == ["spend on Carers Services"]
    assert REAL.nearest("zzzz") == []


@pytest.mark.parametrize("round_id", ROUNDS)
def test_every_name_offered_finds_its_own_figure(round_id: str) -> None:
    references = References.of(ROUNDS[round_id], complete_plan(round_id))
    names = [fold(one.name) for one in references.all]
    for one in references.all:
        if names.count(fold(one.name)) == 1:
            assert references.find(one.name) is one
    assert len(names) == len(set(names))


@pytest.mark.parametrize("round_id", ROUNDS)
def test_names_can_stand_in_braces(round_id: str) -> None:
    for one in References.of(ROUNDS[round_id], complete_plan(round_id)).all:
        assert not set("{}\n") & set(one.name)


def test_a_round_of_several_years_has_each_year_and_the_whole() -> None:
    planning_round, plan = ROUNDS["2017-19"], complete_plan("2017-19")
    references, figures = References.of(planning_round, plan), Figures(planning_round, plan)
    whole, one = references.find("pool total"), references.find("pool total 2018-19")
    assert whole is not None
    assert one is not None
    assert whole.value == pounds(figures.total_income())
    assert one.value == pounds(figures.total_income("2018-19"))
    assert references.find("pool total 2019-20") is None


def test_a_figure_that_is_not_there_yet_says_so() -> None:
    references = References.of(ROUNDS["2019-20"], changed(LEICESTER, metrics=(), allocations=()))
    for name in ("planned RES", "minimum for adult social care"):
        found = references.find(name)
        assert found is not None
        assert (found.value, found.shown) == ("", "[no figure yet]")


@given(st.text(max_size=60))
def test_any_name_is_looked_up_without_trouble(name: str) -> None:
    REAL.find(name)
    assert len(REAL.nearest(name)) <= 3
