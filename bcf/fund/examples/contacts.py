"""Examples of the rules about people and days on the cover."""

from collections.abc import Mapping

from bcf.fund.document import PlanDocument
from bcf.fund.examples.changes import Change, section
from bcf.fund.examples.example import BEFORE, Pair, pair
from bcf.fund.examples.plans import changed


def contact(role: str, **values: str) -> Change:
    """The contact in that role with those values; without any it is left out."""

    def change(plan: PlanDocument) -> PlanDocument:
        return changed(plan, contacts=tuple(
            one.model_copy(update=values) if one.role == role else one
            for one in plan.contacts if values or one.role != role
        ))  # fmt: skip

    return change


EXAMPLES: Mapping[str, Pair] = {
    "CMP-008": pair(
        passes="Two CCGs that pay in, and the additional accountable officers named.",
        fails="Two CCGs that pay in, and one accountable officer named.",
        wrong=contact("ccg_officer_other"),
    ),
    "CMP-009": pair(
        passes="The director of adult social services as Better Care Fund lead too.",
        right=contact("bcf_lead", name="Local Authority Director of Adult Social Services"),
        fails="The chair of the board as Better Care Fund lead too.",
        wrong=contact("bcf_lead", name="Health and Wellbeing Board Chair"),
    ),
    "CMP-010": pair(
        passes="A board meeting in November 2019.",
        right=section(cover={"sign_off_later": "yes", "sign_off_date": "2019-11-07"}),
        fails="A board meeting in November 2091.",
        wrong=section(cover={"sign_off_later": "yes", "sign_off_date": "2091-11-07"}),
    ),
    "CMP-011": pair(
        passes="A planning return dated the day on which plans were due.",
        right=section(cover={"return_date": "2017-09-11"}),
        fails="A planning return dated nine days later.",
        wrong=section(cover={"return_date": "2017-09-20"}),
        round_id=BEFORE,
    ),
}
