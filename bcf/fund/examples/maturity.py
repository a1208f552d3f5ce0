"""Examples of the rules about the maturity model."""

from collections.abc import Mapping

from bcf.fund.examples.changes import first, section
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import changed

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
    "MAT-004": pair(
        passes="A change that is “Exemplary” now and planned to be “Mature”, with a reason.",
        right=first("maturity", current="exemplary", planned="mature", reason="Two of the four teams move in winter."),
        fails="A change that is “Exemplary” now and planned to be “Mature”, without a word why.",
        wrong=first("maturity", current="exemplary", planned="mature"),
    ),
    "MAT-005": pair(
        passes="Seven changes planned to be “Established” and one to be “Mature”.",
        fails="Eight changes planned to be “Established”, some of which are so now and some not.",
        wrong=lambda plan: changed(plan, maturity=tuple(
            level.model_copy(update={"planned": "established", "current": "established" if at % 2 else level.current})
            for at, level in enumerate(plan.maturity))),
    ),
    "MAT-006": pair(
        passes="A change planned to be “Mature”, with a reason that speaks of “Mature”.",
        right=first("maturity", planned="mature", reason="We will be at Mature by the winter."),
        fails="A change planned to be “Mature”, with a reason that speaks of “Exemplary”.",
        wrong=first("maturity", planned="mature", reason="We will be at Exemplary by the winter."),
    ),
}
