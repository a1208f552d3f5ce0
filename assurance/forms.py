"""Entries of the planning requirements."""

from django import forms

from assurance.models import RequirementAnswer
from bcf.fund.places import Place, Section
from bcf.fund.round import Requirement
from plans.forms.entry import Entry, Input
from plans.forms.fields import DayField, TextField, YesNoField


def requirement_entry(requirement: Requirement, row: RequirementAnswer | None) -> Entry:
    """The entry of a requirement: met or not, where the evidence is, and for a No the action and its date."""
    fields: dict[str, forms.Field] = {
        "met": YesNoField(stored=row.met if row else "", label="Is this requirement met?"),
        "evidence": TextField(rows=4, label="Where the plan shows it",
                              help_text="Name the part of the plan or the document, and the page."),
        "action": TextField(rows=4, label="If not, what will be done to meet it"),
        "due": DayField(label=f"If not, when {requirement.code} will be met"),
    }
    return Entry(
        key=f"requirement-{requirement.code}", title=f"{requirement.code} {requirement.ask}", model=RequirementAnswer,
        identity={"code": requirement.code}, current=row,
        inputs=tuple(
            Input(name, Place(section=Section.REQUIREMENTS, item=requirement.code, field=name), field)
            for name, field in fields.items()
        ),
    )

