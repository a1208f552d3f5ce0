"""Comments on metrics that state other figures than the table: held against it only where no other reading is left."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bcf.fund import metrics as arithmetic
from bcf.fund.claims import read_claims
from bcf.fund.claims.values import Figure, Kind, Reading
from bcf.fund.claims.words import content_words, is_small
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Display, Metric, MetricInput, Period
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import number
from bcf.fund.trends import Inputs, inputs_of

HUNDRED = Decimal(100)
_DIFFERENCES = frozenset({
    "fewer", "more", "less", "additional", "extra", "avoided", "further", "prevented", "saved", "reduction", "increase",
    "month", "quarter", "week",
})  # fmt: skip
_AIMS = frozenset({"target", "plan", "ambition"})
_PLAIN = frozenset({"permanent", "planned", "new", "expected"})
"""Words before what is counted that make it nothing else."""
"""Words with which a number is a difference, or a part of a year, and not the figure itself."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the table: its period, its name, how it is shown, and the least and most that it is.

    One that ``is_counted`` is told as it is; a rate or a share is told to as many places as its teller likes.
    """

    period: Period
    label: str
    shown: str
    low: Decimal
    high: Decimal
    is_counted: bool = False

    def may_be(self, figure: Figure) -> bool:
        half = Decimal(0) if self.is_counted else Decimal("0.5").scaleb(-len(figure.said.rstrip("%").partition(".")[2]))
        return figure.interval.low - half <= self.high and self.low <= figure.interval.high + half

    def is_near(self, figure: Figure, times: Decimal) -> bool:
        """Whether the figure is of its size, so that it can be meant."""
        return self.low / times <= figure.value <= self.high * times


def _input_facts(metric: Metric, given: dict[str, Inputs]) -> Iterator[tuple[MetricInput, Fact]]:
    for period in metric.periods:
        for entry in metric.inputs:
            value = given.get(period.code, {}).get(entry.code)
            if value is not None and value > 0:
                yield entry, Fact(period, entry.label, number(value), value, value, is_counted=True)


def _value_facts(metric: Metric, given: dict[str, Inputs]) -> Iterator[Fact]:
    """Values of the metric, each from what it is to what it comes to from figures rounded as they are printed."""
    scale = HUNDRED if metric.display is Display.PERCENT else Decimal(1)
    for period in metric.periods:
        inputs = given.get(period.code, {})
        printed = {code: value.quantize(Decimal(1), ROUND_HALF_UP) if value >= HUNDRED else value
                   for code, value in inputs.items()}  # fmt: skip
        values = [arithmetic.value(metric, inputs), arithmetic.value(metric, printed)]
        known = [value * scale for value in values if value is not None]
        if len(known) == 2 and known[0] > 0:
            yield Fact(period, metric.value_label, arithmetic.shown(metric, values[0]), min(known), max(known))


def _per(metric: Metric) -> str:
    """What a rate is per, as its formula has it: 100000; "" for a metric that is no such rate."""
    constants = (node.value for node in ast.walk(ast.parse(metric.formula)) if isinstance(node, ast.Constant))
    numbers = [value for value in constants if isinstance(value, int)]
    return str(max(numbers)) if numbers and max(numbers) >= 100 else ""


def _named(entry: MetricInput) -> frozenset[str]:
    """The words by which an input is called: those of its label up to the first small one."""
    words: list[str] = []
    for word in entry.label.split():
        if is_small(word) or not word[0].isalpha():
            break
        words.append(word)
    return frozenset(content_words(" ".join(words)))


def _years(figure: Figure, facts: list[Fact]) -> list[Fact]:
    """The facts of the one year that the figure is said of; none where it is said of none, or of several."""
    year = figure.years[0] if len(figure.years) == 1 else None
    return [fact for fact in facts if fact.period.year == year and not fact.period.quarter]


def _differences(reading: Reading) -> set[int]:
    """Where figures stand that tell by how much something changes."""
    return {change.by.spot.start for change in reading.changes if change.by}


def _meant(metric: Metric, figure: Figure, inputs: list[tuple[MetricInput, Fact]], values: list[Fact]) -> list[Fact]:
    """The facts that the figure can only be meant to state; none where that is not certain."""
    if figure.kind is Kind.PERCENT and metric.display is Display.PERCENT:
        near = [fact for fact in _years(figure, values) if abs(figure.value - fact.low) <= 15]
        return near if figure.subject & (_AIMS | {*content_words(metric.value_label)}) else []
    if figure.kind is not Kind.COUNT:
        return []
    if figure.per.replace(",", "") == _per(metric) != "":
        return [fact for fact in _years(figure, values) if fact.is_near(figure, Decimal("1.5"))]
    if figure.per not in ("", "year") or _DIFFERENCES & {*(word.lower() for word in figure.noun), *figure.subject}:
        return []
    noun = frozenset(content_words(" ".join(figure.noun)))
    own = frozenset(content_words(" ".join([metric.name, *(entry.label for entry in metric.inputs)])))
    named = [fact for entry, fact in inputs
             if not entry.is_population and (words := _named(entry)) and words <= noun <= own | _PLAIN]
    return [fact for fact in _years(figure, named) if fact.is_near(figure, Decimal("1.5"))]


@rule(
    "MET-017", "Comments state the figures of the table", Severity.EXPLAIN, Section.METRICS,
    why="A reader who finds one figure in the table and another in the words does not know which was agreed.",
    mend="Bring comment and table to the same figure.",
    basis=Basis.METRICS, beta=True,
)
def comments_state_the_figures(context: Context) -> Iterator[Found]:
    for held in context.plan.metrics:
        metric = context.planning_round.metric.get(held.code)
        if metric is None or not metric.formula or not any(character.isdigit() for character in held.comment):
            continue
        given = dict(inputs_of(context.plan, metric))
        inputs, values = list(_input_facts(metric, given)), list(_value_facts(metric, given))
        every = [*values, *(fact for _, fact in inputs)]
        reading = read_claims(held.comment, metric.code)
        skipped = _differences(reading)
        for figure in reading.figures:
            if figure.spot.start in skipped or not figure.interval.is_closed:
                continue
            meant = _meant(metric, figure, inputs, values)
            if len(meant) == 1 and not any(fact.may_be(figure) for fact in every):
                yield _contradiction(metric, figure, meant[0])


def _contradiction(metric: Metric, figure: Figure, fact: Fact) -> Found:
    return Found(
        Place(section=Section.METRICS, item=metric.code, field="comment"),
        f"{metric.ref} {metric.name}: the comment says {figure.said} for {fact.period.year}; the table has "
        f"{fact.shown} ({fact.label}, {fact.period.label}).",
        read=figure.said, expected=fact.shown,
    )
