"""What a rule finds, in short, for tests."""

from typing import Any

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding, apart
from bcf.fund.rules import check_plan, check_scheme
from tests.fund.build import ROUNDS, complete_plan, good_scheme, with_first

YEAR = "2019-20"
ROUND = ROUNDS[YEAR]
MADE_UP = ROUNDS["2031-34"]
LONG = ROUNDS["2017-19"]


def findings(rule: str, plan: PlanDocument) -> list[Finding]:
    """What that rule finds in the plan, place by place."""
    return [finding for finding in apart(check_plan(ROUNDS[plan.round], plan)) if finding.rule == rule]


def fields(rule: str, plan: PlanDocument) -> list[str]:
    return [finding.place.field for finding in findings(rule, plan)]


def row(**changes: Any) -> Scheme:
    """A row of 2019-20 that is right but for the changes."""
    return good_scheme(ROUND, **{"source": "dfg", "key": "row-1", **changes})


def in_row(rule: str, scheme: Scheme) -> list[Finding]:
    """What that rule finds in a row of 2019-20."""
    return [finding for finding in check_scheme(ROUND, scheme) if finding.rule == rule]


def faults(scheme: Scheme) -> list[tuple[str, str]]:
    """Rule and field of everything found in a row of 2019-20."""
    return [(finding.rule, finding.place.field) for finding in check_scheme(ROUND, scheme)]


def with_row(**changes: Any) -> PlanDocument:
    """The complete plan of 2019-20 with its first row changed."""
    return with_first(complete_plan(YEAR), "schemes", **changes)
