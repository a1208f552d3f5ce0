"""Examples of the rules that hold rows against each other."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.examples.changes import Change
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import changed

COPIED = "Care at home for people who leave hospital and need help for some weeks."


def more(count: int, **changes: Any) -> Change:
    """So many further rows like the first one, the values of lists in ``changes`` one for each row."""

    def change(plan: PlanDocument) -> PlanDocument:
        return changed(plan, schemes=(*plan.schemes, *(_like(plan.schemes[0], at, changes) for at in range(count))))

    return change


def _like(row: Scheme, at: int, changes: dict[str, Any]) -> Scheme:
    own = {name: value[at] if isinstance(value, list) else value for name, value in changes.items()}
    return row.model_copy(update={"key": f"more-{at}", **own})


EXAMPLES: Mapping[str, Pair] = {
    "ROW-017": pair(
        passes="Id 7 on “Falls service” and on “Falls service, evenings”, each paid from a source of its own.",
        right=more(2, scheme_id="7", name=["Falls service", "Falls service, evenings"]),
        fails="Id 7 on “Falls service” and on “Equipment store”.",
        wrong=more(2, scheme_id="7", name=["Falls service", "Equipment store"]),
    ),
    "ROW-018": pair(
        passes="“Falls service” in two rows, of £5,000 and £6,000.",
        right=more(2, name="Falls service", amounts=[{"2019-20": Decimal(5000)}, {"2019-20": Decimal(6000)}]),
        fails="“Falls service” in two rows of £5,000 that are the same in every column.",
        wrong=more(2, name="Falls service", amounts={"2019-20": Decimal(5000)}),
    ),
    "ROW-019": pair(
        passes="“Falls service” in two rows, both of them existing.",
        right=more(2, name="Falls service", new_or_existing="existing", description=["North", "South"]),
        fails="“Falls service” in two rows, one of them new and the other existing.",
        wrong=more(2, name="Falls service", new_or_existing=["new", "existing"]),
    ),
    "ROW-020": pair(
        passes="Three schemes with one description.",
        right=more(3, name=["One", "Two", "Three"], description=COPIED),
        fails="Four schemes with one description of a whole sentence.",
        wrong=more(4, name=["One", "Two", "Three", "Four"], description=COPIED),
    ),
}
