"""Following up conditions: the area's evidence, and their discharge by the national team."""

from assurance.models import Condition, ConditionEvidence
from bcf.fund.stages import Verb
from plans.models import Attachment, Plan, User
from plans.workflow.acting import Deed, acting


class NotFollowed(Exception):
    """Why evidence was not taken or a condition not discharged. Nothing was stored."""


def give_evidence(
    plan: Plan, person: User, number: int, text: str, attachment: Attachment | None = None
) -> ConditionEvidence:
    """Give evidence for a condition: words, a file, or both.

    Raises NotFollowed where there is neither, no such condition, or it is discharged; and what `acting` raises.
    """
    text = text.strip()
    with acting(plan, person, Verb.EVIDENCE) as deed:
        condition = _open(deed, number)
        if not text and attachment is None:
            raise NotFollowed("Say what has been done, or attach a file that shows it.")
        if attachment is not None and attachment.plan_id != plan.pk:
            raise NotFollowed("The file belongs to another plan.")
        deed.data = {"condition": number, "text": text, "attachment": attachment.sha256 if attachment else ""}
        return ConditionEvidence.objects.create(
            condition=condition, text=text, attachment=attachment, by=person, at=deed.at
        )


def discharge(plan: Plan, person: User, number: int, note: str = "") -> Condition:
    """Discharge a condition, by the area's evidence or by a word on what was seen elsewhere.

    Raises NotFollowed where there is neither, no such condition, or it is discharged; and what `acting` raises.
    """
    note = note.strip()
    with acting(plan, person, Verb.DISCHARGE) as deed:
        condition = _open(deed, number)
        if not note and not condition.evidence.exists():
            raise NotFollowed("The area has given no evidence. Say what shows that the condition is met.")
        condition.discharged_at, condition.discharged_by, condition.note = deed.at, person, note
        condition.save()
        deed.data = {"condition": number, "note": note}
        return condition


def _open(deed: Deed, number: int) -> Condition:
    condition = Condition.objects.filter(plan=deed.plan, seal=deed.version, number=number).first()
    if condition is None:
        raise NotFollowed(f"The decision has no condition {number}.")
    if condition.discharged_at is not None:
        raise NotFollowed(f"Condition {number} is discharged already.")
    return condition
