"""Plans made up for examples: plans that pass every check, and how to change one thing in them.

The catalogue of rules shows with them what passes and what does not. Nothing here is of a real place.
"""

from decimal import Decimal
from typing import Any

from bcf.fund import formula
from bcf.fund.document import (
    Allocation,
    AllocationKind,
    Board,
    Body,
    BodyKind,
    BreakdownLine,
    Contact,
    Contribution,
    MaturityLevel,
    MetricPlan,
    Milestone,
    PlanDocument,
    ReferenceDocument,
    RequirementAnswer,
    Risk,
    Scheme,
)
from bcf.fund.round import (
    Breakdown,
    Column,
    CommissionerKind,
    CoverKind,
    Direction,
    FundingSource,
    Maturity,
    Metric,
    Payer,
    Round,
)

EACH = Decimal(100_000)

COUNCIL = Body(code="E06000099", name="Sometown Council", kind=BodyKind.LA)
NHS = (
    Body(code="99X", name="NHS Sometown North", kind=BodyKind.NHS, share=Decimal(60)),
    Body(code="99Y", name="NHS Sometown South", kind=BodyKind.NHS, share=Decimal(40)),
)
DISTRICTS = (
    Body(code="E07000998", name="Hill District", kind=BodyKind.DISTRICT),
    Body(code="E07000999", name="Vale District", kind=BodyKind.DISTRICT),
)


def board(two_tier: bool = False) -> Board:
    bodies = (COUNCIL, *NHS, *(DISTRICTS if two_tier else ()))
    kind = "County" if two_tier else "Unitary authority"
    return Board(code=COUNCIL.code, name="Sometown", kind=kind, region="Midlands", two_tier=two_tier, bodies=bodies)


def good_scheme(planning_round: Round, source: str, key: str, amount: Decimal = EACH, **changes: Any) -> Scheme:
    """A row of that round with every column filled and nothing to find fault with.

    The scheme type is the round's first one that has neither outputs nor a sub-type, unless ``changes`` say otherwise.
    """
    spending, columns = planning_round.expenditure, planning_round.columns
    plain = next(
        kind for kind in planning_round.types.values() if not (kind.outputs or kind.sub_types or kind.needs_text)
    )
    council = next(item for item in spending.commissioners.items if item.kind is CommissionerKind.LA)
    area = next(area for area in spending.areas.items if not area.needs_text)
    filled: dict[Column, Any] = {
        Column.SCHEME_ID: key, Column.NAME: f"Scheme {key}", Column.DESCRIPTION: "What it buys",
        Column.SCHEME_TYPE: plain.code, Column.AREA: area.code, Column.COMMISSIONER: council.code,
        Column.PROVIDER: spending.providers.items[0].code, Column.SOURCE: source, Column.DURATION: "All years",
        Column.NEW_OR_EXISTING: spending.new_or_existing.items[0].code,
    }  # fmt: skip
    values: dict[str, Any] = {column.value: value for column, value in filled.items() if column in columns}
    if spending.impact:
        values["impact"] = dict.fromkeys(spending.impact.metrics, spending.impact.levels[0].code)
    values["amounts"] = dict.fromkeys(planning_round.years, amount)
    return Scheme(key=key, **{**values, **changes})


def contributors(planning_round: Round, source: FundingSource) -> tuple[Body, ...]:
    """Who pays a source: each NHS body where the source is broken down by them, else one body of the payer's side."""
    if source.payer is Payer.LA:
        return (COUNCIL,)
    return NHS if source.breakdown is Breakdown.NHS_BODY else NHS[:1]


def income_for(planning_round: Round, totals: dict[tuple[str, str], Decimal], two_tier: bool) -> dict[str, Any]:
    """Contributions, breakdown, gates and income allocations that bring in those totals by source and year."""
    lines, shares, allocations = [], [], []
    gates: dict[str, str] = {}
    for source in planning_round.funding_sources.items:
        for year in planning_round.years:
            total = totals.get((source.code, year), Decimal(0))
            if source.gate:
                gates[source.code] = "yes" if total or gates.get(source.code) == "yes" else "no"
            if not total and not source.mandatory:
                continue
            bodies = contributors(planning_round, source)
            for number, body in enumerate(bodies):
                amount = total - (len(bodies) - 1) * _part(total, bodies) if number == 0 else _part(total, bodies)
                lines.append(Contribution(source=source.code, year=year, body=body.code, contributor=body.name,
                                          amount=amount, allocated=source.allocated))  # fmt: skip
                if source.allocated:
                    allocations.append(Allocation(kind=AllocationKind.INCOME, code=source.code, year=year,
                                                  body=body.code, value=amount, origin="Made up"))  # fmt: skip
            if two_tier and source.breakdown is Breakdown.DISTRICT:
                rest = _part(total, DISTRICTS)
                for district, amount in zip(DISTRICTS, (total - rest, rest), strict=True):
                    shares.append(BreakdownLine(source=source.code, year=year, body=district.code, amount=amount))
    return {
        "contributions": tuple(lines), "breakdown": tuple(shares), "gates": gates, "allocations": tuple(allocations),
    }  # fmt: skip


def _part(total: Decimal, among: tuple[Body, ...]) -> Decimal:
    return (total / len(among)).quantize(Decimal("0.01"))


def cover_and_words(planning_round: Round) -> dict[str, Any]:
    """Every section of a plan but its money, filled in."""
    day = planning_round.submission or planning_round.period[0]
    entry = {CoverKind.TEXT: "Somebody", CoverKind.EMAIL: "someone@example.org", CoverKind.PHONE: "01632 960000",
             CoverKind.DATE: day.isoformat(), CoverKind.YES_NO: "no"}  # fmt: skip
    maturity, needed = planning_round.maturity, planning_round.requirements.items
    return {
        "cover": {field.code: entry[field.kind] for field in planning_round.cover.fields},
        "contacts": tuple(Contact(role=role.code, name=role.label, email=f"{role.code}@example.org")
                          for role in planning_round.cover.contacts),
        "narrative": {
            question.code: "A plan for people, made with them" for question in planning_round.narrative.questions
        },
        "maturity": levels(maturity) if maturity else (),
        "maturity_priorities": "First things first" if maturity else "",
        "metrics": tuple(
            MetricPlan(code=metric.code, comment="How it will move", inputs=figures(metric))
            for metric in planning_round.metrics.items
        ),
        "requirements": tuple(RequirementAnswer(code=item.code, met="yes") for item in needed),
        "risks": (Risk(key="risk-1", risk="Nobody comes", likelihood=1, impact=planning_round.risks.scale,
                       mitigation="Ask them", owner="Chair"),) if planning_round.risks else (),
        **papers(planning_round),
    }  # fmt: skip


def levels(model: Maturity) -> tuple[MaturityLevel, ...]:
    """Every change planned at the established level but the last, which is to be one higher where there is one."""
    established = model.rank(model.established) or 0
    higher = model.levels[min(established + 1, len(model.levels) - 1)].code
    return tuple(
        MaturityLevel(change=change.code, current=model.levels[0].code,
                      planned=higher if change is model.changes[-1] else model.established)
        for change in model.changes
    )  # fmt: skip


def figures(metric: Metric) -> dict[str, dict[str, Decimal]]:
    """Figures by period and input that get a little better from period to period, in an area that grows a little."""
    kinds = {entry.code: entry.is_population for entry in metric.inputs}
    moving = next((code for code, is_population in kinds.items() if not is_population), "")

    def of(step: int) -> list[dict[str, Decimal]]:
        years = [(int(period.year[:4] or 0), period.quarter) for period in metric.periods]
        return [
            {code: Decimal(10_000 + year) if is_population
             else Decimal(100 + step * (year % 10 * 4 + quarter)) if code == moving else Decimal(200)
             for code, is_population in kinds.items()}
            for year, quarter in years
        ]  # fmt: skip

    rising, falling = of(1), of(-1)
    ups = [formula.evaluate(metric.formula, inputs) or Decimal(0) for inputs in rising] if metric.formula else []
    falls = len(ups) > 1 and (ups[-1] > ups[0]) is not (metric.direction is Direction.UP)
    return {period.code: given for period, given in zip(metric.periods, falling if falls else rising, strict=True)}


def papers(planning_round: Round) -> dict[str, Any]:
    """Milestones and reference documents in every column that the round has."""
    steps, books, (begins, ends) = planning_round.milestones, planning_round.documents, planning_round.period
    step = {"workstream": "Discharge", "owner": "Programme manager", "state": "planned", "comment": "As agreed"}
    book = {"about": "What people need", "date": begins}
    step = {name: value for name, value in step.items() if steps and name in steps.columns}
    book = {name: value for name, value in book.items() if books and name in books.columns}
    return {
        "milestones": (
            Milestone(key="milestone-1", title="New team at work", start=begins, end=ends, **step),
            Milestone(key="milestone-2", title="Review", end=ends, **step),
        ) if steps else (),
        "documents": (ReferenceDocument(key="document-1", title="Needs assessment", where="https://example.org/needs",
                                        **book),) if books else (),
    }  # fmt: skip


def minimums(planning_round: Round, value: Decimal = Decimal(0)) -> tuple[Allocation, ...]:
    return tuple(
        Allocation(kind=AllocationKind.MINIMUM, code=fence.code, year=year, value=value, origin="Made up")
        for fence in planning_round.ring_fences
        for year in planning_round.years
    )


def complete_plan(planning_round: Round, two_tier: bool = False) -> PlanDocument:
    """A plan of that round that no rule finds anything in: one row for each source that is not behind a gate."""
    open_sources = [source.code for source in planning_round.funding_sources.items if not source.gate]
    rows = tuple(good_scheme(planning_round, source, f"row-{number}") for number, source in enumerate(open_sources))
    totals = {(source, year): EACH for source in open_sources for year in planning_round.years}
    income = income_for(planning_round, totals, two_tier)
    income["allocations"] += minimums(planning_round)
    words = cover_and_words(planning_round)
    return PlanDocument(round=planning_round.id, board=board(two_tier), schemes=rows, **income, **words)


def changed(plan: PlanDocument, **changes: Any) -> PlanDocument:
    """The plan with those sections replaced, validated as if it had been read."""
    return PlanDocument(**{**{name: getattr(plan, name) for name in type(plan).model_fields}, **changes})


def with_first(plan: PlanDocument, section: str, **changes: Any) -> PlanDocument:
    """The plan with fields of the first entry of a section replaced."""
    first, *rest = getattr(plan, section)
    replaced = type(first)(**{**{name: getattr(first, name) for name in type(first).model_fields}, **changes})
    return changed(plan, **{section: (replaced, *rest)})
