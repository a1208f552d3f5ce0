"""The checkers of the workbook say what the rules say, each beside the cell that it is about."""

from decimal import Decimal

import pytest

from bcf.fund.document import Contribution, PlanDocument
from bcf.fund.findings import Severity, apart
from bcf.fund.round import Round, SheetKind
from bcf.fund.rules import check_plan
from plans.outputs.workbook.layout import lay_out
from plans.outputs.workbook.values import Formula, Style
from tests.fund.build import ROUNDS, changed, complete_plan
from tests.outputs import made_plans

ROUND = ROUNDS["2019-20"]
PLAN = complete_plan("2019-20")
EVERY_ROUND = pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)


def said(plan: PlanDocument, kind: SheetKind) -> list[str]:
    """What the checkers of that sheet find wrong, in words."""
    planning_round = ROUNDS[plan.round]
    sheet = next(sheet for sheet in lay_out(planning_round, plan).sheets
                 if sheet.title == planning_round.sheets.title(kind))
    found = [cell.content.expected for cell in sheet.cells
             if cell.style is Style.PROBLEM and isinstance(cell.content, Formula)]
    return [str(text) for text in found if text]


def with_gift(amount: str, answer: str) -> PlanDocument:
    line = Contribution(source="la_add", year="2019-20", contributor="A council", amount=Decimal(amount))
    return changed(PLAN, contributions=(*PLAN.contributions, line), gates={**PLAN.gates, "la_add": answer})


@pytest.mark.parametrize(("amount", "answer", "blocked"), [
    ("0", "no", False), ("0", "yes", True), ("5", "no", True), ("5", "yes", False),
])  # fmt: skip
def test_an_additional_contribution_of_nought_is_none(amount: str, answer: str, blocked: bool) -> None:
    plan = with_gift(amount, answer)
    rules = {finding.rule for finding in check_plan(ROUND, plan)}
    assert bool(rules & {"INC-005", "INC-006"}) is blocked
    assert bool(said(plan, SheetKind.INCOME)) is blocked


@EVERY_ROUND
def test_amounts_below_nought_are_found_on_their_sheets(planning_round: Round) -> None:
    plan = made_plans.below_nought(planning_round)
    rules = {finding.rule for finding in check_plan(planning_round, plan) if finding.severity is Severity.BLOCKING}
    assert {"INC-003", "ROW-010"} <= rules
    income = said(plan, SheetKind.INCOME)
    assert len([text for text in income if "An amount is below nought." in text]) == 1 + bool(plan.breakdown)


def test_an_output_estimate_below_nought_is_found() -> None:
    assert "The planned output estimate is below nought." in " ".join(
        said(made_plans.below_nought(ROUND), SheetKind.EXPENDITURE))


def test_an_optional_contact_is_given_whole_or_not_at_all() -> None:
    plan = made_plans.below_nought(ROUND)
    found = apart(check_plan(ROUND, plan))
    assert [finding.place.field for finding in found if finding.rule == "CMP-003"] == ["email"] * 2
    assert said(plan, SheetKind.COVER) == ["The e-mail is missing."] * 2
    none = changed(plan, contacts=tuple(one for one in plan.contacts if one.email))
    assert said(none, SheetKind.COVER) == []
