"""The expenditure table: its columns, rows and sums as a page shows them to one reader."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding, apart
from bcf.fund.round import Column, Round
from bcf.fund.rules import check_scheme
from bcf.fund.text import pounds
from plans.background import promoted_rules
from plans.forms.cells import CellOf
from plans.models import Plan
from schemes.choices import shape
from schemes.clash import Clash
from schemes.columns import NUMERIC, Cell, cells_of, fingerprint
from schemes.controls import SWAP, Controls
from schemes.looking import Looking
from schemes.news import News, Reason, news_of
from schemes.reading import Reading, Refusal
from schemes.sums import NOUGHT, by_year, in_words, per_column, whole_of

SECOND = "app-grid__second"
"""The look of the cells beside the row's heading, which stay in view with it."""
AWAY = "This row no longer matches the filter and is not in its sums. It stays in view until you filter again."


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
    form: str = ""
    """The id of the row's own form, where it has one."""

    @property
    def state_html(self) -> SafeString:
        """How the row stands, and what goes through the browser with it: version, fingerprint, shape."""
        return self._state("")

    @property
    def state_to_swap(self) -> SafeString:
        """The same, for a response that swaps it in."""
        return self._state(SWAP)

    def _state(self, attributes: str) -> SafeString:
        form = f' form="{self.form}"' if self.form else ""
        hidden = "" if not self.read else (
            f'<input type="hidden" name="version" value="{self.version}"{form}>'
            f'<input type="hidden" name="read" value="{escape(self.read)}"{form}>'
            f'<input type="hidden" name="shape" value="{escape(self.shape)}"{form}>'
        )  # fmt: skip
        words = f'<span class="app-grid__state">{WORDS.get(self.state, "")}</span>'
        state = f'<span class="app-schemes__state" id="state-{self.key}"{attributes}>{hidden}{words}</span>'
        return mark_safe(state)  # noqa: S308


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column. ``sort`` is the address that sorts by it, ``direction`` how it is sorted by now."""

    cell: Cell
    sort: str
    direction: str

    @property
    def look(self) -> str:
        """The classes of the column: its width follows from what it holds."""
        return f"app-col--{self.cell.column.value}{' app-grid__cell--money' if self.cell.kind in NUMERIC else ''}"


@dataclass(frozen=True, slots=True)
class Total:
    """A line of sums under the table: one for each column after the heading, blank where none is of money."""

    label: str
    sums: tuple[str, ...]


class Grid:
    """The table of a plan's rows. ``editable`` makes cells of it that can be typed in.

    ``looking`` says which rows and columns the reader wants to see, and in which order. ``brief`` leaves its
    drop-downs with their chosen entry, and the lists beside them once. ``forms`` gives each row a form and a menu of
    its own, for a browser that runs no scripts. ``decided`` gives, in words and by key, what is decided of rows that
    were carried over; it is asked once, and only where whole rows are shown.
    """

    def __init__(self, plan: Plan, document: PlanDocument, versions: Mapping[str, int], *, editable: bool,
                 cell_of: CellOf | None = None, looking: Looking | None = None, brief: bool = False,
                 forms: bool = True, decided: Callable[[], Mapping[str, str]] = dict) -> None:
        self.plan = plan
        self.planning_round: Round = plan.round
        self.schemes = document.schemes
        self.figures = Figures(self.planning_round, document)
        self.versions = versions
        self.editable = editable
        self.cell_of = cell_of
        self.cells = cells_of(self.planning_round)
        self.looking = looking or Looking()
        self.brief = brief and editable
        self.forms = forms and editable
        self.controls = Controls(self.planning_round, editable=editable, brief=self.brief, forms=forms)
        self._decided = decided

    @property
    def headed(self) -> bool:
        """Whether the first cell stands in the row's heading: so it is where a row begins with its scheme id."""
        return bool(self.cells) and self.cells[0].column is Column.SCHEME_ID

    @cached_property
    def body_cells(self) -> tuple[Cell, ...]:
        """The cells after the heading whose columns are shown."""
        cells = self.cells[1:] if self.headed else self.cells
        return tuple(cell for cell in cells if cell.name not in self.looking.hidden)

    @cached_property
    def decided(self) -> Mapping[str, str]:
        """What is decided of rows that were carried over from an earlier plan."""
        return self._decided()

    @property
    def head(self) -> Heading | None:
        return self._heading(self.cells[0]) if self.headed else None

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(cell) for cell in self.body_cells]

    def _heading(self, cell: Cell) -> Heading:
        order = self.looking.order
        by_this = order is not None and order.cell == cell
        direction = ("descending" if order and order.falling else "ascending") if by_this else "none"
        return Heading(cell, self.page_url + self.looking.sort_query(cell), direction)

    @property
    def width(self) -> int:
        """How many columns the table has: the heading, the cells and, where it can be edited, the actions."""
        return 1 + len(self.body_cells) + (1 if self.editable else 0)

    @property
    def total_planned(self) -> str:
        return pounds(self.figures.total_planned())

    @cached_property
    def matching(self) -> tuple[Scheme, ...]:
        """The rows that fulfil the reader's filter, in the plan's order."""
        return tuple(scheme for scheme in self.schemes if self.matches(scheme))

    def matches(self, scheme: Scheme, findings: Iterable[Finding] | None = None) -> bool:
        """Whether the row fulfils the filter as it stands now."""
        return self.looking.filter.matches(
            scheme, self.planning_round,
            lambda row: self.findings_of(row) if findings is None else findings,
        )  # fmt: skip

    def findings_of(self, scheme: Scheme) -> tuple[Finding, ...]:
        """What the rules find in a row by itself."""
        return check_scheme(self.planning_round, scheme, self.promoted)

    @cached_property
    def promoted(self) -> frozenset[str]:
        """The rules on trial that count in full; asked once, and only where single rows are checked."""
        return promoted_rules()

    @property
    def totals(self) -> list[Total]:
        """The sums under the table: of the whole plan, and first those of what is filtered."""
        whole = self._total("Total", self.schemes)
        if not self.looking.filter:
            return [whole]
        lines = [self._total("Filtered", self.matching)]
        if self.looking.filter.fence:
            lines.append(self._total("Counts", self.matching, self._share))
        return [*lines, dataclasses.replace(whole, label="All rows")]

    def _total(self, label: str, schemes: Iterable[Scheme], share: Callable[[Scheme], Decimal] = whole_of) -> Total:
        return Total(label, per_column(self.body_cells, by_year(schemes, self.planning_round.years, share)))

    def _share(self, scheme: Scheme) -> Decimal:
        counted = self.looking.filter.counting(scheme, self.planning_round)
        return counted.share if counted else NOUGHT

    @property
    def count_words(self) -> str:
        """How many rows there are or match, and what they plan."""
        rows = f"{len(self.schemes)} row{'' if len(self.schemes) == 1 else 's'}"
        if not self.schemes:
            return "No schemes yet"
        if not self.looking.filter:
            return f"{rows}, {self.total_planned} planned"
        filtered = in_words(by_year(self.matching, self.planning_round.years))
        return f"{len(self.matching)} of {rows}, {filtered} of {self.total_planned} planned"

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """What number each row has, from 1."""
        return {scheme.key: number for number, scheme in enumerate(self.schemes, 1)}

    def rows(self, findings: Iterable[Finding]) -> list[GridRow]:
        """The rows that the reader wants to see, in the order wanted, with what the rules find in each."""
        by_key: dict[str, list[Finding]] = {}
        for finding in apart(findings):
            by_key.setdefault(finding.place.item, []).append(finding)
        # A line that the whole plan's checks gave serves the filter too: nothing is checked twice.
        self.matching = tuple(scheme for scheme in self.schemes if self.matches(scheme, by_key.get(scheme.key, ())))
        return [self.row(scheme, by_key.get(scheme.key, ())) for scheme in self._arranged()]

    def _arranged(self) -> Iterator[Scheme]:
        if self.looking.order:
            return iter(self.looking.order.arranged(self.matching, self.planning_round))
        if self.looking.filter.fence:
            return iter(sorted(self.matching, key=lambda scheme: not self._share(scheme)))
        return iter(self.matching)

    def row(self, scheme: Scheme, findings: Iterable[Finding], outcome: Outcome | None = None) -> GridRow:
        """One row. Where the outcome has a clash, the cells show what was typed and the version that was sent."""
        outcome = outcome or Outcome()
        findings = tuple(findings)
        news = self._news(scheme, findings, outcome)
        typed = {refusal.cell: refusal.typed for refusal in outcome.refused}
        # What a save answers has no whole row, so the decisions need not be read for it.
        decided = "" if outcome.state else self.decided.get(scheme.key, "")
        body = "".join([
            self.controls.table_cell(cell, scheme, news, typed, look="" if at else SECOND, decided=decided)
            for at, cell in enumerate(self.body_cells)
        ])  # fmt: skip
        head = self.controls.control(self.cells[0], scheme, news, typed) if self.headed else ""
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
            form=f"form-{scheme.key}" if self.forms else "",
        )

    def _news(self, scheme: Scheme, findings: tuple[Finding, ...], outcome: Outcome) -> News:
        news = news_of(self.planning_round, self.cells, scheme, findings, outcome.reading, outcome.clash, self.cell_of)
        wanted = self.looking.filter
        if not wanted:
            return news
        if not self.matches(scheme, findings):
            return dataclasses.replace(news, remarks=(*news.remarks, AWAY))
        counted = wanted.counting(scheme, self.planning_round)
        if counted is None:
            return news
        reason = f"{counted.verdict()}: {counted.reason(scheme, self.planning_round)}"
        return dataclasses.replace(news, reason=Reason(counted.counts, reason))

    @cached_property
    def page_url(self) -> str:
        return reverse("expenditure", args=self.plan.args)

    def control(self, cell: Cell, scheme: Scheme) -> SafeString:
        """One cell's control, for a response that swaps it in; nothing for a column that is hidden."""
        if cell.name in self.looking.hidden:
            return mark_safe("")
        return mark_safe(self.controls.control(cell, scheme, News(), {}, swap=True))  # noqa: S308


def title_of(scheme: Scheme) -> str:
    """What a row is called in a message."""
    words = " ".join(scheme.name.split()) or scheme.scheme_id.strip() or "Scheme without a name"
    return f"{words[:80]}…" if len(words) > 80 else words
