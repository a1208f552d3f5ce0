"""The controls of the table's cells, as HTML.

A plan may have hundreds of rows of some twenty cells, so the cells are written out here and not by a
template each; every text that a person typed is escaped on the way. Most of such a page would be the entries
of its drop-downs: a brief table has each list once, and a drop-down only what is chosen in it.
"""

from collections.abc import Iterable, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bcf.fund.document import Scheme
from bcf.fund.round import Column, Round
from schemes.choices import DEPENDENT, Group, asked, offered
from schemes.columns import NUMERIC, Cell, Kind
from schemes.news import News

SWAP = ' hx-swap-oob="true"'


class Controls:
    """Writes the cells of one table. ``editable`` makes controls of them that can be typed in.

    ``brief`` leaves the drop-downs with their chosen entry; `offers` then has the lists, for a script to put in.
    ``forms`` says that each row has a form of its own, to which its controls belong.
    """

    def __init__(self, planning_round: Round, *, editable: bool, brief: bool = False, forms: bool = True) -> None:
        self.planning_round = planning_round
        self.editable = editable
        self.brief = brief
        self.forms = forms
        self._offers: dict[tuple[object, ...], tuple[str, str]] = {}
        self._options: dict[tuple[object, ...], str] = {}

    def table_cell(
        self, cell: Cell, scheme: Scheme, news: News, typed: Mapping[Cell, str], *, look: str = "", decided: str = ""
    ) -> str:
        """A cell of the table with its control. ``decided`` is what is decided of the row, beside its name."""
        control = self.control(cell, scheme, news, typed)
        if decided and cell.column is Column.NAME:
            words = f'<span class="govuk-visually-hidden">Decided: </span>{escape(decided)}'
            control, look = f'{control}<span class="app-decided__tag">{words}</span>', f"{look} app-decided"
        if cell.kind in NUMERIC:
            look = f"{look} app-grid__cell--money"
        return f'<td class="{look.strip()}">{control}</td>' if look else f"<td>{control}</td>"

    def control(
        self, cell: Cell, scheme: Scheme, news: News, typed: Mapping[Cell, str], *, swap: bool = False
    ) -> str:
        """The control alone. ``typed`` holds texts that were refused and are shown instead of what is saved."""
        text = typed[cell] if cell in typed else cell.text(scheme)
        key = scheme.key
        anchor = cell.anchor(key)
        if not self.editable:
            words = escape(cell.words(self.planning_round, text))
            return f'<span class="app-grid__text" id="{anchor}" tabindex="-1">{words}</span>'
        off = not text and cell.column in DEPENDENT and not asked(cell, self.planning_round, scheme)
        look = " app-grid__input--idle" if off else ""
        about = ""
        if news.marks and cell.name in news.marks:
            look += f" app-grid__input--{tone}" if (tone := news.tone(cell)) else ""
            about = news.attributes(cell)
        owner = f' form="form-{key}"' if self.forms else ""
        attributes = (
            f'id="{anchor}" name="{cell.name}"{owner} aria-labelledby="h-{cell.name} r-{key}"'
            f' class="app-grid__input{look}"{about}{SWAP if swap else ""}'
        )
        if cell.kind is Kind.CHOICE and self.brief and not off:
            offer = self._offer(cell, scheme)
            return f'<select {attributes} data-offer="{offer}">{self._chosen_html(cell, scheme, text)}</select>'
        if cell.kind is Kind.CHOICE:
            return f"<select {attributes}>{self._options_html(cell, scheme, text, off)}</select>"
        if off:
            attributes += ' readonly title="Not needed for this row"'
        if cell.kind is Kind.TEXT:
            return f'<textarea {attributes} rows="1">\n{escape(text)}</textarea>'
        mode = ' inputmode="decimal"' if cell.kind in NUMERIC else ""
        return f'<input {attributes}{mode} value="{escape(text)}" autocomplete="off">'

    def _options_html(self, cell: Cell, scheme: Scheme, chosen: str, off: bool) -> str:
        """The options of a drop-down; the same for every row that offers the same and has chosen the same."""
        key = (cell, chosen, off, *_about(cell, scheme))
        if key not in self._options:
            groups = () if off else offered(cell, self.planning_round, scheme)
            self._options[key] = _options_of(groups, chosen, cell.words(self.planning_round, chosen), off)
        return self._options[key]

    @property
    def offers(self) -> SafeString:
        """The lists that the drop-downs written so far refer to, each once."""
        lists = "".join(f'<template id="{name}">{options}</template>' for name, options in self._offers.values())
        return mark_safe(lists)  # noqa: S308

    def _offer(self, cell: Cell, scheme: Scheme) -> str:
        """The id of the list that this drop-down has on that row."""
        key = (cell.column, *_about(cell, scheme))
        if key not in self._offers:
            options = _options_of(offered(cell, self.planning_round, scheme), "", "", off=False)
            self._offers[key] = f"offer-{len(self._offers) + 1}", options
        return self._offers[key][0]

    def _chosen_html(self, cell: Cell, scheme: Scheme, chosen: str) -> str:
        """The blank entry and the chosen one: enough to be read, cleared and sent."""
        key = (cell.column, chosen, *_about(cell, scheme), "brief")
        if key not in self._options:
            entries = (entry for group in offered(cell, self.planning_round, scheme) for entry in group.options)
            known = [entry for entry in entries if entry[0] == chosen]
            groups = [Group("", known[:1])]
            self._options[key] = _options_of(groups, chosen, cell.words(self.planning_round, chosen), off=False)
        return self._options[key]


def _about(cell: Cell, scheme: Scheme) -> tuple[str, ...]:
    """What of the row decides which list a drop-down has."""
    return (scheme.scheme_type,) if cell.column in (Column.SUB_TYPE, Column.OUTPUT_UNIT) else ()


def _options_of(groups: Iterable[Group], chosen: str, words: str, off: bool) -> str:
    parts = [f'<option value="">{"Not needed" if off else ""}</option>']
    known = False
    for group in groups:
        entries = "".join(
            f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(label)}</option>'
            for code, label in group.options
        )
        known = known or any(code == chosen for code, _ in group.options)
        parts.append(f'<optgroup label="{escape(group.label)}">{entries}</optgroup>' if group.label else entries)
    if chosen and not known:
        # What the row holds is shown even where the list does not have it: else saving would wipe it silently.
        parts.append(f'<option value="{escape(chosen)}" selected>{escape(words)} (not in this list)</option>')
    return "".join(parts)
