"""The expenditure page: every row in one table, under the running balances."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schemes.views.base import ExpenditureView
from schemes.writing import add_scheme


class ExpenditurePage(ExpenditureView):
    """Reads the whole table; POST adds an empty row at its end."""

    template_name = "schemes/expenditure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grid = self.grid
        rows = grid.rows(self.standing.findings_in(self.section))
        context = super().get_context_data(grid=grid, panel=self.panel, rows=rows, **kwargs)
        # What is found stands under each row and in the balances, where it moves with every edit.
        return {**context, "findings": ()}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row = add_scheme(self.plan)
        if not request.htmx:  # type: ignore[attr-defined]
            messages.success(request, "A scheme was added at the end of the table.")
            return redirect(f"{self.page_url}#{self.first_anchor(row.key)}")
        return self.answer(
            f"Row {len(self.grid.schemes)} was added.", focus=self.first_anchor(row.key),
            added=self.grid_row(row.key),
        )  # fmt: skip
