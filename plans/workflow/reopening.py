"""Going back to editing: reopening a sealed plan, and withdrawing what was submitted."""

from bcf.fund.stages import Stage, Verb
from plans.models import Plan, Seal, User
from plans.workflow.acting import acting, last_event


class ReasonMissing(Exception):
    """What was asked for needs a reason in words."""


def reopen(plan: Plan, person: User, reason: str) -> Seal:
    """Open a sealed plan for changes again. The signatures of the version stay in the history and are void.

    Raises ReasonMissing for an empty reason, and what `acting` raises. Gives the version that is void now.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    with acting(plan, person, Verb.REOPEN) as deed:
        back = last_event(plan, Verb.RETURN)
        sealed = last_event(plan, Verb.SEAL)
        # A version that was sealed after a return goes back to the sections that were named then.
        deed.to = Stage.RETURNED if back and sealed and back.number < sealed.number else Stage.DRAFT
        deed.data = {"reason": reason, "version": deed.version.number}
        return deed.version


def withdraw(plan: Plan, person: User) -> None:
    """Take back a submission whose review has not begun. Version and signatures stand as they are."""
    with acting(plan, person, Verb.WITHDRAW):
        pass
