"""What is recommended and what is decided: an outcome of the round, the reasoning, the conditions that go with it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone

from assurance.models.outcome import LONGEST, OWNER
from bcf.fund.round import Outcome, Round
from bcf.fund.text import day
from plans.models import Event
from plans.workflow.acting import Deed


class NotAnOutcome(Exception):
    """Why an outcome cannot be recommended or decided so. Nothing was done. ``reasons`` has a sentence for each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reasons))


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition: what has to be done, by whom and by when."""

    text: str
    owner: str
    due: datetime.date | None

    @property
    def complete(self) -> bool:
        return bool(self.text.strip() and self.owner.strip() and self.due)


@dataclass(frozen=True)
class Verdict:
    """What somebody recommends or decides."""

    outcome: str
    reasoning: str
    conditions: tuple[Asked, ...] = ()

    @classmethod
    def of(cls, event: Event) -> Self:
        """What an event of recommending or deciding holds."""
        held = event.data
        asked = tuple(
            Asked(one["text"], one["owner"], datetime.date.fromisoformat(one["due"])) for one in held["conditions"]
        )
        return cls(held["outcome"], held["reasoning"], asked)

    def label(self, planning_round: Round) -> str:
        """The outcome as the round calls it."""
        outcome = planning_round.assurance.outcome(self.outcome)
        return outcome.label if outcome else self.outcome

    def checked(self, deed: Deed) -> Outcome:
        """The outcome of the round. Raises NotAnOutcome, with every reason at once."""
        outcome = deed.plan.round.assurance.outcome(self.outcome)
        reasons = list(self._wrong(outcome, timezone.localdate(deed.at)))
        if reasons or outcome is None:
            raise NotAnOutcome(reasons)
        return outcome

    def _wrong(self, outcome: Outcome | None, today: datetime.date) -> Iterator[str]:
        if outcome is None:
            yield "Choose one of the outcomes of this round."
        if not self.reasoning.strip():
            yield "Give the reasoning."
        if outcome and outcome.conditions and not self.conditions:
            yield f"“{outcome.label}” needs at least one condition with an owner and a date."
        if outcome and self.conditions and not outcome.conditions:
            yield f"“{outcome.label}” takes no conditions."
        for number, asked in enumerate(self.conditions, 1):
            if not asked.complete:
                yield f"Condition {number} needs a text, an owner and a date."
            if len(asked.text) > LONGEST or len(asked.owner) > OWNER:
                yield f"Condition {number} is too long: its text may have {LONGEST:,} characters, its owner {OWNER}."
            if asked.due and asked.due < today:
                yield f"Condition {number} was due on {day(asked.due)}, which is over."

    def as_data(self, deed: Deed) -> dict[str, Any]:
        """What the event keeps of it, with the version that it is about."""
        return {
            "version": deed.version.number, "seal": deed.version.digest, "outcome": self.outcome,
            "reasoning": self.reasoning.strip(),
            "conditions": [
                {"text": asked.text.strip(), "owner": asked.owner.strip(), "due": asked.due.isoformat()}
                for asked in self.conditions if asked.due
            ],
        }  # fmt: skip
