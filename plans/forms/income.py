"""Entries of the income page: contributions by line and year, what goes to districts, gates and the comment.

A line is one contributor's part in one source, over the years of the round; in the database it is a
row per year. Years for which a figure is allocated are not entered.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from bcf.fund.document import AllocationKind, BodyKind
from bcf.fund.places import Place, Section
from bcf.fund.round import Breakdown, FundingSource, Payer
from bcf.fund.text import pounds
from plans.forms.answers import Answers, answer_entry, answers_of
from plans.forms.entry import BLANK, Entry, Input
from plans.forms.fields import TextField, YesNoField
from plans.forms.income_districts import district_entries
from plans.forms.income_lines import Line, Row, grouped, is_owed, line_entries, place
from plans.income import board_allocations, board_bodies
from plans.models import Allocation, BreakdownLine, Organisation, Plan
from plans.sections import COMMENT, GATE

_SENT = re.compile(r"^line-([a-z][a-z0-9_]*)-([pbn][A-Za-z0-9]+)-(20\d\d-\d\d):version$")
_PAYERS = {Payer.LA: BodyKind.LA, Payer.NHS: BodyKind.NHS}


@dataclass
class SourceEntries:
    """Everything on the page that belongs to one source of funding."""

    source: FundingSource
    allocated: tuple[Allocation, ...]
    superseded: tuple[Row, ...]
    gate: Entry | None
    lines: list[Line]
    districts: dict[tuple[str, str], Entry]
    district_names: Mapping[str, str]


class IncomeEntries:
    """The entries of the whole page, as the database has them or, with ``data``, as the browser sent them."""

    def __init__(self, plan: Plan, data: QueryDict | None) -> None:
        self.plan, self.years = plan, plan.round.years
        self.sent = None if data is None else {str(name): str(value) for name, value in data.items()}
        self.answers: Answers = answers_of(plan, Section.INCOME)
        self.bodies = [link.organisation for link in board_bodies(plan.board)]
        self.names = {body.code: body.name for body in self.bodies}
        self._rows = list(plan.contribution_lines.all())
        self._shares = list(plan.breakdown_lines.all())
        self._allocated = [row for row in board_allocations(plan) if row.kind == AllocationKind.INCOME]
        self.sources = [self._source(source) for source in plan.round.funding_sources.items]
        label = plan.round.funding_sources.comment_label
        self.comment = answer_entry(
            Section.INCOME, COMMENT, Place(section=Section.INCOME, item=COMMENT), TextField(rows=5, label=label),
            self.answers,
        )

        self.strays = list(self._stray_entries())

    def all(self) -> list[Entry]:
        """Every entry, in the order of the page."""
        found: list[Entry] = []
        for source in self.sources:
            found += [source.gate] if source.gate else []
            found += [entry for line in source.lines for entry in line.entries.values()]
            found += source.districts.values()
        return [*found, *self.strays, self.comment]

    def _stray_entries(self) -> Iterator[Entry]:
        """Rows of a source or a year that the round has not: they count nowhere and can only be removed."""
        sources, anchors = self.plan.round.sources, set[str]()
        rows: list[Row | BreakdownLine] = [*self._rows, *self._shares]
        for row in rows:
            if row.source in sources and row.year in self.years:
                continue
            what = f"{pounds(row.amount or Decimal(0))} from “{row.source}” in {row.year}"
            label = f"Remove {what} when saving"
            where = place(row.source, row.body or "amount", row.year)
            kind = type(row)._meta.model_name
            anchor = where.anchor if where.anchor not in anchors else f"{where.anchor}-{row.pk}"
            anchors.add(anchor)
            remove = Input("remove", where, forms.BooleanField(required=False, label=label), anchor)
            yield Entry(
                key=f"stray-{kind}-{row.pk}", title=what, model=type(row), identity={"pk": row.pk}, inputs=(),
                current=row, wanted=_kept_unless(remove.name), remove=remove,
            )

    def _source(self, source: FundingSource) -> SourceEntries:
        allocated = tuple(row for row in self._allocated if row.code == source.code and row.year in self.years)
        taken = {row.year for row in allocated}
        open_years = [year for year in self.years if year not in taken]
        own = [row for row in self._rows if row.source == source.code]
        lines = self._lines(source, [row for row in own if row.year in open_years], open_years)
        anchors: set[str] = set()
        for line in lines:
            line.entries = dict(line_entries(line, self.names, anchors))
        self._recognise(lines, own)
        districts = self._districts(source)
        return SourceEntries(
            source, allocated, tuple(row for row in own if row.year in taken), self._gate(source), lines,
            dict(district_entries(source, districts, self.years, self._shares)), districts,
        )

    def _gate(self, source: FundingSource) -> Entry | None:
        if not source.gate:
            return None
        stored = self.answers.get((Section.INCOME.value, GATE + source.code))
        gate = YesNoField(stored=stored.text if stored else "", label=source.gate)
        return answer_entry(Section.INCOME, GATE + source.code, place(source.code, "gate"), gate, self.answers)

    def _lines(self, source: FundingSource, rows: list[Row], years: Sequence[str]) -> list[Line]:
        if not years:
            return []
        return list(self._stored_lines(source, rows, years) if self.sent is None
                    else self._sent_lines(source, rows, years, self.sent))

    def _stored_lines(self, source: FundingSource, rows: list[Row], years: Sequence[str]) -> Iterator[Line]:
        groups = grouped(rows)
        present = {group[0].body for group in groups}
        for group in groups:
            first = group[0]
            title = self.names.get(first.body, first.contributor)
            yield Line(source, f"p{first.line}", first.body, title, {row.year: row for row in group}, years)
        if not is_owed(source):
            yield from [self._new_line(source, years)] if self._wants_more(source, groups) else []
            return
        payers = [body for body in self.bodies if body.kind == _PAYERS[source.payer]]
        for body in payers:
            if body.code not in present:
                yield Line(source, f"b{body.code}", body.code, body.name, {}, years)
        if not payers:
            yield self._new_line(source, years)

    def _wants_more(self, source: FundingSource, groups: list[list[Row]]) -> bool:
        """Whether to offer another line: not where the answer is that there are no contributions."""
        answer = self.answers.get((Section.INCOME.value, GATE + source.code))
        return bool(groups) or answer is None or answer.text != "no"

    @staticmethod
    def _new_line(source: FundingSource, years: Sequence[str]) -> Line:
        return Line(source, f"n{uuid.uuid4().hex[:12]}", "", "", {}, years)

    def _sent_lines(
        self, source: FundingSource, rows: list[Row], years: Sequence[str], tokens: Mapping[str, str]
    ) -> Iterator[Line]:
        """The lines of the page that was sent, whatever has become of their rows since."""
        by_pk = {str(row.pk): row for row in rows}
        sent: dict[str, dict[str, Row]] = {}
        for name, token in tokens.items():
            found = _SENT.match(name)
            if found and found[1] == source.code and found[3] in years:
                row = by_pk.get(token.partition(".")[0])
                held = sent.setdefault(found[2], {})
                if row is not None and row.year == found[3]:
                    held[found[3]] = row
        for line_id, held in sent.items():
            first = next(iter(held.values()), None)
            body = first.body if first else self._body_of(line_id)
            title = self.names.get(body, first.contributor if first else "")
            yield Line(source, line_id, body, title, held, years)

    def _recognise(self, lines: Sequence[Line], rows: Sequence[Row]) -> None:
        """Rows made since the page was read that a line of it would make again: sent twice, or by two people."""
        sent = self.sent or {}
        read = {token.partition(".")[0] for name, token in sent.items() if _SENT.match(name)}
        unread = [row for row in rows if str(row.pk) not in read]
        for line in lines:
            for year, entry in line.entries.items():
                if entry.current is None and sent.get(f"{entry.key}:version") == BLANK:
                    same = [row for row in unread if row.year == year and self._again(line, entry, row)]
                    entry.current = same[0] if same else None
                    unread = [row for row in unread if row is not entry.current]

    def _again(self, line: Line, entry: Entry, row: Row) -> bool:
        """Whether the row is what the line stands for. What a body owes it owes once; else all must be the same."""
        if row.body != line.body:
            return False
        return (bool(line.body) and is_owed(line.source)) or self._typed(entry) == entry.values(row)

    def _typed(self, entry: Entry) -> Mapping[str, Any] | None:
        sent = self.sent or {}
        try:
            return entry.typed({part.name: part.field.clean(sent.get(part.name, "")) for part in entry.inputs})
        except forms.ValidationError:
            return None

    def _body_of(self, line_id: str) -> str:
        code = line_id[1:] if line_id.startswith("b") else ""
        return code if code in self.names else ""

    def _districts(self, source: FundingSource) -> dict[str, str]:
        """Names of the districts among which a source is shared, with any that the plan names beside them."""
        shared = source.breakdown is Breakdown.DISTRICT and self.plan.board.two_tier
        known: Iterable[Organisation] = [b for b in self.bodies if b.kind == BodyKind.DISTRICT] if shared else []
        found = {body.code: body.name for body in known}
        for share in self._shares:
            if share.source == source.code and share.year in self.years:
                found.setdefault(share.body, self.names.get(share.body, share.body))
        return found


def _kept_unless(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda cleaned: not cleaned.get(name)
