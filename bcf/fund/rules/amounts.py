"""A row's money: an amount for every year, and the shares of a row that council and NHS commission together."""

from collections.abc import Iterator
from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.findings import Severity
from bcf.fund.round import Column, CommissionerKind, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.naming import place
from bcf.fund.rules.registry import Found, row_rule
from bcf.fund.text import number, pounds

HUNDRED = Decimal(100)


def _joint(planning_round: Round, scheme: Scheme) -> bool | None:
    """Whether the row is jointly commissioned; None while that is not known."""
    commissioner = planning_round.commissioners.get(scheme.commissioner)
    return None if commissioner is None else commissioner.kind is CommissionerKind.JOINT


@row_rule(
    "ROW-011", "Shares of a joint row are given and make 100", Severity.BLOCKING,
    why="How much of a jointly commissioned row counts to a ring-fence depends on its shares.",
    mend="Enter both shares so that together they make 100.",
    basis=Basis.SPENDING,
)
def joint_shares_make_hundred(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    if not _joint(planning_round, scheme):
        return
    sound = True
    for column, share in ((Column.JOINT_NHS, scheme.joint_nhs), (Column.JOINT_LA, scheme.joint_la)):
        label = planning_round.columns.get(column, column.value)
        if share is None:
            sound = False
            yield Found(
                place(scheme, column), f"“{label}” is blank on a jointly commissioned row.",
                read="blank", expected="a share from 0 to 100",
            )
        elif not 0 <= share <= HUNDRED:
            sound = False
            yield Found(
                place(scheme, column), f"“{label}” is {number(share)}.",
                read=number(share), expected="0 to 100",
            )
    if sound and scheme.joint_nhs is not None and scheme.joint_la is not None:
        total = scheme.joint_nhs + scheme.joint_la
        if total != HUNDRED:
            yield Found(
                place(scheme, Column.JOINT_NHS),
                f"the shares are {number(scheme.joint_nhs)} and {number(scheme.joint_la)}, "
                f"together {number(total)}.",
                read=number(total), expected="100",
            )


@row_rule(
    "ROW-012", "Shares stand only on joint rows", Severity.EXPLAIN,
    why="A row that one side commissions has no shares; either the shares or the commissioner is wrong.",
    mend="Clear the shares, or choose the joint commissioner.",
    basis=Basis.SPENDING,
)
def no_idle_shares(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    if _joint(planning_round, scheme) is not False:
        return
    label = planning_round.commissioners[scheme.commissioner].label
    for column, share in ((Column.JOINT_NHS, scheme.joint_nhs), (Column.JOINT_LA, scheme.joint_la)):
        if share is not None:
            yield Found(
                place(scheme, column),
                f"“{planning_round.columns.get(column, column.value)}” is {number(share)}, but the "
                f"commissioner is {label}.",
                read=number(share), expected="blank",
            )


@row_rule(
    "ROW-013", "Every row has an amount for every year", Severity.BLOCKING,
    why="A blank leaves open whether nothing is planned or the amount is not known yet.",
    mend="Enter the amount in pounds; 0 where nothing is planned in the year.",
    basis=Basis.SPENDING,
)
def amounts_are_given(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    for year in planning_round.years:
        if year not in scheme.amounts:
            yield Found(
                place(scheme, "amount", year), f"no amount is given for {year}.",
                read="blank", expected="an amount in pounds",
            )


@row_rule(
    "ROW-014", "Amounts are within bounds", Severity.BLOCKING,
    why="The template takes amounts from nought up to a largest one.",
    mend="Correct the amount.",
    basis=Basis.SPENDING,
)
def amounts_are_within_bounds(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    largest = planning_round.expenditure.largest_amount
    for year, amount in scheme.amounts.items():
        if amount < 0:
            yield Found(
                place(scheme, "amount", year),
                f"the amount for {year} is {pounds(amount)}, below nought.",
                read=pounds(amount), expected="£0 or more",
            )
        elif amount > largest:
            yield Found(
                place(scheme, "amount", year),
                f"the amount for {year} is {pounds(amount)}, more than {pounds(largest)}.",
                read=pounds(amount), expected=f"at most {pounds(largest)}",
            )


@row_rule(
    "ROW-015", "Amounts belong to years of the round", Severity.BLOCKING,
    why="Money for a year that the round does not plan is counted nowhere.",
    mend="Move the amount to a year of this round, or clear it.",
    basis=Basis.SPENDING,
)
def amounts_are_for_years_of_the_round(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    for year, amount in scheme.amounts.items():
        if year not in planning_round.years:
            yield Found(
                place(scheme, "amount", year), f"{pounds(amount)} is given for {year}.",
                read=year, expected=" or ".join(planning_round.years),
            )


@row_rule(
    "ROW-016", "A row plans something", Severity.ADVICE,
    why="A row of noughts is often left over from another plan.",
    mend="Enter an amount, or delete the row.",
    basis=Basis.SPENDING,
)
def row_plans_something(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    if scheme.amounts and not any(scheme.amounts.values()):
        yield Found(
            place(scheme, "amount", planning_round.years[0]), "nothing is planned in any year.",
            read="£0", expected="an amount",
        )
