"""Setting the moderated rating of a requirement, once its two sides have spoken."""

from assurance.actions.judging import checked
from assurance.actions.saying import put, requirement_of
from assurance.models import Rating
from bcf.fund.stages import Verb
from plans.models import Plan, User
from plans.workflow.acting import acting


def rate(plan: Plan, person: User, requirement: str, rating: str, comment: str, *, version: int) -> Rating:
    """Put down the rating on which the recommendation will rest, for the version under review.

    ``version`` is that of the rating as it was read, 0 for the first. Raises Wanting for what is missing, Conflict
    when somebody else saved since, and what `acting` raises.
    """
    with acting(plan, person, Verb.RATE) as deed:
        asked = requirement_of(plan, requirement)
        values = {**checked(rating, comment), "seal": deed.version, "by": person, "at": deed.at}
        deed.data = {"requirement": asked.code, "version": deed.version.number}
        return put(Rating, {"plan": plan, "requirement": asked.code}, version, values, person)
