"""Examples of the rules about ring-fences."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import PlanDocument
from bcf.fund.examples.changes import minimum, together
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import EACH, changed


def on_social_care(plan: PlanDocument) -> PlanDocument:
    """The row that is paid from the minimum contribution spent on social care."""
    rows = (row.model_copy(update={"area": "social_care"}) if row.source == "ccg_min" else row for row in plan.schemes)
    return changed(plan, schemes=tuple(rows))


EXAMPLES: Mapping[str, Pair] = {
    "RNG-001": pair(
        passes="£100,000 planned for social care, and a minimum of £100,000.",
        right=together(on_social_care, minimum(EACH, "asc")),
        fails="£100,000 planned for social care, and a minimum of £100,001.",
        wrong=together(on_social_care, minimum(EACH + 1, "asc")),
    ),
    "RNG-002": pair(
        passes="A minimum of £0 loaded for the area.",
        right=minimum(Decimal(0)),
        fails="No minimum loaded for the area.",
        wrong=minimum(None, "asc"),
    ),
}
