"""The summary: key figures, charts, required spend and running balances on the first pages of the report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from bcf.fund.balances import NOUGHT, Balance, RequiredSpend
from bcf.fund.findings import Severity
from bcf.fund.text import pounds
from plans.outputs.charts import Fence, bar_chart, grouped_bar_chart, minimum_chart, stacked_bar
from plans.outputs.report.subject import Part, Subject, across
from plans.outputs.report.tables import Head, Money, Row, Table


@dataclass(frozen=True)
class Figure:
    """A key figure and what it is called."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Rule:
    """How a ring-fence's minimum comes about."""

    label: str
    rule: str
    to_be_confirmed: bool


Drawn = tuple[SafeString, str]
"""A chart and the words that stand above it."""


@dataclass(frozen=True)
class Summary:
    figures: tuple[Figure, ...]
    years: Table | None
    income: tuple[Drawn, ...]
    spend: tuple[Drawn, ...]
    fence_charts: tuple[Drawn, ...]
    fences: Table
    rules: tuple[Rule, ...]
    balances: tuple[Table, ...]


def summary(subject: Subject) -> Part:
    """The summary part of the report."""
    body = Summary(
        figures=tuple(_figures(subject)),
        years=_years(subject) if subject.many_years else None,
        income=tuple(_income(subject)),
        spend=tuple(_spend(subject)),
        fence_charts=tuple(_fence_chart(subject, year) for year in subject.years if subject.planning_round.ring_fences),
        fences=_fences(subject),
        rules=tuple(
            Rule(fence.label, fence.minimum.rule, fence.minimum.to_be_confirmed or fence.counts.to_be_confirmed)
            for fence in subject.planning_round.ring_fences
        ),
        balances=tuple(_balances(subject, year) for year in subject.years),
    )
    entries = [("summary-balances", "Running balances"), ("summary-spend", "Where the money goes")]
    if subject.planning_round.ring_fences:
        entries.insert(0, ("summary-fences", "Required spend"))
    return Part("summary", "Summary", "report/summary.html", body, entries=tuple(entries))


def _figures(subject: Subject) -> Iterable[Figure]:
    figures = subject.figures
    income, planned = figures.total_income(), figures.total_planned()
    span = f"{subject.years[0]} to {subject.years[-1]}" if subject.many_years else subject.years[0]
    rows = len(subject.plan.schemes)
    yield Figure("Pooled income", pounds(income), span)
    yield Figure("Planned expenditure", pounds(planned), f"in {rows} scheme {'row' if rows == 1 else 'rows'}")
    left = income - planned
    yield Figure("Left to plan", pounds(left), _standing(figures.balances))
    if required := figures.required_spend:
        met = sum(spend.met for spend in required)
        yield Figure("Required spend met", f"{met} of {len(required)}", "ring-fences, each year by itself"
                     if subject.many_years else "ring-fences")
    if subject.findings:
        counts = {severity: sum(finding.severity is severity for finding in subject.findings) for severity in Severity}
        note = "; ".join(f"{number} {of.words.lower()}" for of, number in counts.items() if number)
        yield Figure("Findings of the checks", str(len(subject.findings)), note)


def _standing(balances: Sequence[Balance]) -> str:
    out = sum(balance.left != 0 for balance in balances)
    return f"{out} of {len(balances)} balances not at nought" if out else "every source balances"


def _years(subject: Subject) -> Table:
    figures = subject.figures
    rows = [
        Row((year, pounds(figures.total_income(year)), pounds(figures.total_planned(year)),
             pounds(figures.total_income(year) - figures.total_planned(year))))
        for year in subject.years
    ]  # fmt: skip
    rows.append(Row(("All years", pounds(figures.total_income()), pounds(figures.total_planned()),
                     pounds(figures.total_income() - figures.total_planned())), total=True))  # fmt: skip
    heads = (Head("Year"), Head("Income", number=True), Head("Planned", number=True), Head("Left to plan", number=True))
    return Table("Income and planned expenditure by year", heads, tuple(rows))


def _income(subject: Subject) -> Iterable[Drawn]:
    for year in subject.years:
        parts = [(source.label, subject.figures.income[code, year])
                 for code, source in subject.planning_round.sources.items() if subject.figures.income[code, year]]
        if parts:
            title = f"Income by source, {year}"
            yield stacked_bar(f"income-{year}", title, parts, whole_title=True), title


def _spend(subject: Subject) -> Iterable[Drawn]:
    facts, figures = subject.planning_round, subject.figures
    types = {code: item.summary_label for code, item in facts.types.items()}
    areas = {code: item.label for code, item in facts.areas.items()}
    yield from _spend_chart(subject, "spend-type", "Planned expenditure by scheme type", types, figures.by_scheme_type)
    yield from _spend_chart(subject, "spend-area", "Planned expenditure by area of spend", areas, figures.by_area)


def _spend_chart(
    subject: Subject, key: str, title: str, labels: Mapping[str, str], amounts: Mapping[tuple[str, str], Decimal]
) -> Iterable[Drawn]:
    """The chart with the largest first and without what has no spend; nothing while nothing is planned."""
    totals = {code: across(amounts[code, year] for year in subject.years) for code in labels}
    codes = sorted((code for code in labels if any(amounts[code, year] for year in subject.years)),
                   key=lambda code: -totals[code])
    if not codes:
        return
    if subject.many_years:
        groups = [(labels[code], [amounts[code, year] for year in subject.years]) for code in codes]
        yield grouped_bar_chart(key, title, subject.years, groups, whole_title=True), title
    else:
        pairs = [(labels[code], totals[code]) for code in codes]
        title = f"{title}, {subject.years[0]}"
        yield bar_chart(key, title, pairs, whole_title=True), title


def result_of(spend: RequiredSpend) -> str:
    """How a ring-fence stands, in words."""
    if spend.minimum is None:
        return "No minimum loaded"
    if spend.met:
        return f"Met, {pounds(spend.headroom)} above" if spend.headroom else "Met exactly"
    return f"Not met, {pounds(spend.under_spend)} below"


def _fence_chart(subject: Subject, year: str) -> Drawn:
    labels = {fence.code: fence.short_label for fence in subject.planning_round.ring_fences}
    fences = [
        Fence(labels[spend.code], spend.planned, spend.minimum, "" if spend.minimum is None else f"{result_of(spend)}.")
        for spend in subject.figures.required_spend
        if spend.year == year
    ]
    title = f"Required spend, planned against minimum, {year}"
    return minimum_chart(f"fences-{year}", title, fences, whole_title=True), title


def _fences(subject: Subject) -> Table:
    labels = {fence.code: fence.label for fence in subject.planning_round.ring_fences}
    spends = subject.figures.required_spend
    money = Money.fitting([figure for spend in spends for figure in (spend.minimum or NOUGHT, spend.planned)])
    heads = (Head("Ring-fence", 3), Head("Minimum", 1.5, number=True), Head("Planned", 1.5, number=True),
             Head("Under spend", 1.3, number=True), Head("Result", 2))  # fmt: skip
    rows = tuple(
        Row((subject.in_year(labels[spend.code], spend.year), money(spend.minimum) or "Not loaded",
             money(spend.planned), "–" if spend.minimum is None else money(spend.under_spend), result_of(spend)))
        for spend in spends
    )  # fmt: skip
    return Table("Required spend against the minimum", heads, rows)


def _balances(subject: Subject, year: str) -> Table:
    labels = {code: source.label for code, source in subject.planning_round.sources.items()}
    balances = [balance for balance in subject.figures.balances if balance.year == year]
    money = Money.fitting([figure for balance in balances for figure in (balance.income, balance.planned)])
    rows = [
        Row((labels[item.source], money(item.income), money(item.planned), money(item.left), _words(item.left)))
        for item in balances
    ]
    income, planned = subject.figures.total_income(year), subject.figures.total_planned(year)
    if rest := planned - across(balance.planned for balance in balances):
        rows.append(Row(("No source given yet", money(NOUGHT), money(rest), money(-rest), _words(-rest))))
    left = income - planned
    rows.append(Row(("Total", money(income), money(planned), money(left), _words(left)), total=True))
    heads = (Head("Source of funding", 2.3), Head("Income", 1.5, number=True), Head("Planned", 1.5, number=True),
             Head("Balance", 1.5, number=True), Head("In words", 1.3))  # fmt: skip
    return Table(f"Running balances, {year}", heads, tuple(rows))


def _words(left: Decimal) -> str:
    if left == 0:
        return "Balanced"
    return "Left to plan" if left > 0 else "Over-programmed"
