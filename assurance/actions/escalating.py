"""Escalating a plan that is not approved: adding steps with their days, and noting that they have been taken."""

import datetime

from assurance.models import EscalationStep
from bcf.fund.stages import Verb
from plans.models import Plan, User
from plans.workflow.acting import acting


class NotAStep(Exception):
    """Why a step of escalation was not stored."""


def escalate(plan: Plan, person: User, *, kind: str, due: datetime.date, note: str = "") -> EscalationStep:
    """Add a step: one of the round's, or one in words where ``kind`` is empty.

    Raises NotAStep for a kind that the round has not and for none without words, and what `acting` raises.
    """
    note = note.strip()
    with acting(plan, person, Verb.ESCALATE) as deed:
        if kind and kind not in {item.code for item in plan.round.assurance.escalation}:
            raise NotAStep("This round has no such step of escalation.")
        if not kind and not note:
            raise NotAStep("Say what the step is.")
        step = EscalationStep.objects.create(plan=plan, kind=kind, note=note, due=due, by=person, at=deed.at)
        deed.data = {"step": step.pk, "kind": kind, "words": step.words, "due": due.isoformat(), "done": False}
        return step


def take_step(plan: Plan, person: User, step: int) -> EscalationStep:
    """Note that a step has been taken. Raises NotAStep where it has been or is not there, and what `acting` raises."""
    with acting(plan, person, Verb.ESCALATE) as deed:
        found = EscalationStep.objects.filter(plan=plan, pk=step, done_at__isnull=True).first()
        if found is None:
            raise NotAStep("This step is not there, or it has been taken already.")
        found.done_at = deed.at
        found.save()
        deed.data = {
            "step": found.pk, "kind": found.kind, "words": found.words, "due": found.due.isoformat(), "done": True,
        }  # fmt: skip
        return found
