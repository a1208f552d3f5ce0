"""Questions to the area: asking one about a requirement, saying more in it, closing it."""

import datetime

from django.utils import timezone

from assurance.actions.saying import Wanting, requirement_of, said
from assurance.models import Query, QueryMessage
from bcf.fund.stages import Verb
from bcf.fund.text import day
from plans.models import Plan, User
from plans.workflow.acting import NotNow, acting


def ask(plan: Plan, person: User, requirement: str, text: str, due: datetime.date | None) -> Query:
    """Ask the area about a requirement, to be answered by that day.

    Raises Wanting without words or a day that is still to come, and what `acting` raises.
    """
    with acting(plan, person, Verb.ASK) as deed:
        asked = requirement_of(plan, requirement)
        text = said("text", text, "Write what the area is to answer.")
        if due is None:
            raise Wanting("due", "Give the day by which you need the answer.")
        if due < timezone.localdate(deed.at):
            raise Wanting("due", f"{day(due)} is over. Give a day that is still to come.")
        query = Query.objects.create(
            plan=plan, requirement=asked.code, text=text, due=due, asked_by=person, asked_at=deed.at, seal=deed.version
        )
        deed.data = _told(query)
        return query


def ask_further(query: Query, person: User, text: str) -> QueryMessage:
    """Say more in an open question. Raises as `ask` does, and NotNow where it is closed."""
    with acting(query.plan, person, Verb.ASK) as deed:
        query = held(query)
        text = said("text", text, "Write what the area is to answer.")
        deed.data = {**_told(query), "further": True}
        return QueryMessage.objects.create(query=query, author=person, from_area=False, text=text, at=deed.at)


def close(query: Query, person: User) -> None:
    """Say that nothing more is wanted of the area. Raises NotNow where it is closed, and what `acting` raises."""
    with acting(query.plan, person, Verb.CLOSE) as deed:
        query = held(query)
        query.closed_by, query.closed_at = person, deed.at
        query.save(update_fields=["closed_by", "closed_at"])
        deed.data = _told(query)


def held(query: Query) -> Query:
    """The question as it stands, within an action that holds its plan. Raises NotNow where it is closed."""
    current = Query.objects.select_for_update(of=("self",)).select_related("plan__board").get(pk=query.pk)
    if current.closed_at is not None:
        moment = timezone.localtime(current.closed_at)
        raise NotNow(f"Nothing was done: {current.closed_by} closed this question on {day(moment)}.")
    return current


def _told(query: Query) -> dict[str, object]:
    return {"query": query.pk, "requirement": query.requirement, "due": query.due.isoformat()}
