"""One mistake planted in the words, levels or measures of a plan that is right gives its finding and no other."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument
from bcf.fund.examples.changes import Change, section
from bcf.fund.findings import Finding, apart
from bcf.fund.rules import check_plan
from tests.fund import strategies
from tests.fund.build import ROUNDS

few = settings(max_examples=5, deadline=None)


@dataclass(frozen=True, slots=True)
class Planted:
    """A mistake in plans of a round, and where exactly which rules find it."""

    round_id: str
    change: Change
    found: tuple[tuple[str, str, str], ...]


def planted(round_id: str, change: Change, *found: tuple[str, str, str]) -> Planted:
    return Planted(round_id, change, found)


MISTAKES: dict[str, Callable[[], Planted]] = {
    "a placeholder for an answer": lambda: planted(
        "2019-20", section(narrative={"a": "To be confirmed"}), ("CMP-006", "a", "value")),
    "an answer that repeats its question": lambda: planted(
        "2019-20", section(narrative={"a": "Person-centred outcomes"}), ("CMP-007", "a", "value")),
    "no address": lambda: planted("2019-20", section(cover={"email": "me at home"}), ("CMP-002", "email", "value")),
}  # fmt: skip


def told(finding: Finding) -> tuple[str, str, str, str, str]:
    return finding.rule, finding.place.item, finding.place.field, finding.place.year, finding.fault


@pytest.mark.parametrize("name", MISTAKES)
@few
@given(data=st.data())
def test_a_planted_mistake_gives_its_finding_and_no_other(name: str, data: st.DataObject) -> None:
    mistake = MISTAKES[name]()
    planning_round = ROUNDS[mistake.round_id]
    plan: PlanDocument = data.draw(strategies.valid_plans(planning_round, rows=3))
    before = {told(finding) for finding in apart(check_plan(planning_round, plan))}
    after = {told(finding) for finding in apart(check_plan(planning_round, mistake.change(plan)))}
    assert before <= after
    assert sorted(one[:3] for one in after - before) == sorted(mistake.found)
