"""Leicester's plan on its way from the review to the decision."""

import datetime

from django.utils import timezone

from assurance.actions.deciding import decide
from assurance.actions.outcomes import Asked, Verdict
from assurance.actions.recommending import recommend
from assurance.models import Letter
from plans.models import Event, Plan
from tests.assurance.reviewing import all_rated
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


def recommended(plan: Plan, people: Cast, verdict: Verdict = WITH_CONDITIONS) -> Event:
    """A plan under review with every requirement met, and an outcome recommended."""
    all_rated(plan, people)
    return recommend(plan, people.manager, verdict)


def decided(plan: Plan, people: Cast, verdict: Verdict = WITH_CONDITIONS) -> Event:
    """A plan under review, decided as the region recommended."""
    recommended(plan, people, verdict)
    return decide(plan, people.national, verdict)
