"""The documents that the plan refers to."""

from typing import Any

from bcf.fund.places import Section
from plans.forms.documents import document_listing
from plans.forms.listed import Listing
from plans.views.listed import ListedView
from plans.views.papers import document_list


class DocumentsPage(ListedView):
    """Every reference document as a table, and to edit."""

    section = Section.DOCUMENTS
    template_name = "plans/documents.html"
    row_template = "plans/document_entry.html"
    saved_message = "The reference documents have been saved."

    @property
    def listing(self) -> Listing:
        assert self.round.documents is not None  # noqa: S101 - without them the section is not found
        return document_listing(self.round.documents)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            documents=document_list(self.round, self.standing.document), asked=self.round.documents, **kwargs
        )
