"""What of a review or a decision is due, for the reminders that people get before."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from assurance.models import Condition, Query
from bcf.fund.stages import Capacity, Stage
from plans.notices.reminding import Due

AUTHORS = frozenset({Capacity.AUTHOR})


def questions(until: datetime.date) -> Iterator[Due]:
    """Questions that wait for the area, each with the day by which its answer is wanted."""
    found = Query.objects.filter(closed_at__isnull=True, due__gte=timezone.localdate(), due__lte=until)
    for query in found.select_related("plan__board").order_by("pk"):
        last = query.messages.order_by("-at", "-pk").first()
        if last is not None and last.from_area:
            continue
        what = f"The question about {query.requirement} is to be answered"
        yield Due(query.plan, f"query {query.pk}", what, query.due, AUTHORS, "queries")


def conditions(until: datetime.date) -> Iterator[Due]:
    """Conditions that are not discharged, each with its day."""
    found = Condition.objects.filter(discharged_at__isnull=True, due__gte=timezone.localdate(), due__lte=until)
    for condition in found.select_related("plan__board").order_by("pk"):
        if condition.plan.stage_now() is Stage.APPROVED:
            what = f"Condition {condition.number} is to be met"
            yield Due(condition.plan, f"condition {condition.pk}", what, condition.due, AUTHORS, "decision")
