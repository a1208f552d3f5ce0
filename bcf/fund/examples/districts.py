"""Examples of the rules about shares of districts, and about income of later years."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import Body, BodyKind, BreakdownLine, PlanDocument
from bcf.fund.examples.changes import Change, shared
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import DISTRICTS, EACH, changed

DALE = Body(code="E07000997", name="Dale District", kind=BodyKind.DISTRICT)


def _three(*amounts: int) -> Change:
    """Three districts with those amounts of the grant."""

    def change(plan: PlanDocument) -> PlanDocument:
        board = plan.board.model_copy(update={"bodies": (*plan.board.bodies, DALE)})
        lines = tuple(
            BreakdownLine(source="dfg", year="2019-20", body=body.code, amount=Decimal(amount))
            for body, amount in zip((*DISTRICTS, DALE), amounts, strict=True)
        )
        return changed(plan, board=board, breakdown=lines)

    return change


def _unallocated(amount: Decimal, later: Decimal) -> Change:
    """No allocations, and those amounts from every source in the first and the later year."""

    def change(plan: PlanDocument) -> PlanDocument:
        by_year = {"2017-18": amount, "2018-19": later}
        lines = tuple(line.model_copy(update={"amount": by_year[line.year]}) for line in plan.contributions)
        return changed(plan, contributions=lines, allocations=())

    return change


EXAMPLES: Mapping[str, Pair] = {
    "INC-011": pair(
        passes="£50,000 for each of two districts.",
        fails="£100,000 for one of two districts and nothing for the other.",
        wrong=shared("dfg", E07000998=100_000),
        two_tier=True,
    ),
    "INC-012": pair(
        passes="£33,333, £33,333 and £33,334 for three districts.",
        right=_three(33_333, 33_333, 33_334),
        fails="£33,000 for each of three districts.",
        wrong=_three(33_000, 33_000, 33_000),
        two_tier=True,
    ),
    "INC-013": pair(
        passes="£100,123 from a source in the first year and £102,500 in the second.",
        right=_unallocated(EACH + 123, EACH + 2_500),
        fails="£100,123 from a source in both years.",
        wrong=_unallocated(EACH + 123, EACH + 123),
        round_id="2017-19",
    ),
}
