"""Leicester's plan on its way from the review to the decision."""

import datetime

from django.utils import timezone

from assurance.actions.deciding import decide
from assurance.actions.outcomes import Asked, Verdict
from assurance.models import Letter
from bcf.fund.stages import Verb
from plans.models import Event, Plan
from plans.workflow.acting import acting
from tests import story
from tests.story import Cast

SOON = timezone.localdate() + datetime.timedelta(days=60)
APPROVED = Verdict("approved", "Every requirement is met.")
WITH_CONDITIONS = Verdict(
    "approved_with_conditions",
    "The plan is sound.\n\nThe board has yet to agree it.",
    (Asked("The board ratifies the plan.", "Board chair", SOON), Asked("Section 75 is signed.", "Council", SOON)),
)
NOT_APPROVED = Verdict("not_approved", "The minimum for social care is not shown to be agreed.")


def bytes_of(letter: Letter) -> bytes:
    """The letter's file as it is kept."""
    with letter.file.open("rb") as kept:
        return kept.read()


def reviewed(plan: Plan, people: Cast) -> None:
    """The plan submitted, its review begun."""
    story.submitted(plan, people)
    with acting(plan, people.manager, Verb.BEGIN):
        pass


def recommended(plan: Plan, people: Cast, verdict: Verdict = WITH_CONDITIONS) -> Event:
    """The plan reviewed, an outcome recommended."""
    reviewed(plan, people)
    with acting(plan, people.manager, Verb.RECOMMEND) as deed:
        deed.data = verdict.as_data(deed)
    return deed.done


def decided(plan: Plan, people: Cast, verdict: Verdict = WITH_CONDITIONS) -> Event:
    """The plan decided as the region recommended."""
    recommended(plan, people, verdict)
    return decide(plan, people.national, verdict)
