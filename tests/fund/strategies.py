"""Hypothesis strategies for plans of any round. Everything follows the round given, none of them knows one by name.

``valid_plans`` gives plans that no blocking rule stops; ``schemes`` and ``drafts`` give what is true of
no plan yet finished: blanks, contradictions, balances that do not hold.
"""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bcf.fund.balances import Figures
from bcf.fund.document import (
    Allocation,
    AllocationKind,
    BreakdownLine,
    Contribution,
    MetricPlan,
    PlanDocument,
    PooledFund,
    Scheme,
)
from bcf.fund.payers import split
from bcf.fund.round import Breakdown, Column, CommissionerKind, Round, SchemeType
from tests.fund.build import COUNCIL, DISTRICTS, NHS, board, changed, cover_and_words, income_for

CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\n\t")
PAYERS = [body.code for body in (COUNCIL, *NHS)]
FUND = "fund-1"
LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=("Cc",))


def pounds(largest: int = 1_000_000, smallest: int = 0) -> st.SearchStrategy[Decimal]:
    """Amounts to the penny, nought among them."""
    return st.integers(smallest * 100, largest * 100).map(lambda pence: Decimal(pence) / 100)


def texts(most: int = 60) -> st.SearchStrategy[str]:
    """Whatever somebody may type, formulas and accents included."""
    awkward = st.sampled_from(["", "=1+1", "@SUM(A1)", "Zoë’s “plan”", " £5 "])
    return st.one_of(st.text(CHARACTERS, max_size=most), awkward)


def words(most: int = 40) -> st.SearchStrategy[str]:
    """Text that is not blank."""
    return st.text(LETTERS, min_size=1, max_size=most).filter(lambda text: bool(text.strip()))


def _or_blank(codes: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *codes])


@st.composite
def schemes(draw: st.DrawFn, planning_round: Round, key: str = "row") -> Scheme:
    """A row as it may stand in a draft: cells blank, sub-types of other types, shares where none belong."""
    lists = planning_round.closed_lists
    impact = planning_round.expenditure.impact
    metrics = impact.metrics if impact else ()
    levels = st.dictionaries(st.sampled_from(metrics), _or_blank(lists[Column.IMPACT])) if metrics else st.just({})
    return Scheme(
        key=key,
        scheme_id=draw(texts(8)),
        name=draw(texts()),
        description=draw(texts(200)),
        scheme_type=draw(_or_blank(lists[Column.SCHEME_TYPE])),
        sub_type=draw(_or_blank(lists[Column.SUB_TYPE])),
        type_other=draw(texts()),
        output_unit=draw(_or_blank(lists[Column.OUTPUT_UNIT])),
        output_estimate=draw(st.none() | st.decimals(-5, 100_000, places=1)),
        impact=draw(levels),
        area=draw(_or_blank(lists[Column.AREA])),
        area_other=draw(texts()),
        commissioner=draw(_or_blank(lists[Column.COMMISSIONER])),
        joint_nhs=draw(st.none() | st.integers(-1, 101).map(Decimal)),
        joint_la=draw(st.none() | st.integers(-1, 101).map(Decimal)),
        provider=draw(_or_blank(lists[Column.PROVIDER])),
        source=draw(_or_blank(lists[Column.SOURCE])),
        duration=draw(texts(20)),
        amounts=draw(st.dictionaries(st.sampled_from(planning_round.years), pounds(smallest=-10))),
        payers=draw(st.dictionaries(
            st.sampled_from(PAYERS), st.dictionaries(st.sampled_from(planning_round.years), pounds(smallest=-10)),
        )),
        pooled_fund=draw(st.sampled_from(["", FUND])),
        new_or_existing=draw(_or_blank(lists[Column.NEW_OR_EXISTING])),
    )


@st.composite
def valid_schemes(draw: st.DrawFn, planning_round: Round, key: str = "row", source: str | None = None) -> Scheme:
    """A row that no rule finds anything in, unless it plans nothing in any year."""
    columns, lists = planning_round.columns, planning_round.closed_lists
    kind: SchemeType = planning_round.types[draw(st.sampled_from(list(planning_round.types)))]
    sub_type = draw(st.sampled_from(kind.sub_types)) if kind.sub_types else None
    values: dict[Column, Any] = {
        Column.SCHEME_ID: draw(words(8)),
        Column.NAME: draw(words()),
        Column.DESCRIPTION: draw(words(120)),
        Column.SCHEME_TYPE: kind.code,
        Column.SUB_TYPE: sub_type.code if sub_type else "",
        Column.AREA: draw(st.sampled_from(list(lists[Column.AREA]))),
        Column.COMMISSIONER: draw(st.sampled_from(list(lists[Column.COMMISSIONER]))),
        Column.PROVIDER: draw(st.sampled_from(list(lists[Column.PROVIDER]))),
        Column.SOURCE: source or draw(st.sampled_from(list(lists[Column.SOURCE]))),
        Column.DURATION: draw(words(20)),
        Column.NEW_OR_EXISTING: draw(st.sampled_from(list(lists[Column.NEW_OR_EXISTING]))),
    }
    if kind.needs_text or (sub_type and sub_type.needs_text):
        values[Column.TYPE_OTHER] = draw(words())
    if planning_round.areas[values[Column.AREA]].needs_text:
        values[Column.AREA_OTHER] = draw(words())
    if kind.needs_outputs(values[Column.SUB_TYPE]):
        values[Column.OUTPUT_UNIT] = draw(st.sampled_from(kind.units or list(lists[Column.OUTPUT_UNIT])))
        values[Column.OUTPUT_ESTIMATE] = draw(st.integers(0, 5_000).map(Decimal))
    if planning_round.commissioners[values[Column.COMMISSIONER]].kind is CommissionerKind.JOINT:
        values[Column.JOINT_NHS] = draw(st.integers(0, 1_000).map(lambda tenths: Decimal(tenths) / 10))
        values[Column.JOINT_LA] = 100 - values[Column.JOINT_NHS]
    filled: dict[str, Any] = {column.value: value for column, value in values.items() if column in columns}
    if planning_round.expenditure.impact and Column.IMPACT in columns:
        level = st.sampled_from(list(lists[Column.IMPACT]))
        filled["impact"] = {metric: draw(level) for metric in planning_round.expenditure.impact.metrics}
    largest = min(1_000_000, int(planning_round.expenditure.largest_amount))
    amounts = {year: draw(pounds(largest)) for year in planning_round.years}
    return Scheme(key=key, amounts=amounts, payers=draw(payers_of(amounts)), **filled)


@st.composite
def payers_of(draw: st.DrawFn, amounts: dict[str, Decimal]) -> dict[str, dict[str, Decimal]]:
    """No payers, or some among whom every amount is split to the penny."""
    bodies = draw(st.lists(st.sampled_from(PAYERS), unique=True))
    if not bodies:
        return {}
    weights = draw(st.lists(st.integers(1, 9).map(Decimal), min_size=len(bodies), max_size=len(bodies)))
    parts = {year: split(amount, weights) for year, amount in amounts.items()}
    return {body: {year: parts[year][at] for year in amounts} for at, body in enumerate(bodies)}


@st.composite
def valid_plans(draw: st.DrawFn, planning_round: Round, rows: int = 6) -> PlanDocument:
    """A plan that could be sealed: complete, balanced to the penny, every ring-fence met."""
    two_tier = draw(st.booleans())
    keys = [f"row-{number}" for number in range(draw(st.integers(1, rows)))]
    spent = tuple(draw(valid_schemes(planning_round, key)) for key in keys)
    words_filled = cover_and_words(planning_round)
    empty = PlanDocument(round=planning_round.id, board=board(two_tier), schemes=spent, **words_filled)
    figures = Figures(planning_round, empty)
    income = income_for(planning_round, dict(figures.planned), two_tier)
    for spend in figures.required_spend:
        least = draw(st.fractions(0, 1)) * int(spend.planned)
        income["allocations"] += (
            Allocation(kind=AllocationKind.MINIMUM, code=spend.code, year=spend.year, value=Decimal(int(least)),
                       origin="Made up"),
        )  # fmt: skip
    return changed(empty, **income)


def figures_of_metrics() -> st.SearchStrategy[Decimal]:
    """What may be typed as a metric's figure, noughts and figures below nought among them."""
    counted = st.integers(-3, 100_000).map(Decimal)
    measured = st.decimals("0.001", 100_000, places=3)
    return st.sampled_from([Decimal(0), Decimal(1)]) | counted | measured


@st.composite
def metric_plans(draw: st.DrawFn, planning_round: Round) -> tuple[MetricPlan, ...]:
    """Metrics half-way: figures missing, divided by nought, or more than the whole."""
    return tuple(
        MetricPlan(code=metric.code, comment=draw(texts(20)), inputs={
            period.code: {entry.code: draw(figures_of_metrics()) for entry in metric.inputs if draw(st.integers(0, 5))}
            for period in metric.periods
        })
        for metric in planning_round.metrics.items
    )  # fmt: skip


@st.composite
def allocated_figures(draw: st.DrawFn, planning_round: Round) -> tuple[Allocation, ...]:
    """Income of sources and minimums of ring-fences as they may be loaded: for some years, for others not."""
    figures = [(AllocationKind.INCOME, code) for code, source in planning_round.sources.items() if source.allocated]
    figures += [(AllocationKind.MINIMUM, fence.code) for fence in planning_round.ring_fences]
    return tuple(
        Allocation(kind=kind, code=code, year=year, value=value, origin="Made up")
        for kind, code in figures for year in planning_round.years
        if (value := draw(st.none() | pounds())) is not None
    )  # fmt: skip


@st.composite
def breakdown_lines(draw: st.DrawFn, planning_round: Round) -> tuple[BreakdownLine, ...]:
    """What of some sources goes to districts, added up or not."""
    shared = [code for code, source in planning_round.sources.items() if source.breakdown is Breakdown.DISTRICT]
    lines = [(code, year, district.code) for code in shared for year in planning_round.years for district in DISTRICTS]
    return tuple(
        BreakdownLine(source=source, year=year, body=body, amount=draw(st.none() | pounds()))
        for source, year, body in lines if draw(st.booleans())
    )  # fmt: skip


@st.composite
def drafts(draw: st.DrawFn, planning_round: Round, most: int = 5) -> PlanDocument:
    """A plan as it may stand half-way: any rows, some income, other sections filled or blank."""
    keys = [f"row-{number}" for number in range(draw(st.integers(0, most)))]
    lines = draw(st.lists(st.builds(
        Contribution, source=_or_blank(planning_round.sources), year=st.sampled_from(planning_round.years),
        body=st.sampled_from(["", "99X"]), contributor=texts(20), amount=st.none() | pounds(), comment=texts(),
    ), max_size=4))  # fmt: skip
    rows = [draw(schemes(planning_round, key)) for key in keys]
    funds = draw(st.just(()) | st.builds(
        lambda name, host: (PooledFund(key=FUND, name=name, host=host),), texts(20), _or_blank(PAYERS)))
    if not funds:
        rows = [row.model_copy(update={"pooled_fund": ""}) for row in rows]
    filled = cover_and_words(planning_round) | {"metrics": draw(metric_plans(planning_round))}
    kept = draw(st.sets(st.sampled_from(sorted(filled))))
    two_tier = draw(st.booleans())
    return PlanDocument(
        round=planning_round.id, board=board(two_tier), contributions=tuple(lines),
        allocations=draw(allocated_figures(planning_round)),
        breakdown=draw(breakdown_lines(planning_round)) if two_tier else (),
        schemes=tuple(rows), pooled_funds=funds, income_comment=draw(texts()),
        **{name: value for name, value in filled.items() if name in kept},
    )  # fmt: skip
