"""Rolling a plan forward: the next round's plan made from this one, all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from bcf.fund.base import Value
from bcf.fund.carrying import Carried, Uplifts, carry
from bcf.fund.document import Contact as ContactValue
from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from bcf.fund.round import Round
from bcf.fund.values import decimal_text
from plans.access import may_edit
from plans.assembling import assemble, board_value
from plans.models import (
    Answer,
    Contact,
    Milestone,
    Plan,
    ReferenceDocument,
    Risk,
    RollForward,
    Snapshot,
    Uncarried,
    User,
    Versioned,
)
from plans.running import queue_check
from plans.saving import hold, require_open
from plans.together.marks import overtake_by
from plans.writing.pictures import copy_pictures
from plans.years import later_rounds
from schemes.models import Scheme
from schemes.part import SchemesPart


class CannotRoll(Exception):
    """The plan cannot be rolled into that round. The text says why and what can be done."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person chose: the round, the uplifts in per cent, and whether words, contacts and lists come along."""

    into: Round
    uplifts: Uplifts
    narrative: bool = True
    contacts: bool = True
    lists: bool = True


def taken(plan: Plan) -> str:
    """Why that plan cannot be begun from another, in words; "" if it can."""
    made = RollForward.objects.filter(plan=plan).select_related("made_by", "snapshot__plan__board").first()
    if made is not None:
        when = timezone.localtime(made.made_at)
        return (
            f"The {plan.round_id} plan was already made from the {made.snapshot.plan.round_id} plan, by "
            f"{made.made_by or 'somebody'} on {when.day} {when:%B %Y at %H:%M}. A plan is rolled forward once."
        )
    if rows := Scheme.objects.filter(plan=plan).count():
        return (
            f"The {plan.round_id} plan has {rows} scheme{'' if rows == 1 else 's'} already, which would be planned "
            "twice. Delete them first if you want to begin from the earlier plan."
        )
    return ""


def carried(origin: PlanDocument, origin_round: Round, wish: Wish) -> Carried:
    """What rolling forward would bring, without storing anything."""
    return carry(origin_round, origin, wish.into, wish.uplifts, narrative=wish.narrative, contacts=wish.contacts,
                 lists=wish.lists)


def roll_forward(origin: Plan, wish: Wish, user: User) -> RollForward:
    """Make the plan of the board for a later round from ``origin`` as it stands now.

    Raises PermissionDenied for who does not write for the board, and CannotRoll where the round is no later one or
    its plan has rows already; nothing is stored then. Of two who do this at once, one makes the plan.
    """
    if wish.into.id not in {later.id for later in later_rounds(origin.round)}:
        raise CannotRoll(f"{wish.into.title} does not come after {origin.round.title}.")
    with transaction.atomic():
        plan, _ = Plan.objects.get_or_create(board=origin.board, round_id=wish.into.id)
        if not may_edit(user, plan):
            raise PermissionDenied("You can read this plan but not carry it forward.")
        for held in sorted((origin, plan), key=lambda one: one.pk):
            hold(held)
        require_open(plan)
        if why := taken(plan):
            raise CannotRoll(why)
        document = assemble(origin)
        found = carried(document, origin.round, wish)
        made = _record(origin, plan, document, wish, user)
        begun = assemble(plan)
        _store(plan, begun, found)
        copy_pictures(origin, plan, found.narrative.values())
        overtake_by(plan, begun, assemble(plan))
        queue_check(plan, user)
        return made


def _record(origin: Plan, plan: Plan, document: PlanDocument, wish: Wish, user: User) -> RollForward:
    snapshot, _ = Snapshot.objects.get_or_create(
        plan=origin, digest=document.digest, defaults={"content": document.canonical()}
    )
    uplifts: dict[str, dict[str, str]] = {}
    for (source, year), per_cent in wish.uplifts.items():
        uplifts.setdefault(source, {})[year] = decimal_text(per_cent)
    return RollForward.objects.create(plan=plan, snapshot=snapshot, uplifts=uplifts, made_by=user)


def _store(plan: Plan, begun: PlanDocument, found: Carried) -> None:
    there = begun.pooled_funds
    keys = {fund.key for fund in there}
    funds = (*there, *(fund for fund in found.pooled_funds if fund.key not in keys))
    content = PlanDocument(round=plan.round_id, board=board_value(plan), schemes=found.schemes, pooled_funds=funds)
    SchemesPart().write(plan, content)
    for left in found.leftovers:
        Uncarried.objects.create(plan=plan, section=left.section.value, key=left.key, title=left.title[:1000],
                                 field=left.field, was=left.was, why=left.why)  # fmt: skip
    for code, text in found.narrative.items():
        _answer(plan, code, text)
    for contact in found.contacts:
        _contact(plan, contact)
    _listed(plan, Risk, found.lists.risks)
    _listed(plan, Milestone, found.lists.milestones)
    _listed(plan, ReferenceDocument, found.lists.documents)


def _listed(plan: Plan, model: type[Versioned], rows: Iterable[Value]) -> None:
    """Rows of a list behind those that somebody has written already; one of the same key stays as it is there."""
    table: Any = model._default_manager
    held = table.filter(plan=plan)
    keys, count = set(held.values_list("key", flat=True)), held.count()
    for position, row in enumerate(rows, count):
        content = row.model_dump()
        if content["key"] not in keys:
            table.create(plan=plan, position=position, **content)


def _answer(plan: Plan, code: str, text: str) -> None:
    """An answer that somebody has begun already stays; the earlier one is listed as left behind."""
    answer = Answer.objects.filter(plan=plan, section=Section.NARRATIVE.value, code=code).first()
    if answer is None:
        Answer.objects.create(plan=plan, section=Section.NARRATIVE.value, code=code, text=text)
    elif not answer.text:
        answer.text, answer.version = text, answer.version + 1
        answer.save()
    elif answer.text != text:
        title = next((asked.title for asked in plan.round.narrative.questions if asked.code == code), code)
        Uncarried.objects.create(plan=plan, section=Section.NARRATIVE.value, key=code, title=title, field="Answer",
                                 was=text, why="The new plan has an answer already, which was kept")  # fmt: skip


def _contact(plan: Plan, value: ContactValue) -> None:
    contact = Contact.objects.filter(plan=plan, role=value.role).first()
    if contact is None:
        Contact.objects.create(plan=plan, **value.model_dump())
    elif not (contact.name or contact.job_title or contact.email):
        contact.name, contact.job_title, contact.email = value.name, value.job_title, value.email
        contact.version += 1
        contact.save()
    elif (contact.name, contact.email) != (value.name, value.email):
        title = next((role.label for role in plan.round.cover.contacts if role.code == value.role), value.role)
        was = ", ".join(filter(None, (value.name, value.job_title, value.email)))
        Uncarried.objects.create(plan=plan, section=Section.COVER.value, key=value.role, title=title, field="Contact",
                                 was=was, why="The new plan names somebody already, who was kept")  # fmt: skip
