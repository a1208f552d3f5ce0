"""What may be behind a balance that does not hold: the one row whose amount, source or year would mend it.

Only where exactly one row explains the difference is it named; of several none is.
"""

from collections.abc import Iterator
from decimal import Decimal

from bcf.fund.balances import Balance
from bcf.fund.document import PlanDocument
from bcf.fund.round import Round
from bcf.fund.rules.naming import name
from bcf.fund.text import pounds

SMALLEST = Decimal(1000)
"""Differences below this many pounds are explained by too many rows to name one."""
POWERS = (10, 100, 1000)


def cause_of(planning_round: Round, plan: PlanDocument, balance: Balance) -> str:
    """A sentence that names the row behind the difference; blank where none does, or more than one."""
    if abs(balance.left) < SMALLEST:
        return ""
    for explanations in (_elsewhere, _slips):
        found = list(explanations(planning_round, plan, balance))
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _elsewhere(planning_round: Round, plan: PlanDocument, balance: Balance) -> Iterator[str]:
    """Rows of exactly the difference that name no source, another year, or stand there although they need not."""
    for row in plan.schemes:
        if balance.left > 0 and not row.source and row.amount(balance.year) == balance.left:
            yield f"{name(row)} is exactly {pounds(balance.left)} and names no source of funding."
        if row.source != balance.source:
            continue
        for year in planning_round.years:
            if balance.left > 0 and year != balance.year and row.amount(year) == balance.left and not row.amount(
                balance.year
            ):
                yield f"{name(row)} has exactly {pounds(balance.left)} in {year} and nothing in {balance.year}."


def _slips(planning_round: Round, plan: PlanDocument, balance: Balance) -> Iterator[str]:
    """Rows whose amount would mend the balance with a nought more or less, or with two digits changed about."""
    for row in plan.schemes:
        amount = row.amounts.get(balance.year) if row.source == balance.source else None
        if amount is not None and amount > 0:
            wanted = amount + balance.left
            if wanted > 0 and (wanted in _scaled(amount) or wanted in _transposed(amount)):
                yield f"{name(row)} is {pounds(amount)}; with {pounds(wanted)} the balance would hold."


def _scaled(amount: Decimal) -> set[Decimal]:
    return {value for power in POWERS for value in (amount * power, amount / power)}


def _transposed(amount: Decimal) -> set[Decimal]:
    """The amount with two neighbouring digits of its pounds changed about."""
    whole, digits = int(amount), str(int(amount))
    found = set()
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits and swapped[0] != "0":
            found.add(Decimal(int(swapped)) + (amount - whole))
    return found
