"""Who pays: what each body pays of the rows, by pooled fund and in all. Left out of a plan that names neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.balances import NOUGHT
from bcf.fund.document import PooledFund, Scheme
from bcf.fund.payers import PayerFigures
from plans.outputs.markdown import without_controls
from plans.outputs.report.subject import Part, Subject, across
from plans.outputs.report.tables import Head, Money, Row, Table, given, plain


@dataclass(frozen=True)
class WhoPays:
    tables: tuple[Table, ...]


def payers(subject: Subject) -> Part | None:
    """The part on payers and pooled funds; None where the plan says nothing of them."""
    figures = PayerFigures(subject.planning_round, subject.plan)
    if not figures.told:
        return None
    amounts = [amount for row in subject.plan.schemes for by_year in row.payers.values() for amount in by_year.values()]
    amounts += [amount for row in subject.plan.schemes for amount in row.amounts.values()]
    money = Money.fitting(amounts)
    tables = [*_funds(subject, figures)]
    for number, fund in enumerate(subject.plan.pooled_funds, 1):
        tables.append(_table(subject, figures, money, f"Who pays: {fund_name(fund, number)}", fund.key))
    if subject.plan.pooled_funds and figures.rows_in(""):
        tables.append(_table(subject, figures, money, "Who pays: rows outside of pooled funds", ""))
    tables.append(_table(subject, figures, money, "Who pays: all rows", None))
    return Part("payers", "Who pays", "report/tables.html", WhoPays(tuple(tables)))


def fund_name(fund: PooledFund, number: int) -> str:
    """What a fund is called; by its number while it has no name."""
    return " ".join(without_controls(fund.name).split()) or f"Pooled fund {number}"


def facts(subject: Subject, scheme: Scheme) -> Iterable[tuple[str, str]]:
    """What stands beneath a scheme: who pays it, and the fund that it is paid from."""
    if scheme.payers:
        money = Money.fitting(amount for by_year in scheme.payers.values() for amount in by_year.values())
        yield "Paid by", "; ".join(_paid(subject, money, body, by_year) for body, by_year in scheme.payers.items())
    for number, fund in enumerate(subject.plan.pooled_funds, 1):
        if fund.key == scheme.pooled_fund:
            host = f", hosted by {subject.bodies.get(fund.host, fund.host)}" if fund.host else ""
            yield "Pooled fund", f"{fund_name(fund, number)}{host}"


def _paid(subject: Subject, money: Money, body: str, by_year: dict[str, Decimal]) -> str:
    amounts = [f"{money(amount)} in {year}" if subject.many_years else money(amount)
               for year, amount in by_year.items()]  # fmt: skip
    return f"{subject.bodies.get(body, body)} {', '.join(amounts)}"


def _funds(subject: Subject, figures: PayerFigures) -> Iterable[Table]:
    """The pooled funds with their hosts."""
    if not subject.plan.pooled_funds:
        return
    rows = tuple(
        Row((fund_name(fund, number), given(subject.bodies.get(fund.host, fund.host)),
             str(len(figures.rows_in(fund.key))), plain(fund.note)))
        for number, fund in enumerate(subject.plan.pooled_funds, 1)
    )  # fmt: skip
    heads = (Head("Pooled fund", 2), Head("Host", 1.6), Head("Rows", 0.5, number=True), Head("Note", 2))
    yield Table("Pooled funds", heads, rows)


def _table(subject: Subject, figures: PayerFigures, money: Money, caption: str, fund: str | None) -> Table:
    """What bodies pay of a fund's rows, or for None of all rows, with what nobody is said to pay."""
    rows = subject.plan.schemes if fund is None else figures.rows_in(fund)
    planned = {year: across(row.amount(year) for row in rows) for year in subject.years}
    paid = {
        body: {year: across(row.payers.get(body, {}).get(year, NOUGHT) for row in rows) for year in subject.years}
        for body in figures.payers
    }
    lines = [Row((figures.name(body), *_cells(subject, money, by_year)))
             for body, by_year in paid.items() if any(by_year.values())]  # fmt: skip
    rest = {year: planned[year] - across(by_year[year] for by_year in paid.values()) for year in subject.years}
    if any(rest.values()):
        lines.append(Row(("Not said who pays", *_cells(subject, money, rest))))
    lines.append(Row(("Planned expenditure", *_cells(subject, money, planned)), total=True))
    heads = [Head("Organisation", 4), *(Head(year, 1.4, number=True) for year in subject.years)]
    heads += [Head("All years", 1.4, number=True)] if subject.many_years else []
    return Table(caption, tuple(heads), tuple(lines))


def _cells(subject: Subject, money: Money, amounts: dict[str, Decimal]) -> tuple[str, ...]:
    both = (money(across(amounts.values())),) if subject.many_years else ()
    return (*(money(amounts[year]) for year in subject.years), *both)
