"""Examples of the rules about ring-fences that are close, and of second opinions on their minimums."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import PlanDocument
from bcf.fund.examples.changes import minimum, together
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.ring_fences import on_social_care


def _before(plan: PlanDocument) -> PlanDocument:
    """A plan before with a social care minimum of £50,000 out of a contribution of £100,000."""
    return minimum(Decimal(50_000), "asc")(plan)


EXAMPLES: Mapping[str, Pair] = {
    "RNG-003": pair(
        passes="£100,000 planned for social care, and a minimum of £98,000.",
        right=together(on_social_care, minimum(Decimal(98_000), "asc")),
        fails="£100,000 planned for social care, and a minimum of £99,900.",
        wrong=together(on_social_care, minimum(Decimal(99_900), "asc")),
    ),
    "RNG-004": pair(
        passes="A contribution of £100,000 and an out-of-hospital minimum of £28,417, which is 1,000 parts in 3,519.",
        right=minimum(Decimal(28_417), "ooh"),
        fails="A contribution of £100,000 and an out-of-hospital minimum of £35,000.",
        wrong=minimum(Decimal(35_000), "ooh"),
    ),
    "RNG-005": pair(
        passes="A contribution of £100,000 as before, and a social care minimum of £50,000 as before.",
        right=minimum(Decimal(50_000), "asc"),
        fails="A contribution of £100,000 as before, and a social care minimum of £40,000 in place of £50,000.",
        wrong=minimum(Decimal(40_000), "asc"),
        before=_before,
    ),
}
