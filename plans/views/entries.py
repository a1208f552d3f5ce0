"""A section's page that is a form of versioned rows: show, save, show again what was refused or clashed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from plans.forms.entry import Entry
from plans.forms.versioned import VersionedPage
from plans.views.section import SectionView


class EntriesView(SectionView):
    """What a page adds is `entries`, and in its template the arrangement of their inputs."""

    saved_message = "Saved."
    page: VersionedPage

    def entries(self, data: QueryDict | None) -> list[Entry]:
        """The rows that this page edits; with ``data``, those that the browser sent."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = VersionedPage(self.plan, self.entries(None))
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = self.sent()
        self.page = VersionedPage(self.plan, self.entries(sent), sent)
        if not self.page.is_valid(lambda: self.cell_of):
            return self.render_to_response(self.get_context_data(), status=422)
        if not self.page.save():
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(request, self.saved_message)
        return redirect(self.after_saving())

    def sent(self) -> QueryDict:
        """What the browser sent."""
        return self.request.POST

    def after_saving(self) -> str:
        """Where the browser goes once everything is saved: to the page itself."""
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=self.page, form=self.page.form, clashes=self.page.clashes, rows=self.page.rows(), **kwargs
        )
