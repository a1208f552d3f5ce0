"""The expenditure page: every row in one table, under the running balances."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schemes.changes import change
from schemes.filter_form import filter_form
from schemes.looking import hideable
from schemes.models import Change
from schemes.views.base import ExpenditureView

SCRIPTS = "scripts"
"""The cookie by which a browser says that it runs scripts; every page's script sets it."""
PLAIN = "plain"
"""In the address: whatever the cookie says, complete lists are wanted in every drop-down."""


class ExpenditurePage(ExpenditureView):
    """Reads the table as its address asks for it; POST adds an empty row at its end."""

    template_name = "schemes/expenditure.html"

    @property
    def brief(self) -> bool:
        if self.request.method != "GET" or PLAIN in self.request.GET:
            return False
        return bool(self.request.htmx) or self.request.COOKIES.get(SCRIPTS) == "1"  # type: ignore[attr-defined]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        choosing = "columns" in request.GET
        if choosing:
            shown = request.GET.getlist("show")
            self.remember_hidden([cell.name for cell in hideable(self.cells) if cell.name not in shown])
        here = self.page_url + self.looking.query(hide=None)
        if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
            response = self._table()
            response["HX-Push-Url"] = here if choosing else self.page_url + self.looking.query()
            return response
        if choosing:
            return redirect(here)
        response = super().get(request, *args, **kwargs)
        if PLAIN in request.GET:
            response.delete_cookie(SCRIPTS)
        return response

    def _table(self) -> HttpResponse:
        """The inside of the table alone, with what the page says about it."""
        said = ". ".join([self.grid.count_words, *(tag.words for tag in self.looking.tags(self.round))])
        return render(
            self.request, "schemes/shown.html",
            {**self._shown(), "plan": self.plan, "may_edit": self.may_edit, "said": f"{said}.", "oob": True},
        )  # fmt: skip

    def _shown(self) -> dict[str, Any]:
        """The table as it is looked at."""
        grid = self.grid
        rows = grid.rows(self.standing.findings_in(self.section))
        filters = filter_form(self.looking, self.round, self.cells, self.page_url)
        return {"grid": grid, "rows": rows, "filters": filters}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plain_url = self.page_url + self.looking.query(**{PLAIN: "1"})
        context = super().get_context_data(
            **self._shown(), panel=self.panel, changes=self.own_changes, plain_url=plain_url, **kwargs
        )
        # What is found stands under each row and in the balances, where it moves with every edit.
        return {**context, "findings": ()}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with change(self.plan, self.person, Change.Kind.ADD) as desk:
            row = desk.add()
        if not request.htmx:  # type: ignore[attr-defined]
            messages.success(request, "A scheme was added at the end of the table.")
            return redirect(f"{self.page_url}#{self.first_anchor(row.key)}")
        return self.answer(
            f"Row {len(self.grid.schemes)} was added.", focus=self.first_anchor(row.key),
            added=self.grid_row(row.key),
        )  # fmt: skip
