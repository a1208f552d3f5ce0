"""The steps that every action takes, in this order: lock, may this person do it now, do it, record it, tell people.

An action opens ``acting`` and writes within it. Whatever it raises undoes everything; what a person may not do is
refused and logged.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from bcf.fund.stages import EDITABLE, Capacity, Stage, Transition, Verb, transition
from bcf.fund.text import day
from plans.access import capacities_of
from plans.models import Event, Plan, Seal, User
from plans.notices.telling import tell
from plans.saving import hold

logger = logging.getLogger("bcf.refused")


class NotNow(Exception):
    """What was asked for does not fit how the plan stands. The message says how it stands; nothing was done."""


@dataclass
class Deed:
    """An action under way: who does it in what capacity, to which plan, and what its event will say."""

    plan: Plan
    person: User
    row: Transition
    capacities: frozenset[Capacity]
    stage: Stage
    """The stage in which the plan stands before it."""
    seal: Seal | None
    """The version that the plan stands on; none while it is written."""
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    to: Stage | None = None
    event: Event | None = None

    @property
    def done(self) -> Event:
        """The event, once the action is through."""
        if self.event is None:
            raise RuntimeError(f"{self.row.verb} is still under way")
        return self.event

    @property
    def version(self) -> Seal:
        """The version that the plan stands on, for what is done only in stages that have one."""
        if self.seal is None:
            raise RuntimeError(f"{self.row.verb} in stage {self.stage} without a seal")
        return self.seal


@contextmanager
def acting(plan: Plan, person: User, verb: Verb) -> Iterator[Deed]:
    """A transaction that holds the plan and in which that person may do that now.

    Raises PermissionDenied for a person to whom the table does not give the verb, NotNow where the plan is in
    another stage. The event is written, and people told, when the block ends.
    """
    row = transition(verb)
    with transaction.atomic():
        hold(plan)
        stage, capacities = plan.stage_now(), capacities_of(person, plan) & row.capacities
        if not capacities:
            raise refused(plan, person, verb, stage)
        if stage not in row.sources:
            raise NotNow(not_now(plan, verb, stage))
        deed = Deed(plan, person, row, capacities, stage, current_seal(plan, stage), timezone.now())
        yield deed
        deed.event = _record(deed)
        tell(deed.event)


def refused(plan: Plan, person: User, verb: Verb, stage: Stage) -> PermissionDenied:
    """The refusal of what a person may not do, logged."""
    logger.warning("refused: %s by %s on %s in stage %s", verb, person.pk, plan.pk, stage)
    return PermissionDenied(f"{verb.words}: this is not yours to do for this plan.")


def not_now(plan: Plan, verb: Verb, stage: Stage) -> str:
    """Why the verb cannot be done in that stage, and who brought the plan there."""
    last = plan.events.select_related("person").order_by("-number").first()
    sources = " or ".join(sorted(source.words.lower() for source in transition(verb).sources))
    since = ""
    if last is not None:
        moment = timezone.localtime(last.at)
        since = f" {last.person} {Verb(last.verb).done} at {moment:%H:%M} on {day(moment)}."
    return f"Nothing was done: the plan is {stage.words.lower()} now.{since} This can be done while it is {sources}."


def current_seal(plan: Plan, stage: Stage | None = None) -> Seal | None:
    """The version that the plan stands on; None while its content may change."""
    stage = stage or plan.stage_now()
    return None if stage in EDITABLE else plan.seals.order_by("-number").first()


def _record(deed: Deed) -> Event:
    """Put the deed down as the plan's next event, chained to the one before."""
    ways = deed.row.leads_to(deed.stage)
    stage = deed.to or ways[0]
    if stage not in ways:
        raise ValueError(f"{deed.row.verb} does not lead to {stage}")
    last = Event.objects.filter(plan=deed.plan).order_by("-number").first()
    seal = deed.seal or current_seal(deed.plan, stage)
    event = Event(
        plan=deed.plan, number=last.number + 1 if last else 1, verb=deed.row.verb, stage=stage, person=deed.person,
        at=deed.at, seal=seal, data=deed.data, previous=last.digest if last else "",
    )  # fmt: skip
    return event.write()


def events_of(plan: Plan) -> list[Event]:
    """Everything that was done to the plan, first things first."""
    return list(Event.objects.filter(plan=plan).select_related("person", "seal").order_by("number"))


def last_event(plan: Plan, *verbs: Verb) -> Event | None:
    """The newest event of those verbs."""
    found = Event.objects.filter(plan=plan, verb__in=verbs)
    return found.select_related("person", "seal").order_by("-number").first()
