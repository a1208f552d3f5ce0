"""Promoting a rule on trial, so that its findings count in full, and taking that back. Every plan is checked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bcf.fund.rules.registry import Rule
from plans.models import Plan, Promotion, User
from plans.rounds import all_rounds
from plans.running import queue_check
from plans.saving import add_apart, delete_apart


@dataclass(frozen=True, slots=True)
class Event:
    """That a rule was promoted, or its promotion taken back."""

    promoted: bool
    person: str
    when: datetime


def promote(rule: Rule, person: User) -> None:
    """Have the findings of a rule on trial count in full. Raises Conflict if they do already."""
    with transaction.atomic():
        add_apart(Promotion, {"rule": rule.id}, {"promoted_by": person})
        _check_again(rule, person)


def take_back(rule: Rule, person: User, version: int) -> None:
    """Put the rule on trial again. Raises Conflict when somebody else has done so since ``version`` was read."""
    with transaction.atomic():
        delete_apart(Promotion, {"rule": rule.id}, version)
        _check_again(rule, person)


def _check_again(rule: Rule, person: User) -> None:
    rounds = [planning_round.id for planning_round in all_rounds().values() if rule.applies(planning_round)]
    for plan in Plan.objects.filter(round_id__in=rounds).order_by("pk"):
        queue_check(plan, person)


def events_of(rule: Rule) -> Sequence[Event]:
    """What was done about the rule, newest first."""
    records = Promotion.history.filter(rule=rule.id, history_type__in="+-").select_related("history_user")
    return [
        Event(record.history_type == "+", str(record.history_user or "the system"), record.history_date)
        for record in records
    ]
