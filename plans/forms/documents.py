"""A reference document: its title, where it is, and what else the round asks of it."""

from collections.abc import Mapping

from django import forms

from bcf.fund.papers import DocumentColumn, Documents
from bcf.fund.places import Section
from plans.forms.fields import DayField, TextField
from plans.forms.listed import Listing
from plans.models import ReferenceDocument


def document_listing(documents: Documents) -> Listing:
    """The reference documents of a round that asks for those columns."""

    def fields(row: ReferenceDocument | None) -> Mapping[str, forms.Field]:
        optional = {"data-optional": True}
        offered: dict[str, forms.Field] = {
            "title": TextField(label="Title"),
            "where": TextField(
                label="Where it is", help_text="A link that begins with https://, or who can give it.",
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            ),
            DocumentColumn.ABOUT: TextField(
                rows=2, label="What it is about", widget=forms.Textarea(attrs={"rows": 2, **optional})
            ),
            DocumentColumn.DATE: DayField(
                label="Date", widget=forms.DateInput(attrs={"type": "date", **optional}, format="%Y-%m-%d")
            ),
        }
        asked = {"title", "where", *documents.columns}
        return {str(name): field for name, field in offered.items() if name in asked}

    return Listing(Section.DOCUMENTS, ReferenceDocument, "document", fields)
