"""Income: every contribution by source, contributor and year, the subtotals, and what goes to districts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from bcf.fund.document import Contribution
from bcf.fund.round import Breakdown, FundingSource
from plans.outputs.report.subject import Part, Subject, across
from plans.outputs.report.tables import NOT_GIVEN, Head, Money, Row, Table, given, prose


@dataclass(frozen=True)
class Income:
    lines: Table
    subtotals: Table
    gates: Table | None
    breakdowns: tuple[Table, ...]
    comments: tuple[tuple[str, SafeString], ...]
    comment_label: str
    comment: SafeString


def income(subject: Subject) -> Part:
    """The income part of the report."""
    plan, facts = subject.plan, subject.planning_round.funding_sources
    amounts = [line.amount for line in plan.contributions] + [part.amount for part in plan.breakdown]
    money = Money.fitting(amount for amount in amounts if amount is not None)
    body = Income(
        lines=_lines(subject, money),
        subtotals=_subtotals(subject, money),
        gates=_gates(subject),
        breakdowns=tuple(_breakdowns(subject, money)),
        comments=tuple(
            (_named(subject, line), prose(line.comment, 4)) for line in plan.contributions if line.comment.strip()
        ),
        comment_label=facts.comment_label,
        comment=prose(plan.income_comment, 4),
    )
    return Part("income", "Income", "report/income.html", body)


def _named(subject: Subject, line: Contribution) -> str:
    source = subject.planning_round.sources.get(line.source)
    name = f"{source.label if source else line.source}: {_contributor(subject, line)}"
    return subject.in_year(name, line.year)


def _contributor(subject: Subject, line: Contribution) -> str:
    return line.contributor or subject.bodies.get(line.body, line.body) or "contributor not yet given"


def _heads(subject: Subject, *first: Head) -> tuple[Head, ...]:
    both = [Head("All years", 1.4, number=True)] if subject.many_years else []
    return (*first, *(Head(year, 1.4, number=True) for year in subject.years), *both)


def _amounts(subject: Subject, money: Money, amounts: dict[str, Decimal | None]) -> tuple[str, ...]:
    """A cell a year, and one for all years where there are several."""
    cells = tuple(NOT_GIVEN if year in amounts and amounts[year] is None else money(amounts.get(year, Decimal(0)))
                  for year in subject.years)
    return (*cells, money(across(amount or Decimal(0) for amount in amounts.values()))) if subject.many_years else cells


def _lines(subject: Subject, money: Money) -> Table:
    rows: list[Row] = []
    for source in subject.planning_round.funding_sources.items:
        rows += _lines_of(subject, money, source)
    total: dict[str, Decimal | None] = {year: subject.figures.total_income(year) for year in subject.years}
    rows.append(Row(("Total pooled income", "", "", *_amounts(subject, money, total)), total=True))
    heads = _heads(subject, Head("Source of funding", 2), Head("Contributor", 2), Head("Basis", 1.2))
    return Table("Contributions to the pool", heads, tuple(rows))


def _lines_of(subject: Subject, money: Money, source: FundingSource) -> Iterable[Row]:
    """A row a contributor, its amounts of each year beside one another; a row that says so where there is none."""
    merged: dict[tuple[str, str, bool, int], dict[str, Decimal | None]] = {}
    seen: dict[tuple[str, str, bool, str], int] = defaultdict(int)
    for line in subject.plan.contributions:
        if line.source == source.code:
            who = (line.body, _contributor(subject, line), line.allocated)
            merged.setdefault((*who, seen[*who, line.year]), {})[line.year] = line.amount
            seen[*who, line.year] += 1
    for (_, contributor, allocated, _), amounts in merged.items():
        basis = "Allocated" if allocated else "Entered"
        yield Row((source.label, given(contributor), basis, *_amounts(subject, money, amounts)))
    if not merged:
        yield Row((source.label, "None", "–", *_amounts(subject, money, {})))


def _subtotals(subject: Subject, money: Money) -> Table:
    figures = subject.figures
    wanted = [(item.label, {year: figures.subtotal(item.code, year) for year in subject.years})
              for item in subject.planning_round.funding_sources.subtotals]
    rows = [Row((label, *_amounts(subject, money, dict(amounts)))) for label, amounts in wanted]
    total: dict[str, Decimal | None] = {year: figures.total_income(year) for year in subject.years}
    rows.append(Row(("Total pooled income", *_amounts(subject, money, total)), total=True))
    return Table("Totals of income", _heads(subject, Head("Total", 4)), tuple(rows))


def _gates(subject: Subject) -> Table | None:
    rows = tuple(
        Row((source.gate, {"yes": "Yes", "no": "No"}.get(subject.plan.gates.get(source.code, ""), NOT_GIVEN)))
        for source in subject.planning_round.funding_sources.items
        if source.gate
    )
    return Table("Further contributions", (Head("Question", 4), Head("Answer", 1)), rows) if rows else None


def _breakdowns(subject: Subject, money: Money) -> Iterable[Table]:
    """A table for each source whose income is divided between districts, where the area has any."""
    for source in subject.planning_round.funding_sources.items:
        lines = [line for line in subject.plan.breakdown if line.source == source.code]
        if source.breakdown is Breakdown.DISTRICT and (lines or subject.plan.board.two_tier):
            bodies = list(dict.fromkeys(line.body for line in lines))
            rows = [
                Row((subject.bodies.get(body, body),
                     *_amounts(subject, money, {line.year: line.amount for line in lines if line.body == body})))
                for body in bodies
            ]  # fmt: skip
            sums = {year: across(line.amount or Decimal(0) for line in lines if line.year == year)
                    for year in subject.years}
            rest = {year: subject.figures.income[source.code, year] - sums[year] for year in subject.years}
            rows.append(Row(("Given to districts", *_amounts(subject, money, dict(sums))), total=True))
            rows.append(Row((f"{source.label} not given to a district", *_amounts(subject, money, dict(rest)))))
            yield Table(f"{source.label} by district", _heads(subject, Head("District", 4)), tuple(rows))
