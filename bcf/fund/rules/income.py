"""Income: what must be pooled is there, as allocated; what is offered on top is said plainly; districts add up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bcf.fund.document import AllocationKind, BreakdownLine, Contribution
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Breakdown, FundingSource
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds

NOUGHT = Decimal(0)


def _place(source: str, field: str, year: str = "") -> Place:
    return Place(section=Section.INCOME, item=source, field=field, year=year)


def _sources_and_years(context: Context) -> Iterator[tuple[FundingSource, str]]:
    for source in context.planning_round.funding_sources.items:
        for year in context.planning_round.years:
            yield source, year


def _lines(context: Context, source: str, year: str) -> list[Contribution]:
    return [line for line in context.plan.contributions if (line.source, line.year) == (source, year)]


def _allocations(context: Context) -> Mapping[tuple[str, str], Mapping[str, Decimal]]:
    """Allocated income by source and year, then by body."""
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for figure in context.plan.allocations:
        if figure.kind is AllocationKind.INCOME:
            by_body = found[figure.code, figure.year]
            by_body[figure.body] = by_body.get(figure.body, NOUGHT) + figure.value
    return found


def _all_lines(context: Context) -> Iterator[Contribution | BreakdownLine]:
    yield from context.plan.contributions
    yield from context.plan.breakdown


def _entered(lines: list[Contribution]) -> bool:
    return any(line.amount is not None for line in lines)


@rule(
    "INC-001", "Mandatory funding is pooled", Severity.BLOCKING, Section.INCOME,
    why="The first national condition is a plan for all the mandatory money.",
    mend="Enter the contribution from this source.",
    basis=Basis.JOINTLY_AGREED,
)
def mandatory_source_is_present(context: Context) -> Iterator[Found]:
    allocated = context.figures.allocated_income
    for source, year in _sources_and_years(context):
        expected = allocated.get((source.code, year))
        if not source.mandatory or expected == 0 or _entered(_lines(context, source.code, year)):
            continue
        amount = "an amount" if expected is None else pounds(expected)
        yield Found(
            _place(source.code, "amount", year),
            f"{source.label}, {year}: no income is entered, and this source must be pooled"
            + ("." if expected is None else f"; {amount} is allocated."),
            read="blank", expected=amount, difference=None if expected is None else -expected,
        )


@rule(
    "INC-002", "Allocated funding is pooled as allocated", Severity.BLOCKING, Section.INCOME,
    why="Allocations are published nationally; the area can neither raise nor lower them. More goes in as an "
        "additional contribution.",
    mend="Enter the allocated amount, or ask an administrator to correct the allocation.",
    basis=Basis.JOINTLY_AGREED,
)
def allocation_is_met(context: Context) -> Iterator[Found]:
    names = {body.code: body.name for body in context.plan.board.bodies}
    for (code, year), by_body in _allocations(context).items():
        source, lines = context.planning_round.sources.get(code), _lines(context, code, year)
        if source is None or not _entered(lines):
            continue
        per_body = any(by_body) and any(line.body for line in lines)
        if not per_body:
            by_body = {"": sum(by_body.values(), NOUGHT)}
        entered: dict[str, Decimal] = defaultdict(lambda: NOUGHT)
        for line in lines:
            entered[line.body if per_body else ""] += line.amount or NOUGHT
        for body in dict.fromkeys([*by_body, *entered]):
            read, expected = entered.get(body, NOUGHT), by_body.get(body, NOUGHT)
            if read != expected:
                who = f" from {names.get(body, body)}" if body else ""
                way = "more" if read > expected else "less"
                yield Found(
                    _place(code, body or "amount", year),
                    f"{source.label}, {year}: {pounds(read)} is entered{who} and {pounds(expected)} is allocated, "
                    f"{pounds(abs(read - expected))} {way} than the allocation.",
                    read=pounds(read), expected=pounds(expected), difference=read - expected,
                )


@rule(
    "INC-003", "Income is not below nought", Severity.BLOCKING, Section.INCOME,
    why="Money taken out of the pool is not income.",
    mend="Enter an amount of nought or more.",
    basis=Basis.JOINTLY_AGREED,
)
def income_is_not_negative(context: Context) -> Iterator[Found]:
    sources = context.planning_round.sources
    for line in _all_lines(context):
        if line.amount is not None and line.amount < 0:
            label = sources[line.source].label if line.source in sources else "A source"
            yield Found(
                _place(line.source, line.body or "amount", line.year),
                f"{label}, {line.year}: {pounds(line.amount)} is below nought.",
                read=pounds(line.amount), expected="£0 or more",
            )


@rule(
    "INC-004", "It is said whether additional contributions are made", Severity.BLOCKING, Section.INCOME,
    why="A blank leaves open whether there are none or whether they were forgotten.",
    mend="Answer Yes or No.",
    basis=Basis.JOINTLY_AGREED,
)
def gate_is_answered(context: Context) -> Iterator[Found]:
    for source in context.planning_round.funding_sources.items:
        if source.gate and source.code not in context.plan.gates:
            yield Found(
                _place(source.code, "gate"), "the question has no answer.", read="blank", expected="Yes or No",
                about=f"“{source.gate}”",
            )


def _gated_lines(context: Context, source: FundingSource) -> list[Contribution]:
    years = context.planning_round.years
    return [line for line in context.plan.contributions
            if line.source == source.code and line.year in years and line.amount]


@rule(
    "INC-005", "Additional contributions are entered where there are any", Severity.BLOCKING, Section.INCOME,
    why="The answer says that there are additional contributions.",
    mend="Enter each additional contribution, or answer No.",
    basis=Basis.JOINTLY_AGREED,
)
def yes_has_lines(context: Context) -> Iterator[Found]:
    for source in context.planning_round.funding_sources.items:
        if source.gate and context.plan.gates.get(source.code) == "yes" and not _gated_lines(context, source):
            yield Found(
                _place(source.code, "gate"), f"{source.label}: the answer is Yes, but no amount is entered.",
                read="Yes", expected="at least one contribution",
            )


@rule(
    "INC-006", "No additional contributions are entered where there are none", Severity.BLOCKING, Section.INCOME,
    why="The answer says that there are no additional contributions.",
    mend="Answer Yes, or remove the contributions.",
    basis=Basis.JOINTLY_AGREED,
)
def no_has_no_lines(context: Context) -> Iterator[Found]:
    for source in context.planning_round.funding_sources.items:
        if source.gate and context.plan.gates.get(source.code) == "no" and (lines := _gated_lines(context, source)):
            total = sum((line.amount or NOUGHT for line in lines), NOUGHT)
            yield Found(
                _place(source.code, "gate"), f"{source.label}: the answer is No, but {pounds(total)} is entered.",
                read=pounds(total), expected="£0", difference=total,
            )


@rule(
    "INC-007", "Every contribution has a contributor and an amount", Severity.BLOCKING, Section.INCOME,
    why="The pool is made of sums that named organisations pay.",
    mend="Name who pays and how much, or remove the line.",
    basis=Basis.JOINTLY_AGREED,
)
def lines_are_complete(context: Context) -> Iterator[Found]:
    for source, year in _sources_and_years(context):
        for line in _lines(context, source.code, year):
            named, place = bool(line.body or line.contributor.strip()), _place(source.code, line.body or "amount", year)
            if line.amount is None and (named or line.comment.strip()):
                who = line.contributor.strip() or "a contributor"
                yield Found(
                    place, f"{source.label}, {year}: no amount is entered for {who}.",
                    read="blank", expected="an amount",
                )
            elif line.amount is not None and not named:
                yield Found(
                    place, f"{source.label}, {year}: {pounds(line.amount)} is entered without a contributor.",
                    read="no contributor", expected="who pays it",
                )


@rule(
    "INC-008", "Income belongs to the round", Severity.BLOCKING, Section.INCOME,
    why="Money from a source or for a year that the round does not have is counted nowhere.",
    mend="Move the line to a source and a year of this round, or remove it.",
    basis=Basis.JOINTLY_AGREED,
)
def income_belongs_to_the_round(context: Context) -> Iterator[Found]:
    planning_round = context.planning_round
    for line in _all_lines(context):
        if line.source in planning_round.sources and line.year in planning_round.years:
            continue
        allowed = ", ".join(source.label for source in planning_round.funding_sources.items)
        amount = pounds(line.amount or NOUGHT)
        yield Found(
            _place(line.source, line.body or "amount", line.year),
            f"{amount} is entered for the source “{line.source}” in {line.year}, which this round does not have.",
            read=f"{line.source}, {line.year}", expected=f"one of {allowed}, in {' or '.join(planning_round.years)}",
        )


@rule(
    "INC-009", "What goes to districts adds up", Severity.BLOCKING, Section.INCOME,
    why="In two-tier areas the plan shows how this grant is shared out. The parts make up the whole in every year.",
    mend="Change the amounts of districts until they add up to the income from this source.",
    basis=Basis.HOUSING,
)
def districts_add_up(context: Context) -> Iterator[Found]:
    if not context.plan.board.two_tier:
        return
    for source, year in _sources_and_years(context):
        if source.breakdown is not Breakdown.DISTRICT:
            continue
        income, shared = context.figures.income[source.code, year], _shared(context, source.code, year)
        if shared != income:
            amount = pounds(abs(income - shared))
            outcome = f"{amount} has not been shared out" if shared < income else f"{amount} too much is shared out"
            yield Found(
                _place(source.code, "amount", year),
                f"{source.label}, {year}: income is {pounds(income)} and the districts' amounts add up to "
                f"{pounds(shared)}, so {outcome}.",
                read=pounds(shared), expected=pounds(income), difference=shared - income,
            )


@rule(
    "INC-010", "Only two-tier areas share out among districts", Severity.BLOCKING, Section.INCOME,
    why="The board's council is its own housing authority, so nothing is passed on to districts.",
    mend="Remove the districts' amounts.",
    basis=Basis.HOUSING,
)
def single_tier_has_no_districts(context: Context) -> Iterator[Found]:
    if context.plan.board.two_tier:
        return
    for source, year in _sources_and_years(context):
        if shared := _shared(context, source.code, year):
            yield Found(
                _place(source.code, "amount", year),
                f"{source.label}, {year}: {pounds(shared)} is shared out among districts, but "
                f"{context.plan.board.name} has none.",
                read=pounds(shared), expected="£0", difference=shared,
            )


def _shared(context: Context, source: str, year: str) -> Decimal:
    lines = (line for line in context.plan.breakdown if (line.source, line.year) == (source, year))
    return sum((line.amount or NOUGHT for line in lines), NOUGHT)
