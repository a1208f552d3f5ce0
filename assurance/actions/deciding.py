"""Deciding about a version: its outcome, the conditions, and the letter that tells of it."""

from django.db import transaction

from assurance.actions.outcomes import Verdict
from assurance.letters.making import queue_letter
from assurance.models import Condition
from bcf.fund.stages import Stage, Verb
from plans.models import Event, Plan, User
from plans.workflow.acting import Deed, acting


def decide(plan: Plan, person: User, verdict: Verdict) -> Event:
    """Decide about the version that was recommended and have its letter written.

    Gives the event, whose data hold the verdict. Raises NotAnOutcome, and what `acting` raises.
    """
    with transaction.atomic():
        with acting(plan, person, Verb.DECIDE) as deed:
            outcome = verdict.checked(deed)
            deed.to = Stage.APPROVED if outcome.approves else Stage.NOT_APPROVED
            deed.data = verdict.as_data(deed)
            _ask(deed)
        # The letter is known by the event's digest, which is there only now.
        queue_letter(deed.done)
    return deed.done


def _ask(deed: Deed) -> None:
    """Put the conditions down, numbered on from those of the plan's earlier decisions."""
    last = Condition.objects.filter(plan=deed.plan).order_by("-number").first()
    for number, asked in enumerate(deed.data["conditions"], last.number + 1 if last else 1):
        Condition.objects.create(plan=deed.plan, seal=deed.version, number=number, **asked)
