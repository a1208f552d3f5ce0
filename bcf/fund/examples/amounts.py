"""Examples of the rules about a row's money."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.examples.changes import USUAL, row
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import EACH

TWO_YEARS, FIRST_YEAR, SECOND_YEAR = "2017-19", "2017-18", "2018-19"

EXAMPLES: Mapping[str, Pair] = {
    "ROW-011": pair(
        passes="A jointly commissioned row with an NHS share of 62.5 and a council share of 37.5 per cent.",
        right=row(commissioner="joint", joint_nhs=Decimal("62.5"), joint_la=Decimal("37.5")),
        fails="A jointly commissioned row with shares of 50 and 49 per cent.",
        wrong=row(commissioner="joint", joint_nhs=Decimal(50), joint_la=Decimal(49)),
    ),
    "ROW-012": pair(
        passes="A jointly commissioned row with its two shares.",
        right=row(commissioner="joint", joint_nhs=Decimal(100), joint_la=Decimal(0)),
        fails="A row that the council commissions alone, with an NHS share of 100 per cent.",
        wrong=row(joint_nhs=Decimal(100)),
    ),
    "ROW-013": pair(
        passes="A row of a two-year round with £100,000 in the first year and £0 in the second.",
        right=row(amounts={FIRST_YEAR: EACH, SECOND_YEAR: Decimal(0)}),
        fails="A row of a two-year round with £100,000 in the first year and nothing entered in the second.",
        wrong=row(amounts={FIRST_YEAR: EACH}),
        round_id=TWO_YEARS,
    ),
    "ROW-014": pair(
        passes="A row of £0.",
        right=row(amounts={USUAL: Decimal(0)}),
        fails="A row of minus £1.",
        wrong=row(amounts={USUAL: Decimal(-1)}),
    ),
    "ROW-015": pair(
        passes="A row with an amount for 2019-20 alone, in the round of 2019-20.",
        fails="A row of the same round with £5 left over for 2018-19 as well.",
        wrong=row(amounts={USUAL: EACH, SECOND_YEAR: Decimal(5)}),
    ),
    "ROW-016": pair(
        passes="A row of two years with £0 in the first and £100,000 in the second.",
        right=row(amounts={FIRST_YEAR: Decimal(0), SECOND_YEAR: EACH}),
        fails="A row of two years with £0 in both.",
        wrong=row(amounts={FIRST_YEAR: Decimal(0), SECOND_YEAR: Decimal(0)}),
        round_id=TWO_YEARS,
    ),
}
