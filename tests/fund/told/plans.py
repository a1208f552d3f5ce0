"""Plans that texts are held against in tests: Leicester's, with texts of our own, and a made-up one of two years."""

from decimal import Decimal
from pathlib import Path

from bcf.fund.document import (
    Allocation,
    AllocationKind,
    Contribution,
    MetricPlan,
    PlanDocument,
    RequirementAnswer,
    Scheme,
)
from bcf.fund.rules import Background
from tests.fund.build import LEICESTER, ROUNDS, changed

HERE = Path(__file__).parent
YEARS = ("2017-18", "2018-19")
LONG = ROUNDS["2017-19"]
ROUND = ROUNDS["2019-20"]


def _texts(folder: str) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / folder).glob("*.md"))}


WRITTEN = changed(LEICESTER, narrative=_texts("leicester"))
"""Leicester's plan for 2019-20 with a narrative of our own, in which every figure is right."""


def _row(key: str, name: str, kind: str, source: str, first: int, second: int, area: str = "social_care") -> Scheme:
    return Scheme(
        key=key, scheme_id=key, name=name, scheme_type=kind, source=source, area=area,
        commissioner="la" if area == "social_care" else "ccg", provider="local_authority",
        amounts={YEARS[0]: Decimal(first), YEARS[1]: Decimal(second)}, new_or_existing="existing",
    )  # fmt: skip


_ROWS = (
    _row("1", "Existing ASC Transfer", "home_care", "ccg_min", 5_851_200, 5_962_373),
    _row("2", "Carers Funding", "carers", "ccg_min", 600_000, 640_000),
    _row("3", "ASC Increased Transfer", "home_care", "ccg_min", 7_900_000, 8_014_210),
    _row("4", "Lifestyle Hub", "prevention", "ccg_min", 98_250, 100_116, "community_health"),
    _row("5", "Home Visiting Service", "intermediate", "ccg_min", 1_180_000, 1_202_420, "community_health"),
    _row("6", "Community Therapy", "intermediate", "ccg_min", 840_343, 856_310, "community_health"),
    _row("7", "Unscheduled Care Team", "intermediate", "ccg_min", 4_100_000, 4_177_900, "community_health"),
    _row("8", "Performance Fund", "other", "ccg_min", 1_683_000, 1_722_267, "acute"),
    _row("9", "DFG Related Schemes", "dfg", "dfg", 2_040_512, 2_216_604),
    _row("10", "iBCF", "enablers", "ibcf", 9_311_440, 12_624_988),
    _row("11", "Lunch Club Network", "hicm", "ccg_min", 150_000, 155_000),
)


def _contributions() -> tuple[Contribution, ...]:
    bodies = {"ccg_min": "04C", "dfg": "E06000016", "ibcf": "E06000016"}
    return tuple(
        Contribution(
            source=source, year=year, body=body, contributor=body, allocated=True,
            amount=sum((row.amount(year) for row in _ROWS if row.source == source), Decimal(0)),
        )
        for source, body in bodies.items() for year in YEARS
    )  # fmt: skip


_MINIMUMS = {("asc", YEARS[0]): 14_327_237, ("asc", YEARS[1]): 14_599_455, ("ooh", YEARS[0]): 6_323_613,
             ("ooh", YEARS[1]): 6_443_762}  # fmt: skip

TWO_YEARS = PlanDocument(
    round=LONG.id, board=LEICESTER.board, schemes=_ROWS, contributions=_contributions(), narrative=_texts("two_years"),
    allocations=tuple(
        Allocation(kind=AllocationKind.MINIMUM, code=code, year=year, value=Decimal(value), origin="Made up")
        for (code, year), value in _MINIMUMS.items()
    ),
    metrics=(
        MetricPlan(code="RES", inputs={
            YEARS[0]: {"admissions": Decimal(271), "population": Decimal(41_500)},
            YEARS[1]: {"admissions": Decimal(262), "population": Decimal(42_304)},
        }),
        MetricPlan(code="REA", inputs={
            YEARS[0]: {"at_home": Decimal(205), "discharged": Decimal(228)},
            YEARS[1]: {"at_home": Decimal(209), "discharged": Decimal(229)},
        }),
    ),
    requirements=tuple(RequirementAnswer(code=item.code, met="yes") for item in LONG.requirements.items),
)  # fmt: skip
"""A made-up plan for 2017-19 with a narrative in which every figure is right."""

BEFORE = Background(previous=TWO_YEARS, previous_round=LONG)
