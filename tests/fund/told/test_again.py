"""After an edit the rules about texts find what a check from the start finds, whatever was kept."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.rules import Checked
from tests.fund.build import changed, with_first
from tests.fund.told.plans import BEFORE, ROUND, WRITTEN
from tests.fund.told.saying import edited, saying

Edit = Callable[[PlanDocument], PlanDocument]


def _row(of: str, /, **changes: object) -> Edit:
    def edit(plan: PlanDocument) -> PlanDocument:
        rows = tuple(row.model_copy(update=changes) if row.name == of else row for row in plan.schemes)
        return changed(plan, schemes=rows)

    return edit


EDITS: dict[str, Edit] = {
    "an amount": _row("Carers Funding", amounts={"2019-20": Decimal(660_000)}),
    "a name": _row("Lifestyle Hub", name="Quiet Corner"),
    "a name that a text has": _row("Centre Project", name="Hospital Housing Enablement Team"),
    "an income": lambda plan: with_first(plan, "contributions", amount=Decimal(24_000_000)),
    "a text": lambda plan: edited(plan, "The iBCF allocation is £15.5m", "The iBCF allocation is £12.6m"),
    "a row taken out": lambda plan: changed(plan, schemes=plan.schemes[:-20]),
    "a level": lambda plan: with_first(plan, "maturity", planned="established"),
    "an answer": lambda plan: with_first(plan, "requirements", met="no"),
    "a cover": lambda plan: changed(plan, cover={"sign_off_date": "2019-09-19", "sign_off_later": "yes"}),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_checking_again_finds_what_a_check_from_the_start_finds(edit: Edit) -> None:
    plan = saying(WRITTEN, "The Health and Wellbeing Board approved the plan on 12 September 2019. The pool is £37.7m.")
    first = Checked.of(ROUND, plan, BEFORE)
    after = edit(plan)
    again = first.again(ROUND, after, BEFORE)
    assert again.findings == Checked.of(ROUND, after, BEFORE).findings
    back = again.again(ROUND, plan, BEFORE)
    assert back.findings == first.findings
