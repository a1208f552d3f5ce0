"""A milestone: its name and dates, and what else the round asks of it."""

from collections.abc import Mapping

from django import forms

from bcf.fund.document import MilestoneState
from bcf.fund.papers import MilestoneColumn, Milestones
from bcf.fund.places import Section
from plans.forms.fields import ChosenField, DayField, TextField
from plans.forms.listed import Listing
from plans.models import Milestone

SUGGESTIONS = "milestone-workstreams"
"""The id of the list of workstreams that a browser offers while one is typed."""


def milestone_listing(milestones: Milestones) -> Listing:
    """The milestones of a round that asks for those columns."""

    def fields(row: Milestone | None) -> Mapping[str, forms.Field]:
        offered: dict[str, forms.Field] = {
            "title": TextField(label="Milestone"),
            MilestoneColumn.WORKSTREAM: TextField(
                label="Workstream",
                widget=forms.TextInput(attrs={"list": SUGGESTIONS, "autocomplete": "off", "data-optional": True}),
            ),
            "start": DayField(label="Starts", widget=_date(optional=True)),
            "end": DayField(label="Ends, or is due", widget=_date()),
            MilestoneColumn.STATE: ChosenField(
                [("", "Choose"), *((state.value, state.words) for state in MilestoneState)], label="State",
                stored=row.state if row else "", widget=forms.Select(attrs={"data-optional": True}),
            ),
            MilestoneColumn.OWNER: TextField(label="Owner"),
            MilestoneColumn.COMMENT: TextField(
                rows=2, label="Comment", widget=forms.Textarea(attrs={"rows": 2, "data-optional": True})
            ),
        }
        asked = {"title", "start", "end", *milestones.columns}
        return {str(name): field for name, field in offered.items() if name in asked}

    return Listing(Section.MILESTONES, Milestone, "milestone", fields)


def _date(*, optional: bool = False) -> forms.DateInput:
    return forms.DateInput(
        attrs={"type": "date", **({"data-optional": True} if optional else {})}, format="%Y-%m-%d"
    )
