"""Examples of the rules about the cover."""

from collections.abc import Mapping

from bcf.fund.document import Contact, PlanDocument
from bcf.fund.examples.changes import Change, section
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import changed


def _contact(role: str, contact: Contact | None) -> Change:
    """That contact in the place of the one in the role, or none."""

    def change(plan: PlanDocument) -> PlanDocument:
        others = tuple(given for given in plan.contacts if given.role != role)
        return changed(plan, contacts=(*others, contact) if contact else others)

    return change


EXAMPLES: Mapping[str, Pair] = {
    "CMP-001": pair(
        passes="A cover without the date of a later board meeting, since the board has signed off already.",
        right=section(cover={"sign_off_date": ""}),
        fails="A cover with a blank for who completed the plan.",
        wrong=section(cover={"completed_by": " "}),
    ),
    "CMP-002": pair(
        passes="The e-mail address first.last@sometown.example on the cover.",
        right=section(cover={"email": "first.last@sometown.example"}),
        fails="The words “someone at example” for the e-mail address on the cover.",
        wrong=section(cover={"email": "someone at example"}),
    ),
    "CMP-003": pair(
        passes="No other area contacts, a role that may be left out; every other role has its name and address.",
        right=_contact("other", None),
        fails="Nobody named as director of adult social services.",
        wrong=_contact("dass", None),
    ),
    "CMP-004": pair(
        passes="The address director@sometown.example for the director of adult social services.",
        right=_contact("dass", Contact(role="dass", name="Somebody", email="director@sometown.example")),
        fails="The word “nobody” for the address of the director of adult social services.",
        wrong=_contact("dass", Contact(role="dass", name="Somebody", email="nobody")),
    ),
    "CMP-005": pair(
        passes="An expenditure plan of a single scheme.",
        right=lambda plan: changed(plan, schemes=plan.schemes[:1]),
        fails="An expenditure plan without schemes.",
        wrong=section(schemes=()),
    ),
    "CMP-006": pair(
        passes="The words “To be agreed by the winter, then put to the board” as an answer.",
        right=section(narrative={"a": "To be agreed by the winter, then put to the board"}),
        fails="The letters “TBC” as an answer.",
        wrong=section(narrative={"a": "TBC"}),
    ),
    "CMP-007": pair(
        passes="An answer of five words.",
        right=section(narrative={"c": "We fit the system plan"}),
        fails="An answer that is the title of its question.",
        wrong=section(narrative={"c": "System level alignment."}),
    ),
}
