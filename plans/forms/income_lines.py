"""A line of income: one contributor's part in one source, over the years of the round, a stored row per year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from bcf.fund.places import Place, Section
from bcf.fund.round import FundingSource
from plans.forms.entry import Entry, Input
from plans.forms.fields import AmountField, TextField
from plans.models import ContributionLine

Row = ContributionLine


def place(source: str, name: str, year: str = "") -> Place:
    return Place(section=Section.INCOME, item=source, field=name, year=year)


def is_owed(source: FundingSource) -> bool:
    """Whether it is known who pays a source: the bodies of the board on its payer's side. Others are volunteered."""
    return not source.gate and (source.mandatory or source.allocated)


@dataclass
class Line:
    """A contributor's part in a source. ``id`` names it on the page; ``rows`` are its stored rows by year.

    The id is the line's key after a letter: p for a line that is stored, b for what a body owes, n for a new one.
    """

    source: FundingSource
    id: str
    body: str
    title: str
    rows: Mapping[str, Row]
    years: Sequence[str]
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def stored(self) -> bool:
        return bool(self.rows)

    @property
    def key(self) -> str:
        """What its rows are called by over the years: whoever adds a year of it adds to the same line."""
        return self.id[1:]


def line_entries(line: Line, names: Mapping[str, str], anchors: set[str]) -> Iterator[tuple[str, Entry]]:
    """The entries of a line by year. ``names`` are the bodies of the board by code; ``anchors`` are those taken."""
    source, stem = line.source.code, f"income-{line.source.code}"
    contributor = Input("contributor", place(source, "amount"), TextField(label="Contributor"),
                        anchor=f"{stem}-contributor-{line.id}")
    comment = TextField(rows=2, label="Comment")
    comment.widget.attrs["data-optional"] = True
    shared = (*(() if line.body else (contributor,)),
              Input("comment", place(source, "amount"), comment, anchor=f"{stem}-comment-{line.id}"))
    remove = Input("remove", place(source, "amount"),
                   forms.BooleanField(required=False, label="Remove this contribution when saving"),
                   anchor=f"{stem}-remove-{line.id}")
    amounts = {year: _amount(line, year, anchors) for year in line.years}
    fixed = {"body": line.body, "contributor": names[line.body]} if line.body in names else {}
    for year in line.years:
        row = line.rows.get(year)
        yield year, Entry(
            key=f"line-{source}-{line.id}-{year}",
            title=f"{line.source.label}, {line.title or 'another contribution'}, {year}",
            model=ContributionLine,
            identity={"source": source, "year": year, "line": row.line if row else line.key},
            inputs=(*shared, amounts[year]), current=row,
            write=_writer(fixed), wanted=_wanted(year, amounts, shared, remove),
            remove=remove if line.stored and not fixed else None,
        )


def _amount(line: Line, year: str, anchors: set[str]) -> Input:
    where = place(line.source.code, line.body or "amount", year)
    anchor = where.anchor if where.anchor not in anchors else f"{where.anchor}-{line.id}"
    anchors.add(anchor)
    return Input("amount", where, AmountField(label=f"{line.source.label}, {year}"), anchor=anchor)


def grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each line, in the order in which the lines were made."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.line, []).append(row)
    return list(groups.values())


def _writer(fixed: Mapping[str, str]) -> Any:
    return lambda values, row: values if row else {**values, **fixed}


def _wanted(year: str, amounts: Mapping[str, Input], shared: tuple[Input, ...], remove: Input) -> Any:
    """A year of a line is kept where it has an amount; its words alone are kept in its first year."""

    def wanted(cleaned: Mapping[str, Any]) -> bool:
        if cleaned.get(remove.name):
            return False
        if cleaned.get(amounts[year].name) is not None:
            return True
        wordy = any(cleaned.get(part.name) for part in shared)
        no_amounts = all(cleaned.get(part.name) is None for part in amounts.values())
        return wordy and no_amounts and year == next(iter(amounts))

    return wanted
