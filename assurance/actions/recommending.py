"""Recommending an outcome to the national team."""

from collections.abc import Sequence

from assurance.actions.outcomes import Verdict
from assurance.affected import standing_ratings
from bcf.fund.round import Requirement
from bcf.fund.stages import Verb
from plans.models import Event, Plan, User
from plans.workflow.acting import acting


class NotRated(Exception):
    """Requirements have no moderated rating that holds for this version. ``requirements`` are they."""

    def __init__(self, requirements: Sequence[Requirement]) -> None:
        self.requirements = tuple(requirements)
        super().__init__(", ".join(requirement.code for requirement in requirements))


def recommend(plan: Plan, person: User, verdict: Verdict) -> Event:
    """Recommend an outcome for the version that was reviewed. Gives the event, whose data hold the verdict.

    Raises NotRated, NotAnOutcome, and what `acting` raises.
    """
    with acting(plan, person, Verb.RECOMMEND) as deed:
        if unrated := without_rating(plan):
            raise NotRated(unrated)
        verdict.checked(deed)
        deed.data = verdict.as_data(deed)
    return deed.done


def without_rating(plan: Plan) -> list[Requirement]:
    """The round's requirements that have no moderated rating on the version that the plan stands on."""
    rated = standing_ratings(plan)
    return [requirement for requirement in plan.round.requirements.items if rated[requirement.code] is None]
