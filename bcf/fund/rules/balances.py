"""Balances: what comes into the pool is planned to be spent, all of it and no more."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.causes import cause_of
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds


@rule(
    "BAL-001", "Income and planned spending balance", Severity.BLOCKING, Section.EXPENDITURE,
    why="The template shows a running balance for every source of funding. A plan is sent in with each at nought, "
        "in every financial year.",
    mend="Change the amounts of schemes paid from this source until they add up to its income, or correct the income.",
    basis=Basis.SPENDING,
)
def balance_is_nought(context: Context) -> Iterator[Found]:
    for balance in context.figures.balances:
        if balance.left == 0:
            continue
        label = context.planning_round.sources[balance.source].label
        income, planned, amount = pounds(balance.income), pounds(balance.planned), pounds(abs(balance.left))
        if balance.left > 0:
            outcome = f"{amount} is still to be allocated"
            remedy = f"Plan schemes for a further {amount} from {label} in {balance.year}, or correct its income."
        else:
            outcome = f"the source is over-programmed by {amount}"
            remedy = f"Take {amount} off schemes paid from {label} in {balance.year}, or correct its income."
        if cause := cause_of(context.planning_round, context.plan, balance):
            remedy = f"{remedy} {cause}"
        yield Found(
            Place(section=Section.EXPENDITURE, item=balance.source, field="balance", year=balance.year),
            f"{label}, {balance.year}: income is {income} and planned spending is {planned}, so {outcome}.",
            read=planned, expected=income, difference=-balance.left, remedy=remedy,
        )
