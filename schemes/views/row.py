"""A row: its own page, and saving it, from there or from the table."""

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from bcf.fund.document import Scheme as SchemeValue
from bcf.fund.payers import PayerFigures
from bcf.fund.places import Place
from plans.forms.cells import with_cell
from plans.models import Conflict
from schemes.changes import change
from schemes.choices import DEPENDENT, shape
from schemes.clash import Clash, clash_between, clash_with_nothing, was_deleted
from schemes.columns import Cell, fingerprint, marks_of
from schemes.forms import SchemeForm
from schemes.grid import Outcome, title_of
from schemes.models import Change
from schemes.payers import WhoPays, WhoPaysForm, fingerprint_of
from schemes.reading import Reading, changed_since, read_row, submitted
from schemes.views.base import ExpenditureView, version_in


class RowPage(ExpenditureView):
    """A row as a form of its own, and the place where every row is saved."""

    template_name = "schemes/scheme.html"

    @property
    def discussed(self) -> Place:
        return Place(section=self.section, item=self.kwargs["key"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row, held = self.stored_or_404(kwargs["key"])
        if request.htmx and self.may_edit:  # type: ignore[attr-defined]
            return self._shown_anew(held.key, f"{title_of(held)}: shown as it is saved.")
        texts = {cell: cell.text(held) for cell in self.cells}
        return self._page(held, row.version, texts)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = kwargs["key"]
        texts = submitted(self.cells, request.POST)
        found = self.stored(key)
        if found is None:
            if not was_deleted(self.plan, key):
                raise Http404("This plan has no such row")
            return self._as_new(key, texts) if "as_new" in request.POST else self._gone(key, texts)
        _, held = found
        marks = marks_of(self.cells, request.POST.get("read", ""))
        # After a conflict: cells in which the sender prefers what is saved are as if they had been left alone.
        taken = {cell for cell in self.cells if request.POST.get(f"take-{cell.name}") == "theirs"}
        changed = changed_since(texts, marks) - taken
        reading = read_row(self.round, texts, changed, held)
        try:
            with change(self.plan, self.person, Change.Kind.EDIT) as desk:
                desk.save(version_in(request), reading.row)
        except Conflict:
            return self._conflict(key, texts, changed, marks)
        return self._saved(reading, texts)

    def _saved(self, reading: Reading, texts: Mapping[Cell, str]) -> HttpResponse:
        key, title = reading.row.key, title_of(reading.row)
        state = "refused" if reading.refused else "saved"
        if self.request.htmx:  # type: ignore[attr-defined]
            row = self.grid_row(key, Outcome(state, reading))
            told = [f"Row {row.number} {'not all saved' if reading.refused else 'saved'}."]
            told += [refusal.message for refusal in reading.refused] + list(reading.remarks)
            told.append(f"{self.panel.in_words}.")
            return self.answer(" ".join(told), state=state, row=row, controls=self._controls(reading, texts, row.shape))
        for remark in reading.remarks:
            messages.warning(self.request, f"{title}: {remark}")
        if reading.refused:
            kept, held = self.stored_or_404(key)
            return self._page(held, kept.version, {cell: cell.text(held) for cell in self.cells}, reading=reading)
        messages.success(self.request, f"{title} was saved.")
        return self.back_to(key)

    def _controls(self, reading: Reading, texts: Mapping[Cell, str], shape_now: str) -> list[str]:
        """The controls that no longer show what the row holds or offer what it may hold."""
        refused = {refusal.cell for refusal in reading.refused}
        moved = self.request.POST.get("shape", "") != shape_now
        return [
            self.grid.control(cell, reading.row)
            for cell in self.cells
            if cell not in refused
            and (texts.get(cell) != cell.text(reading.row) or (moved and cell.column in DEPENDENT))
        ]

    def _conflict(
        self, key: str, texts: Mapping[Cell, str], changed: frozenset[Cell], marks: Mapping[Cell, str]
    ) -> HttpResponse:
        found = self.stored(key)
        if found is None:
            return self._gone(key, texts)
        current, held = found
        clash = clash_between(self.round, texts, changed, marks, current, held)
        if not clash.differences:
            told = (
                f"{clash.who} changed this scheme {clash.told}. Nothing of yours was lost: it is shown as it "
                "stands now."
            )
            if self.request.htmx:  # type: ignore[attr-defined]
                return self._shown_anew(key, told, told)
            messages.warning(self.request, told)
            return self.back_to(key)
        if self.request.htmx:  # type: ignore[attr-defined]
            return self._clash_in_table(key, clash)
        merged = {cell: texts[cell] if cell in changed else cell.text(held) for cell in texts}
        return self._page(held, current.version, merged, clash=clash)

    def _gone(self, key: str, texts: Mapping[Cell, str]) -> HttpResponse:
        clash = clash_with_nothing(self.plan, key, self.round, texts)
        if self.request.htmx:  # type: ignore[attr-defined]
            return self._clash_in_table(key, clash)
        return self._page(SchemeValue(key=key), 0, texts, clash=clash)

    def _clash_in_table(self, key: str, clash: Clash) -> HttpResponse:
        """The row stays as its sender has it, with the version that was sent, until the sender decides."""
        row = dataclasses.replace(
            self.grid_row(key, Outcome("conflict", clash=clash)),
            version=max(version_in(self.request), 0),
            read=self.request.POST.get("read", "") or "-",
            shape=self.request.POST.get("shape", ""),
        )
        what = "deleted" if clash.gone else "changed"
        said = f"Not saved: {clash.who} {what} this scheme {clash.told}. Choose below the row what to do."
        return self.answer(said, state="conflict", row=row, controls=())

    def _shown_anew(self, key: str, said: str, remark: str = "") -> HttpResponse:
        """The row as it is saved, over whatever the browser shows."""
        row = self.grid_row(key)
        if remark:
            remarks = dataclasses.replace(row.news, remarks=(remark,))
            row = dataclasses.replace(row, news=remarks)
        controls = [self.grid.control(cell, row.value) for cell in self.cells]
        return self.answer(said, state="done", force=True, row=row, controls=controls)

    def _as_new(self, key: str, texts: Mapping[Cell, str]) -> HttpResponse:
        """Put what was typed into a row that was deleted meanwhile in a row of its own."""
        reading = read_row(self.round, texts, frozenset(texts), SchemeValue(key="new"))
        with change(self.plan, self.person, Change.Kind.ADD) as desk:
            row = desk.add(reading.row)
        if self.request.htmx:  # type: ignore[attr-defined]
            outcome = Outcome("refused" if reading.refused else "saved", reading)
            return self.answer(
                f"Saved as row {len(self.grid.schemes)}.", focus=self.first_anchor(row.key),
                added=self.grid_row(row.key, outcome), removed=key,
            )  # fmt: skip
        messages.success(self.request, f"{title_of(reading.row)} was saved as a new row at the end of the table.")
        for refusal in reading.refused:
            messages.warning(self.request, f"{refusal.cell.label}: {refusal.message}")
        return self.back_to(row.key)

    @cached_property
    def payer_figures(self) -> PayerFigures:
        """Who pays what in the plan as it stands."""
        return PayerFigures(self.round, self.standing.document)

    def who_pays(self, version: int, held: SchemeValue, said: str = "") -> WhoPays:
        """The part of the page that says who pays the row, as it is saved."""
        form = WhoPaysForm(self.payer_figures, held)
        return WhoPays(form, version, fingerprint_of(form, held), said)

    def _page(
        self,
        held: SchemeValue,
        version: int,
        texts: Mapping[Cell, str],
        *,
        reading: Reading | None = None,
        clash: Clash | None = None,
        who_pays: WhoPays | None = None,
    ) -> HttpResponse:
        refused = [
            dataclasses.replace(one, message=with_cell(one.message, self.where(one.cell.place(held.key))))
            for one in (reading.refused if reading else ())
        ]
        outcome = Outcome(clash=clash)
        gone = clash is not None and clash.gone
        return self.render_to_response(
            self.get_context_data(
                form=SchemeForm(self.round, held.key, texts, refused),
                row=None if gone else self.grid_row(held.key, outcome),
                key=held.key,
                title="A deleted scheme" if gone else title_of(held),
                version=version,
                read=fingerprint(self.cells, held),
                shape=shape(self.cells, self.round, held),
                clash=clash,
                who_pays=None if gone else who_pays or self.who_pays(version, held),
                shown=[
                    (cell.label, cell.words(self.round, texts.get(cell, "")), cell.anchor(held.key))
                    for cell in self.cells
                ],
                row_count=len(self.grid.schemes),
                panel=self.panel,
                parent="Expenditure",
                parent_url=self.page_url,
                delete_url=reverse("scheme-delete", args=(*self.plan.args, held.key)),
                copy_url=reverse("scheme-copy", args=(*self.plan.args, held.key)),
            )
        )
