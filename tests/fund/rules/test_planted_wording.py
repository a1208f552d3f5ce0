"""A valid plan with exactly one planted mistake in its text has exactly that finding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.rules import check_plan
from tests.fund.build import ROUNDS, changed, complete_plan
from tests.fund.claims.right import RIGHT
from tests.fund.claims.wrong import WRONG

RULE_OF = {
    "parts": "TXT-001", "rows": "TXT-002", "change": "TXT-003", "list": "TXT-004", "amount": "TXT-005",
    "event": "TXT-006", "day": "TXT-007", "period": "TXT-008", "share": "TXT-009",
}  # fmt: skip
ROUND = ROUNDS["2019-20"]
PLAN = complete_plan("2019-20")
FIRST, SECOND, *_ = PLAN.narrative


def found_in(**texts: str) -> list[str]:
    plan = changed(PLAN, narrative={**PLAN.narrative, **texts})
    # The passages are of no plan in particular: what the tables say of them is tried elsewhere.
    return [finding.rule for finding in check_plan(ROUND, plan) if finding.rule in RULE_OF.values()]


@pytest.mark.parametrize("name", WRONG)
def test_one_planted_mistake_is_one_finding_of_its_rule(name: str) -> None:
    fault, text = WRONG[name]
    assert found_in(**{FIRST: text}) == [RULE_OF[fault]]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(RIGHT)), st.sampled_from(sorted(WRONG)))
def test_a_mistake_beside_what_is_right_is_the_only_finding(right: str, wrong: str) -> None:
    """Amounts and days are left out: what is right by itself may say other than the next text."""
    fault, text = WRONG[wrong]
    if RULE_OF[fault] not in ("TXT-005", "TXT-006", "TXT-009"):
        assert found_in(**{FIRST: text, SECOND: RIGHT[right]}).count(RULE_OF[fault]) == 1
