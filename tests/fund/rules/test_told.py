"""What the catalogue says of each rule: from the rules themselves, for the rounds given."""

import dataclasses
import re
from decimal import Decimal

import pytest

from bcf.fund.examples import EXAMPLES
from bcf.fund.examples.example import Example, Pair
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.rules import RULES
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import CATALOGUE, Found, Rule
from bcf.fund.rules.told import Told, by_family, tell
from bcf.fund.rules.written import as_markdown
from tests.fund.build import ROUNDS

TOLD = {one.rule.id: one for one in tell(ROUNDS)}


def test_every_rule_is_told() -> None:
    assert list(TOLD) == [rule.id for rule in RULES]


def test_rounds_are_those_that_the_rule_applies_to() -> None:
    assert [held.id for held in TOLD["RSK-001"].rounds] == ["2031-34", "2017-19"]
    assert [held.id for held in TOLD["BAL-001"].rounds] == list(ROUNDS)


def test_origin_has_the_number_of_each_round() -> None:
    ring_fences = {held.id: held.sources for held in TOLD["RNG-001"].rounds}
    assert [source.split()[0] for source in ring_fences["2019-20"]] == ["PR4", "PR5"]
    assert [source.split()[0] for source in ring_fences["2017-19"]] == ["NC2", "NC3"]


def test_sections_are_called_as_the_rounds_call_them() -> None:
    model = ROUNDS["2019-20"].maturity
    assert model
    assert model.short_title in TOLD["MAT-001"].sections


def test_finding_is_the_one_that_the_example_gives() -> None:
    told = TOLD["BAL-001"]
    assert told.finding.message.endswith("income is £100,000 and planned spending is £99,999, so £1 is still to be "
                                         "allocated.")  # fmt: skip


def test_families_are_named_and_kept_together() -> None:
    families = by_family(TOLD.values())
    assert [title for title, _ in families] == list(dict.fromkeys(one.family for one in TOLD.values()))
    for title, told in families:
        assert 3 < len(title) < 60
        assert len({one.rule.id[:3] for one in told}) == 1


def _near(context: Context) -> list[Found]:
    """A check that asks its round for two bounds and finds fault with blank schemes."""
    checks = context.planning_round.checks
    assert checks.near_minimum < checks.far_off
    place = Place(section=Section.EXPENDITURE)
    return [] if context.plan.schemes else [Found(place, "There is nothing.")]


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A rule that keeps to bounds of its round."""
    rule = dataclasses.replace(CATALOGUE["CMP-005"], plan_check=_near)
    monkeypatch.setitem(CATALOGUE, "CMP-005", rule)
    return rule


def test_bounds_are_those_that_the_rule_asks_its_round_for(bounded: Rule) -> None:
    (told,) = (one for one in tell(ROUNDS) if one.rule is bounded)
    assert [(bound.name, bound.value) for bound in told.bounds] == [("near_minimum", "1%"), ("far_off", "1,000")]
    assert TOLD["BAL-001"].bounds == ()


def test_bound_that_rounds_set_otherwise_is_told_for_each(bounded: Rule) -> None:
    wider = ROUNDS["2017-19"].checks.model_copy(update={"near_minimum": Decimal("0.025")})
    rounds = {**ROUNDS, "2017-19": ROUNDS["2017-19"].model_copy(update={"checks": wider})}
    (told,) = (one for one in tell(rounds) if one.rule is bounded)
    near = [bound for bound in told.bounds if bound.name == "near_minimum"]
    assert {bound.value: told.bound_in(bound) for bound in near} == {
        "1%": ("2031-34", "2019-20"), "2.5%": ("2017-19",),
    }  # fmt: skip
    assert "`near_minimum` = 2.5% in 2017-19." in as_markdown(rounds)


def _section(text: str, told: Told) -> str:
    found = re.search(rf"^### {told.rule.id} .*?(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, told.rule.id
    return found.group()


def test_document_tells_each_rule_with_both_examples_and_what_is_found() -> None:
    text = as_markdown(ROUNDS)
    for told in TOLD.values():
        part = _section(text, told).replace("\\", "")
        assert told.severity.words in part
        for said in (told.rule.why, told.rule.mend, told.passes, told.fails, told.finding.message):
            assert " ".join(said.split()) in part
        for held in told.rounds:
            assert f"**In {held.id}:**" in part


def test_contents_lead_to_the_headings() -> None:
    text = as_markdown(ROUNDS)
    headings = {
        re.sub(r"[^\w\- ]", "", line.removeprefix("### ").lower()).replace(" ", "-")
        for line in text.splitlines() if line.startswith("### ")
    }  # fmt: skip
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == headings


def test_what_markdown_would_read_otherwise_is_shown_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = EXAMPLES["CMP-005"]
    odd = Pair(Example("A *bold* | word.", pair.passes.change), Example("A <b>tag</b>.", pair.fails.change))
    monkeypatch.setitem(EXAMPLES, "CMP-005", odd)  # type: ignore[arg-type]
    text = as_markdown(ROUNDS)
    assert r"A \*bold\* \| word." in text
    assert r"A \<b\>tag\</b\>." in text


def test_rule_on_trial_says_what_it_will_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = dataclasses.replace(CATALOGUE["CMP-005"], beta=True)
    monkeypatch.setitem(CATALOGUE, "CMP-005", trial)
    (told,) = (one for one in tell(ROUNDS) if one.rule is trial)
    assert told.severity is Severity.BLOCKING
    assert told.finding.severity is Severity.BETA
    assert "**Must be mended, on trial.**" in _section(as_markdown(ROUNDS), told)
