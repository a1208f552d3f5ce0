"""Forms of the review. They read what was typed; what may not be so is said by the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from assurance.actions.saying import Wanting
from assurance.models import RatingChoice
from assurance.models.review import Rated
from bcf.fund.document import PlanDocument
from bcf.fund.places import Section, section_title
from bcf.fund.round import Round
from plans.forms.attachment import AttachmentField
from plans.forms.fields import DayField
from plans.together.naming import all_places


def _text(label: str, rows: int = 4, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class SaidForm(forms.Form):
    """A form whose action says what is wanting."""

    def refuse(self, wanting: Wanting) -> None:
        """Put what the action said beside its field."""
        self.add_error(wanting.field if wanting.field in self.fields else None, wanting.words)


class RatingForm(SaidForm):
    """A rating with its comment, over the version of the row that was read."""

    rating = forms.ChoiceField(
        label="How far is it met?", required=False, choices=RatingChoice.choices,
        widget=forms.RadioSelect(attrs={"data-small": True}),
        error_messages={"invalid_choice": "Choose how far the requirement is met."},
    )  # fmt: skip
    comment = _text("Comment", hint="What is missing or strikes you. Needed unless it is met.")
    version = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: Rated | None, **how: Any) -> "RatingForm":
        """The form before anything was typed: with what stands, and as which version it was read."""
        held = {name: getattr(row, name) for name in ("rating", "comment", "private_note") if hasattr(row, name)}
        return cls(initial={**held, "version": row.version if row else 0}, **how)


class JudgementForm(RatingForm):
    """What one side finds."""

    private_note = _text("Private note", rows=3, hint="Read by the region’s reviewers only, never by the area or the "
                                                      "national team.")  # fmt: skip
    field_order = ("rating", "comment", "private_note")


class QueryForm(SaidForm):
    """A question to the area."""

    text = _text("Question to the area")
    due = DayField(label="Answer by")


class FurtherForm(SaidForm):
    """More about a question that is open."""

    text = _text("Ask more")


class AnswerForm(SaidForm):
    """The area's answer, with a field of the plan and a file where that helps."""

    text = _text("Your answer", rows=6)
    place = forms.ChoiceField(
        label="Where in the plan it stands", required=False, help_text="If a field of the plan shows it",
        error_messages={"invalid_choice": "The plan has no such field any more. Choose another, or none."},
    )  # fmt: skip
    attachment = AttachmentField(label="A file that shows it", required=False)

    def __init__(self, *args: Any, planning_round: Round, document: PlanDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "Nowhere in particular"), *_places(planning_round, document)]  # type: ignore[attr-defined]


def _places(planning_round: Round, document: PlanDocument) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Everything that an answer may point to, by section. Of the table's cells the amounts: the others stand beside."""
    groups: dict[Section, dict[str, str]] = {}
    for named in all_places(planning_round, document):
        cell = named.place.section is Section.EXPENDITURE and named.place.field not in ("", "amount")
        if not cell and named.words:
            groups.setdefault(named.place.section, {}).setdefault(named.place.anchor, named.words)
    return [
        (section_title(section, planning_round), list(choices.items())) for section, choices in groups.items()
    ]


class ReturnForm(SaidForm):
    """The sections that are sent back, each with what is to be done there."""

    def __init__(self, *args: Any, sections: Iterable[tuple[Section, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = [section for section, _ in sections]
        for section, title in sections:
            self.fields[f"open-{section}"] = forms.BooleanField(
                label=title, required=False, widget=forms.CheckboxInput(attrs={"data-small": True})
            )
            self.fields[section.value] = _text(f"What is to be done in {title}", rows=2)

    @property
    def reasons(self) -> dict[Section, str]:
        """What was chosen, with its words. Words for a section that was not ticked open it as well."""
        sent = self.cleaned_data
        return {
            section: sent[section.value] for section in self.sections
            if sent[f"open-{section}"] or sent[section.value].strip()
        }  # fmt: skip

    def rows(self) -> Iterable[tuple[Any, Any]]:
        """The two fields of each section."""
        for section in self.sections:
            yield self[f"open-{section}"], self[section.value]
