"""Sending a plan back: the sections named are open for changes, each with what is to be done there."""

from collections.abc import Mapping

from assurance.actions.saying import Wanting, said
from bcf.fund.places import Section, section_title, sections_of
from bcf.fund.stages import Verb
from plans.models import Event, Plan, User
from plans.workflow.acting import acting


def send_back(plan: Plan, person: User, reasons: Mapping[Section, str]) -> Event:
    """Return the plan. ``reasons`` says for each section that is opened what is to be done there.

    Raises Wanting without a section, for one that the round has not, or without words; and what `acting` raises.
    """
    with acting(plan, person, Verb.RETURN) as deed:
        there = sections_of(plan.round)
        if not reasons:
            raise Wanting("sections", "Choose at least one section that the area is to change.")
        if strange := set(reasons) - set(there):
            raise Wanting("sections", f"Plans of this round have no section “{min(strange)}”.")
        words = {
            section.value: said(
                section.value, reasons[section], f"Say what is to be done in {section_title(section, plan.round)}."
            )
            for section in there if section in reasons
        }  # fmt: skip
        deed.data = {"sections": list(words), "reasons": words, "version": deed.version.number}
    return deed.done
