"""What the letter about a decision says, taken from the decision and the version that it is about."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from assurance.actions.outcomes import Verdict
from assurance.models import Condition
from bcf.fund.document import PlanDocument
from bcf.fund.round import Outcome, Round
from bcf.fund.stages import Verb
from bcf.fund.text import day
from plans.models import Event, Seal
from plans.outputs.report.subject import Subject
from plans.workflow.whose import places


def told(event: Event) -> dict[str, Any]:
    """Everything that the letter about this decision says and that is not the template's, as plain JSON values.

    The same decision gives the same, whenever it is asked.
    """
    seal = event.seal
    if seal is None:
        raise ValueError("a decision is about a version")
    planning_round, document = seal.plan.round, PlanDocument.from_json(seal.document)
    verdict = Verdict.of(event)
    outcome = planning_round.assurance.outcome(verdict.outcome)
    approves, escalation = bool(outcome and outcome.approves), planning_round.assurance.escalation
    return {
        "to": list(_addressees(planning_round, document)),
        "board": Subject(planning_round, document, (), seal.digest, "").board,
        "round": planning_round.title,
        "date": _on(event.at),
        "outcome": verdict.label(planning_round),
        "approves": approves,
        "reasoning": verdict.reasoning,
        "version": seal.number,
        "sealed": _on(seal.sealed_at),
        "submitted": _submitted(event, seal),
        "seal": seal.digest,
        "conditions": [
            {"number": one.number, "text": one.text, "owner": one.owner, "due": day(one.due)}
            for one in Condition.objects.filter(plan=seal.plan, seal=seal)
        ],
        "steps": [] if approves else [item.label for item in escalation],
        "steps_to_be_confirmed": planning_round.assurance.to_be_confirmed,
        "next": list(_next(outcome)),
        "from": str(event.person),
    }  # fmt: skip


def _addressees(planning_round: Round, document: PlanDocument) -> Iterator[dict[str, str]]:
    """Who signs a plan of the round, as the cover of this one names them; by their post alone where it names nobody."""
    named = {contact.role: contact for contact in document.contacts}
    bodies: dict[str, list[str]] = {}
    for place in places(planning_round, document):
        bodies.setdefault(place.signatory.code, []).extend([place.body.name] if place.body else [])
    for signatory in planning_round.signatories.items:
        if signatory.code in bodies:
            contact = named.get(signatory.code)
            yield {
                "name": contact.name if contact else "",
                "post": signatory.label,
                "body": ", ".join(bodies[signatory.code]),
            }


def _submitted(event: Event, seal: Seal) -> str:
    found = Event.objects.filter(plan=event.plan, verb=Verb.SUBMIT, seal=seal, number__lt=event.number)
    last = found.order_by("-number").first()
    return _on(last.at) if last else ""


def _on(moment: Any) -> str:
    """The day of a moment where the site is."""
    return day(timezone.localdate(moment))


def _next(outcome: Outcome | None) -> Iterator[str]:
    if outcome and outcome.approves:
        yield (
            "The plan stands as it was sealed and can no longer be changed. The money can go into the pooled funds "
            "that the partners have agreed (section 75 of the NHS Act 2006) and be spent as the plan shows."
        )
        if outcome.conditions:
            yield (
                "The approval rests on the conditions above. Whoever owns a condition sees to it that it is met by "
                "its date. The authors of the plan give the evidence on the page of the decision, in words or as a "
                "file; the national team reads it and discharges the condition."
            )
        held = "the figures of the plan and its conditions" if outcome.conditions else "and the figures of the plan"
        yield f"What was decided{',' if outcome.conditions else ''} {held} are now part of the public record."
        return
    yield (
        "The plan enters escalation. Each step is put down on the page of the decision with its day, so that "
        "everybody concerned sees what comes next and by when."
    )
    yield (
        "The Better Care Manager of the region can send the plan back and then says section by section what has to "
        "change. A version that is sealed, signed and submitted anew is reviewed and decided anew."
    )
    yield "That the plan was not approved is now part of the public record, until it is sent back to the area."
