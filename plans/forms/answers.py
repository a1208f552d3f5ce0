"""Entries for rows of one text: cover fields, narrative answers, gates and comments; and for contacts."""

from collections.abc import Mapping

from django import forms

from bcf.fund.places import Place, Section
from bcf.fund.round import ContactRole, CoverField, CoverKind
from plans.forms.entry import Entry, Input
from plans.forms.fields import DayTextField, TextField, YesNoField
from plans.models import Answer, Contact, Plan

Answers = Mapping[tuple[str, str], Answer]


def answers_of(plan: Plan, section: Section) -> Answers:
    """The stored answers of a section, by section and code."""
    return {(answer.section, answer.code): answer for answer in plan.answers.filter(section=section)}


def answer_entry(
    section: Section, code: str, place: Place, field: forms.Field, stored: Answers, title: str = ""
) -> Entry:
    """The entry of one answer."""
    return Entry(
        key=f"answer-{place.anchor}",
        title=title or str(field.label),
        model=Answer,
        identity={"section": section.value, "code": code},
        inputs=(Input("text", place, field),),
        current=stored.get((section.value, code)),
    )


def cover_entry(field: CoverField, labels: Mapping[str, str], stored: Answers) -> Entry:
    """The entry of a field of the cover; ``labels`` of all its fields by code."""
    answer = stored.get((Section.COVER.value, field.code))
    place = Place(section=Section.COVER, item=field.code, field="value")
    form_field = _cover_input(field, answer.text if answer else "")
    form_field.label, form_field.help_text = field.label, _when(field, labels)
    if not field.required and not field.required_when:
        form_field.widget.attrs["data-optional"] = True
    return answer_entry(Section.COVER, field.code, place, form_field, stored)


def _cover_input(field: CoverField, stored: str) -> forms.Field:
    match field.kind:
        case CoverKind.YES_NO:
            return YesNoField(stored=stored)
        case CoverKind.DATE:
            return DayTextField()
        case CoverKind.EMAIL:
            # Text and not an e-mail field: what is not yet an address is kept, and the checks say so.
            return TextField(widget=_email())
        case CoverKind.PHONE:
            return TextField(widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off",
                                                           "class": "govuk-input--width-20"}))
        case CoverKind.TEXT:
            return TextField()


def _email() -> forms.TextInput:
    return forms.TextInput(attrs={"type": "email", "autocomplete": "off", "spellcheck": "false"})


def _when(field: CoverField, labels: Mapping[str, str]) -> str:
    if not field.required_when:
        return ""
    other, answer = field.required_when
    said = {"yes": "Yes", "no": "No"}.get(answer, answer)
    return f"Needed if the answer to “{labels.get(other, other)}” is {said}."


def contact_entry(role: ContactRole, stored: Mapping[str, Contact]) -> Entry:
    """The entry of a contact: name, job title and e-mail address."""
    fields = {
        "name": TextField(label="Name"), "job_title": TextField(label="Job title"),
        "email": TextField(label="E-mail address", widget=_email()),
    }
    for name, field in fields.items():
        if not role.required or name == "job_title":
            field.widget.attrs["data-optional"] = True
        field.widget.attrs.setdefault("autocomplete", "off")
    return Entry(
        key=f"contact-{role.code}",
        title=role.label,
        model=Contact,
        identity={"role": role.code},
        inputs=tuple(
            Input(name, Place(section=Section.COVER, item=role.code, field=name), field)
            for name, field in fields.items()
        ),
        current=stored.get(role.code),
    )
