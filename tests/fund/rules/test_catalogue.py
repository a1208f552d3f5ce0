"""The catalogue as a whole: every rule with an example that passes and one that fails, in words for people."""

import re

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.examples import EXAMPLES
from bcf.fund.findings import Severity, apart
from bcf.fund.places import Section, sections_of
from bcf.fund.rules import RULE_SET, RULES, check_plan, check_scheme
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.registry import Rule, rule
from tests.fund.build import LEICESTER, ROUNDS, board, changed, complete_plan, good_scheme

each_rule = pytest.mark.parametrize("one", RULES, ids=[one.id for one in RULES])
LISTS = [labels for planning_round in ROUNDS.values() for labels in planning_round.closed_lists.values()]
CODES = {code for labels in LISTS for code in labels if "_" in code}


@pytest.mark.parametrize("round_id", ROUNDS)
@pytest.mark.parametrize("two_tier", [False, True])
def test_complete_plan_has_no_findings(round_id: str, two_tier: bool) -> None:
    assert check_plan(ROUNDS[round_id], complete_plan(round_id, two_tier)) == ()


def test_every_rule_has_a_pair_of_examples() -> None:
    assert sorted(EXAMPLES) == [one.id for one in RULES]


@each_rule
def test_plan_that_passes_is_not_found(one: Rule) -> None:
    assert EXAMPLES[one.id].passes.findings(one.id) == ()


@each_rule
def test_plan_that_fails_is_found(one: Rule) -> None:
    found = EXAMPLES[one.id].fails.findings(one.id)
    assert found
    for finding in found:
        assert finding.severity is one.severity_for(frozenset())
        assert finding.title == one.title
        assert finding.place.section in one.sections
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")


@each_rule
def test_examples_are_told_in_a_sentence_each(one: Rule) -> None:
    pair = EXAMPLES[one.id]
    for example in (pair.passes, pair.fails):
        assert example.words[:1].isupper() or not example.words[:1].isalpha()
        assert example.words.endswith(".")
        assert not set(re.findall(r"[a-z]+(?:_[a-z]+)+", example.words)) & CODES
    assert pair.passes.words != pair.fails.words


@each_rule
def test_messages_speak_in_labels(one: Rule) -> None:
    fails = EXAMPLES[one.id].fails
    for finding in check_plan(fails.planning_round, fails.plan, fails.background):
        said = set(re.findall(r"[a-z]+(?:_[a-z]+)+", f"{finding.message} {finding.remedy} {finding.expected}"))
        assert not said & CODES


@each_rule
def test_rule_is_told_in_full(one: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", one.id)
    assert one.title
    assert not one.title.endswith(".")
    assert one.why.endswith(".")
    assert one.mend.endswith(".")
    assert one.sections


def test_rules_of_one_family_say_the_same_about_a_row_alone() -> None:
    scheme = good_scheme(ROUNDS["2019-20"], "dfg", "row-1", name="", area="other")
    assert [(finding.rule, finding.place.field) for finding in check_scheme(ROUNDS["2019-20"], scheme)] == [
        ("ROW-001", "name"), ("ROW-005", "area_other"),
    ]  # fmt: skip


def test_findings_come_by_section_then_gravity_then_place() -> None:
    empty = PlanDocument(round="2019-20", board=board())
    odd = {"area": "", "type_other": "left over"}
    rows = tuple(good_scheme(ROUNDS["2019-20"], "dfg", key, **odd) for key in ("row-z", "row-a"))
    found = apart(check_plan(ROUNDS["2019-20"], changed(empty, schemes=rows)))
    sections = [finding.place.section for finding in found]
    assert sections == sorted(sections, key=list(Section).index)
    assert list(dict.fromkeys(sections)) == list(sections_of(ROUNDS["2019-20"]))
    spending = [(finding.severity, finding.place.item) for finding in found if "row-" in finding.place.item]
    assert spending == [
        (Severity.BLOCKING, "row-z"), (Severity.BLOCKING, "row-a"),
        (Severity.ADVICE, "row-z"), (Severity.ADVICE, "row-a"),
    ]  # fmt: skip


def test_what_concerns_a_whole_section_comes_before_its_parts() -> None:
    found = check_plan(ROUNDS["2019-20"], changed(complete_plan("2019-20"), schemes=()))
    spending = [finding.rule for finding in found if finding.place.section is Section.EXPENDITURE]
    assert spending == ["CMP-005", *["BAL-001"] * 4]


def test_findings_are_the_same_every_time() -> None:
    assert check_plan(ROUNDS["2019-20"], LEICESTER) == check_plan(ROUNDS["2019-20"], LEICESTER)


def test_id_can_be_given_once() -> None:
    with pytest.raises(ValueError, match="BAL-001 is the id of two rules"):
        rule("BAL-001", "Again", Severity.ADVICE, why="No.", mend="No.", basis=Basis.PRACTICE)(lambda context: ())
    with pytest.raises(ValueError, match="is not a rule's id"):
        rule("balance", "Again", Severity.ADVICE, why="No.", mend="No.", basis=Basis.PRACTICE)(lambda context: ())


def test_rule_set_has_a_version() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", RULE_SET)


def test_no_rule_knows_a_round() -> None:
    from pathlib import Path

    from bcf.fund import rules

    for path in Path(rules.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for code in ("dfg", "ccg", "ibcf", "winter", "social_care", "NEA", "RES", "DTOC"):
            assert not re.search(rf"[\"']{code}[\"']", text), f"{path.name} names {code}"
