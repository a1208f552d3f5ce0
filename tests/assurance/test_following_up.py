"""After the decision: evidence for conditions and their discharge, and steps of escalation."""

import pytest
from django.core.exceptions import PermissionDenied

from assurance.actions.conditions import NotFollowed, discharge, give_evidence
from assurance.actions.escalating import NotAStep, escalate, take_step
from assurance.models import ConditionEvidence, EscalationStep
from plans.models import Attachment, Event
from plans.workflow.acting import NotNow
from tests.assurance import outcomes
from tests.assurance.outcomes import NOT_APPROVED, SOON


def attached(plan, person):
    return Attachment.objects.create(
        plan=plan, name="Minutes.pdf", sha256="a" * 64, size=9, kind="pdf", file="minutes.pdf", given_by=person
    )


def test_a_condition_is_discharged_by_evidence(reviewed, people):
    outcomes.decided(reviewed, people)
    with pytest.raises(NotFollowed, match="no evidence"):
        discharge(reviewed, people.national, 1)
    minutes = attached(reviewed, people.nhs_author)
    given = give_evidence(reviewed, people.nhs_author, 1, " Agreed on the 5th. ", minutes)
    assert (given.text, given.attachment, given.by) == ("Agreed on the 5th.", minutes, people.nhs_author)
    condition = discharge(reviewed, people.national, 1)
    assert (condition.discharged_by, condition.discharged_at is not None) == (people.national, True)
    assert reviewed.conditions.filter(discharged_at__isnull=True).count() == 1
    told = list(Event.objects.filter(plan=reviewed).order_by("-number").values_list("verb", "data")[:2])
    assert told == [
        ("discharge", {"condition": 1, "note": ""}),
        ("evidence", {"condition": 1, "text": "Agreed on the 5th.", "attachment": "a" * 64}),
    ]


def test_what_a_condition_refuses(reviewed, people):
    outcomes.decided(reviewed, people)
    with pytest.raises(NotFollowed, match="Say what has been done"):
        give_evidence(reviewed, people.author, 1, "  ")
    with pytest.raises(NotFollowed, match="no condition 7"):
        give_evidence(reviewed, people.author, 7, "Done.")
    discharge(reviewed, people.national, 1, "We were at the meeting.")
    with pytest.raises(NotFollowed, match="discharged already"):
        give_evidence(reviewed, people.author, 1, "Done.")
    with pytest.raises(NotFollowed, match="discharged already"):
        discharge(reviewed, people.national, 1, "Again.")
    for person in (people.chair, people.manager, people.national):
        with pytest.raises(PermissionDenied):
            give_evidence(reviewed, person, 2, "Done.")
    for person in (people.author, people.manager):
        with pytest.raises(PermissionDenied):
            discharge(reviewed, person, 2, "Done.")
    with pytest.raises(NotNow):
        escalate(reviewed, people.national, kind="trigger", due=SOON)
    assert not ConditionEvidence.objects.exists()


def test_an_approval_without_conditions_has_nothing_to_follow_up(reviewed, people):
    outcomes.decided(reviewed, people, outcomes.APPROVED)
    with pytest.raises(NotFollowed):
        give_evidence(reviewed, people.author, 1, "Done.")


def test_escalation_goes_by_the_rounds_steps_or_in_words(reviewed, people):
    outcomes.decided(reviewed, people, NOT_APPROVED)
    with pytest.raises(NotAStep, match="no such step"):
        escalate(reviewed, people.national, kind="tribunal", due=SOON)
    with pytest.raises(NotAStep, match="what the step is"):
        escalate(reviewed, people.national, kind="", due=SOON, note=" ")
    with pytest.raises(PermissionDenied):
        escalate(reviewed, people.manager, kind="trigger", due=SOON)
    panel = escalate(reviewed, people.national, kind="national_panel", due=SOON, note="In London")
    visit = escalate(reviewed, people.national, kind="", due=SOON, note="A visit to the area")
    assert [panel.words, visit.words] == ["National panel", "A visit to the area"]
    take_step(reviewed, people.national, panel.pk)
    with pytest.raises(NotAStep):
        take_step(reviewed, people.national, panel.pk)
    assert [step.words for step in EscalationStep.objects.filter(plan=reviewed, done_at__isnull=True)] == [
        "A visit to the area"
    ]
    with pytest.raises(NotNow):
        give_evidence(reviewed, people.author, 1, "Done.")
