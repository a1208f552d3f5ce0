"""Slips of the pen in rows: amounts far from all others, words that stand for a blank, pennies among pounds."""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.entries import is_placeholder
from bcf.fund.findings import Severity
from bcf.fund.places import Section
from bcf.fund.round import Column, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.naming import name, place
from bcf.fund.rules.registry import Found, row_rule, rule
from bcf.fund.text import number, pounds
from bcf.fund.translating import plain

FEWEST = 6
"""Of fewer amounts none is typical."""
APART = 10
"""A slip stands so many times away from the next amount as well."""
WHOLE = Decimal("0.9")
"""A plan in which this share of amounts is whole pounds is one of whole pounds."""

def _amounts(plan: PlanDocument, year: str) -> list[tuple[Decimal, Scheme]]:
    """Amounts of a year above nought, smallest first."""
    found = [(row.amounts[year], row) for row in plan.schemes if row.amounts.get(year, 0) > 0]
    return sorted(found, key=lambda pair: pair[0])


@rule(
    "ROW-021", "No amount is far from all others", Severity.EXPLAIN, Section.EXPENDITURE,
    why="An amount a thousand times larger or smaller than the plan's typical row is mostly one typed in other units: "
        "pence, or thousands of pounds.",
    mend="Enter the amount in whole pounds, or say why it is so.",
    basis=Basis.PRACTICE,
)
def amount_is_like_others(context: Context) -> Iterator[Found]:
    far = context.planning_round.checks.far_off
    for year in context.planning_round.years:
        amounts = _amounts(context.plan, year)
        if len(amounts) < FEWEST:
            continue
        typical = Decimal(median(amount for amount, _ in amounts))
        (least, low), (next_least, _) = amounts[:2]
        (next_most, _), (most, high) = amounts[-2:]
        if most >= far * typical and most >= APART * next_most:
            yield _far(high, year, most, typical, "larger", most / typical)
        if least * far <= typical and least * APART <= next_least:
            yield _far(low, year, least, typical, "smaller", typical / least)


def _far(row: Scheme, year: str, amount: Decimal, typical: Decimal, way: str, times: Decimal) -> Found:
    times_read = number(Decimal(int(times)))
    return Found(
        place(row, "amount", year),
        f"{name(row)}, {year}: {pounds(amount)} is {times_read} times {way} than the plan’s middle row "
        f"({pounds(Decimal(int(typical)))}), and no other comes near it.",
        read=pounds(amount), expected="an amount in pounds like those of other rows",
    )


@row_rule(
    "ROW-022", "Words say something", Severity.EXPLAIN,
    why="TBC, xxx or n/a in a column that is asked for is a blank that no checker of the template sees.",
    mend="Enter what is meant.",
    basis=Basis.PRACTICE,
)
def words_say_something(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    for column in (Column.NAME, Column.DESCRIPTION, Column.TYPE_OTHER, Column.AREA_OTHER):
        text = getattr(scheme, column)
        if planning_round.expenditure.has(column) and is_placeholder(text):
            yield Found(
                place(scheme, column), f"“{planning_round.columns[column]}” is “{text.strip()[:60]}”.",
                read=text.strip()[:60], expected="an entry that says what is meant",
            )


@row_rule(
    "ROW-023", "What is called Other is in no list", Severity.ADVICE,
    why="Spending described under Other is added up nowhere, though the list has an entry for it.",
    mend="Choose the entry of the list and clear the description.",
    basis=Basis.PRACTICE,
)
def other_is_in_no_list(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    kind = planning_round.types.get(scheme.scheme_type)
    type_labels = [other.label for other in planning_round.types.values() if other is not kind and not other.needs_text]
    subs = [sub.label for sub in kind.sub_types if not sub.needs_text] if kind else []
    areas = [area.label for area in planning_round.areas.values() if not area.needs_text]
    for column, labels in ((Column.TYPE_OTHER, [*subs, *type_labels]), (Column.AREA_OTHER, areas)):
        text = plain(getattr(scheme, column))
        match = next((label for label in labels if text and plain(label) == text), "")
        if match and planning_round.expenditure.has(column):
            yield Found(
                place(scheme, column), f"“{planning_round.columns[column]}” is “{match}”, which the list has.",
                read=match, expected="blank", remedy=f"Choose “{match}” from the list and clear the description.",
            )


@row_rule(
    "ROW-024", "A unit stands with an estimate", Severity.EXPLAIN,
    why="How many of nothing, or hours without a number, cannot be counted.",
    mend="Give both the unit and the estimate, or neither.",
    basis=Basis.OUTPUTS, when=lambda planning_round: planning_round.expenditure.has(Column.OUTPUT_UNIT),
)
def unit_stands_with_estimate(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    kind = planning_round.types.get(scheme.scheme_type)
    # Before a type is chosen nothing is known; where it settles whether there are outputs, other rules have spoken.
    if kind is None or not kind.outputs_unknown(scheme.sub_type):
        return
    if scheme.output_unit and scheme.output_estimate is None:
        label = planning_round.labels(Column.OUTPUT_UNIT).get(scheme.output_unit, scheme.output_unit)
        yield Found(
            place(scheme, Column.OUTPUT_ESTIMATE), f"the output unit is {label}, but no estimate is given.",
            read="blank", expected="a number",
        )
    elif scheme.output_estimate is not None and not scheme.output_unit:
        yield Found(
            place(scheme, Column.OUTPUT_UNIT),
            f"the output estimate is {number(scheme.output_estimate)}, but no unit is chosen.",
            read="blank", expected="a unit",
        )


@rule(
    "ROW-025", "Amounts are in whole pounds where the plan's others are", Severity.ADVICE, Section.EXPENDITURE,
    why="A few pence among whole pounds are mostly left over from a formula, and keep the balance from nought.",
    mend="Round the amount to whole pounds, here and in the income that pays for it.",
    basis=Basis.PRACTICE, beta=True,
)
def amounts_are_whole(context: Context) -> Iterator[Found]:
    for year in context.planning_round.years:
        amounts = _amounts(context.plan, year)
        odd = [(amount, row) for amount, row in amounts if amount != amount.to_integral_value()]
        if len(amounts) < FEWEST or not odd or len(amounts) - len(odd) < WHOLE * len(amounts):
            continue
        for amount, row in odd:
            yield Found(
                place(row, "amount", year), f"{name(row)}, {year}: {pounds(amount)} has pence, unlike other rows.",
                read=pounds(amount), expected=pounds(Decimal(round(amount))),
            )
