"""Agreeing with a section for a body, and taking that back. What somebody else's change does is in `marks`."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from bcf.fund.places import Section
from plans.models import Agreement, Organisation, Plan, User
from plans.saving import hold
from plans.together.partners import agreeing_bodies, writes_for
from plans.together.seen import knows


class ChangedMeanwhile(Exception):
    """Somebody else changed the section since the person had read it, so nothing was agreed."""


def agree(plan: Plan, section: Section, user: User, body: str, read: str) -> Agreement:
    """Mark a section as agreed by the body of that code. Agreeing twice is agreeing once.

    ``read`` is what came with the page on which the person saw the section (`plans.together.seen`). Raises
    ChangedMeanwhile if somebody else has changed it since, and PermissionDenied when the person does not write for
    that body.
    """
    with transaction.atomic():
        hold(plan)
        organisation = _own(plan, user, body)
        if not knows(plan, section, user, read):
            raise ChangedMeanwhile
        standing = _in_force(plan, section, organisation)
        return standing or Agreement.objects.create(
            plan=plan, section=section, organisation=organisation, agreed_by=user
        )


def withdraw(plan: Plan, section: Section, user: User, body: str) -> None:
    """Take back what a body had agreed. Raises PermissionDenied when the person does not write for that body."""
    with transaction.atomic():
        hold(plan)
        agreement = _in_force(plan, section, _own(plan, user, body))
        if agreement is not None:
            agreement.ended_at, agreement.ended_by, agreement.end = timezone.now(), user, Agreement.End.WITHDRAWN
            agreement.save()


def notice(plan: Plan, section: Section, user: User, body: str) -> None:
    """Say that the body knows that its mark was taken away, and leaves it at that for now."""
    with transaction.atomic():
        hold(plan)
        gone = Agreement.objects.filter(
            plan=plan, section=section, organisation=_own(plan, user, body), end=Agreement.End.CHANGED,
            noticed_at__isnull=True,
        )  # fmt: skip
        for agreement in gone:
            agreement.noticed_at = timezone.now()
            agreement.save()


def _own(plan: Plan, user: User, body: str) -> Organisation:
    own, agreeing = {found.pk for found in writes_for(user, plan)}, agreeing_bodies(plan)
    for organisation in agreeing:
        if organisation.code == body and organisation.pk in own:
            return organisation
    raise PermissionDenied("You can agree only for a council or NHS body for which you write.")


def _in_force(plan: Plan, section: Section, organisation: Organisation) -> Agreement | None:
    return Agreement.objects.filter(
        plan=plan, section=section, organisation=organisation, ended_at__isnull=True
    ).first()
