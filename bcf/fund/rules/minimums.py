"""Ring-fences beyond met and not met: how close, which rows nearly count, and second opinions on the minimum."""

from collections.abc import Iterator
from decimal import Decimal

from bcf.fund.balances import NOUGHT, Figures, RequiredSpend
from bcf.fund.counting import counting
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import RingFence, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.naming import name
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds

TOLERANCE = Decimal("0.005")
"""A published minimum may stand this share away from what its formula gives."""
NAMED = 3


def _place(spend: RequiredSpend) -> Place:
    return Place(section=Section.EXPENDITURE, item=spend.code, field="minimum", year=spend.year)


def _fences(context: Context) -> Iterator[tuple[RingFence, RequiredSpend]]:
    fences = {fence.code: fence for fence in context.planning_round.ring_fences}
    for spend in context.figures.required_spend:
        yield fences[spend.code], spend


def nearly_counting(planning_round: Round, plan: PlanDocument, spend: RequiredSpend) -> str:
    """The largest rows that are paid from the right source and yet do not count, with why; blank without any."""
    fence = next(fence for fence in planning_round.ring_fences if fence.code == spend.code)
    rows: list[tuple[Scheme, str]] = []
    for row in plan.schemes:
        if row.source in fence.counts.sources and row.amount(spend.year):
            counted = counting(fence, row, planning_round)
            if not counted.counts:
                rows.append((row, counted.reason(row, planning_round)))
    rows.sort(key=lambda pair: -pair[0].amount(spend.year))
    told = [f"{name(row)} ({pounds(row.amount(spend.year))}): {why}" for row, why in rows[:NAMED]]
    return f"Paid from the right source, but not counting: {'; '.join(told)}." if told else ""


@rule(
    "RNG-003", "Required spend is met with something in hand", Severity.ADVICE, Section.EXPENDITURE,
    why="A minimum that is met by a hair is missed as soon as one scheme slips or one row is corrected.",
    mend="Check the rows that count, and plan a little more if you can.",
    basis=Basis.RING_FENCES,
)
def minimum_is_met_with_room(context: Context) -> Iterator[Found]:
    near, rows = context.planning_round.checks.near_minimum, {row.key: row for row in context.plan.schemes}
    for fence, spend in _fences(context):
        if not spend.met or not spend.minimum or spend.headroom >= near * spend.minimum:
            continue
        counting_rows = sorted((row.amount, row.key) for row in spend.rows if row.amount > spend.headroom)
        without = f" Without {name(rows[counting_rows[0][1]])} alone it would be missed." if counting_rows else ""
        yield Found(
            _place(spend), f"{fence.label}, {spend.year}: {pounds(spend.planned)} is planned and the minimum is "
            f"{pounds(spend.minimum)}, so it is met by {pounds(spend.headroom)} only.{without}",
            read=pounds(spend.planned), expected=f"{pounds(spend.minimum)} and some more", difference=spend.headroom,
        )


@rule(
    "RNG-004", "A minimum that is a share of a contribution is that share", Severity.ADVICE, Section.EXPENDITURE,
    why="The published minimum counts, whatever a sum says; where the two differ much, one of the figures that were "
        "loaded may be another area’s or year’s.",
    mend="Ask an administrator to compare the loaded minimum and contribution with what was published.",
    basis=Basis.RING_FENCES, beta=True,
    when=lambda planning_round: any(fence.minimum.fraction for fence in planning_round.ring_fences),
)
def minimum_is_its_share(context: Context) -> Iterator[Found]:
    for fence, spend in _fences(context):
        share = fence.minimum.fraction
        income = context.figures.allocated_income.get((share.source, spend.year)) if share else None
        if share is None or not spend.minimum or not income:
            continue
        expected = income * share.times / share.over
        label = context.planning_round.sources[share.source].label
        yield from _second_opinion(spend, fence, expected, f"{share.times:,} parts in {share.over:,} of {label} "
                                   f"({pounds(income)})")  # fmt: skip


@rule(
    "RNG-005", "A minimum rises with the contribution that it is tied to", Severity.ADVICE, Section.EXPENDITURE,
    why="The published minimum counts, whatever a sum says. It should have risen since the plan before as the "
        "contribution has; where it did not, a loaded figure may be wrong, or the area’s baseline was changed.",
    mend="Ask an administrator to compare the loaded minimums and contributions with what was published.",
    basis=Basis.RING_FENCES, beta=True,
    when=lambda planning_round: any(fence.minimum.raised_with for fence in planning_round.ring_fences),
)
def minimum_rises_with_contribution(context: Context) -> Iterator[Found]:
    previous, previous_round = context.background.previous, context.background.previous_round
    if previous is None or previous_round is None:
        return
    before, last = Figures(previous_round, previous), previous_round.years[-1]
    for fence, spend in _fences(context):
        source = fence.minimum.raised_with
        was, was_given = before.minimums.get((fence.code, last)), before.income.get((source or "", last))
        given = context.figures.income.get((source or "", spend.year))
        if spend.minimum and was and was_given and given:
            label = context.planning_round.sources[source or ""].label
            yield from _second_opinion(spend, fence, was * given / was_given, f"{pounds(was)} in {last}, raised as "
                                       f"{label} has risen")  # fmt: skip


def _second_opinion(spend: RequiredSpend, fence: RingFence, expected: Decimal, how: str) -> Iterator[Found]:
    minimum, rounded = spend.minimum or NOUGHT, Decimal(round(expected))
    if abs(minimum - expected) > TOLERANCE * expected:
        yield Found(
            _place(spend), f"{fence.label}, {spend.year}: the loaded minimum is {pounds(minimum)}, and {how} would "
            f"give {pounds(rounded)}.",
            read=pounds(minimum), expected=f"about {pounds(rounded)}", difference=minimum - rounded,
        )
