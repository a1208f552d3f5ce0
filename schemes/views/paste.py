"""Pasting rows: a text area, then a preview of everything that would change, then all of it stored or nothing.

Between the steps the block goes through the browser, beside a signed note of the rows and versions that the preview
showed: what is stored is what was looked at.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from schemes.changes import DoneAlready
from schemes.clash import last_change
from schemes.columns import Cell
from schemes.models import Change
from schemes.pasting.block import MOST_COLUMNS, Unusable
from schemes.pasting.preview import NOWHERE, Asked, Preview, preview
from schemes.pasting.shown import shown_line
from schemes.proposing import Stale, Wanted, effect, store
from schemes.views.changing import ChangingView

SALT = "schemes.paste"
LOOK_AGAIN = "The block is read another way now than when you looked at it. Nothing was stored: look once more."


@dataclass(frozen=True, slots=True)
class Note:
    """What the preview showed, as it goes through the browser, signed."""

    digest: str
    versions: dict[str, int]
    once: str


class PasteView(ChangingView):
    """GET shows the text area; POST the preview, and with ``step`` store the rows."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "schemes/paste.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_edit:
            raise PermissionDenied("You can read this plan but not change it.")
        return self._part({"asked": Asked(""), "error": ""})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = asked_in(request.POST, [scheme.key for scheme in self.grid.schemes])
        if request.POST.get("step") == "text":
            return self._part({"asked": asked, "error": ""})
        try:
            found = self._preview(asked)
        except Unusable as error:
            return self._part({"asked": asked, "error": str(error)})
        if request.POST.get("step") != "store":
            return self._previewed(found)
        note = self._note(request.POST.get("note", ""))
        if note is None or note.digest != found.asked.digest:
            return self._previewed(found, LOOK_AGAIN)
        return self._store(found, note)

    def _preview(self, asked: Asked) -> Preview:
        found = preview(asked, self.round, self.cells, self.grid.schemes, self.grid.versions)
        columns = {at: cell.name if cell else NOWHERE for at, cell in enumerate(found.heading.columns)}
        leave = frozenset(line.at for line in found.lines if line.laid is None)
        return replace(found, asked=replace(asked, named=found.heading.named, columns=columns, leave=leave))

    def _store(self, found: Preview, note: Note) -> HttpResponse:
        wanted = [Wanted(note.versions.get(one.row.key, 0), one.row) for one in found.wanted]
        present = {scheme.key for scheme in self.grid.schemes}
        gone = [key for key in note.versions if key not in present]
        unseen = [one for one, mine in zip(found.wanted, wanted, strict=True) if one.version and not mine.version]
        if gone or unseen:
            return self._previewed(found, self._changed_meanwhile(frozenset(gone)))
        if not wanted:
            return self._previewed(found, "There is nothing to store: every row is as the block has it already.")
        try:
            stored = store(self.plan, self.person, Change.Kind.PASTE, wanted, once=note.once)
        except DoneAlready:
            return self.changed("This was pasted already.", ())
        except Stale as stale:
            self.forget()
            return self._previewed(self._preview(found.asked), self._changed_meanwhile(stale.keys), stale.keys)
        self.forget()
        said = f"Pasted: {_count(found.changed, 'row')} changed, {_count(found.added, 'row')} added."
        if found.open_cells:
            said += f" {_count(found.open_cells, 'cell')} could not be read and stayed as before."
        return self.changed(said, stored.keys, focus=self._start(found, stored.keys))

    def _start(self, found: Preview, keys: tuple[str, ...]) -> str:
        first = next((cell for cell in found.heading.columns if cell), self.cells[0])
        return first.anchor(keys[0])

    def _changed_meanwhile(self, keys: frozenset[str]) -> str:
        who = sorted({last_change(self.plan, key)[0] for key in list(keys)[:20]})
        rows = "rows were" if len(keys) != 1 else "row was"
        return (
            f"Nothing was stored: {len(keys) or 'some'} {rows} changed or deleted since you looked, by "
            f"{', '.join(who) or 'somebody else'}. Below stands what is saved now and what the paste would make of it."
        )

    def _note(self, text: str) -> Note | None:
        try:
            held = signing.loads(text, salt=SALT)
            if held["plan"] == self.plan.pk and held["person"] == self.person.pk:
                return Note(held["digest"], held["versions"], held["once"])
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            pass
        return None

    def _previewed(self, found: Preview, error: str = "", stale: frozenset[str] = frozenset()) -> HttpResponse:
        lines = [line for line in found.lines if line.laid is not None]
        touched = [line.laid.after for line in lines if line.laid]
        versions = {line.target.key: line.target.version for line in lines if line.target.version}
        note = {"plan": self.plan.pk, "person": self.person.pk, "digest": found.asked.digest, "versions": versions,
                "once": secrets.token_hex(16)}
        columns = self._columns(found)
        return self._part({
            "asked": found.asked, "preview": found, "error": error, "storing": found.added + found.changed,
            "columns": columns, "rows": [shown_line(self.round, line, columns, stale) for line in found.lines],
            "effect": effect(self.grid.figures, self.standing.document, touched),
            "note": signing.dumps(note, salt=SALT, compress=True),
            "every_column": self.cells, "nowhere": NOWHERE,
        })  # fmt: skip

    def _columns(self, found: Preview) -> list[Cell]:
        """The columns of the preview: those of the block, and those that change with them."""
        shown = {cell for cell in found.heading.columns if cell}
        for line in found.lines:
            if line.laid:
                held = line.target.held
                shown |= {cell for cell in self.cells if cell.value(line.laid.after) != cell.value(held)}
        return [cell for cell in self.cells if cell in shown]

    def _part(self, context: dict[str, Any]) -> HttpResponse:
        """The part for the dialogue, or a page with it."""
        if self.request.htmx:  # type: ignore[attr-defined]
            parts = {"plan": self.plan, "grid": self.grid, "in_dialogue": True, "page_url": self.page_url}
            return render(self.request, "schemes/paste_part.html", {**parts, **context})
        return self.render_to_response(
            self.get_context_data(
                grid=self.grid, parent="Expenditure", parent_url=self.page_url, page_url=self.page_url, **context
            )
        )


def asked_in(data: QueryDict, keys: list[str]) -> Asked:
    """The paste that a form asks for. ``keys`` are the plan's rows in their order."""
    start = data.get("key", "")
    rows = tuple(key for key in data.get("rows", "").split(",") if key)
    if not rows and start in keys:
        rows = tuple(keys)
    if start in rows:
        rows = rows[rows.index(start) :]
    elif start not in keys:
        rows = rows if "note" in data else ()
    again = "again" in data
    columns = {at: str(data[f"column-{at}"]) for at in range(MOST_COLUMNS) if f"column-{at}" in data}
    return Asked(
        text=data.get("text", ""), html=data.get("html", ""), typed="typed" in data, rows=rows,
        shown=tuple(name for name in data.get("shown", "").split(",") if name), start=data.get("cell", ""),
        named=("named" in data) if again else None, columns=columns or None,
        leave=frozenset(int(at) for at in data.getlist("leave") if at.isascii() and at.isdigit() and len(at) < 6)
        if again else None,
        answers={name.removeprefix("answer-"): text for name, text in data.items()
                 if name.startswith("answer-") and isinstance(text, str)},
    )  # fmt: skip


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
