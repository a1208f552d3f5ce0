"""Saying who pays a row, on the row's own page: fill in, save, decide where two people saved."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bcf.fund.document import Scheme as SchemeValue
from bcf.fund.payers import PayerFigures
from plans.models import Conflict
from schemes.changes import change
from schemes.clash import Clash, clash_between, last_change, was_deleted
from schemes.grid import title_of
from schemes.models import Change, Scheme
from schemes.payers import READ, WhoPays, WhoPaysForm, fingerprint_of, texts_of, unchanged
from schemes.views.base import version_in
from schemes.views.row import RowPage


@dataclass(frozen=True, slots=True)
class PayerDifference:
    """A field that two people have otherwise, in words."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class PayerClash:
    """A refused save of payers: who saved the row meanwhile and when, and where it differs from what was typed."""

    clash: Clash
    differences: tuple[PayerDifference, ...]


class PayersOfRow(RowPage):
    """POST fills in or saves the payers of a row and shows the row's page again."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.stored_or_404(kwargs["key"])
        return redirect(self._row_url(kwargs["key"]))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = kwargs["key"]
        found = self.stored(key)
        if found is None:
            return self._row_gone(key)
        row, held = found
        # Not the figures that the answer is made from: those are read once whatever is saved here has been.
        form = WhoPaysForm(PayerFigures(self.round, self.document), held, request.POST)
        read = request.POST.get(READ, "")
        if not form.is_whole(self.where):
            return self._shown(row, held, WhoPays(form, version_in(request), read, unsaved=True), status=422)
        if "fill" in request.POST:
            return self._filled(row, held, form, read)
        try:
            with change(self.plan, self.person, Change.Kind.EDIT) as desk:
                desk.save(version_in(request), form.wanted)
        except Conflict as conflict:
            return self._row_gone(key) if conflict.current is None else self._refused(form, read)
        return self._kept(key)

    def _filled(self, row: Scheme, held: SchemeValue, form: WhoPaysForm, read: str) -> HttpResponse:
        filled, found = form.filled()
        said = " ".join(found.remarks)
        if found.years:
            said = f"Filled in, and not saved yet. {said}".strip()
        return self._shown(row, held, WhoPays(filled, version_in(self.request), read, said, unsaved=True))

    def _kept(self, key: str) -> HttpResponse:
        row, held = self.stored_or_404(key)
        if self.request.htmx:  # type: ignore[attr-defined]
            return self._shown(row, held, self.who_pays(row.version, held, "Who pays was saved."), saved=True)
        messages.success(self.request, f"{title_of(held)}: who pays was saved.")
        return redirect(self._row_url(key))

    def _refused(self, form: WhoPaysForm, read: str) -> HttpResponse:
        """Both values side by side; what this person left as it was read takes what was saved meanwhile."""
        row, held = self.stored_or_404(form.row.key)
        same = unchanged(form, read)
        mine = texts_of(form.wanted, form.bodies, form.years)
        theirs = texts_of(held, form.bodies, form.years)
        differ = [name for name in form.texts() if name not in same and mine[name] != theirs[name]]
        merged = {name: mine[name] if name in differ else theirs[name] for name in mine}
        shown = WhoPaysForm(self.payer_figures, held, {**form.data.dict(), **merged})  # type: ignore[attr-defined]
        clash = clash_between(self.round, {}, frozenset(), {}, row, held)
        if not differ:
            said = f"{clash.who} changed this scheme {clash.told}. Who pays is shown as it stands now."
            return self._shown(row, held, self.who_pays(row.version, held, said), status=409)
        told = PayerClash(clash, tuple(
            PayerDifference(str(form.fields[name].label), _words(form, name, mine), _words(form, name, theirs))
            for name in differ
        ))  # fmt: skip
        again = WhoPays(shown, row.version, fingerprint_of(shown, held), clash=told, unsaved=True)
        return self._shown(row, held, again, status=409)

    def _shown(
        self, row: Scheme, held: SchemeValue, who_pays: WhoPays, *, status: int = 200, saved: bool = False
    ) -> HttpResponse:
        """The row's page. To htmx, which takes over only this part of it, the rest of the row is as it was read."""
        partly = bool(self.request.htmx)  # type: ignore[attr-defined]
        version = version_in(self.request) if partly and not saved else row.version
        texts = {cell: cell.text(held) for cell in self.cells}
        response = self._page(held, version, texts, who_pays=who_pays)
        response.status_code = 200 if partly else status
        return response

    def _row_gone(self, key: str) -> HttpResponse:
        if not was_deleted(self.plan, key):
            self.stored_or_404(key)
        who, when = last_change(self.plan, key)
        clash = Clash(who, when, 0, (), ())
        typed = [f"{name.removeprefix('payers-')}: {text}" for name, text in self.request.POST.items()
                 if name.startswith("payers-") and str(text).strip()]  # fmt: skip
        lost = f" What you typed: {'; '.join(typed)}." if typed else ""
        messages.warning(self.request, f"Not saved: {clash.who} deleted this scheme {clash.told}.{lost}")
        if not self.request.htmx:  # type: ignore[attr-defined]
            return redirect(self.page_url)
        response = HttpResponse()
        response["HX-Redirect"] = self.page_url
        return response

    def _row_url(self, key: str) -> str:
        return f"{reverse('scheme', args=(*self.plan.args, key))}#who-pays"


def _words(form: WhoPaysForm, name: str, texts: dict[str, str]) -> str:
    field: Any = form.fields[name]
    if hasattr(field, "choices"):
        return str(dict(field.choices).get(texts[name], texts[name]))
    return f"£{texts[name]}" if texts[name] else ""
