"""The controls of the table's cells, as HTML.

A plan may have hundreds of rows of some twenty cells, so the cells are written out here and not by a
template each; every text that a person typed is escaped on the way.
"""

from collections.abc import Iterable, Mapping

from django.utils.html import escape

from bcf.fund.document import Scheme
from bcf.fund.round import Column, Round
from schemes.choices import DEPENDENT, Group, asked, offered
from schemes.columns import NUMERIC, Cell, Kind
from schemes.news import News

SWAP = ' hx-swap-oob="true"'


class Controls:
    """Writes the cells of one table. ``editable`` makes controls of them that can be typed in."""

    def __init__(self, planning_round: Round, *, editable: bool) -> None:
        self.planning_round = planning_round
        self.editable = editable
        self._options: dict[tuple[object, ...], str] = {}

    def table_cell(self, cell: Cell, scheme: Scheme, news: News, typed: Mapping[Cell, str]) -> str:
        """A cell of the table with its control."""
        control = self.control(cell, scheme, news, typed)
        return f'<td class="app-grid__cell--money">{control}</td>' if cell.kind in NUMERIC else f"<td>{control}</td>"

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
        attributes = (
            f'id="{anchor}" name="{cell.name}" form="form-{key}" aria-labelledby="h-{cell.name} r-{key}"'
            f' class="app-grid__input{look}"{about}{SWAP if swap else ""}'
        )
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
        about = (scheme.scheme_type,) if cell.column in (Column.SUB_TYPE, Column.OUTPUT_UNIT) else ()
        key = (cell, chosen, off, *about)
        if key not in self._options:
            groups = () if off else offered(cell, self.planning_round, scheme)
            self._options[key] = _options_of(groups, chosen, cell.words(self.planning_round, chosen), off)
        return self._options[key]


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
