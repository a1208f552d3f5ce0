"""Ring-fences: parts of the pool that must be spent in a certain way, each tested in each financial year."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.minimums import nearly_counting
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds


@rule(
    "RNG-001", "Required spend reaches its minimum", Severity.BLOCKING, Section.EXPENDITURE,
    why="A national condition sets a minimum for this kind of spending in the area. The planned amount must reach it "
        "in every financial year.",
    mend="Plan more spending that counts to this minimum, or check source, area of spend and commissioner of rows "
         "that should count.",
    basis=Basis.RING_FENCES,
)
def minimum_is_reached(context: Context) -> Iterator[Found]:
    labels = {fence.code: fence.label for fence in context.planning_round.ring_fences}
    for spend in context.figures.required_spend:
        if spend.minimum is None or spend.met:
            continue
        missing = pounds(spend.under_spend)
        nearly = nearly_counting(context.planning_round, context.plan, spend)
        yield Found(
            Place(section=Section.EXPENDITURE, item=spend.code, field="minimum", year=spend.year),
            f"{labels[spend.code]}, {spend.year}: {pounds(spend.planned)} is planned and the minimum is "
            f"{pounds(spend.minimum)}, so {missing} is missing.",
            read=pounds(spend.planned), expected=f"at least {pounds(spend.minimum)}", difference=spend.headroom,
            remedy=f"Plan {missing} more that counts to this minimum in {spend.year}, or check source, area of spend "
                   f"and commissioner of rows that should count. {nearly}".rstrip(),
        )


@rule(
    "RNG-002", "The minimum of a required spend is known", Severity.EXPLAIN, Section.EXPENDITURE,
    why="Minimums are set nationally for each area and loaded by an administrator. Without one the plan cannot be "
        "tested against its national condition.",
    mend="Ask an administrator to load the minimum for this area and year.",
    basis=Basis.RING_FENCES,
)
def minimum_is_loaded(context: Context) -> Iterator[Found]:
    labels = {fence.code: fence.label for fence in context.planning_round.ring_fences}
    for spend in context.figures.required_spend:
        if spend.minimum is None:
            yield Found(
                Place(section=Section.EXPENDITURE, item=spend.code, field="minimum", year=spend.year),
                "no minimum has been loaded for this area, so planned spending cannot be tested.",
                read="no minimum", expected="a minimum for the area", about=f"{labels[spend.code]}, {spend.year}",
            )
