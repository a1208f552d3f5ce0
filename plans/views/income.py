"""Income: what is allocated, what is contributed on top, and what of it goes to districts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from bcf.fund.places import Section
from bcf.fund.round import FundingSource, Payer
from bcf.fund.text import pounds
from plans.forms.entry import Entry
from plans.forms.income import IncomeEntries, SourceEntries
from plans.forms.income_lines import Line, place
from plans.forms.versioned import Shown
from plans.models import Allocation
from plans.saving import hold_open
from plans.views.entries import EntriesView


@dataclass(frozen=True)
class Cell:
    """An amount of one year: to be typed, or to be read."""

    year: str
    text: str
    input: Shown | None
    anchor: str


@dataclass(frozen=True)
class LineShown:
    """A contributor's part in a source."""

    title: str
    cells: tuple[Cell, ...]
    contributor: Shown | None = None
    comment: Shown | None = None
    remove: Shown | None = None
    origins: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True)
class Total:
    """A total of one year. ``anchor`` is blank where an input has that id; ``field`` is the first input it sums."""

    year: str
    text: str
    anchor: str = ""
    field: str = ""


class IncomePage(EntriesView):
    """Every source of the pool."""

    section = Section.INCOME
    template_name = "plans/income.html"
    saved_message = "Income has been saved."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            # One at a time: a line has no key, so only whoever comes second can see that it was made already.
            hold_open(self.plan, Section.INCOME)
            return super().post(request, *args, **kwargs)

    def entries(self, data: QueryDict | None) -> list[Entry]:
        self.income = IncomeEntries(self.plan, data)
        return self.income.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = self.standing.figures
        subtotals = [
            {"label": item.label, "amounts": self._amounts(partial(figures.subtotal, item.code))}
            for item in self.round.funding_sources.subtotals
        ]
        return super().get_context_data(
            sources=[self._source(source) for source in self.income.sources],
            comment=self.page.row(self.income.comment)["text"],
            strays=[
                {"text": entry.title, "input": self.page.row(entry)["remove"]} for entry in self.income.strays
            ],
            subtotals=subtotals,
            totals=self._amounts(figures.total_income),
            several=len(self.round.years) > 1,
            **kwargs,
        )

    def _amounts(self, total: Any) -> list[str]:
        """A total per year, and over the years where there are several."""
        years = self.round.years
        return [pounds(total(year)) for year in years] + ([pounds(total())] if len(years) > 1 else [])

    def _source(self, entries: SourceEntries) -> dict[str, Any]:
        source = entries.source
        lines = [*self._allocated(entries), *(self._line(line) for line in entries.lines)]
        if not self.may_edit:
            lines = [line for line in lines if not line.new]
        cells = [cell for line in lines for cell in line.cells]
        return {
            "source": source,
            "payer": self.round.round.nhs_body if source.payer is Payer.NHS else "Council",
            "gate": self.page.row(entries.gate)["text"] if entries.gate else None,
            "table": [line for line in lines if not _open(line) or not self.may_edit],
            "cards": [line for line in lines if _open(line) and self.may_edit],
            "provisional": source.allocated and bool(entries.lines),
            "superseded": ", ".join(f"{pounds(row.amount)} for {row.year}" for row in entries.superseded
                                    if row.amount is not None),
            "totals": [self._total(source, year, cells) for year in self.round.years],
            "districts": self._districts(entries),
        }

    def _total(self, source: FundingSource, year: str, cells: Sequence[Cell]) -> Total:
        anchor = place(source.code, "amount", year).anchor
        amount = self.standing.figures.income[source.code, year]
        if any(cell.anchor == anchor for cell in cells):
            return Total(year, pounds(amount))
        typed = (cell.anchor for cell in cells if cell.input and cell.year == year and self.may_edit)
        return Total(year, pounds(amount), anchor, next(typed, ""))

    def _allocated(self, entries: SourceEntries) -> Iterator[LineShown]:
        """A line for each body that pays an allocated figure, or one without a body."""
        by_body: dict[str, dict[str, Allocation]] = {}
        for row in entries.allocated:
            by_body.setdefault(row.body, {})[row.year] = row
        for body, rows in by_body.items():
            cells = tuple(
                Cell(year, pounds(Decimal(rows[year].value)) if year in rows else "–", None,
                     place(entries.source.code, body, year).anchor if body and year in rows else "")
                for year in self.round.years
            )
            origins = tuple(dict.fromkeys(row.origin for row in rows.values()))
            yield LineShown(self.income.names.get(body, body) or entries.source.label, cells, origins=origins)

    def _line(self, line: Line) -> LineShown:
        rows = {year: self.page.row(entry) for year, entry in line.entries.items()}
        first = next(iter(rows.values()))
        cells = tuple(self._cell(line, year, rows) for year in self.round.years)
        contributor, comment = (_told(rows, name) for name in ("contributor", "comment"))
        return LineShown(
            line.title or (contributor.text if contributor else ""), cells, contributor, comment,
            first.get("remove"), new=not line.stored,
        )

    @staticmethod
    def _cell(line: Line, year: str, rows: dict[str, dict[str, Shown]]) -> Cell:
        if year not in rows:
            return Cell(year, "allocated", None, "")
        amount = rows[year]["amount"]
        return Cell(year, amount.text or "–", amount, amount.anchor)

    def _districts(self, entries: SourceEntries) -> dict[str, Any] | None:
        if not entries.districts:
            return None
        rows = [
            {"name": name, "code": code,
             "cells": [self.page.row(entries.districts[code, year])["amount"] for year in self.round.years]}
            for code, name in entries.district_names.items()
        ]
        shared, income = self._shared(entries.source.code), self.standing.figures.income
        left = {year: income[entries.source.code, year] - shared[year] for year in self.round.years}
        return {
            "rows": rows,
            "shared": [pounds(shared[year]) for year in self.round.years],
            "left": [{"text": pounds(amount), "good": amount == 0} for amount in left.values()],
        }

    def _shared(self, source: str) -> dict[str, Decimal]:
        totals = dict.fromkeys(self.round.years, Decimal(0))
        for line in self.standing.document.breakdown:
            if line.source == source and line.year in totals:
                totals[line.year] += line.amount or 0
        return totals


def _open(line: LineShown) -> bool:
    return any(cell.input for cell in line.cells)


def _told(rows: dict[str, dict[str, Shown]], name: str) -> Shown | None:
    """An input that the years of a line share, with the text of a year that has one."""
    found = [row[name] for row in rows.values() if name in row]
    return next((part for part in found if part.text), found[0] if found else None)
