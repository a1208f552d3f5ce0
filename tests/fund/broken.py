"""For every rule a plan that breaks it: the complete plan of a round with one thing wrong."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bcf.fund.document import (
    Allocation,
    AllocationKind,
    BreakdownLine,
    Contact,
    Contribution,
    MetricPlan,
    PlanDocument,
    PooledFund,
    RequirementAnswer,
)
from bcf.fund.examples import EXAMPLES, Pair
from bcf.fund.round import Round
from tests.fund.build import EACH, ROUNDS, changed, complete_plan, minimums, with_first

REAL, MADE_UP, LONG = "2019-20", "2031-34", "2017-19"


def _row(**changes: Any) -> Callable[[], tuple[Round, PlanDocument]]:
    return _of(REAL, lambda plan: with_first(plan, "schemes", **changes))


def _of(
    round_id: str, change: Callable[[PlanDocument], PlanDocument], two_tier: bool = False
) -> Callable[[], tuple[Round, PlanDocument]]:
    return lambda: (ROUNDS[round_id], change(complete_plan(round_id, two_tier)))


def _answer(code: str, **values: Any) -> Callable[[PlanDocument], PlanDocument]:
    def change(plan: PlanDocument) -> PlanDocument:
        others = tuple(answer for answer in plan.requirements if answer.code != code)
        return changed(plan, requirements=(*others, RequirementAnswer(code=code, **values)))

    return change


def _metric(code: str, period: str, comment: str = "How", **inputs: Decimal) -> Callable[[PlanDocument], PlanDocument]:
    def change(plan: PlanDocument) -> PlanDocument:
        kept = {entry.code: entry for entry in plan.metrics}
        figures = {**kept[code].inputs, period: inputs} if period else kept[code].inputs
        kept[code] = MetricPlan(code=code, comment=comment, inputs=figures)
        return changed(plan, metrics=tuple(kept.values()))

    return change


def _also(plan: PlanDocument, *figures: Allocation) -> PlanDocument:
    return changed(plan, allocations=(*plan.allocations, *figures))


def _minimum(plan: PlanDocument, value: Decimal) -> PlanDocument:
    kept = tuple(figure for figure in plan.allocations if figure.kind is not AllocationKind.MINIMUM)
    return changed(plan, allocations=kept + minimums(ROUNDS[plan.round], value))


def _without_minimums(plan: PlanDocument) -> PlanDocument:
    kept = tuple(figure for figure in plan.allocations if figure.kind is not AllocationKind.MINIMUM)
    return changed(plan, allocations=kept)


def _loaded(code: str, value: int) -> Allocation:
    return Allocation(kind=AllocationKind.METRIC, code=code, year=REAL, value=Decimal(value), origin="Made up")


def _line(source: str, year: str = REAL, **values: Any) -> Contribution:
    return Contribution(source=source, year=year, **values)


def _without(plan: PlanDocument, source: str) -> tuple[Contribution, ...]:
    return tuple(line for line in plan.contributions if line.source != source)


def _more(plan: PlanDocument, line: Contribution) -> PlanDocument:
    return changed(plan, contributions=(*plan.contributions, line))


def _example(pair: Pair) -> Callable[[], tuple[Round, PlanDocument]]:
    return lambda: (pair.fails.planning_round, pair.fails.plan)


AMOUNT = Decimal(5)
BROKEN: dict[str, Callable[[], tuple[Round, PlanDocument]]] = {
    **{rule: _example(pair) for rule, pair in EXAMPLES.items()},
    "CMP-001": _of(REAL, lambda plan: changed(plan, cover={**plan.cover, "completed_by": "  "})),
    "CMP-002": _of(REAL, lambda plan: changed(plan, cover={**plan.cover, "email": "someone at example"})),
    "CMP-003": _of(REAL, lambda plan: changed(plan, contacts=plan.contacts[1:])),
    "CMP-004": _of(REAL, lambda plan: changed(plan, contacts=(
        Contact(role="dass", name="Somebody", email="nobody"), *(c for c in plan.contacts if c.role != "dass")))),
    "CMP-005": _of(REAL, lambda plan: changed(plan, schemes=())),
    "INC-001": _of(REAL, lambda plan: changed(plan, contributions=_without(plan, "dfg"))),
    "INC-002": _of(REAL, lambda plan: with_first(plan, "contributions", amount=EACH + 1)),
    "INC-003": _of(REAL, lambda plan: with_first(plan, "contributions", amount=Decimal("-0.01"))),
    "INC-004": _of(REAL, lambda plan: changed(plan, gates={"la_add": "no"})),
    "INC-005": _of(REAL, lambda plan: changed(plan, gates={**plan.gates, "la_add": "yes"})),
    "INC-006": _of(REAL, lambda plan: _more(plan, _line("la_add", contributor="A council", amount=AMOUNT))),
    "INC-007": _of(REAL, lambda plan: _more(plan, _line("la_add", contributor="A council"))),
    "INC-008": _of(REAL, lambda plan: _more(plan, _line("dfg", "2018-19", contributor="A council", amount=AMOUNT))),
    "INC-009": _of(REAL, lambda plan: with_first(plan, "breakdown", amount=AMOUNT), two_tier=True),
    "INC-010": _of(REAL, lambda plan: changed(
        plan, breakdown=(BreakdownLine(source="dfg", year=REAL, body="E07000998", amount=AMOUNT),))),
    "MAT-001": _of(REAL, lambda plan: with_first(plan, "maturity", current="")),
    "MAT-002": _of(REAL, lambda plan: with_first(plan, "maturity", planned="plans_in_place")),
    "MAT-003": _of(REAL, lambda plan: changed(plan, maturity_priorities=" ")),
    "MET-001": _of(REAL, _metric("RES", REAL, admissions=Decimal(254))),
    "MET-002": _of(REAL, _metric("NEA", "", comment=" ")),
    "MET-003": _of(REAL, _metric("RES", REAL, admissions=Decimal(-1), population=Decimal(9))),
    "MET-004": _of(REAL, _metric("RES", REAL, admissions=Decimal(1), population=Decimal(0))),
    "MET-005": _of(REAL, lambda plan: _also(plan, _loaded("RES.population", 43358))),
    "MET-006": _of(REAL, _metric("RES", "2018-19", admissions=Decimal(254))),
    "MET-007": _of(REAL, _metric("REA", REAL, at_home=Decimal(231), discharged=Decimal(230))),
    "NAR-001": _of(REAL, lambda plan: changed(plan, narrative={**plan.narrative, "b_i": " \n "})),
    "NAR-002": _of(REAL, lambda plan: changed(plan, narrative={**plan.narrative, "b_i": "word " * 801})),
    "PAY-001": _row(payers={"99X": {REAL: EACH - 1}}),
    "PAY-002": _row(payers={"99X": {REAL: EACH, "2018-19": AMOUNT}}),
    "PAY-003": _row(payers={"99X": {REAL: EACH + 1}, "99Y": {REAL: Decimal(-1)}}),
    "PAY-004": _row(payers={"99Z": {REAL: EACH}}),
    "PAY-005": _row(source="dfg", payers={"99X": {REAL: EACH}}),
    "PAY-006": _of(REAL, lambda plan: changed(plan, pooled_funds=(PooledFund(key="fund-1", name="Section 75"),))),
    "PAY-007": _row(pooled_fund="fund-gone"),
    "NAR-003": _of(REAL, lambda plan: changed(
        plan, narrative={**plan.narrative, "a": "How it fits: ![ ](picture:0123456789abcdef)"})),
    "NAR-004": _of(REAL, lambda plan: changed(
        plan, narrative={**plan.narrative, "a": "Of {pool totl} most is spent near home."})),
    "REQ-001": _of(REAL, lambda plan: changed(plan, requirements=plan.requirements[1:])),
    "REQ-002": _of(REAL, _answer("PR1", met="no", action="Ask again")),
    "REQ-003": _of(REAL, _answer("PR4", met="no", action="Spend more", due=datetime.date(2019, 12, 1))),
    "RNG-001": _of(REAL, lambda plan: _minimum(plan, EACH * 2)),
    "RNG-002": _of(REAL, _without_minimums),
    "ROW-001": _row(name=" "),
    "ROW-002": _row(provider="nobody"),
    "ROW-003": _row(scheme_type="prevention", sub_type="assistive_other"),
    "ROW-004": _row(scheme_type="other"),
    "ROW-005": _row(area="other"),
    "ROW-006": _row(type_other="Falls"),
    "ROW-007": _row(scheme_type="home_care", output_unit="packages"),
    "ROW-008": _row(output_estimate=Decimal(3)),
    "ROW-009": _row(scheme_type="home_care", output_unit="beds", output_estimate=Decimal(3)),
    "ROW-010": _row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(-1)),
    "ROW-011": _row(commissioner="joint", joint_nhs=Decimal(50), joint_la=Decimal(49)),
    "ROW-012": _row(joint_nhs=Decimal(100)),
    "ROW-013": _of(LONG, lambda plan: with_first(plan, "schemes", amounts={"2017-18": EACH})),
    "ROW-014": _of(MADE_UP, lambda plan: with_first(
        plan, "schemes", amounts={"2031-32": Decimal(-1), "2032-33": EACH, "2033-34": EACH})),
    "ROW-015": _row(amounts={REAL: EACH, "2018-19": AMOUNT}),
    "ROW-016": _row(amounts={REAL: Decimal(0)}),
    "DOC-001": _of(LONG, lambda plan: with_first(plan, "documents", where=" ")),
    "DOC-002": _of(MADE_UP, lambda plan: changed(plan, documents=())),
    "MIL-001": _of(MADE_UP, lambda plan: with_first(plan, "milestones", title="", end=None)),
    "MIL-002": _of(LONG, lambda plan: with_first(plan, "milestones", end=datetime.date(2017, 3, 31))),
    "MIL-003": _of(LONG, lambda plan: with_first(plan, "milestones", end=datetime.date(2019, 4, 1))),
    "MIL-004": _of(LONG, lambda plan: with_first(plan, "milestones", owner="")),
    "MIL-005": _of(LONG, lambda plan: changed(plan, milestones=())),
    "RSK-001": _of(MADE_UP, lambda plan: with_first(plan, "risks", owner=" ")),
    "RSK-002": _of(MADE_UP, lambda plan: with_first(plan, "risks", likelihood=5)),
    "RSK-003": _of(LONG, lambda plan: changed(plan, risks=())),
}  # fmt: skip
