"""Answering a question of the region: in words, with a field of the plan that shows it, with a file."""

from assurance.actions.asking import held
from assurance.actions.saying import Wanting, said
from assurance.models import Query, QueryMessage
from bcf.fund.stages import Verb
from plans.assembling import assemble
from plans.models import Attachment, Plan, User
from plans.together import naming
from plans.workflow.acting import acting


def answer(
    query: Query, person: User, text: str, *, place: str = "", attachment: Attachment | None = None
) -> QueryMessage:
    """Answer an open question. ``place`` is the anchor of a field of the plan.

    Raises Wanting without words or for a field that the plan has not, NotNow where the question is closed, and what
    `acting` raises.
    """
    with acting(query.plan, person, Verb.ANSWER) as deed:
        query = held(query)
        text = said("text", text, "Write your answer.")
        about = about_place(query.plan, place) if place else ""
        deed.data = {"query": query.pk, "requirement": query.requirement}
        return QueryMessage.objects.create(
            query=query, author=person, from_area=True, text=text, place=place, about=about, attachment=attachment,
            at=deed.at,
        )  # fmt: skip


def about_place(plan: Plan, anchor: str) -> str:
    """What the field with that anchor is called. Raises Wanting where the plan has none such."""
    found = naming.place_at(plan.round, assemble(plan), anchor)
    if found is None or found.place.anchor != anchor:
        raise Wanting("place", "The plan has no such field any more. Choose another, or none.")
    return naming.about(plan.round, found)
