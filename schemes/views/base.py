"""What the expenditure page and the pages of its rows have in common."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from bcf.fund.document import Scheme as SchemeValue
from bcf.fund.places import Place, Section
from plans.assembling import one_moment
from plans.balances_panel import BalancesPanel, balances_panel
from plans.models import User
from plans.views.section import SectionView
from schemes.columns import Cell, cells_of
from schemes.deciding import choices_of
from schemes.grid import AWAY, Grid, GridRow, Outcome
from schemes.looking import Looking, looking_of
from schemes.models import Scheme
from schemes.part import ROW_PARTS, scheme_value
from schemes.telling import Changes, changes_of

HIDDEN_COLUMNS = "hidden_columns"
"""Where the session keeps them, by plan."""


class ExpenditureView(SectionView):
    """A page of the expenditure plan or of one of its rows."""

    section = Section.EXPENDITURE

    @property
    def brief(self) -> bool:
        """Whether a table of this answer may leave its drop-downs to a script to fill."""
        return False

    @property
    def scripted(self) -> bool:
        """Whether a script reads this answer, so that no row needs a form of its own."""
        return self.brief or bool(self.request.htmx)  # type: ignore[attr-defined]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return cells_of(self.round)

    @property
    def person(self) -> User:
        """Who is asking: somebody signed in, as on every page of a plan."""
        person = self.request.user
        if not isinstance(person, User):
            raise PermissionDenied
        return person

    @cached_property
    def grid(self) -> Grid:
        """The table as it stands after whatever this request saved; read it only when answering."""
        with one_moment():
            document = self.standing.document
            versions = dict(Scheme.objects.filter(plan=self.plan).values_list("key", "version"))
        return Grid(self.plan, document, versions, editable=self.may_edit, cell_of=self.where,
                    looking=self.looking, brief=self.brief, forms=not self.scripted,
                    decided=lambda: choices_of(self.plan, (scheme.key for scheme in document.schemes)))

    @cached_property
    def looking(self) -> Looking:
        """How the reader looks at the table: whatever answers an edit shows the sums of the same filter."""
        remembered = self.request.session.get(HIDDEN_COLUMNS, {}).get(str(self.plan.pk), ())
        return looking_of(self._query_of_the_page(), self.round, self.cells, remembered)

    def _query_of_the_page(self) -> Mapping[str, str]:
        """The query of the expenditure page that this request is for or comes from."""
        if self.request.method == "GET" and self.request.path == self.page_url:
            return {name: self.request.GET[name] for name in self.request.GET}
        came_from = urlsplit(self.request.headers.get("HX-Current-URL") or self.request.headers.get("Referer", ""))
        query = QueryDict(came_from.query if came_from.path == self.page_url else "")
        return {name: query[name] for name in query}

    def remember_hidden(self, names: Sequence[str]) -> None:
        """Hide those columns of this plan's table from this person until further notice."""
        kept = {**self.request.session.get(HIDDEN_COLUMNS, {}), str(self.plan.pk): list(names)}
        self.request.session[HIDDEN_COLUMNS] = kept

    def where(self, place: Place) -> str:
        """The place's cell in the workbook. The workbook's layout is worked out only when something names a cell."""
        return self.cell_of(place)

    @property
    def panel(self) -> BalancesPanel:
        return balances_panel(self.grid.figures)

    @property
    def own_changes(self) -> Changes | None:
        """What the person may undo and redo; None for a reader."""
        person = self.request.user
        if not self.may_edit or not isinstance(person, User):
            return None
        return changes_of(self.plan, person, self.cells, self.grid.numbers)

    @property
    def page_url(self) -> str:
        """The address of the expenditure page."""
        return reverse("expenditure", args=self.plan.args)

    def stored(self, key: str) -> tuple[Scheme, SchemeValue] | None:
        """The row of that key in this plan as it stands now, with its content; None if there is none."""
        with one_moment():
            row = Scheme.objects.filter(plan=self.plan, key=key).prefetch_related(*ROW_PARTS).first()
            return None if row is None else (row, scheme_value(row))

    def stored_or_404(self, key: str) -> tuple[Scheme, SchemeValue]:
        found = self.stored(key)
        if found is None:
            raise Http404("This plan has no such row")
        return found

    def grid_row(self, key: str, outcome: Outcome | None = None) -> GridRow:
        """The row as the table shows it now, with what the rules find in it."""
        scheme = next((scheme for scheme in self.grid.schemes if scheme.key == key), None)
        if scheme is None:
            scheme = SchemeValue(key=key)
        return self.grid.row(scheme, self.grid.findings_of(scheme), outcome)

    def answer(self, said: str, *, state: str = "", focus: str = "", force: bool = False,
               **parts: Any) -> HttpResponse:
        """The parts of the page that a change touches, for htmx to swap in, and what is said aloud.

        ``focus`` is the anchor of the field to go to; ``force`` overwrites even what is being typed.
        """
        row: GridRow | None = parts.get("row") or parts.get("added")
        if self.looking.filter:
            away = f" {AWAY}" if row and AWAY in row.news.remarks else ""
            said = f"{said}{away} {self.grid.count_words}."
        response = render(
            self.request, "schemes/answer.html",
            {"plan": self.plan, "grid": self.grid, "panel": self.panel, "said": said, "oob": True,
             "changes": self.own_changes, **parts},
        )  # fmt: skip
        response["Grid-State"] = state or "done"
        if focus:
            response["Grid-Focus"] = focus
        if force:
            response["Grid-Force"] = "1"
        return response

    def back_to(self, key: str = "") -> HttpResponse:
        """To the expenditure page, at that row's first cell."""
        fragment = f"#{self.first_anchor(key)}" if key else ""
        return redirect(f"{self.page_url}{self.looking.query()}{fragment}")

    def first_anchor(self, key: str) -> str:
        return self.cells[0].anchor(key)


def version_in(request: HttpRequest) -> int:
    """The version that came with a form; one that no row has if it is not a number."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
