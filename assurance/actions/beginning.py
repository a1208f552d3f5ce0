"""Beginning the review of a submitted version: from now on the area cannot withdraw it."""

from bcf.fund.stages import Verb
from plans.models import Event, Plan, User
from plans.workflow.acting import acting


def begin(plan: Plan, person: User) -> Event:
    """Begin the review. Raises what `acting` raises."""
    with acting(plan, person, Verb.BEGIN) as deed:
        deed.data = {"version": deed.version.number}
    return deed.done
