"""What is to be done in a section of a plan that was sent back, where it is to be done."""

from collections.abc import Mapping
from typing import Any

from django import template

from bcf.fund.places import Section
from bcf.fund.stages import Stage
from plans.models import Plan
from plans.workflow.sent_back import sent_back

register = template.Library()


@register.inclusion_tag("plans/sent_back_here.html", takes_context=True)
def sent_back_here(context: Mapping[str, Any]) -> dict[str, Any]:
    """The region's words on the section of the page, while the plan is returned; costs nothing otherwise."""
    plan: Plan | None = context.get("plan")
    section: Section | None = context.get("section")
    if plan is None or section is None or plan.stage is not Stage.RETURNED:
        return {}
    found = sent_back(plan)
    return {"words": found.words.get(section, ""), "event": found.event} if found else {}
