"""Examples of the rules about filling in the rows of the expenditure plan."""

from collections.abc import Mapping

from bcf.fund.examples.changes import row
from bcf.fund.examples.example import Pair, pair

EXAMPLES: Mapping[str, Pair] = {
    "ROW-001": pair(
        passes="A row whose name is “A1”: short, but there.",
        right=row(name="A1"),
        fails="A row without a name.",
        wrong=row(name=" "),
    ),
    "ROW-002": pair(
        passes="A row whose provider is chosen from the list.",
        fails="A row whose provider is “nobody”, which the list does not have.",
        wrong=row(provider="nobody"),
    ),
    "ROW-003": pair(
        passes="A prevention scheme with the sub-type Choice Policy, which is one of prevention.",
        right=row(scheme_type="prevention", sub_type="prevention_choice"),
        fails="A prevention scheme with a sub-type of assistive technologies.",
        wrong=row(scheme_type="prevention", sub_type="assistive_telecare"),
    ),
    "ROW-004": pair(
        passes="A scheme of type Other that is described as “Falls pick-up”.",
        right=row(scheme_type="other", type_other="Falls pick-up"),
        fails="A scheme of type Other without a description.",
        wrong=row(scheme_type="other"),
    ),
    "ROW-005": pair(
        passes="An area of spend of Other that is described as “Hospices”.",
        right=row(area="other", area_other="Hospices"),
        fails="An area of spend of Other without a description.",
        wrong=row(area="other"),
    ),
    "ROW-006": pair(
        passes="A scheme of type Other that is described as “Falls”.",
        right=row(scheme_type="other", type_other="Falls"),
        fails="A community based scheme that is also described as “Falls”.",
        wrong=row(type_other="Falls"),
    ),
}
