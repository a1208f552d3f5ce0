"""What an example of a rule is: a plan that passes and one that does not, each in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bcf.fund.document import PlanDocument
from bcf.fund.examples.plans import complete_plan
from bcf.fund.findings import Finding
from bcf.fund.round import Round
from bcf.fund.rounds_on_disk import BUNDLED, read_rounds
from bcf.fund.rules import Background
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import CATALOGUE

Change = Callable[[PlanDocument], PlanDocument]
USUAL = "2019-20"
"""The round in which examples are set unless they say otherwise."""
BEFORE = "2017-19"
"""The round of the plan before, where an example needs one."""


def unchanged(plan: PlanDocument) -> PlanDocument:
    """The plan as it is."""
    return plan


@cache
def bundled_round(round_id: str) -> Round:
    """A round that comes with the product."""
    return read_rounds([BUNDLED])[round_id]


@cache
def _complete(round_id: str, two_tier: bool) -> PlanDocument:
    return complete_plan(bundled_round(round_id), two_tier)


@dataclass(frozen=True, slots=True)
class Example:
    """A plan that passes or fails one rule: ``words`` say what it holds, ``change`` makes it of a complete plan.

    ``before`` makes the board's plan for the round before of a complete one; without it there is none.
    """

    words: str
    change: Change = unchanged
    round_id: str = USUAL
    two_tier: bool = False
    before: Change | None = None

    @property
    def planning_round(self) -> Round:
        return bundled_round(self.round_id)

    @property
    def plan(self) -> PlanDocument:
        return self.change(_complete(self.round_id, self.two_tier))

    @property
    def background(self) -> Background:
        """The plan before, where the example has one. Nothing is promoted."""
        if self.before is None:
            return Background()
        return Background(
            previous=self.before(_complete(BEFORE, self.two_tier)), previous_round=bundled_round(BEFORE)
        )

    def findings(self, rule_id: str) -> tuple[Finding, ...]:
        """What that rule finds in the plan, one finding for each place."""
        return tuple(CATALOGUE[rule_id].check(Context(self.planning_round, self.plan, self.background)))


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan that passes a rule and one that does not."""

    passes: Example
    fails: Example


def pair(
    passes: str, fails: str, wrong: Change, right: Change = unchanged, *,
    round_id: str = USUAL, two_tier: bool = False, before: Change | None = None,
) -> Pair:
    """Two examples of one round: the complete plan with ``right`` passes, with ``wrong`` it does not."""
    return Pair(
        Example(passes, right, round_id, two_tier, before), Example(fails, wrong, round_id, two_tier, before)
    )
