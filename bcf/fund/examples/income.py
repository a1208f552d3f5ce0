"""Examples of the rules about income."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.examples.changes import first, income, section, shared, together, without_allocation
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import DISTRICTS, EACH

HALF = EACH / 2
HILL, VALE = (district.code for district in DISTRICTS)
COUNCIL_ADDS = income("la_add", contributor="Sometown Council", amount=Decimal(5))

EXAMPLES: Mapping[str, Pair] = {
    "INC-001": pair(
        passes="No line for the DFG in an area that was allocated £0 of it.",
        right=without_allocation("dfg", Decimal(0)),
        fails="No line for the DFG in an area that was allocated £100,000 of it.",
        wrong=without_allocation("dfg"),
    ),
    "INC-002": pair(
        passes="The allocated £50,000 from NHS Sometown North, and £5 more as an additional contribution.",
        right=together(section(gates={"ccg_add": "yes"}),
                       income("ccg_add", contributor="NHS Sometown North", amount=Decimal(5))),
        fails="£50,005 entered from NHS Sometown North, which was allocated £50,000.",
        wrong=first("contributions", amount=HALF + 5),
    ),
    "INC-003": pair(
        passes="An additional contribution of £0.",
        right=income("la_add", contributor="Sometown Council", amount=Decimal(0)),
        fails="An additional contribution of minus 1p.",
        wrong=income("la_add", contributor="Sometown Council", amount=Decimal("-0.01")),
    ),
    "INC-004": pair(
        passes="Both questions about additional contributions answered No.",
        fails="The question about additional CCG contributions left without an answer.",
        wrong=section(gates={"ccg_add": None}),
    ),
    "INC-005": pair(
        passes="Yes to additional council contributions, and £5 from Sometown Council.",
        right=together(section(gates={"la_add": "yes"}), COUNCIL_ADDS),
        fails="Yes to additional council contributions, and none entered.",
        wrong=section(gates={"la_add": "yes"}),
    ),
    "INC-006": pair(
        passes="No to additional council contributions, and a line of £0 left below.",
        right=income("la_add", contributor="Sometown Council", amount=Decimal(0)),
        fails="No to additional council contributions, and £5 from Sometown Council below.",
        wrong=COUNCIL_ADDS,
    ),
    "INC-007": pair(
        passes="An additional £5 from Sometown Council.",
        right=COUNCIL_ADDS,
        fails="An additional contribution from Sometown Council without an amount.",
        wrong=income("la_add", contributor="Sometown Council"),
    ),
    "INC-008": pair(
        passes="An additional £5 for 2019-20, in the round of 2019-20.",
        right=COUNCIL_ADDS,
        fails="A further £5 of the DFG for 2018-19, in the round of 2019-20.",
        wrong=income("dfg", "2018-19", contributor="Sometown Council", amount=Decimal(5)),
    ),
    "INC-009": pair(
        passes="A county that passes its £100,000 of DFG on to two districts, £60,000 and £40,000.",
        right=shared("dfg", **{HILL: 60_000, VALE: 40_000}),
        fails="A county that passes £60,000 and £39,999 of its £100,000 of DFG on.",
        wrong=shared("dfg", **{HILL: 60_000, VALE: 39_999}),
        two_tier=True,
    ),
    "INC-010": pair(
        passes="A unitary area that shares nothing out.",
        fails="A unitary area with £5 of its DFG entered for a district.",
        wrong=shared("dfg", **{HILL: 5}),
    ),
}
