"""Examples of the rules that hold rows against the plan before."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import PlanDocument
from bcf.fund.examples.changes import row
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import changed


def _before(plan: PlanDocument) -> PlanDocument:
    """A plan before with one scheme."""
    amounts = {"2017-18": Decimal(4000), "2018-19": Decimal(5000)}
    only = plan.schemes[0].model_copy(
        update={"key": "old-1", "scheme_id": "1", "name": "Falls service expansion", "amounts": amounts}
    )
    return changed(plan, schemes=(only,))


EXAMPLES: Mapping[str, Pair] = {
    "ROW-026": pair(
        passes="A new scheme “Night sitters”, of which the plan before knew nothing.",
        right=row(name="Night sitters", new_or_existing="new"),
        fails="A new scheme “Falls service expansion”, which stood in the plan before.",
        wrong=row(name="Falls service expansion", new_or_existing="new"),
        before=_before,
    ),
    "ROW-027": pair(
        passes="An existing scheme “Falls service expansions”, called “Falls service expansion” before.",
        right=row(name="Falls service expansions", new_or_existing="existing"),
        fails="An existing scheme “Night sitters”, of which the plan before knew nothing.",
        wrong=row(name="Night sitters", new_or_existing="existing"),
        before=_before,
    ),
    "ROW-028": pair(
        passes="“Falls service expansion” with £5,000 in the last year and £5,001 now.",
        right=row(name="Falls service expansion", amounts={"2019-20": Decimal(5001)}),
        fails="“Falls service expansion” with £5,000 in the last year and £5,000 now.",
        wrong=row(name="Falls service expansion", amounts={"2019-20": Decimal(5000)}),
        before=_before,
    ),
}
