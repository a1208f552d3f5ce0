"""Which way the texts of a plan say that a metric or money moves, held against the metrics and the plan before."""

from collections.abc import Iterator
from decimal import Decimal

from bcf.fund import metrics
from bcf.fund.findings import Severity
from bcf.fund.holding.directions import metrics_moved, money_raised
from bcf.fund.holding.measures import metric_names
from bcf.fund.round import Direction, Metric, PeriodRole
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import names_in, standings_before, standings_in, texts_in
from bcf.fund.rules.quoting import passage
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_money import TEXTS
from bcf.fund.text import pounds

_STEADY = Decimal("0.001")
"""A metric that moves by less than this share is taken to stay where it is."""


@rule(
    "TXT-061", "Metrics move the way that the text says", Severity.EXPLAIN, *TEXTS,
    why="A narrative that promises fewer admissions beside a table that plans more contradicts itself.",
    mend="Correct the words or the figures of the metric.",
    basis=Basis.METRICS, beta=True,
)
def metric_moves_as_told(context: Context) -> Iterator[Found]:
    names = metric_names(context.planning_round)
    for text in texts_in(context):
        for moved in metrics_moved(text.reading, names):
            if len(moved.keys) != 1:
                continue
            metric = context.planning_round.metric[moved.keys[0].code]
            ends = _ends(context, metric)
            if ends and _against(moved.way, *ends[1:]):
                (first, before), (last, after) = ends[0]
                yield Found(
                    text.place,
                    f"{passage(moved.sentence.text, moved.said)} says {moved.said}; “{metric.name}” goes from {before} "
                    f"({first}) to {after} ({last}) in the metrics section.",
                    read=moved.said, expected="up" if moved.way is Direction.DOWN else "down", about=f"“{text.name}”",
                )  # fmt: skip


Ends = tuple[tuple[str, str], tuple[str, str]]
"""First and last period of a metric by their labels, each with its value as shown."""


def _ends(context: Context, metric: Metric) -> tuple[Ends, Decimal, Decimal] | None:
    """The period to start from and the last planned one, where value and first input move the same way."""
    inputs = next((entry.inputs for entry in context.plan.metrics if entry.code == metric.code), {})
    known = [
        (period, value) for period in metric.periods
        if (value := metrics.value(metric, inputs.get(period.code, {}))) is not None
    ]  # fmt: skip
    start = [one for one in known if one[0].role is PeriodRole.PREVIOUS] or known[:1]
    end = [one for one in known if one[0].role is PeriodRole.PLAN]
    if not start or not end or start[-1][0] == end[-1][0]:
        return None
    (first, before), (last, after) = start[-1], end[-1]
    shown = ((first.label, metrics.shown(metric, before)), (last.label, metrics.shown(metric, after)))
    top = metric.inputs[0].code
    return shown, _moved(before, after), _moved(inputs[first.code][top], inputs[last.code][top])


def _moved(before: Decimal, after: Decimal) -> Decimal:
    return (after - before) / before if before else Decimal(0)


def _against(way: Direction, value: Decimal, counted: Decimal) -> bool:
    """Whether a metric goes the other way, in its value and in what is counted for it."""
    sign = 1 if way is Direction.UP else -1
    return sign * value < -_STEADY and sign * counted <= 0


@rule(
    "TXT-062", "Money that the text says has grown is more than in the plan before", Severity.ADVICE, *TEXTS,
    why="An increase that the tables of two years do not show will be asked for.",
    mend="Correct the words, or the amounts.",
    basis=Basis.SPENDING, beta=True,
)
def money_grows_as_told(context: Context) -> Iterator[Found]:
    then, now = standings_before(context.background), standings_in(context)
    if then is None:
        return
    names = names_in(context)
    first, last = context.planning_round.years[0], then.figures.planning_round.years[-1]
    for text in texts_in(context):
        for moved in money_raised(text.reading, names.in_text(text.reading)):
            pairs = [(now.of(key, (first,)), then.of(key, (last,))) for key in moved.keys]
            known = [(new, old) for new, old in pairs if new and old and old.amounts[0]]
            if not known or any(new.amounts[0] > old.amounts[0] for new, old in known):
                continue
            new, old = known[0]
            yield Found(
                text.place,
                f"{passage(moved.sentence.text, moved.said)} says that more is spent; {new.label} comes to "
                f"{pounds(new.amounts[0])} in {first} and came to {pounds(old.amounts[0])} in {last}.",
                read=moved.said, expected="no increase", about=f"“{text.name}”",
                difference=new.amounts[0] - old.amounts[0],
            )  # fmt: skip
