"""Pooled funds of a plan: what their page edits, and what it shows of each fund and of each body."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Max
from django.http import QueryDict
from django.urls import reverse

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.payers import PayerFigures
from bcf.fund.places import Place, Section
from bcf.fund.text import pounds
from plans.forms.entry import Entry, Input
from plans.forms.fields import ChosenField, TextField
from plans.models import Plan
from schemes.grid import title_of
from schemes.models import PooledFund, Scheme, new_key
from schemes.part import ROW_PARTS, scheme_value
from schemes.writing import save_scheme

_SENT = re.compile(r"^fund-([A-Za-z0-9_-]{1,36}):version$")
REMOVE = "remove"


def fund_entries(plan: Plan, figures: PayerFigures, data: QueryDict | None) -> list[Entry]:
    """A fund an entry, and one for a new fund. With ``data``, those that the browser sent."""
    rows = {row.key: row for row in PooledFund.objects.filter(plan=plan)}
    sent = [found.group(1) for name in data or () if (found := _SENT.match(name))]
    keys = [*rows, new_key()] if data is None else sent
    return [_entry(plan, figures, number, key, rows.get(key)) for number, key in enumerate(keys, 1)]


def _entry(plan: Plan, figures: PayerFigures, number: int, key: str, row: PooledFund | None) -> Entry:
    def place(field: str) -> Place:
        return Place(section=Section.EXPENDITURE, item=key, field=f"fund:{field}")

    used = len(figures.rows_in(key))
    release = f", and release its {used} row{'' if used == 1 else 's'}" if used else ""
    label = f"Remove this fund when saving{release}"
    remove = Input(REMOVE, place(REMOVE), forms.BooleanField(required=False, label=label))
    hosts = [("", "Choose"), *((body, figures.name(body)) for body in figures.payers if body in figures.names)]
    if row and row.host and row.host not in figures.names:
        hosts.append((row.host, f"{row.host} (no body of this board)"))
    fields: dict[str, forms.Field] = {
        "name": TextField(label="Name"),
        "host": ChosenField(hosts, label="Host", help_text="The partner that keeps "
                            "the fund’s accounts and answers for them."),
        "note": TextField(rows=2, label="Note", widget=forms.Textarea(attrs={"rows": 2, "data-optional": True})),
    }  # fmt: skip
    inputs = tuple(Input(name, place(name), field) for name, field in fields.items())

    def write(values: Mapping[str, Any], current: Any) -> Mapping[str, Any]:
        return values if current else {**values, "position": _next_position(plan)}

    def wanted(cleaned: Mapping[str, Any]) -> bool:
        said = any(cleaned.get(part.name) not in ("", None) for part in inputs)
        return not cleaned.get(remove.name) and (said or row is not None)

    return Entry(
        key=f"fund-{key}", title=(row.name or f"Pooled fund {number}") if row else "Add a pooled fund",
        model=PooledFund, identity={"key": key}, inputs=inputs, current=row, write=write, wanted=wanted,
        remove=remove if row else None,
    )


def _next_position(plan: Plan) -> int:
    last = PooledFund.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def release_rows(plan: Plan, funds: set[str]) -> int:
    """Take every row out of those funds, each under its version and with its history. Gives how many there were."""
    rows = list(Scheme.objects.filter(plan=plan, pooled_fund__in=funds).prefetch_related(*ROW_PARTS))
    for row in rows:
        save_scheme(plan, row.version, scheme_value(row).model_copy(update={"pooled_fund": ""}))
    return len(rows)


@dataclass(frozen=True, slots=True)
class FundRow:
    """A row that is paid from a fund."""

    title: str
    url: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundLine:
    """What a body pays into a fund's rows, by year."""

    name: str
    amounts: tuple[str, ...]
    host: bool = False


@dataclass(frozen=True, slots=True)
class FundShown:
    """What stands in a fund: its rows, what they plan, and who pays."""

    planned: tuple[str, ...]
    lines: tuple[FundLine, ...]
    rows: tuple[FundRow, ...]


def fund_shown(plan: Plan, figures: PayerFigures, key: str, host: str) -> FundShown:
    """A fund in figures. What no body is said to pay stands in a line of its own."""
    years = figures.planning_round.years
    planned = {year: figures.planned_in(key, year) for year in years}
    bodies = [body for body in figures.payers
              if body == host or any(figures.by_fund.get((key, body, year)) for year in years)]  # fmt: skip
    paid = {body: {year: figures.by_fund.get((key, body, year), NOUGHT) for year in years} for body in bodies}
    lines = [FundLine(figures.name(body), _texts(paid[body].values()), body == host) for body in bodies]
    rest = [planned[year] - sum((by[year] for by in paid.values()), NOUGHT) for year in years]
    if any(rest):
        lines.append(FundLine("Not said who pays", _texts(rest)))
    rows = tuple(
        FundRow(title_of(row), reverse("scheme", args=(*plan.args, row.key)), _texts(row.amount(y) for y in years))
        for row in figures.rows_in(key)
    )
    return FundShown(_texts(planned.values()), tuple(lines), rows)


def _texts(amounts: Any) -> tuple[str, ...]:
    return tuple(pounds(amount) for amount in amounts)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in a year: what it contributes, what it is said to pay, and how the two compare in words."""

    name: str
    contributes: str
    pays: str
    funds: tuple[str, ...]
    tone: str
    verdict: str
    source: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class YearShown:
    """Who contributes and who pays in a year: by body, by source and body, and what is not given to a body."""

    year: str
    bodies: tuple[BodyLine, ...]
    total: BodyLine
    sources: tuple[BodyLine, ...]


def year_shown(figures: PayerFigures, totals: Figures, year: str) -> YearShown:
    """The comparison of a year. Its columns add up to the income and the planned expenditure of the plan."""
    bodies = list(figures.payers)
    bodies += [body for body in figures.names if body not in bodies and figures.contribution(body, year)]
    given = {body: figures.contribution(body, year) for body in bodies}
    paid = {body: figures.paid(body, year) for body in bodies}
    lines = [_line(figures, figures.name(body), given[body], paid[body], _by_fund(figures, body, year))
             for body in bodies]  # fmt: skip
    income, planned = totals.total_income(year), totals.total_planned(year)
    unknown, unsaid = income - sum(given.values(), NOUGHT), planned - sum(paid.values(), NOUGHT)
    if unknown or unsaid:
        lines.append(BodyLine("Not given to a body", pounds(unknown), pounds(unsaid), _unsaid(figures, year), "", ""))
    funds = [fund.key for fund in figures.plan.pooled_funds]
    all_funds = [figures.planned_in(fund, year) for fund in funds]
    outside = (planned - sum(all_funds, NOUGHT),) if funds else ()
    total = BodyLine("Together", pounds(income), pounds(planned), _texts([*all_funds, *outside]), "", "")
    return YearShown(year, tuple(lines), total, tuple(_source_lines(figures, year)))


def _by_fund(figures: PayerFigures, body: str, year: str) -> tuple[Decimal, ...]:
    """What a body pays by fund, and outside of all funds where there are any."""
    if not figures.plan.pooled_funds:
        return ()
    funds = [figures.by_fund.get((fund.key, body, year), NOUGHT) for fund in figures.plan.pooled_funds]
    return (*funds, figures.paid(body, year) - sum(funds, NOUGHT))


def _unsaid(figures: PayerFigures, year: str) -> tuple[str, ...]:
    """What of each fund, and of the rows in none, nobody is said to pay."""
    if not figures.plan.pooled_funds:
        return ()
    keys = [fund.key for fund in figures.plan.pooled_funds]
    inside = [sum((row.amount(year) - row.paid(year) for row in figures.rows_in(key)), NOUGHT) for key in keys]
    every = sum((row.amount(year) - row.paid(year) for row in figures.plan.schemes), NOUGHT)
    return _texts([*inside, every - sum(inside, NOUGHT)])


def _source_lines(figures: PayerFigures, year: str) -> Iterator[BodyLine]:
    for code, source in figures.planning_round.sources.items():
        every = [*figures.payers, *figures.names]
        for body in dict.fromkeys(every):
            given, paid = (held.get((code, body, year), NOUGHT) for held in (figures.contributed, figures.by_source))
            if not given and not paid:
                continue
            place = Place(section=Section.EXPENDITURE, item=code, field=f"paid:{body}", year=year)
            yield _line(figures, figures.name(body), given, paid, (), source.label, place.anchor)


def _line(
    figures: PayerFigures, name: str, given: Decimal, paid: Decimal, funds: tuple[Decimal, ...], source: str = "",
    anchor: str = "",
) -> BodyLine:
    left = given - paid
    words = "All of it" if not left else f"{pounds(left)} not yet said" if left > 0 else f"{pounds(-left)} over"
    tone = "good" if not left else "note" if left > 0 else "bad"
    if not given and not paid:
        words, tone = "", ""
    return BodyLine(name, pounds(given), pounds(paid), _texts(funds), tone, words, source, anchor)
