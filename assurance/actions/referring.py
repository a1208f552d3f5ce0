"""Sending a recommendation back to the review, without deciding."""

from bcf.fund.stages import Verb
from plans.models import Event, Plan, User
from plans.workflow.acting import acting
from plans.workflow.reopening import ReasonMissing


def refer_back(plan: Plan, person: User, reason: str) -> Event:
    """Send the recommendation back. Raises ReasonMissing for an empty reason, and what `acting` raises."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    with acting(plan, person, Verb.REFER_BACK) as deed:
        deed.data = {"reason": reason, "version": deed.version.number, "seal": deed.version.digest}
    return deed.done
