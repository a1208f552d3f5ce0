"""Reminders before days on which something is due. Each is given once, however often it is asked for."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from bcf.fund.stages import AREA, SIGNING, Capacity, Stage
from bcf.fund.text import day
from plans.models import Plan
from plans.notices.telling import people_of, write
from plans.rounds import all_rounds

DAYS_BEFORE = (14, 7, 3, 1)
LAST_DAY = "reminded-on"
TO_COME = (Stage.DRAFT, Stage.RETURNED, Stage.SEALED)


@dataclass(frozen=True)
class Due:
    """Something that is due: what, of which plan, when, whose it is and where it is done. ``key`` tells it apart."""

    plan: Plan
    key: str
    what: str
    on: datetime.date
    to: frozenset[Capacity]
    page: str


Source = Callable[[datetime.date], Iterable[Due]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Have an app above tell what is due up to a day."""
    if source not in _sources:
        _sources.append(source)


def remind_daily() -> None:
    """Remind of what comes, once a day. The table knows who was reminded of what, the cache only spares the look."""
    today = timezone.localdate()
    if cache.get(LAST_DAY) != today.isoformat():
        remind(today)
        cache.set(LAST_DAY, today.isoformat(), timeout=None)


def remind(today: datetime.date) -> None:
    """Remind people of everything that is due within so many days as `DAYS_BEFORE` has, once for each of them.

    A day on which nobody was reminded is made up for on the next.
    """
    until = today + datetime.timedelta(days=max(DAYS_BEFORE))
    for source in (submissions, *_sources):
        for due in source(until):
            left = (due.on - today).days
            if left < 1:
                continue
            mark = min(days for days in DAYS_BEFORE if days >= left)
            when = "tomorrow" if left == 1 else f"in {left} days"
            people = people_of(due.plan, due.to)
            write(
                due.plan, people, f"due {due.key} {mark}", f"{due.plan}: {due.what}, due {when}",
                f"{due.what} by {day(due.on)}.", reverse(due.page, args=due.plan.args),
            )  # fmt: skip


def submissions(until: datetime.date) -> Iterator[Due]:
    """Plans that are still to be submitted in rounds whose day comes."""
    for planning_round in all_rounds().values():
        due = planning_round.submission
        if due is None or not timezone.localdate() <= due <= until:
            continue
        for plan in Plan.objects.filter(round_id=planning_round.id).select_related("board"):
            if plan.stage in TO_COME:
                to = AREA if plan.stage is Stage.SEALED else AREA - SIGNING
                yield Due(plan, f"submission {plan.pk}", "The plan is to be submitted", due, to, "standing")
