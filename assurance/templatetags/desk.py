"""Ways to the review: in the navigation to the reviewer's desk, on a plan's page to what is said about it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser

from assurance.desk import REVIEWING
from assurance.models import Query
from bcf.fund.stages import Verb
from plans.access import known_roles
from plans.models import Plan, User

register = template.Library()


@register.simple_tag
def has_desk(user: User | AnonymousUser) -> bool:
    """Whether somebody reviews plans."""
    return isinstance(user, User) and bool(known_roles(user) & REVIEWING)


@register.inclusion_tag("assurance/plan_links.html", takes_context=True)
def review_links(context: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Links from a plan's page to its review, or for the area to what it is asked, and to the decision."""
    user = context["request"].user
    done = set(plan.events.filter(verb__in=(Verb.SUBMIT, Verb.DECIDE)).values_list("verb", flat=True))
    if not done:
        return {"plan": plan, "submitted": False}
    return {
        "plan": plan, "submitted": True, "decided": Verb.DECIDE in done,
        "reviewer": bool(known_roles(user) & REVIEWING),
        "asked": Query.objects.filter(plan=plan, closed_at__isnull=True).count(),
    }  # fmt: skip
