"""Amounts of money in the texts of a plan, held against the figure of the plan that they are said of."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bcf.fund.claims.values import Figure, Hedge, Interval
from bcf.fund.findings import Severity
from bcf.fund.holding.standing import Standing, Standings
from bcf.fund.holding.ties import Tied, ties_of
from bcf.fund.holding.vocabulary import What
from bcf.fund.places import Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import names_in, once, standings_before, standings_in, texts_in
from bcf.fund.rules.quoting import passage, spelled_like, tidy
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.stated_twice import Statement, stated_twice
from bcf.fund.rules.texts import PlacedText
from bcf.fund.text import pounds

TEXTS = (
    Section.NARRATIVE, Section.INCOME, Section.EXPENDITURE, Section.MATURITY, Section.METRICS, Section.REQUIREMENTS,
    Section.RISKS, Section.MILESTONES,
)  # fmt: skip
"""The sections with texts that are held against the tables."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An amount that the figure it is said of does not have. ``left_over`` where the plan before has it."""

    text: PlacedText
    tied: Tied
    standing: Standing
    before: bool
    left_over: bool

    @property
    def rule(self) -> str:
        """The rule that it is told by."""
        return "TXT-054" if self.left_over else "TXT-050"

    @property
    def statement(self) -> Statement:
        """Where it is stated, and how it is spelled there."""
        return self.text.place.anchor, self.tied.figure.spot.block, self.tied.figure.said


def mismatches(context: Context) -> tuple[Mismatch, ...]:
    """Every amount in the texts that is certainly said of a figure of the plan and is none of its amounts."""
    return once(context, _mismatches)


def told_by(rule_id: str, context: Context) -> Iterator[Mismatch]:
    """The mismatches that a rule tells: while it is on trial, none that TXT-005 tells, which counts."""
    told = frozenset() if rule_id in context.background.promoted else stated_twice(context)
    return (one for one in mismatches(context) if one.rule == rule_id and one.statement not in told)


def _mismatches(context: Context) -> tuple[Mismatch, ...]:
    names = names_in(context)
    now, then = standings_in(context), standings_before(context.background)
    found: list[Mismatch] = []
    for text in texts_in(context):
        ties = ties_of(text.reading, names.in_text(text.reading))
        held = [(tied, list(_held(text, tied, now, then))) for tied in ties]
        right = Counter(tied.table for tied, wrong in held if not wrong)
        found += [one for tied, wrong in held for one in wrong if tied.table < 0 or _in_company(tied, held, right)]
    return tuple(found)


def _in_company(tied: Tied, held: list[tuple[Tied, list[Mismatch]]], right: Counter[int]) -> bool:
    """Whether a table is about the plan's own figures: two amounts or more are right, and most of them."""
    count = sum(other.table == tied.table for other, _ in held)
    return right[tied.table] >= 2 and right[tied.table] * 2 > count


def _held(text: PlacedText, tied: Tied, now: Standings, then: Standings | None) -> Iterator[Mismatch]:
    standings, before = _standings(tied, now), False
    if not standings and tied.years and then is not None:
        standings, before = _standings(tied, then), True
    if not standings or any(allows(tied.figure, amount) for one in standings for amount in one.amounts):
        return
    if not any(standings[0].amounts[:1]):
        return
    earlier = [] if before or then is None else _standings(replace(tied, years=()), then)
    main = len(then.figures.planning_round.years) + 1 if then else 0
    left_over = any(allows(tied.figure, amount) for one in earlier for amount in one.amounts[:main])
    yield Mismatch(text, tied, standings[0], before, left_over)


def _standings(tied: Tied, standings: Standings) -> list[Standing]:
    """What every figure comes to that the name may mean, schemes last; none where one of them is not known."""
    keys = sorted(tied.keys, key=lambda key: key.what is What.SCHEME)
    found = [standings.of(key, tied.years) for key in keys if key.what not in (What.AREA, What.PLACE)]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else []


def allows(figure: Figure, amount: Decimal) -> bool:
    """Whether the spelling allows the amount. What was cut off instead of rounded is allowed as well."""
    return amount in widened(figure)


def widened(figure: Figure) -> Interval:
    """What a spelling allows, with a step upwards for a figure whose further digits were cut off."""
    low, high = figure.interval.low, figure.interval.high
    cut = figure.hedge is Hedge.NONE and figure.interval.is_closed and high - low > 1
    return Interval(low, figure.value + (high - low)) if cut else figure.interval


@rule(
    "TXT-050", "Amounts in the text are those of the plan's tables", Severity.EXPLAIN, *TEXTS,
    why="Whoever reads the narrative and the tables side by side takes an amount that differs for a plan that was "
        "not agreed.",
    mend="Write the plan's own amount, or name the figure in braces, so that it is always the plan's own.",
    basis=Basis.NARRATIVE, beta=True,
)
def amount_is_the_plans(context: Context) -> Iterator[Found]:
    for one in told_by("TXT-050", context):
        figure, amount = one.tied.figure, one.standing.amounts[0]
        written = spelled_like(figure, amount)
        exactly = "" if written == pounds(amount) else f" ({pounds(amount)})"
        plan = "the plan before" if one.before else "the plan"
        yield Found(
            one.text.place,
            f"{passage(figure.quote, figure.said)} says {figure.said} where {plan} has {written}{exactly} for "
            f"{one.standing.label}: see {one.standing.where}.",
            read=figure.said, expected=written, difference=tidy(figure.value - amount),
            remedy=f"Write {written} instead of {figure.said}, or correct {one.standing.where}.",
            about=f"“{one.text.name}”",
        )
