"""Short ways of saying what people do in a review."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from assurance.actions.asking import ask
from assurance.actions.beginning import begin
from assurance.actions.judging import Found, judge
from assurance.actions.moderating import rate
from assurance.actions.returning import send_back
from assurance.models import Judgement, Query, Rating, Side
from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from plans.assembling import assemble, store
from plans.models import Plan, Seal
from tests import story
from tests.story import Cast


def judged(plan: Plan, people: Cast, side: Side, code: str, rating: str = "met", **said: Any) -> Judgement:
    """What that side's assurer finds of a requirement, over whatever they found before."""
    person = people.nhs_assurer if side is Side.NHS else people.local_assurer
    before = Judgement.objects.filter(plan=plan, requirement=code, side=side).first()
    return judge(plan, person, side, code, Found(rating, **said), version=before.version if before else 0)


def rated(plan: Plan, people: Cast, code: str, rating: str = "met", comment: str = "") -> Rating:
    """The moderated rating of a requirement, over the one before."""
    before = Rating.objects.filter(plan=plan, requirement=code).first()
    return rate(plan, people.manager, code, rating, comment, version=before.version if before else 0)


def all_rated(plan: Plan, people: Cast) -> None:
    """Every requirement of the round met."""
    for requirement in plan.round.requirements.items:
        rated(plan, people, requirement.code)


def returned(plan: Plan, people: Cast, *sections: Section) -> None:
    """The plan sent back with those sections open."""
    send_back(plan, people.manager, dict.fromkeys(sections, "Say more here."))


def resubmitted(plan: Plan, people: Cast, change: Callable[[dict[str, Any]], None]) -> Seal:
    """A returned plan changed, sealed anew, signed, submitted and under review again."""
    content = assemble(plan).as_json()
    change(content)
    store(plan, PlanDocument.model_validate(content))
    story.explain_all(plan, people.author)
    seal = story.submitted(plan, people)
    begin(plan, people.manager)
    return seal


def asked(plan: Plan, people: Cast, code: str, text: str = "Who agreed to this?", days: int = 7) -> Query:
    """A question of the NHS assurer about a requirement."""
    return ask(plan, people.nhs_assurer, code, text, timezone.localdate() + timedelta(days=days))
