"""Sentences made of a plan's own figures, in whatever spelling, are never found; one figure moved is found once."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.round import Round
from bcf.fund.text import pounds
from tests.fund import strategies
from tests.fund.build import LEICESTER, ROUNDS, changed
from tests.fund.told.saying import told

rounds = pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)
few = settings(max_examples=25, deadline=None)

_WHOLE = (
    "The {name} is {amount}.", "The {name} for {year} is {amount}.", "In {year} the {name} is {amount}.",
    "The total {name} comes to {amount} in {year}.", "The {name} of {amount} is agreed.",
    "The {name} ({amount}) is agreed.", "- {name}: {amount}", "The {amount} {name} is agreed.",
    "The value of the {name} in {year} is {amount}, which is agreed.",
)
_SCHEME = (
    "The {name} costs {amount}.", "The {name} receives {amount} in {year}.", "{amount} is invested in the {name}.",
    "We spend {amount} on the {name}.", "The {name} ({amount}) is for older people.",
)
_UNITS = {"m": 6, " million": 6, "k": 3}


def _rounded(amount: Decimal, unit: str, places: int) -> str:
    scaled = amount.scaleb(-_UNITS[unit]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"£{scaled:,}{unit}"


@st.composite
def spellings(draw: st.DrawFn, amount: Decimal) -> str:
    """An amount as people write it: to the pound, in thousands or millions, with or without a hedge that holds."""
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    ways = [pounds(whole)]
    if amount >= 1_000_000:
        ways += [_rounded(amount, unit, places) for unit in ("m", " million") for places in (1, 2, 3)]
    if amount >= 10_000:
        ways += [_rounded(amount, "k", places) for places in (0, 1)]
    way = draw(st.sampled_from(ways))
    return draw(st.sampled_from(["", "", "about ", "around ", "just over ", "nearly "])) + way


def _facts(planning_round: Round, plan: PlanDocument, year: str) -> list[tuple[str, Decimal, tuple[str, ...]]]:
    """The pool and its sources: what each is called, what it comes to in that year, and sentences that say so."""
    figures = Figures(planning_round, plan)
    facts = [("pool", figures.total_income(year), _WHOLE), ("pooled budget", figures.total_income(year), _WHOLE)]
    facts += [(source.label, figures.income[source.code, year], _WHOLE) for source in planning_round.sources.values()]
    return [fact for fact in facts if fact[1] >= 1000]


def _of_leicester() -> list[tuple[str, Decimal, tuple[str, ...]]]:
    planning_round, year = ROUNDS["2019-20"], "2019-20"
    names = [row.name for row in LEICESTER.schemes]
    rows = [
        (row.name, row.amount(year), _SCHEME) for row in LEICESTER.schemes
        if row.name.istitle() and len(row.name.split()) > 1 and names.count(row.name) == 1 and row.source == "ccg_min"
    ]  # fmt: skip
    return [*_facts(planning_round, LEICESTER, year), *rows]


LEICESTERS = _of_leicester()


def _said(plan: PlanDocument, words: str) -> PlanDocument:
    return changed(plan, narrative={next(iter(plan.narrative)): words})


@few
@given(data=st.data())
def test_own_figures_of_leicester_are_never_found(data: st.DataObject) -> None:
    said = []
    for name, amount, sentences in data.draw(st.lists(st.sampled_from(LEICESTERS), min_size=1, max_size=6)):
        spelled = data.draw(spellings(amount))
        said.append(data.draw(st.sampled_from(sentences)).format(name=name, amount=spelled, year="2019/20"))
    assert [(one.rule, one.fault) for one in told(_said(LEICESTER, "\n\n".join(said)))] == []


@few
@given(data=st.data())
def test_figure_of_leicester_that_was_moved_is_found_once(data: st.DataObject) -> None:
    name, amount, sentences = data.draw(st.sampled_from(LEICESTERS))
    moved = amount + data.draw(st.integers(1, 999)) * data.draw(st.sampled_from([1, 1_000, -1]))
    assume(moved > 1000 and moved % 1000 != 0)
    words = data.draw(st.sampled_from(sentences)).format(name=name, amount=pounds(moved), year="2019/20")
    (found,) = told(_said(LEICESTER, words))
    assert (found.rule, found.read, found.expected) == ("TXT-050", pounds(moved), pounds(amount))
    assert found.difference == moved - amount


@few
@given(data=st.data())
def test_rounded_figure_of_leicester_that_was_moved_is_found_once(data: st.DataObject) -> None:
    facts = [fact for fact in LEICESTERS if fact[1] >= 1_000_000 and not fact[0].startswith("pool")]
    name, amount, sentences = data.draw(st.sampled_from(facts))
    moved = amount * data.draw(st.integers(108, 190)) / 100
    spelled = _rounded(moved, data.draw(st.sampled_from(["m", " million"])), data.draw(st.sampled_from([1, 2])))
    words = data.draw(st.sampled_from(sentences)).format(name=name, amount=spelled, year="2019/20")
    (found,) = told(_said(LEICESTER, words))
    assert (found.rule, found.read) == ("TXT-050", spelled)


@rounds
@few
@given(data=st.data())
def test_own_figures_of_any_plan_are_never_found(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round))
    year = data.draw(st.sampled_from(planning_round.years))
    facts = _facts(planning_round, plan, year)
    assume(facts)
    said = []
    for name, amount, sentences in data.draw(st.lists(st.sampled_from(facts), min_size=1, max_size=5)):
        spelled = data.draw(spellings(amount))
        said.append(data.draw(st.sampled_from(sentences)).format(name=name, amount=spelled, year=year))
    assert [(one.rule, one.fault) for one in told(_said(plan, "\n\n".join(said)))] == []


@rounds
@few
@given(data=st.data())
def test_figure_of_any_plan_that_was_moved_is_found_once(planning_round: Round, data: st.DataObject) -> None:
    plan = data.draw(strategies.valid_plans(planning_round))
    year = data.draw(st.sampled_from(planning_round.years))
    facts = _facts(planning_round, plan, year)
    assume(facts)
    name, _, sentences = data.draw(st.sampled_from(facts))
    most = Figures(planning_round, plan).total_income()
    moved = Decimal(1000 * round(most / 300) + data.draw(st.integers(1, 999)))
    words = data.draw(st.sampled_from(sentences)).format(name=name, amount=pounds(moved), year=year)
    (found,) = told(_said(plan, words))
    assert (found.rule, found.read) == ("TXT-050", pounds(moved))
