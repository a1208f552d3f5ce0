"""Income: mandatory money pooled as allocated, additional money said plainly, districts adding up."""

from decimal import Decimal

import pytest

from bcf.fund.document import Allocation, AllocationKind, BreakdownLine, Contribution, PlanDocument
from bcf.fund.rules import RULES
from tests.fund.build import COUNCIL, DISTRICTS, EACH, NHS, changed, complete_plan, with_first
from tests.fund.rules.found import YEAR, findings

PLAN = complete_plan(YEAR)
TWO_TIER = complete_plan(YEAR, two_tier=True)
INCOME = [rule.id for rule in RULES if rule.id.startswith("INC")]


def without(source: str) -> PlanDocument:
    return changed(PLAN, contributions=tuple(line for line in PLAN.contributions if line.source != source))


def more(*lines: Contribution, **changes: object) -> PlanDocument:
    return changed(PLAN, contributions=(*PLAN.contributions, *lines), **changes)


def gift(amount: int | None = 5, contributor: str = "A council", **changes: object) -> Contribution:
    value = None if amount is None else Decimal(amount)
    return Contribution(source="la_add", year=YEAR, contributor=contributor, amount=value, **changes)


def income_findings(plan: PlanDocument) -> list[str]:
    return [finding.rule for rule in INCOME for finding in findings(rule, plan)]


def test_missing_mandatory_source_says_what_is_allocated() -> None:
    plan = without("dfg")
    assert income_findings(plan) == ["INC-001"]
    (finding,) = findings("INC-001", plan)
    assert finding.message == (
        "DFG, 2019-20: no income is entered, and this source must be pooled; £100,000 is allocated."
    )
    assert (finding.place.item, finding.place.field, finding.difference) == ("dfg", "amount", -EACH)


def test_missing_mandatory_source_without_an_allocation() -> None:
    plan = changed(without("dfg"), allocations=())
    (finding,) = findings("INC-001", plan)
    assert finding.message == "DFG, 2019-20: no income is entered, and this source must be pooled."
    assert finding.difference is None


def test_line_without_an_amount_is_not_income() -> None:
    blank = changed(without("dfg"), contributions=(
        *without("dfg").contributions, Contribution(source="dfg", year=YEAR, body=COUNCIL.code)))  # fmt: skip
    assert income_findings(blank) == ["INC-001", "INC-007"]


def test_mandatory_source_allocated_at_nought_may_be_absent() -> None:
    nought = Allocation(kind=AllocationKind.INCOME, code="dfg", year=YEAR, value=Decimal(0), origin="Made up")
    others = tuple(figure for figure in PLAN.allocations if figure.code != "dfg")
    assert income_findings(changed(without("dfg"), allocations=(*others, nought))) == []


def test_nought_entered_is_income_but_not_the_allocation() -> None:
    plan = changed(
        PLAN,
        contributions=tuple(
            line.model_copy(update={"amount": Decimal(0)}) if line.source == "dfg" else line
            for line in PLAN.contributions
        ),
    )
    assert income_findings(plan) == ["INC-002"]


@pytest.mark.parametrize(("change", "way"), [(Decimal("0.01"), "more"), (Decimal("-0.01"), "less")])
def test_allocation_is_taken_to_the_penny(change: Decimal, way: str) -> None:
    first = PLAN.contributions[0]
    (finding,) = findings("INC-002", with_first(PLAN, "contributions", amount=(first.amount or 0) + change))
    assert finding.message.endswith(f"£0.01 {way} than the allocation.")
    assert "from NHS Sometown North" in finding.message
    assert finding.place.field == NHS[0].code
    assert finding.difference == change


def test_bodies_cannot_swap_their_allocations() -> None:
    swapped = tuple(
        line.model_copy(update={"amount": line.amount + (5 if line.body == NHS[0].code else -5)})
        if line.source == "ccg_min" and line.amount
        else line
        for line in PLAN.contributions
    )
    found = findings("INC-002", changed(PLAN, contributions=swapped))
    assert [(one.place.field, one.difference) for one in found] == [(NHS[0].code, 5), (NHS[1].code, -5)]


def test_lines_that_name_no_body_are_taken_together() -> None:
    whole = Contribution(source="ccg_min", year=YEAR, contributor="Both CCGs", amount=EACH)
    plan = changed(without("ccg_min"), contributions=(*without("ccg_min").contributions, whole))
    assert findings("INC-002", plan) == []
    short = changed(plan, contributions=(*without("ccg_min").contributions,
                                         whole.model_copy(update={"amount": EACH - 1})))  # fmt: skip
    (finding,) = findings("INC-002", short)
    assert finding.place.field == "amount"
    assert finding.message.startswith("Minimum CCG Contribution, 2019-20: £99,999 is entered and £100,000 is allocated")


def test_negative_income_is_found_in_lines_and_districts() -> None:
    assert findings("INC-003", more(gift(-1), gates={**PLAN.gates, "la_add": "yes"}))
    assert findings("INC-003", with_first(TWO_TIER, "breakdown", amount=Decimal(-1)))
    assert not findings("INC-003", with_first(TWO_TIER, "breakdown", amount=Decimal(0)))


def test_gate_must_be_answered() -> None:
    found = findings("INC-004", changed(PLAN, gates={}))
    assert [(one.place.item, one.place.field) for one in found] == [("la_add", "gate"), ("ccg_add", "gate")]
    asked = "Are any additional LA contributions being made in 2019-20?"
    assert found[0].message == f"“{asked}”: the question has no answer."


def test_yes_and_lines_agree() -> None:
    yes = {**PLAN.gates, "la_add": "yes"}
    assert income_findings(more(gift(), gates=yes)) == []
    assert income_findings(more(gates=yes)) == ["INC-005"]
    assert income_findings(more(gift(0), gates=yes)) == ["INC-005"]


def test_no_and_lines_disagree() -> None:
    (finding,) = findings("INC-006", more(gift(5), gift(7)))
    assert finding.message == "Additional LA Contribution: the answer is No, but £12 is entered."
    assert income_findings(more(gift(0))) == []


def test_line_needs_contributor_and_amount() -> None:
    yes = {**PLAN.gates, "la_add": "yes"}
    assert [found.message for found in findings("INC-007", more(gift(), gift(None), gates=yes))] == [
        "Additional LA Contribution, 2019-20: no amount is entered for A council."
    ]
    assert [found.message for found in findings("INC-007", more(gift(5, " "), gates=yes))] == [
        "Additional LA Contribution, 2019-20: £5 is entered without a contributor."
    ]
    assert findings("INC-007", more(gift(5, ""), gift(5, "", body=COUNCIL.code), gates=yes))[1:] == []
    assert findings("INC-007", more(gift(), gift(None, ""), gates=yes)) == []
    assert findings("INC-007", more(gift(), gift(None, "", comment="To follow"), gates=yes))


def test_line_outside_the_round_is_found() -> None:
    for line in (gift().model_copy(update={"source": "lottery"}), gift().model_copy(update={"year": "2020-21"})):
        assert len(findings("INC-008", more(line))) == 1
    (finding,) = findings("INC-008", more(gift().model_copy(update={"source": "lottery"})))
    assert finding.message == "£5 is entered for the source “lottery” in 2019-20, which this round does not have."
    stray = BreakdownLine(source="dfg", year="2020-21", body="E07000998", amount=Decimal(1))
    assert len(findings("INC-008", changed(TWO_TIER, breakdown=(*TWO_TIER.breakdown, stray)))) == 1


def test_districts_short_and_over() -> None:
    first = TWO_TIER.breakdown[0].amount or Decimal(0)
    (short,) = findings("INC-009", with_first(TWO_TIER, "breakdown", amount=first - 10))
    assert short.message == (
        "DFG, 2019-20: income is £100,000 and the districts' amounts add up to £99,990, so £10 has not been shared out."
    )
    assert short.difference == -10
    (over,) = findings("INC-009", with_first(TWO_TIER, "breakdown", amount=first + 10))
    assert over.message.endswith("so £10 too much is shared out.")
    assert over.difference == 10


def test_districts_are_added_up_for_each_year() -> None:
    plan = complete_plan("2031-34", two_tier=True)
    years = [line.year for line in plan.breakdown if line.body == DISTRICTS[0].code]
    assert years == ["2031-32", "2032-33", "2033-34"]
    moved = tuple(
        line.model_copy(update={"year": "2032-33"}) if line.year == "2031-32" else line for line in plan.breakdown
    )
    found = findings("INC-009", changed(plan, breakdown=moved))
    assert [(one.place.year, one.difference) for one in found] == [("2031-32", -EACH), ("2032-33", EACH)]


def test_two_tier_area_without_any_breakdown() -> None:
    assert [found.difference for found in findings("INC-009", changed(TWO_TIER, breakdown=()))] == [-EACH]


def test_single_tier_area_has_no_districts() -> None:
    line = BreakdownLine(source="dfg", year=YEAR, body="E07000998", amount=EACH)
    (finding,) = findings("INC-010", changed(PLAN, breakdown=(line,)))
    assert finding.message == "DFG, 2019-20: £100,000 is shared out among districts, but Sometown has none."
    assert income_findings(changed(PLAN, breakdown=(line.model_copy(update={"amount": None}),))) == []
