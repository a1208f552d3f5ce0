"""Examples of the rules about slips of the pen in rows."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import PlanDocument
from bcf.fund.examples.changes import Change, row
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import changed
from bcf.fund.examples.repeats import more

FIVE = ["One", "Two", "Three", "Four", "Five"]


def _last_of_six(amount: str) -> Change:
    """Six rows of £100,000 but for the last one, which has that amount."""

    def change(plan: PlanDocument) -> PlanDocument:
        rows = more(5, name=FIVE)(changed(plan, schemes=plan.schemes[:1])).schemes
        last = rows[-1].model_copy(update={"amounts": {"2019-20": Decimal(amount)}})
        return changed(plan, schemes=(*rows[:-1], last))

    return change


EXAMPLES: Mapping[str, Pair] = {
    "ROW-021": pair(
        passes="Five rows of £100,000 and one of £9,000,000.",
        right=_last_of_six("9000000"),
        fails="Five rows of £100,000 and one of £100,000,000, which was meant in pence.",
        wrong=_last_of_six("100000000"),
    ),
    "ROW-022": pair(
        passes="A scheme that is described as “Test beds in two care homes”.",
        right=row(description="Test beds in two care homes"),
        fails="A scheme that is described as “TBC”.",
        wrong=row(description="TBC"),
    ),
    "ROW-023": pair(
        passes="An area of spend Other that is described as “Housing advice”.",
        right=row(area="other", area_other="Housing advice"),
        fails="An area of spend Other that is described as “Social Care”, which the list has.",
        wrong=row(area="other", area_other="Social Care"),
    ),
    "ROW-024": pair(
        passes="An intermediate care scheme of which the sub-type is still to be chosen, with 20 packages.",
        right=row(scheme_type="intermediate", sub_type="", output_unit="packages", output_estimate=Decimal(20)),
        fails="An intermediate care scheme of which the sub-type is still to be chosen, with 20 of no unit.",
        wrong=row(scheme_type="intermediate", sub_type="", output_estimate=Decimal(20)),
    ),
    "ROW-025": pair(
        passes="Fifteen rows in whole pounds.",
        right=more(11, name=[f"Scheme {at}" for at in range(11)]),
        fails="Eleven rows of £100,000 and one of £100,000.33.",
        wrong=more(11, name=[f"Scheme {at}" for at in range(11)],
                   amounts=[{"2019-20": Decimal("100000.33" if at == 3 else "100000")} for at in range(11)]),
    ),
}
