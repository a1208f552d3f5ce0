"""Payers and pooled funds: both are optional, and what is said of them agrees with rows, board and income.

The national template has neither, so nothing here keeps a plan from being sealed.
"""

from collections.abc import Iterator

from bcf.fund.document import Scheme
from bcf.fund.findings import BLANK, Severity
from bcf.fund.payers import PayerFigures
from bcf.fund.places import Place, Section
from bcf.fund.round import Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.naming import name, place
from bcf.fund.rules.registry import Found, row_rule, rule
from bcf.fund.text import pounds


@row_rule(
    "PAY-001", "Payers add up to the row's amount", Severity.EXPLAIN,
    why="Where partners say who pays a row, their parts make up the row, in every year.",
    mend="Change what the bodies pay until it adds up to the row's amount, or clear the payers.",
    basis=Basis.PARTNERSHIP,
)
def payers_add_up(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    if not scheme.payers:
        return
    for year in planning_round.years:
        paid, amount = scheme.paid(year), scheme.amounts.get(year)
        if amount is None or paid == amount:
            continue
        rest = pounds(abs(amount - paid))
        outcome = f"{rest} is not yet said to be paid by anybody" if paid < amount else f"that is {rest} too much"
        yield Found(
            place(scheme, "payers", year),
            f"the payers’ amounts for {year} add up to {pounds(paid)} and the row’s amount is "
            f"{pounds(amount)}: {outcome}.",
            read=pounds(paid), expected=pounds(amount), difference=paid - amount,
        )


@row_rule(
    "PAY-002", "Payers stand only where the row has an amount", Severity.EXPLAIN,
    why="A part of nothing is counted nowhere.",
    mend="Enter the row's amount for the year, or clear what is paid in it.",
    basis=Basis.PARTNERSHIP,
)
def payers_have_an_amount(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    for body, by_year in scheme.payers.items():
        for year, amount in by_year.items():
            if year in planning_round.years and year in scheme.amounts:
                continue
            lack = "the row has no amount" if year in planning_round.years else "this round does not plan that year"
            yield Found(
                place(scheme, f"payers:{body}", year),
                f"{pounds(amount)} is said to be paid in {year}, but {lack}.",
                read=pounds(amount), expected=BLANK,
            )


@row_rule(
    "PAY-003", "What a payer pays is not below nought", Severity.EXPLAIN,
    why="Who takes money out of a row does not pay for it.",
    mend="Enter an amount of nought or more.",
    basis=Basis.PARTNERSHIP,
)
def payers_are_not_negative(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    for body, by_year in scheme.payers.items():
        for year, amount in by_year.items():
            if amount < 0:
                yield Found(
                    place(scheme, f"payers:{body}", year),
                    f"a payer’s amount for {year} is {pounds(amount)}, below nought.",
                    read=pounds(amount), expected="£0 or more",
                )


@rule(
    "PAY-004", "Payers are bodies of the board", Severity.EXPLAIN, Section.EXPENDITURE,
    why="Only a council or NHS body that serves the board is party to its plan.",
    mend="Move the amount to a body of the board, or clear it.",
    basis=Basis.PARTNERSHIP,
)
def payers_serve_the_board(context: Context) -> Iterator[Found]:
    bodies = {body.code: body.name for body in context.plan.board.bodies}
    for scheme in context.plan.schemes:
        for code, by_year in scheme.payers.items():
            if code not in bodies:
                yield Found(
                    place(scheme, f"payers:{code}", next(iter(by_year))),
                    f"a payer is “{code}”, which is no body of {context.plan.board.name}.", about=name(scheme),
                    read=code, expected=f"one of {', '.join(bodies.values())}",
                )


@rule(
    "PAY-005", "No body pays more than it contributes", Severity.ADVICE, Section.EXPENDITURE,
    why="What a body is said to pay for rows of a source comes out of what it contributes to that source.",
    mend="Change who pays which rows, or the contributions.",
    basis=Basis.PARTNERSHIP,
)
def nobody_pays_beyond_its_contribution(context: Context) -> Iterator[Found]:
    figures = PayerFigures(context.planning_round, context.plan)
    for (source, body, year), paid in figures.by_source.items():
        given = figures.contributed.get((source, body, year))
        known = source in context.planning_round.sources and (source, year) not in figures.unattributed
        if not known or body not in figures.names or paid <= (given or 0):
            continue
        label = context.planning_round.sources[source].label
        said = "contributes nothing to it" if given is None else f"contributes {pounds(given)}"
        yield Found(
            Place(section=Section.EXPENDITURE, item=source, field=f"paid:{body}", year=year),
            f"{label}, {year}: {figures.name(body)} is said to pay {pounds(paid)} for rows of this source and {said}.",
            read=pounds(paid), expected=f"at most {pounds(given or paid - paid)}", difference=paid - (given or 0),
        )


@rule(
    "PAY-006", "Every pooled fund has a name and a host", Severity.EXPLAIN, Section.EXPENDITURE,
    why="One partner hosts a pooled fund: it keeps the accounts and answers for them (NHS Bodies and Local "
        "Authorities Partnership Arrangements Regulations 2000, regulation 7).",
    mend="Give the fund a name and choose its host, or remove the fund.",
    basis=Basis.PARTNERSHIP,
)
def funds_have_hosts(context: Context) -> Iterator[Found]:
    bodies = {body.code: body.name for body in context.plan.board.bodies}
    for number, fund in enumerate(context.plan.pooled_funds, 1):
        called = f"Pooled fund “{fund.name.strip()[:80]}”" if fund.name.strip() else f"Pooled fund {number}"
        where = {field: Place(section=Section.EXPENDITURE, item=fund.key, field=f"fund:{field}")
                 for field in ("name", "host")}  # fmt: skip
        if not fund.name.strip():
            yield Found(where["name"], f"{called}: the name is missing.", read=BLANK, expected="a name")
        if not fund.host:
            yield Found(where["host"], f"{called}: no body has been chosen to host it.", read=BLANK,
                        expected=f"one of {', '.join(bodies.values())}")  # fmt: skip
        elif fund.host not in bodies:
            yield Found(
                where["host"], f"{called}: its host is “{fund.host}”, which is no body of {context.plan.board.name}.",
                read=fund.host, expected=f"one of {', '.join(bodies.values())}",
            )


@rule(
    "PAY-007", "Rows are paid from funds that are there", Severity.EXPLAIN, Section.EXPENDITURE,
    why="A row that is paid from a fund which was removed stands in the sums of none.",
    mend="Choose another pooled fund for the row, or none.",
    basis=Basis.PARTNERSHIP,
)
def funds_of_rows_are_there(context: Context) -> Iterator[Found]:
    funds = {fund.key: fund.name or "a fund without a name" for fund in context.plan.pooled_funds}
    for scheme in context.plan.schemes:
        if scheme.pooled_fund and scheme.pooled_fund not in funds:
            yield Found(
                place(scheme, "pooled_fund"), "its pooled fund is no longer part of the plan.",
                about=name(scheme), read="a fund that was removed", expected=", ".join(["blank", *funds.values()]),
            )
