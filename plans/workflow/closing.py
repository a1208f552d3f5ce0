"""Why nobody can change a plan as it stands, in words for every page of it."""

from django.utils import timezone

from bcf.fund.places import Section
from bcf.fund.stages import Stage, Verb
from bcf.fund.text import day
from plans.models import Plan
from plans.workflow.acting import last_event


def why_closed(plan: Plan, section: Section | None) -> str:
    """Why the plan's content, or that section of it, can be changed by nobody; "" where its authors can."""
    stage = plan.stage
    if stage.editable:
        away = stage is Stage.RETURNED and section is not None and section not in plan.open_sections()
        return "The plan was sent back, and this section is not among those that were named." if away else ""
    event = last_event(plan, Verb.SEAL)
    if event is None:
        return ""
    sealed = f"version {event.data['version']} by {event.person} on {day(timezone.localdate(event.at))}"
    if stage is Stage.SEALED:
        return f"Sealed as {sealed}: reopen it to change it."
    return f"{stage.words}. Sealed as {sealed}, and not to be changed now."
