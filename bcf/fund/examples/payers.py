"""Examples of the rules about payers and pooled funds."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import PooledFund
from bcf.fund.examples.changes import USUAL, Change, row, section, together
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import COUNCIL, NHS
from bcf.fund.examples.plans import EACH as AMOUNT

NORTH, SOUTH = (body.code for body in NHS)
STRANGER = "99Z"
EACH = int(AMOUNT)
FUND = PooledFund(key="fund-1", name="Section 75 agreement", host=COUNCIL.code)


def _paid(by_body: dict[str, int]) -> Change:
    return row(payers={code: {USUAL: Decimal(amount)} for code, amount in by_body.items()})


EXAMPLES: Mapping[str, Pair] = {
    "PAY-001": pair(
        passes="A row of £100,000 of which two NHS bodies pay £60,000 and £40,000.",
        right=_paid({NORTH: 60_000, SOUTH: 40_000}),
        fails="A row of £100,000 of which two NHS bodies pay £60,000 and £39,999.",
        wrong=_paid({NORTH: 60_000, SOUTH: 39_999}),
    ),
    "PAY-002": pair(
        passes="A row of 2019-20 that is paid for in 2019-20.",
        right=_paid({NORTH: EACH}),
        fails="A row of 2019-20 for which a body also pays £5 in 2018-19.",
        wrong=row(payers={NORTH: {USUAL: AMOUNT, "2018-19": Decimal(5)}}),
    ),
    "PAY-003": pair(
        passes="A row of which one body pays all and another £0.",
        right=_paid({NORTH: EACH, SOUTH: 0}),
        fails="A row of which one body pays £1 too much and another minus £1.",
        wrong=_paid({NORTH: EACH + 1, SOUTH: -1}),
    ),
    "PAY-004": pair(
        passes="A row paid by the smaller of the board’s two NHS bodies.",
        right=_paid({SOUTH: EACH}),
        fails="A row paid by a body that does not serve the board.",
        wrong=_paid({STRANGER: EACH}),
    ),
    "PAY-005": pair(
        passes="The council pays the £100,000 row of a grant to which it contributes £100,000.",
        right=_paid({COUNCIL.code: EACH}),
        fails="An NHS body pays the row of a grant to which it contributes nothing.",
        wrong=_paid({NORTH: EACH}),
    ),
    "PAY-006": pair(
        passes="A pooled fund with a name, hosted by the council.",
        right=section(pooled_funds=(FUND,)),
        fails="A pooled fund with a name and no host.",
        wrong=section(pooled_funds=(FUND.model_copy(update={"host": ""}),)),
    ),
    "PAY-007": pair(
        passes="A row paid from a pooled fund of the plan.",
        right=together(section(pooled_funds=(FUND,)), row(pooled_fund=FUND.key)),
        fails="A row paid from a pooled fund that was removed.",
        wrong=row(pooled_fund=FUND.key),
    ),
}
