"""Examples of the rules about the maturity model."""

from collections.abc import Mapping

from bcf.fund.examples.changes import first, section
from bcf.fund.examples.example import Pair, pair

EXAMPLES: Mapping[str, Pair] = {
    "MAT-001": pair(
        passes="A change whose level now is “Not yet established”.",
        right=first("maturity", current="not_yet"),
        fails="A change whose level now has not been chosen.",
        wrong=first("maturity", current=""),
    ),
    "MAT-002": pair(
        passes="A change planned to reach no more than “Plans in place”, with a reason.",
        right=first("maturity", planned="plans_in_place", reason="The hospital moves in the winter."),
        fails="A change planned to reach no more than “Plans in place”, without a word why.",
        wrong=first("maturity", planned="plans_in_place"),
    ),
    "MAT-003": pair(
        passes="A sentence about what the area does first.",
        right=section(maturity_priorities="Seven-day services come first."),
        fails="Nothing about what the area does first.",
        wrong=section(maturity_priorities=" "),
    ),
}
