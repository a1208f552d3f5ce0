"""Cover and contacts."""

from typing import Any

from django.http import QueryDict

from bcf.fund.places import Section
from plans.forms.answers import answers_of, contact_entry, cover_entry
from plans.forms.entry import Entry
from plans.views.entries import EntriesView


class CoverPage(EntriesView):
    """Every field of the cover, and who holds which role."""

    section = Section.COVER
    template_name = "plans/cover.html"
    saved_message = "The cover has been saved."

    def entries(self, data: QueryDict | None) -> list[Entry]:
        cover, answers = self.round.cover, answers_of(self.plan, Section.COVER)
        labels = {field.code: field.label for field in cover.fields}
        contacts = {contact.role: contact for contact in self.plan.contacts.all()}
        self.fields = [cover_entry(field, labels, answers) for field in cover.fields]
        self.contacts = [contact_entry(role, contacts) for role in cover.contacts]
        return self.fields + self.contacts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            fields=[self.page.row(entry)["text"] for entry in self.fields],
            contacts=[{"title": entry.title, **self.page.row(entry)} for entry in self.contacts],
            **kwargs,
        )
