"""Moving a row, filling down, and changing many rows at once: choose, look, confirm."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schemes.bulk import Becoming, Chosen, Deed, filled, wanted, with_texts
from schemes.changes import change
from schemes.choices import every
from schemes.clash import last_change
from schemes.columns import Cell, Kind
from schemes.grid import title_of
from schemes.models import Change
from schemes.placing import above, below, order_of
from schemes.proposing import Stale, effect, remove, store
from schemes.views.changing import ChangingView

MOST_ROWS = 1_000


def whole(text: str) -> int | None:
    """A whole number above nought as it comes with a form, or None."""
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 else None


class MoveRow(ChangingView):
    """POST has a row stand one up or down (``by`` -1 or 1), or as row number ``to``.

    ``past`` names the row that stands there in the table as it is shown, where some are filtered out.
    """

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = kwargs["key"]
        held = self.stored_or_404(key)[1]
        with change(self.plan, self.person, Change.Kind.MOVE) as desk:
            neighbour = self._neighbour(key)
            if neighbour is not None:
                desk.move(key, neighbour)
            moved = bool(desk.steps)
        number = self.grid.numbers[key]
        said = f"{title_of(held)} is row {number} now." if moved else f"{title_of(held)} stays row {number}."
        cell = next((cell for cell in self.cells if cell.name == request.POST.get("cell")), self.cells[0])
        return self.changed(said, [key], focus=cell.anchor(key))

    def _neighbour(self, key: str) -> str | None:
        """The key of the row to stand below, "" for the top; None where there is no such place."""
        order = order_of(self.plan)
        keys = [placed.key for placed in order]
        data = self.request.POST
        to, past = whole(data.get("to", "")), data.get("past", "")
        if to is not None:
            others = [each for each in keys if each != key]
            return others[min(to - 1, len(others)) - 1] if to > 1 and others else ""
        down = data.get("by", "") == "1"
        if not down and data.get("by", "") != "-1":
            return None
        other = past if past in keys and past != key else below(order, key) if down else above(order, key)
        if not other:
            return None
        return other if down else above(order, other)


class FillDown(ChangingView):
    """POST puts the cells of the row ``from`` into the other ``rows``, in the columns ``cells``.

    ``versions`` are those that the page shows, in the order of ``rows``: a row that somebody has changed since is
    left alone and told.
    """

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        names = request.POST.get("cells", "").split(",")
        columns = [cell for cell in self.cells if cell.name in names]
        keys = [key for key in request.POST.get("rows", "").split(",") if key][:MOST_ROWS]
        source = request.POST.get("from", "")
        schemes = {scheme.key: scheme for scheme in self.grid.schemes}
        versions = self._versions(keys)
        if source not in schemes or not columns or len(keys) < 2:
            return self.changed("Nothing was filled: choose the rows, the first of them to copy from.", (), warn=True)
        rows = [
            Chosen(self.grid.numbers[key], versions.get(key, self.grid.versions[key]), schemes[key])
            for key in keys if key in schemes and key != source
        ]  # fmt: skip
        stale = {one.row.key for one in rows if one.version != self.grid.versions[one.row.key]}
        stale |= {source} if versions.get(source, self.grid.versions[source]) != self.grid.versions[source] else set()
        if source in stale:
            return self._left([source], "Nothing was filled: ")
        becoming = filled(self.round, self.cells, schemes[source], columns,
                          [one for one in rows if one.row.key not in stale])
        try:
            stored = store(self.plan, self.person, Change.Kind.FILL, wanted(becoming))
        except Stale as error:
            self.forget()
            return self._left(sorted(error.keys), "Nothing was filled: ")
        self.forget()
        said = f"Filled down into {_count(len(stored.keys))}."
        if stale:
            said += f" Left as it is, because somebody else has changed it: {self._numbers(sorted(stale))}."
        first = columns[0].anchor(stored.keys[0]) if stored.keys else ""
        return self.changed(said, [*stored.keys, *sorted(stale)], focus=first, warn=bool(stale))

    def _versions(self, keys: list[str]) -> dict[str, int]:
        versions = [whole(text) or -1 for text in self.request.POST.get("versions", "").split(",") if text]
        return dict(zip(keys, versions, strict=True)) if len(versions) == len(keys) else {}

    def _left(self, keys: list[str], begin: str) -> HttpResponse:
        present = [key for key in keys if key in self.grid.numbers]
        who = last_change(self.plan, keys[0])[0]
        said = f"{begin}{self._numbers(present) or 'a row'} was changed by {who} since it was shown. Look at it again."
        return self.changed(said, present, warn=True)

    def _numbers(self, keys: list[str]) -> str:
        return ", ".join(f"row {self.grid.numbers[key]}" for key in keys if key in self.grid.numbers)


class BulkView(ChangingView):
    """The page of the chosen rows. Nothing is stored until ``step`` is store, at the versions that were shown."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "schemes/bulk.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_edit:
            raise PermissionDenied("You can read this plan but not change it.")
        return self._part(self._context([]))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = self._chosen()
        context = self._context(rows)
        if request.POST.get("step") == "store" and rows and context.get("ready"):
            return self._store(rows, context)
        return self._part(context)

    def _chosen(self) -> list[Chosen]:
        wanted_keys = set(self.request.POST.getlist("rows")[:MOST_ROWS])
        return [
            Chosen(self.grid.numbers[scheme.key], self.grid.versions[scheme.key], scheme)
            for scheme in self.grid.schemes if scheme.key in wanted_keys
        ]  # fmt: skip

    def _context(self, rows: list[Chosen], error: str = "") -> dict[str, Any]:
        """What the page shows: as much as is decided so far."""
        data = self.request.POST
        # The short way from the toolbar says both in one word: "set:provider".
        word, _, name = data.get("what", "").partition(":")
        name = name or data.get("column", "")
        deed = Deed(word) if word in list(Deed) else None
        cell = next((cell for cell in self.cells if cell.name == name), None)
        context: dict[str, Any] = {
            "chosen": rows, "deed": deed.value if deed else "", "what": data.get("what", ""), "cell": cell,
            "every_column": self.cells, "value": data.get("value", ""), "to": data.get("to", ""), "error": error,
            "groups": every(cell, self.round) if cell and cell.kind is Kind.CHOICE else (),
            "now": self._now(rows, cell),
        }  # fmt: skip
        if not rows or deed is None or (deed in (Deed.SET, Deed.CLEAR, Deed.FILL) and cell is None):
            return {**context, "error": error or ("" if rows or not data else "Choose the rows first.")}
        return self._previewed(context, deed, cell, rows)

    def _now(self, rows: list[Chosen], cell: Cell | None) -> list[tuple[Chosen, str]]:
        return [(one, cell.words(self.round, cell.text(one.row)) if cell else "") for one in rows]

    def _previewed(self, context: dict[str, Any], deed: Deed, cell: Cell | None, rows: list[Chosen]) -> dict[str, Any]:
        if deed is Deed.DELETE:
            gone = frozenset(one.row.key for one in rows)
            return {**context, "ready": True, "effect": self._effect((), gone)}
        if deed is Deed.MOVE:
            to = whole(context["to"])
            ready = to is not None and 1 <= to <= len(self.grid.schemes)
            said = "" if ready or not context["to"] else (
                f"“{context['to'][:20]}” is no row number. Write a number from 1 to {len(self.grid.schemes)}."
            )  # fmt: skip
            return {**context, "ready": ready and "looked" in self.request.POST, "error": context["error"] or said}
        if cell is None or (deed is Deed.SET and ("value" not in self.request.POST or not context["value"].strip())):
            return context
        becoming = self._becoming(deed, cell, rows, context["value"])
        refused = next((message for one in becoming for message in one.refused), "")
        if refused:
            return {**context, "error": refused}
        shown = [(one, *(cell.words(self.round, cell.text(row)) for row in (one.chosen.row, one.after)))
                 for one in becoming]  # fmt: skip
        changing = sum(one.changed for one in becoming)
        return {**context, "ready": changing > 0, "becoming": becoming, "shown": shown, "changing": changing,
                "effect": self._effect([one.after for one in becoming])}

    def _becoming(self, deed: Deed, cell: Cell, rows: list[Chosen], value: str) -> tuple[Becoming, ...]:
        if deed is Deed.FILL:
            return filled(self.round, self.cells, rows[0].row, [cell], rows[1:])
        text = "" if deed is Deed.CLEAR else value
        return tuple(with_texts(self.round, self.cells, one, {cell: text}) for one in rows)

    def _effect(self, rows: Any, gone: frozenset[str] = frozenset()) -> Any:
        return effect(self.grid.figures, self.standing.document, tuple(rows), gone)

    def _store(self, rows: list[Chosen], context: dict[str, Any]) -> HttpResponse:
        seen = dict(pair.rsplit(":", 1) for pair in self.request.POST.getlist("seen") if ":" in pair)
        changed = [one for one in rows if seen.get(one.row.key) != str(one.version)]
        missing = len(seen) - len(rows)
        if changed or missing > 0:
            return self._part(self._context(rows, self._changed_meanwhile([one.row.key for one in changed])))
        try:
            return self._done(rows, context)
        except Stale as stale:
            self.forget()
            return self._part(self._context(self._chosen(), self._changed_meanwhile(sorted(stale.keys))))

    def _done(self, rows: list[Chosen], context: dict[str, Any]) -> HttpResponse:
        keys = [one.row.key for one in rows]
        match Deed(context["deed"]):
            case Deed.DELETE:
                remove(self.plan, self.person, {one.row.key: one.version for one in rows})
                self.forget()
                return self.changed(f"{_count(len(keys))} deleted.", (), removed=keys)
            case Deed.MOVE:
                self._move(keys, whole(context["to"]) or 1)
                self.forget()
                return self.changed(f"{_count(len(keys))} moved.", keys)
        kind = Change.Kind.FILL if context["deed"] == Deed.FILL else Change.Kind.BULK
        stored = store(self.plan, self.person, kind, wanted(context["becoming"]))
        self.forget()
        cell: Cell = context["cell"]
        said = f"{cell.label}: {_count(len(stored.keys))} changed."
        return self.changed(said, stored.keys, focus=cell.anchor(stored.keys[0]))

    def _move(self, keys: list[str], to: int) -> None:
        """Have the rows stand together, the first of them as row ``to`` of those that stay plus these."""
        with change(self.plan, self.person, Change.Kind.MOVE) as desk:
            others = [placed.key for placed in order_of(self.plan) if placed.key not in set(keys)]
            upper = others[min(to - 1, len(others)) - 1] if to > 1 and others else ""
            for key in keys:
                desk.move(key, upper)
                upper = key

    def _changed_meanwhile(self, keys: list[str]) -> str:
        who = last_change(self.plan, keys[0])[0] if keys else "somebody else"
        return f"Nothing was stored: {who} changed or deleted some of these rows since you looked. They stand as saved."

    def _part(self, context: dict[str, Any]) -> HttpResponse:
        if self.request.htmx:  # type: ignore[attr-defined]
            parts = {"plan": self.plan, "grid": self.grid, "in_dialogue": True, "page_url": self.page_url}
            return render(self.request, "schemes/bulk_part.html", {**parts, **context})
        return self.render_to_response(
            self.get_context_data(
                grid=self.grid, parent="Expenditure", parent_url=self.page_url, page_url=self.page_url, **context
            )
        )


def _count(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"
