"""What the region asked for when it returned a plan: the words for each section that it opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from bcf.fund.places import Section, section_title
from bcf.fund.stages import Verb
from plans.models import Event, Plan
from plans.workflow.acting import last_event


@dataclass(frozen=True, slots=True)
class SentBack:
    """A return: who did it and when, and what is to be done in each section."""

    event: Event
    words: Mapping[Section, str]

    @property
    def titled(self) -> list[tuple[str, str]]:
        """The words under the title of each section."""
        planning_round = self.event.plan.round
        return [(section_title(section, planning_round), words) for section, words in self.words.items()]


def sent_back(plan: Plan) -> SentBack | None:
    """The last return of the plan; None where it was never returned."""
    event = last_event(plan, Verb.RETURN)
    if event is None:
        return None
    event.plan = plan
    return SentBack(event, {Section(code): words for code, words in event.data.get("reasons", {}).items()})
