"""Shares of districts and income of several years: left out, equal to the penny, the same again."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bcf.fund.document import BodyKind
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Breakdown, FundingSource
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds

ROUND_SUM = 1000
"""A sum of whole thousands may well have been agreed for both years."""
EQUAL = 3
"""So many districts with the same amount to the penny look like a share that was not worked out."""


def _shared(context: Context) -> Iterator[tuple[FundingSource, str, dict[str, Decimal]]]:
    """Sources that go to districts, by year, with what each body gets; only where something is shared out."""
    if not context.plan.board.two_tier:
        return
    for source in context.planning_round.funding_sources.items:
        for year in context.planning_round.years if source.breakdown is Breakdown.DISTRICT else ():
            lines = [line for line in context.plan.breakdown if (line.source, line.year) == (source.code, year)]
            if any(line.amount for line in lines):
                yield source, year, {line.body: line.amount or Decimal(0) for line in lines}


@rule(
    "INC-011", "Every district has its share", Severity.ADVICE, Section.INCOME,
    why="Each district is a housing authority with duties of its own. One without a share was forgotten, or has agreed "
        "to that.",
    mend="Enter the district’s amount, or leave it at nought if that is agreed.",
    basis=Basis.HOUSING,
)
def every_district_has_a_share(context: Context) -> Iterator[Found]:
    districts = [body for body in context.plan.board.bodies if body.kind is BodyKind.DISTRICT]
    for source, year, amounts in _shared(context):
        for body in districts:
            if not amounts.get(body.code):
                yield Found(
                    Place(section=Section.INCOME, item=source.code, field=body.code, year=year),
                    f"nothing of {source.label} is entered for {year}, though other districts have amounts.",
                    read=pounds(Decimal(0)), expected="an amount", about=body.name,
                )


@rule(
    "INC-012", "Districts’ shares were worked out", Severity.ADVICE, Section.INCOME,
    why="Districts differ in size and need; several amounts equal to the penny look like a whole divided by a number.",
    mend="Enter what each district gets.",
    basis=Basis.HOUSING, beta=True,
)
def shares_are_not_equal(context: Context) -> Iterator[Found]:
    for source, year, amounts in _shared(context):
        amount, times = Counter(amount for amount in amounts.values() if amount).most_common(1)[0]
        if times >= EQUAL:
            yield Found(
                Place(section=Section.INCOME, item=source.code, field="amount", year=year),
                f"{source.label}, {year}: {times} districts have exactly {pounds(amount)}.",
                read=pounds(amount), expected="an amount of its own for each district",
            )


@rule(
    "INC-013", "Income of a later year was looked at", Severity.ADVICE, Section.INCOME,
    why="Contributions that were entered for one year and copied to the next leave the rise of the fund out.",
    mend="Enter the later year’s amount, if it is another.",
    basis=Basis.PRACTICE, beta=True, when=lambda planning_round: len(planning_round.years) > 1,
)
def later_year_is_not_a_copy(context: Context) -> Iterator[Found]:
    years, income = context.planning_round.years, context.figures.income
    for source in context.planning_round.funding_sources.items:
        known = any((source.code, year) in context.figures.allocated_income for year in years)
        for before, year in pairwise(years):
            amount = income[source.code, year]
            odd = amount % ROUND_SUM != 0
            if source.mandatory and not known and odd and amount == income[source.code, before]:
                yield Found(
                    Place(section=Section.INCOME, item=source.code, field="amount", year=year),
                    f"{source.label} is {pounds(amount)} in {before} and the same to the penny in {year}.",
                    read=pounds(amount), expected="the later year’s own amount",
                )
