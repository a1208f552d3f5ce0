"""A page of versioned rows: rows to inputs, inputs back to rows, each saved by compare-and-set.

One press of Save is one transaction. If any row was saved by somebody else since the page was read,
nothing is saved: the page comes back with everything as typed, and with both values of every row in
question. A row that somebody else changed and this person did not is left alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from bcf.fund.places import Place
from plans.forms.cells import CellOf, with_cell
from plans.forms.entry import BLANK, Entry, Values
from plans.forms.moments import told
from plans.models import Conflict, Plan, Versioned
from plans.saving import delete_row, save_row

_ANSWERS = ("mine", "theirs")


@dataclass(frozen=True)
class Difference:
    """An input with two values: the one typed here and the one that somebody else saved. ``name`` is the choice's."""

    name: str
    label: str
    mine: str
    theirs: str
    anchor: str


@dataclass(frozen=True)
class Clash:
    """A row that somebody else saved since it was read, by whom and when. ``told`` is the time in words."""

    entry: Entry
    by: str
    told: str
    removed: bool
    unwanted: bool
    differences: tuple[Difference, ...]

    @property
    def each(self) -> bool:
        """Whether the choice is made field by field: there are several, and the row stays whichever is chosen."""
        return len(self.differences) > 1 and not self.removed and not self.unwanted


@dataclass(frozen=True)
class Shown:
    """An input as a template needs it: to be typed in, or to be read."""

    label: str
    anchor: str
    text: str
    bound: BoundField
    place: Place | None = None


@dataclass
class VersionedPage:
    """A page of entries, bound to what a browser sent or showing what the database has."""

    plan: Plan
    entries: Sequence[Entry]
    data: QueryDict | None = None
    clashes: list[Clash] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Where the person chose what somebody else saved, that takes the place of what was typed."""
        if self.data is None:
            return
        self.data = self.data.copy()
        for entry in self.entries:
            if f"{entry.key}:asked" in self.data:
                self._take_chosen(entry, self.data)

    def _take_chosen(self, entry: Entry, data: QueryDict) -> None:
        if data.get(f"{entry.key}:keep") == "theirs":
            self._take_stored(entry, data)
            return
        stored = entry.values(entry.current)
        for part in entry.inputs:
            if data.get(f"{entry.key}:keep:{part.attribute}") == "theirs":
                data[part.name] = part.as_typed(stored[part.attribute])

    @staticmethod
    def _take_stored(entry: Entry, data: QueryDict) -> None:
        data[f"{entry.key}:version"] = entry.token
        stored = entry.values(entry.current)
        for part in entry.inputs:
            data[part.name] = part.as_typed(stored[part.attribute])

    @cached_property
    def form(self) -> forms.Form:
        """The inputs as one form: names and ids are the anchors of places."""
        form = forms.Form(self.data, auto_id="%s")
        for entry in self.entries:
            stored = entry.values(entry.current)
            for part in entry.inputs:
                if part.field.initial is None:  # several rows may share an input: the first that has a value shows it
                    part.field.initial = stored[part.attribute]
                form.fields[part.name] = part.field
            if entry.remove:
                form.fields[entry.remove.name] = entry.remove.field
        return form

    def rows(self) -> dict[str, dict[str, "Shown"]]:
        """What a template needs: by entry and attribute the input, and its value in words for those who only read."""
        return {entry.key: self.row(entry) for entry in self.entries}

    def row(self, entry: Entry) -> dict[str, "Shown"]:
        """The inputs of one entry by attribute."""
        stored = {**entry.values(entry.current), **({entry.remove.attribute: None} if entry.remove else {})}
        return {
            part.attribute: Shown(
                str(part.field.label), part.name, part.shown(stored[part.attribute]), self.form[part.name],
                part.place,
            )
            for part in (*entry.inputs, *filter(None, [entry.remove]))
        }

    @property
    def tokens(self) -> SafeString:
        """Hidden inputs with what this page was read from, and after a conflict what has been asked."""
        clashing = {clash.entry.key for clash in self.clashes}
        asked = [
            (f"{clash.entry.key}:asked", " ".join(one.name for one in clash.differences) if clash.each else "whole")
            for clash in sorted(self.clashes, key=lambda clash: clash.entry.key)
        ]
        pairs = [(f"{entry.key}:version", self._shown_token(entry, clashing)) for entry in self.entries] + asked
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)

    def _shown_token(self, entry: Entry, clashing: set[str]) -> str:
        if entry.key in clashing:
            return entry.token
        # Asked and not answered: without a token the next save asks again.
        return "missing" if self._unanswered(entry) else self._token(entry)

    def _unanswered(self, entry: Entry) -> bool:
        data = self.data or QueryDict()
        if f"{entry.key}:asked" not in data or data.get(f"{entry.key}:keep") in _ANSWERS:
            return False
        names = str(data[f"{entry.key}:asked"]).split()
        return any(data.get(name) not in _ANSWERS for name in names)

    def _token(self, entry: Entry) -> str:
        return entry.token if self.data is None else self.data.get(f"{entry.key}:version", "missing")

    def is_valid(self, cell_of: Callable[[], CellOf]) -> bool:
        """Whether everything typed can be stored. Each message is completed by the place in the workbook."""
        self._forget_removed()
        if self.form.is_valid():
            return True
        for part in {part.name: part for entry in self.entries for part in entry.inputs}.values():
            if errors := self.form.errors.get(part.name):
                cell = cell_of()(part.place)
                self.form.errors[part.name] = self.form.error_class([with_cell(str(error), cell) for error in errors])
        return False

    def _forget_removed(self) -> None:
        """What stands in a row that is to be removed need not be right."""
        errors = self.form.errors
        for entry in self.entries:
            if entry.remove and self.form.cleaned_data.get(entry.remove.name):
                for part in entry.inputs:
                    errors.pop(part.name, None)
                    self.form.cleaned_data.setdefault(part.name, None)

    def save(self) -> bool:
        """Save every row that was changed, all or none. False when there are clashes to be settled first."""
        with transaction.atomic():
            for entry in self.entries:
                self._save(entry)
            if self.clashes:
                transaction.set_rollback(True)
        return not self.clashes

    def _save(self, entry: Entry) -> None:
        assert self.data is not None  # noqa: S101 - only a page that was sent is saved
        if f"{entry.key}:version" not in self.data and entry.current is not None:
            return
        if self._unanswered(entry):
            self._clash(entry)
            return
        try:
            self._write(entry)
        except Conflict:
            self._clash(entry)

    def _write(self, entry: Entry) -> None:
        """Save, remove or leave one row. Raises Conflict if this would change another row than the one read."""
        cleaned, token = self.form.cleaned_data, self._token(entry)
        typed, stored = entry.typed(cleaned), entry.values(entry.current)
        if self._leaves(entry, entry.current, typed):
            return
        if token != entry.token:
            was = self._row_read(entry, token)
            if (was is not None or token == BLANK) and self._leaves(entry, was, typed):
                return
            raise Conflict(entry.current)
        pk, _, version = token.partition(".")
        identity = {**entry.identity, "pk": int(pk)} if entry.current else entry.identity
        if self._wanted(entry, entry.current, typed):
            values = {part.attribute: cleaned[part.name] for part in entry.inputs
                      if typed[part.attribute] != stored[part.attribute]}
            changes = entry.write(values, entry.current) if entry.write else values
            save_row(entry.model, self.plan, identity, int(version or 0), changes)
        else:
            delete_row(entry.model, self.plan, identity, int(version))

    def _wanted(self, entry: Entry, row: Versioned | None, typed: Values) -> bool:
        """Whether the row should be there once this is saved."""
        if entry.wanted:
            return entry.wanted(self.form.cleaned_data)
        return row is not None or typed != entry.values(None)

    def _leaves(self, entry: Entry, row: Versioned | None, typed: Values) -> bool:
        """Whether what was typed says the same as that row, or, without a row, that there is none."""
        if not self._wanted(entry, row, typed):
            return row is None
        return row is not None and typed == entry.values(row)

    def _row_read(self, entry: Entry, token: str) -> Any:
        """The row as it was when the page was read, from its history; None if the token names none."""
        pk, _, version = token.partition(".")
        if not (pk.isdecimal() and version.isdecimal()) or len(token) > 30:
            return None
        history: Any = entry.model.history
        return history.filter(id=int(pk), version=int(version), plan_id=self.plan.pk).exclude(history_type="-").first()

    def _clash(self, entry: Entry) -> None:
        rows: Any = entry.model._default_manager
        entry.current = rows.filter(plan=self.plan, **entry.identity).first() if entry.current is None else (
            rows.filter(plan=self.plan, pk=entry.current.pk).first()
        )
        typed, stored = entry.typed(self.form.cleaned_data), entry.values(entry.current)
        wanted = self._wanted(entry, entry.current, typed)
        if wanted and entry.current is not None:
            self._merge(entry, typed, stored)
        differences = tuple(
            Difference(
                name=f"{entry.key}:keep:{part.attribute}",
                label=str(part.field.label), mine=part.shown(typed[part.attribute]) if wanted else "Removed",
                theirs=part.shown(stored[part.attribute]), anchor=part.name,
            )
            for part in entry.inputs
            if typed[part.attribute] != stored[part.attribute] or not wanted
        )
        who, when = self._changed_by(entry)
        self.clashes.append(Clash(entry, who, when, entry.current is None, not wanted, differences))

    def _merge(self, entry: Entry, typed: dict[str, Any], stored: Values) -> None:
        """What this person left as it was read takes the value that somebody else saved."""
        token = self._token(entry)
        was = self._row_read(entry, token)
        if self.data is None or (was is None and token != BLANK):
            return
        read = entry.values(was)
        for part in entry.inputs:
            if typed[part.attribute] == read[part.attribute] != stored[part.attribute]:
                typed[part.attribute] = stored[part.attribute]
                self.data[part.name] = part.as_typed(stored[part.attribute])

    def _changed_by(self, entry: Entry) -> tuple[str, str]:
        """Who saved or removed the row last, and when in words."""
        pk = str(entry.current.pk) if entry.current else self._token(entry).partition(".")[0]
        history: Any = entry.model.history
        known = pk.isdecimal() and len(pk) < 19
        records = history.filter(id=int(pk), plan_id=self.plan.pk).select_related("history_user") if known else None
        record = records.first() if records is not None else None
        if record is None:
            return "somebody else", ""
        return str(record.history_user or "the system"), told(record.history_date)
