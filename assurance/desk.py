"""The reviewer's desk: the plans of one's region, or of the nation, with how each stands. A fixed number of queries."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from assurance.affected import Standing
from assurance.models import Query, QueryMessage, Rating
from bcf.fund.document import PlanDocument
from bcf.fund.stages import Stage, Verb
from plans.models import Appointment, Event, Plan, Role, Seal, Signature, User
from plans.models.people import REGIONAL_ROLES
from plans.rounds import all_rounds
from plans.workflow.whose import places

ORDERS = {"deadline": "Deadline", "age": "Longest in its stage", "board": "Board", "stage": "Stage"}


REVIEWING = frozenset({*REGIONAL_ROLES, Role.NATIONAL})
"""The roles that have a desk."""


def plans_of(user: User) -> "QuerySet[Plan]":
    """The plans that a reviewer has on the desk: those of the regions, all for the national team."""
    plans = Plan.objects.filter(round_id__in=all_rounds()).select_related("board")
    held = Appointment.objects.filter(user=user)
    if held.filter(role=Role.NATIONAL).exists():
        return plans
    return plans.filter(board__region__in=held.filter(role__in=REGIONAL_ROLES).values("region"))


def dated(plans: "QuerySet[Plan]") -> "QuerySet[Plan]":
    """Plans with the day they are due (``due``) and since when they stand in their stage (``since``)."""
    events = Event.objects.filter(plan=OuterRef("pk"))
    before = events.exclude(stage=OuterRef("last_stage")).order_by("-number").values("number")[:1]
    began = events.filter(number__gt=OuterRef("before")).order_by("number").values("at")[:1]
    due = [When(round_id=one.id, then=Value(one.submission)) for one in all_rounds().values() if one.submission]
    return plans.annotate(
        before=Coalesce(Subquery(before), 0),
        due=Case(*due, default=None, output_field=DateField()),
    ).annotate(since=Coalesce(Subquery(began), F("created_at")))  # fmt: skip


def ordered(plans: "QuerySet[Plan]", order: str) -> "QuerySet[Plan]":
    """The plans in that order, those that come to the same by board."""
    first = {"age": F("since").asc(), "board": F("board__name").asc(), "stage": F("last_stage").asc(nulls_first=True)}
    return plans.order_by(first.get(order, F("due").asc(nulls_last=True)), "board__name", "-round_id")


def in_stage(plans: "QuerySet[Plan]", stage: Stage) -> "QuerySet[Plan]":
    """The plans that stand in that stage."""
    drafts = Q(last_stage__isnull=True) if stage is Stage.DRAFT else Q()
    return plans.filter(Q(last_stage=stage) | drafts)


@dataclass
class Line:
    """A plan on the desk."""

    plan: Plan
    due: datetime.date | None
    since: datetime.datetime
    submission: Event | None = None
    open_queries: int = 0
    answers: int = 0
    rated: int = 0
    again: int = 0
    reasons: int = 0
    unsigned: Sequence[str] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.plan.stage

    @property
    def days(self) -> int:
        """Whole days in this stage."""
        return (timezone.localdate() - timezone.localtime(self.since).date()).days

    @property
    def late(self) -> bool:
        """Submitted after the day on which it was due, or not submitted and that day is over."""
        if self.submission is not None:
            return bool(self.submission.data.get("late"))
        return self.due is not None and self.due < timezone.localdate()

    @property
    def requirements(self) -> int:
        return len(self.plan.round.requirements.items)


def lines(plans: Sequence[Any]) -> list[Line]:
    """The plans, as `dated` gives them, with everything that the desk says of each."""
    found = {plan.pk: Line(plan, plan.due, plan.since) for plan in plans}
    for event in Event.objects.filter(plan__in=found, verb=Verb.SUBMIT).select_related("seal").order_by("number"):
        found[event.plan_id].submission = event
    _queries(found)
    _ratings(found)
    _sealed(found)
    return list(found.values())


def _queries(found: Mapping[int, Line]) -> None:
    last = QueryMessage.objects.filter(query=OuterRef("pk")).order_by("-pk").values("from_area")[:1]
    opened = Query.objects.filter(plan__in=found, closed_at__isnull=True).order_by()
    for plan, answered in opened.annotate(answered=Subquery(last)).values_list("plan_id", "answered"):
        found[plan].open_queries += 1
        found[plan].answers += bool(answered)


def _ratings(found: Mapping[int, Line]) -> None:
    ratings = list(Rating.objects.filter(plan__in=found))
    older = {seal.pk: seal for seal in Seal.objects.filter(pk__in={rating.seal_id for rating in ratings})}
    for pk, line in found.items():
        own = [rating for rating in ratings if rating.plan_id == pk]
        if own:
            standing = Standing(line.plan.round, line.submission.seal if line.submission else None, older.values())
            line.rated = sum(standing.holds(rating) for rating in own)
            line.again = len(own) - line.rated


def _sealed(found: Mapping[int, Line]) -> None:
    """What the version itself says: reasons, and signatures that may come late and have not."""
    seals = {line.submission.seal_id: line for line in found.values() if line.submission}
    given: dict[int, list[Signature]] = {}
    for signature in Signature.objects.filter(seal__in=seals):
        given.setdefault(signature.seal_id, []).append(signature)
    for pk, line in seals.items():
        seal = line.submission.seal if line.submission else None
        if seal is None or pk is None:
            continue
        line.reasons = len(json.loads(seal.reasons))
        content = json.loads(seal.document)
        document = PlanDocument.model_validate({"round": content["round"], "board": content["board"]})
        line.unsigned = [
            f"{place.words}: to be ratified" if place.signature else f"{place.words}: not signed"
            for place in places(line.plan.round, document, given.get(pk, ()))
            if place.to_ratify or place.signature is None
        ]
