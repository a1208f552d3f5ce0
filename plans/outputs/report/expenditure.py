"""Expenditure: every scheme row with its amounts by year, and the spend by type, area, commissioner and provider."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from bcf.fund.document import Scheme
from bcf.fund.round import Column, Item
from bcf.fund.text import number
from plans.outputs.markdown import without_controls
from plans.outputs.report.payers import facts as payer_facts
from plans.outputs.report.subject import Part, Subject, label_of
from plans.outputs.report.tables import LONG, NOT_GIVEN, Money, Table, by_year, plain

FIXED = {
    Column.SCHEME_ID: ("ID", 4.5),
    Column.NAME: ("Scheme", 33.0),
    Column.SCHEME_TYPE: ("Scheme type", 16.0),
    Column.AREA: ("Area of spend", 8.5),
    Column.COMMISSIONER: ("Commissioner", 10.5),
    Column.PROVIDER: ("Provider", 10.0),
    Column.SOURCE: ("Source of funding", 10.0),
    Column.NEW_OR_EXISTING: ("New or existing", 6.5),
}  # fmt: skip
"""The columns of the printed table that a round may have, with their heads and widths; amounts come before the last."""


@dataclass(frozen=True)
class Line:
    """A scheme row as it is printed. ``cells`` are the words of the columns between the scheme and its amounts."""

    scheme_id: str
    name: str
    description: SafeString
    facts: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str], ...]
    amounts: tuple[str, ...]
    last: str

    @property
    def long(self) -> bool:
        """Whether the row may be divided between pages, being a page by itself or nearly."""
        return len(self.name) + len(self.description) > LONG or len(self.scheme_id) > LONG / 10


@dataclass(frozen=True)
class SchemeTable:
    caption: str
    widths: tuple[str, ...]
    has_id: bool
    middle: tuple[str, ...]
    years: tuple[str, ...]
    last: str
    lines: tuple[Line, ...]
    totals: tuple[str, ...]
    span: int


@dataclass(frozen=True)
class Spend:
    tables: tuple[Table, ...]


def schemes(subject: Subject) -> Part:
    """The scheme rows, on wide pages."""
    spending = subject.planning_round.expenditure
    money = Money.fitting([amount for scheme in subject.plan.schemes for amount in scheme.amounts.values()])
    columns = [column for column in FIXED if spending.has(column) or column is Column.NAME]
    middle = [column for column in columns if column not in (Column.SCHEME_ID, Column.NAME, Column.NEW_OR_EXISTING)]
    last = FIXED[Column.NEW_OR_EXISTING][0] if Column.NEW_OR_EXISTING in columns else ""
    lines = tuple(_line(subject, scheme, middle, money) for scheme in subject.plan.schemes)
    body = SchemeTable(
        caption=f"Expenditure plan, {len(lines)} scheme {'row' if len(lines) == 1 else 'rows'}",
        widths=_widths(columns, len(subject.years), money),
        has_id=Column.SCHEME_ID in columns,
        middle=tuple(FIXED[column][0] for column in middle),
        years=subject.years,
        last=last,
        lines=lines,
        totals=tuple(money(subject.figures.total_planned(year)) for year in subject.years),
        span=len(middle) + 1 + (Column.SCHEME_ID in columns),
    )
    return Part("expenditure", "Expenditure", "report/schemes.html", body, wide=True)


def _widths(columns: Iterable[Column], years: int, money: Money) -> tuple[str, ...]:
    """The widths of all columns in per cent, the amounts standing before the last."""
    amounts = [11.0 if money.pence else 9.0] * years
    weights = [FIXED[column][1] for column in columns if column is not Column.NEW_OR_EXISTING] + amounts
    weights += [FIXED[Column.NEW_OR_EXISTING][1]] if Column.NEW_OR_EXISTING in columns else []
    return tuple(f"{weight / sum(weights) * 100:.2f}" for weight in weights)


def _line(subject: Subject, scheme: Scheme, middle: Iterable[Column], money: Money) -> Line:
    cells = {
        Column.SCHEME_TYPE: _type(subject, scheme),
        Column.AREA: _with(label_of(subject.planning_round.areas.values(), scheme.area), scheme.area_other),
        Column.COMMISSIONER: _commissioner(subject, scheme),
        Column.PROVIDER: (label_of(subject.planning_round.expenditure.providers.items, scheme.provider), ""),
        Column.SOURCE: (_source(subject, scheme), ""),
    }
    return Line(
        scheme_id=without_controls(scheme.scheme_id),
        name=without_controls(scheme.name).strip(),
        description=plain(scheme.description),
        facts=tuple(_facts(subject, scheme)),
        cells=tuple(cells[column] for column in middle),
        amounts=tuple(money(scheme.amounts[year]) if year in scheme.amounts else NOT_GIVEN for year in subject.years),
        last=label_of(subject.planning_round.expenditure.new_or_existing.items, scheme.new_or_existing),
    )


def _with(label: str, more: str) -> tuple[str, str]:
    """A label and the text that was typed beside it."""
    return label, without_controls(more).strip()


def _type(subject: Subject, scheme: Scheme) -> tuple[str, str]:
    scheme_type = subject.planning_round.types.get(scheme.scheme_type)
    sub_type = scheme_type.sub_type(scheme.sub_type) if scheme_type else None
    below = sub_type.label if sub_type else subject.planning_round.labels(Column.SUB_TYPE).get(
        scheme.sub_type, scheme.sub_type)
    more = "; ".join(text for text in (below, without_controls(scheme.type_other).strip()) if text)
    return scheme_type.label if scheme_type else scheme.scheme_type, more


def _commissioner(subject: Subject, scheme: Scheme) -> tuple[str, str]:
    """The commissioner with the shares that are entered, be it on a row that has none."""
    found = subject.planning_round.commissioners.get(scheme.commissioner)
    shares = [("NHS", scheme.joint_nhs), ("LA", scheme.joint_la)]
    entered = ", ".join(f"{name} {number(share)}%" for name, share in shares if share is not None)
    return (found.label if found else scheme.commissioner), entered


def _source(subject: Subject, scheme: Scheme) -> str:
    source = subject.planning_round.sources.get(scheme.source)
    return source.label if source else scheme.source


def _facts(subject: Subject, scheme: Scheme) -> Iterable[tuple[str, str]]:
    """What stands in small print beneath a scheme: outputs, impact and duration, where there are any."""
    spending = subject.planning_round.expenditure
    if scheme.output_unit or scheme.output_estimate is not None:
        units: Iterable[Item] = spending.output_units.items if spending.output_units else ()
        estimate = "" if scheme.output_estimate is None else number(scheme.output_estimate)
        yield "Planned outputs", f"{estimate} {label_of(units, scheme.output_unit)}".strip()
    if scheme.impact and spending.impact:
        order = [code for code in spending.impact.metrics if code in scheme.impact]
        levels = spending.impact.levels
        yield "Impact", ", ".join(f"{code} {label_of(levels, scheme.impact[code]).lower()}" for code in order)
    if scheme.duration.strip():
        yield "Duration", without_controls(scheme.duration)
    yield from payer_facts(subject, scheme)


def spend(subject: Subject) -> Part:
    """The totals of expenditure by each of its closed lists."""
    figures, facts = subject.figures, subject.planning_round
    totals = {year: figures.total_planned(year) for year in subject.years}
    lists: list[tuple[str, Mapping[str, str], Mapping[tuple[str, str], Decimal]]] = [
        ("Scheme type", {code: item.summary_label for code, item in facts.types.items()}, figures.by_scheme_type),
        ("Area of spend", {code: item.label for code, item in facts.areas.items()}, figures.by_area),
        ("Commissioner", {code: item.label for code, item in facts.commissioners.items()}, figures.by_commissioner),
    ]
    if facts.expenditure.has(Column.PROVIDER):
        providers = {item.code: item.label for item in facts.expenditure.providers.items}
        lists.append(("Provider", providers, figures.by_provider))
    tables = tuple(
        by_year(f"Planned expenditure by {first.lower()}", first, labels, amounts, subject.years, totals)
        for first, labels, amounts in lists
    )
    return Part("spend", "Totals of expenditure", "report/tables.html", Spend(tables))
