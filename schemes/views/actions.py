"""Copying and deleting a row."""

import dataclasses
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from bcf.fund.text import pounds
from plans.models import Conflict
from schemes.changes import change
from schemes.clash import last_change, was_deleted
from schemes.grid import title_of
from schemes.models import Change
from schemes.views.base import ExpenditureView, version_in

NO_AMOUNTS = "The amounts were left blank."


class CopyRow(ExpenditureView):
    """POST puts a copy of the row below it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row, held = self.stored_or_404(kwargs["key"])
        with change(self.plan, self.person, Change.Kind.COPY) as desk:
            copy = desk.copy(row, held)
        if not request.htmx:  # type: ignore[attr-defined]
            messages.success(request, f"{title_of(held)} was duplicated. {NO_AMOUNTS}")
            return self.back_to(copy.key)
        shown = self.grid_row(copy.key)
        return self.answer(
            f"Duplicated as row {shown.number}. {NO_AMOUNTS}", focus=self.first_anchor(copy.key),
            added=shown, below=self._above(copy.key),
        )  # fmt: skip

    def _above(self, key: str) -> str:
        """The key of the row above."""
        keys = [scheme.key for scheme in self.grid.schemes]
        return keys[keys.index(key) - 1]


class DeleteRow(ExpenditureView):
    """Asks on a page of its own; POST deletes the row at the version that was shown."""

    template_name = "schemes/delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, held = self.stored_or_404(kwargs["key"])
        return super().get_context_data(
            row=row,
            title=title_of(held),
            amounts=[(year, pounds(held.amount(year))) for year in self.round.years],
            back=f"{self.page_url}#{self.first_anchor(held.key)}",
            parent="Expenditure",
            parent_url=self.page_url,
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = kwargs["key"]
        found = self.stored(key)
        if found is None:
            if not was_deleted(self.plan, key):
                self.stored_or_404(key)
            return self._deleted(key, "The scheme was deleted already.")
        title = title_of(found[1])
        try:
            with change(self.plan, self.person, Change.Kind.DELETE) as desk:
                desk.remove(key, version_in(request))
        except Conflict as conflict:
            if conflict.current is None:
                return self._deleted(key, "The scheme was deleted already.")
            return self._changed_meanwhile(key)
        return self._deleted(key, f"{title} was deleted.")

    def _deleted(self, key: str, said: str) -> HttpResponse:
        if self.request.htmx:  # type: ignore[attr-defined]
            return self.answer(f"{said} {self.panel.in_words}.", removed=key)
        messages.success(self.request, said)
        return redirect(self.page_url)

    def _changed_meanwhile(self, key: str) -> HttpResponse:
        who, _ = last_change(self.plan, key)
        said = (
            f"Not deleted: {who} changed this scheme since you read it. Look at it again, then delete it if you "
            "still want to."
        )
        if not self.request.htmx:  # type: ignore[attr-defined]
            messages.warning(self.request, said)
            return redirect(self.request.path)
        row = self.grid_row(key)
        row = dataclasses.replace(row, news=dataclasses.replace(row.news, remarks=(said,)))
        controls = [self.grid.control(cell, row.value) for cell in self.cells]
        return self.answer(said, state="done", force=True, row=row, controls=controls)
