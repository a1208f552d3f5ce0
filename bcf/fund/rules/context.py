"""What a rule looks at: a plan, its round, the plan's figures, and what the plan is held against from outside.

It keeps count of what each rule read, so that after an edit only the rules that read what changed run again.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.references import References
from bcf.fund.round import Round

PARTS = tuple(name for name in PlanDocument.model_fields if name != "format")
"""The parts of a plan that a rule may read."""
BACKGROUND = "background"
FIGURES_READ = frozenset({"contributions", "schemes", "allocations"})
"""The parts that the totals of a plan are made of."""


@dataclass(frozen=True)
class Background:
    """What a plan is held against from outside it.

    ``previous`` is the board's plan for the round before, with that round; both or neither is given.
    ``promoted`` are the rules on trial that count in full by now.
    """

    previous: PlanDocument | None = None
    previous_round: Round | None = None
    promoted: frozenset[str] = frozenset()

    @cached_property
    def digest(self) -> str:
        """Findings made against another background than this are not shown as current."""
        parts = [
            self.previous.digest if self.previous else "",
            self.previous_round.digest if self.previous_round else "",
            *sorted(self.promoted),
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


ALONE = Background()
"""No plan before, nothing promoted."""


class _Watched:
    """A plan that remembers which of its parts were read."""

    def __init__(self, plan: PlanDocument, reads: set[str]) -> None:
        self._plan = plan
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        self._reads.update((name,) if name in PARTS else PARTS)
        return getattr(self._plan, name)


class Context:
    """What a check looks at. ``reads`` collects which parts of the plan were looked at since it was last cleared."""

    def __init__(self, planning_round: Round, plan: PlanDocument, background: Background = ALONE) -> None:
        self.planning_round = planning_round
        self.reads: set[str] = set()
        self._plan = plan
        self._background = background
        self._watched = cast(PlanDocument, _Watched(plan, self.reads))

    @property
    def plan(self) -> PlanDocument:
        return self._watched

    @property
    def whole_plan(self) -> PlanDocument:
        """The plan itself, for functions that need all of it."""
        self.reads.update(PARTS)
        return self._plan

    @property
    def figures(self) -> Figures:
        """The plan's totals, worked out once for all rules."""
        self.reads.update(FIGURES_READ)
        return self._figures

    @property
    def references(self) -> References:
        """The figures that texts can name, worked out once for all rules."""
        self.reads.update(PARTS)
        return self._references

    @property
    def background(self) -> Background:
        return self._background

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self.planning_round, self._plan)

    @cached_property
    def _references(self) -> References:
        return References(self._figures)
