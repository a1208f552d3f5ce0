"""The expenditure table: its rows as a page shows them, each with its cells, its state and what is to be put right.

A plan may have hundreds of rows of some twenty cells, so the cells are written out here and not by a
template each; every text that a person typed is escaped on the way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding
from bcf.fund.round import Column, Round
from bcf.fund.text import pounds
from plans.forms.cells import CellOf
from plans.models import Plan
from schemes.choices import DEPENDENT, Group, asked, offered, shape
from schemes.clash import Clash
from schemes.columns import NUMERIC, Cell, Kind, cells_of, fingerprint
from schemes.news import News, news_of
from schemes.reading import Reading, Refusal

_SHORT, _LONG = " app-grid__input--short", " app-grid__input--long"
_LOOKS = {
    Column.SCHEME_ID: _SHORT, Column.OUTPUT_ESTIMATE: _SHORT, Column.JOINT_NHS: _SHORT, Column.JOINT_LA: _SHORT,
    Column.DESCRIPTION: _LONG,
}  # fmt: skip
_SWAP = ' hx-swap-oob="true"'


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of saving a row, to be shown with it. ``state`` is saved, refused, conflict or nothing."""

    state: str = ""
    reading: Reading | None = None
    clash: Clash | None = None

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return self.reading.refused if self.reading else ()


WORDS = {"saved": "Saved", "refused": "Not all saved", "conflict": "Not saved"}


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as the page shows it."""

    key: str
    value: Scheme
    version: int
    number: str
    url: str
    title: str
    read: str
    shape: str
    state: str
    news: News
    head: SafeString
    cells: SafeString

    @property
    def state_html(self) -> SafeString:
        """How the row stands, and what goes through the browser with it: version, fingerprint, shape."""
        return self._state("")

    @property
    def state_to_swap(self) -> SafeString:
        """The same, for a response that swaps it in."""
        return self._state(_SWAP)

    def _state(self, attributes: str) -> SafeString:
        form = f'form="form-{self.key}"'
        hidden = "" if not self.read else (
            f'<input type="hidden" name="version" value="{self.version}" {form}>'
            f'<input type="hidden" name="read" value="{escape(self.read)}" {form}>'
            f'<input type="hidden" name="shape" value="{escape(self.shape)}" {form}>'
        )  # fmt: skip
        words = f'<span class="app-grid__state">{WORDS.get(self.state, "")}</span>'
        state = f'<span class="app-schemes__state" id="state-{self.key}"{attributes}>{hidden}{words}</span>'
        return mark_safe(state)  # noqa: S308


class Grid:
    """The table of a plan's rows. ``editable`` makes cells of it that can be typed in."""

    def __init__(self, plan: Plan, document: PlanDocument, versions: Mapping[str, int], *, editable: bool,
                 cell_of: CellOf | None = None) -> None:
        self.plan = plan
        self.planning_round: Round = plan.round
        self.schemes = document.schemes
        self.figures = Figures(self.planning_round, document)
        self.versions = versions
        self.editable = editable
        self.cell_of = cell_of
        self.cells = cells_of(self.planning_round)
        self._options: dict[tuple[object, ...], str] = {}

    @property
    def headed(self) -> bool:
        """Whether the first cell stands in the row's heading: so it is where a row begins with its scheme id."""
        return bool(self.cells) and self.cells[0].column is Column.SCHEME_ID

    @property
    def head_label(self) -> str:
        return self.cells[0].label if self.headed else "Row"

    @cached_property
    def body_cells(self) -> tuple[Cell, ...]:
        return self.cells[1:] if self.headed else self.cells

    @property
    def width(self) -> int:
        """How many columns the table has: the heading, the cells and, where it can be edited, the actions."""
        return 1 + len(self.body_cells) + (1 if self.editable else 0)

    @property
    def money_columns(self) -> list[str]:
        """For every column after the heading: the sum of a column of money, else nothing."""
        return [
            pounds(self.figures.total_planned(cell.extra)) if cell.column is Column.AMOUNT else ""
            for cell in self.body_cells
        ]

    @property
    def total_planned(self) -> str:
        return pounds(self.figures.total_planned())

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """What number each row has, from 1."""
        return {scheme.key: number for number, scheme in enumerate(self.schemes, 1)}

    def rows(self, findings: Iterable[Finding]) -> list[GridRow]:
        """Every row, with what the rules find in it."""
        by_key: dict[str, list[Finding]] = {}
        for finding in findings:
            by_key.setdefault(finding.place.item, []).append(finding)
        return [self.row(scheme, by_key.get(scheme.key, ())) for scheme in self.schemes]

    def row(self, scheme: Scheme, findings: Iterable[Finding], outcome: Outcome | None = None) -> GridRow:
        """One row. Where the outcome has a clash, the cells show what was typed and the version that was sent."""
        outcome = outcome or Outcome()
        news = news_of(self.planning_round, self.cells, scheme, findings, outcome.reading, outcome.clash,
                       self.cell_of)
        typed = {refusal.cell: refusal.typed for refusal in outcome.refused}
        body = "".join([self._table_cell(cell, scheme, news, typed) for cell in self.body_cells])
        head = self._control(self.cells[0], scheme, news, typed) if self.headed else ""
        return GridRow(
            key=scheme.key,
            value=scheme,
            version=self.versions.get(scheme.key, 0),
            number=str(self.numbers.get(scheme.key, "")),
            url=f"{self.page_url}{scheme.key}/",
            title=title_of(scheme),
            read=fingerprint(self.cells, scheme) if self.editable else "",
            shape=shape(self.cells, self.planning_round, scheme) if self.editable else "",
            state=outcome.state,
            news=news,
            head=mark_safe(head),  # noqa: S308
            cells=mark_safe(body),  # noqa: S308
        )

    @cached_property
    def page_url(self) -> str:
        return reverse("expenditure", args=self.plan.args)

    def control(self, cell: Cell, scheme: Scheme) -> SafeString:
        """One cell's control, for a response that swaps it in."""
        return mark_safe(self._control(cell, scheme, News(), {}, swap=True))  # noqa: S308

    def _table_cell(self, cell: Cell, scheme: Scheme, news: News, typed: Mapping[Cell, str]) -> str:
        control = self._control(cell, scheme, news, typed)
        return f'<td class="app-grid__cell--money">{control}</td>' if cell.kind in NUMERIC else f"<td>{control}</td>"

    def _control(
        self, cell: Cell, scheme: Scheme, news: News, typed: Mapping[Cell, str], *, swap: bool = False
    ) -> str:
        text = typed[cell] if cell in typed else cell.text(scheme)
        key = scheme.key
        anchor = cell.anchor(key)
        if not self.editable:
            words = escape(cell.words(self.planning_round, text))
            return f'<span class="app-grid__text" id="{anchor}" tabindex="-1">{words}</span>'
        off = not text and cell.column in DEPENDENT and not asked(cell, self.planning_round, scheme)
        look = _LOOKS.get(cell.column, "") + (" app-grid__input--idle" if off else "")
        about = ""
        if news.marks and cell.name in news.marks:
            look += f" app-grid__input--{tone}" if (tone := news.tone(cell)) else ""
            about = news.attributes(cell)
        attributes = (
            f'id="{anchor}" name="{cell.name}" form="form-{key}" aria-labelledby="h-{cell.name} r-{key}"'
            f' class="app-grid__input{look}"{about}{_SWAP if swap else ""}'
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


def title_of(scheme: Scheme) -> str:
    """What a row is called in a message."""
    words = " ".join(scheme.name.split()) or scheme.scheme_id.strip() or "Scheme without a name"
    return f"{words[:80]}…" if len(words) > 80 else words
