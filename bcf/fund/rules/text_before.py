"""What the plan before left in the texts of this one: its amounts, metric figures and period, days that are over."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.holding.leftovers import amounts_of, awaited_days, exact_amounts, last_day, own_periods
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import Names, names_in, standings_before, texts_in
from bcf.fund.rules.quoting import passage, spelled_like, tidy
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_metrics import entered, fits, measured
from bcf.fund.rules.text_money import TEXTS, Mismatch, mismatches, told_by
from bcf.fund.rules.texts import PlacedText
from bcf.fund.text import day, number


@rule(
    "TXT-054", "No figure of the plan before stands in the text as one of this plan", Severity.EXPLAIN, *TEXTS,
    why="A text that was carried over from last year shows its age by figures that nobody changed.",
    mend="Write this plan's figure, or say of which year the figure is.",
    basis=Basis.NARRATIVE, beta=True,
)
def figure_is_of_this_plan(context: Context) -> Iterator[Found]:
    if context.background.previous is None:
        return
    tied = {one.tied.figure.spot for one in mismatches(context) if one.left_over}
    yield from map(_amount, told_by("TXT-054", context))
    yield from (found for spot, found in _exact_amounts(context) if spot not in tied)
    yield from _metrics(context)


def _amount(one: Mismatch) -> Found:
    figure, amount = one.tied.figure, one.standing.amounts[0]
    written = spelled_like(figure, amount)
    return Found(
        one.text.place,
        f"{passage(figure.quote, figure.said)} says {figure.said}, which is what the plan before had for "
        f"{one.standing.label}; this plan has {written}: see {one.standing.where}.",
        read=figure.said, expected=written, difference=tidy(figure.value - amount), about=f"“{one.text.name}”",
        remedy=f"Write {written} instead of {figure.said}, or say of which year {figure.said} is.",
    )  # fmt: skip


def _exact_amounts(context: Context) -> Iterator[tuple[object, Found]]:
    """Amounts to the pound that the plan before had and this one has nowhere."""
    then, names = standings_before(context.background), names_in(context)
    seen = [(text, figure) for text in texts_in(context)
            for figure in exact_amounts(text.reading, names.in_text(text.reading))]  # fmt: skip
    own = set(context.planning_round.years)
    seen = [(text, figure) for text, figure in seen if set(figure.years) <= own]
    if not seen or then is None:
        return
    earlier = amounts_of(then.figures)
    seen = [(text, figure) for text, figure in seen if figure.value in earlier]
    present = amounts_of(context.figures) if seen else {}
    for text, figure in seen:
        if figure.value not in present:
            label = earlier[figure.value]
            yield figure.spot, Found(
                text.place,
                f"{passage(figure.quote, figure.said)} says {figure.said}, which the plan before had for {label} and "
                "this plan has nowhere.",
                read=figure.said, expected="a figure of this plan", about=f"“{text.name}”",
                remedy=f"Write what this plan has for {label}, or say of which year {figure.said} is.",
            )  # fmt: skip


def _metrics(context: Context) -> Iterator[Found]:
    before = context.background
    if before.previous is None or before.previous_round is None:
        return
    for text, one in measured(context):
        present = entered(context.planning_round, context.plan, one)
        if not present or one.years or any(fits(one, value) for value in present.values()):
            continue
        earlier = entered(before.previous_round, before.previous, one)
        if any(fits(one, value) for value in earlier.values()):
            metric = context.planning_round.metric[one.metric]
            value = list(present.values())[-1]
            yield Found(
                text.place,
                f"{passage(one.figure.quote, one.figure.said)} says {one.figure.said}, which is what the plan before"
                f" had "
                f"for “{metric.name}”.",
                read=one.figure.said, expected=number(round(value, max(metric.decimals, 1))), about=f"“{text.name}”",
                remedy="Write the figure of this plan's metrics section, or say of which year it is.",
            )  # fmt: skip


@rule(
    "TXT-055", "The text speaks of the plan's own years", Severity.ADVICE, *TEXTS,
    why="A plan that calls itself that of earlier years, or promises something for a day long past, was carried over "
        "unread.",
    mend="Write the years of this plan, and a day that is still to come.",
    basis=Basis.NARRATIVE, beta=True,
)
def years_are_the_plans(context: Context) -> Iterator[Found]:
    names = names_in(context)
    for text in texts_in(context):
        yield from _periods(context, text, names)
        yield from _days(context, text)


def _periods(context: Context, text: PlacedText, names: Names) -> Iterator[Found]:
    own = context.planning_round.years
    for named in own_periods(text.reading, names.in_text(text.reading)):
        period = named.period
        if period.years and not set(period.years) & set(own) and max(period.years) < own[0]:
            expected = own[0] if len(own) == 1 else f"{own[0]} to {own[-1]}"
            yield Found(
                text.place,
                f"{passage(period.quote, period.said)} calls the plan that of {period.said}; it is that of {expected}.",
                read=period.said, expected=expected, remedy=f"Write {expected} instead of {period.said}.",
                about=f"“{text.name}”",
            )  # fmt: skip


def _days(context: Context, text: PlacedText) -> Iterator[Found]:
    begins, _ = context.planning_round.period
    for awaited in awaited_days(text.reading):
        ends = last_day(awaited.day)
        if ends is not None and ends < begins:
            said = awaited.day.said
            yield Found(
                text.place,
                f"{passage(awaited.day.quote, said)} promises something by {said}, before this plan begins on "
                f"{day(begins)}.",
                read=said, expected=f"a day from {day(begins)} on", about=f"“{text.name}”",
                remedy="Say that it was done, or by when it will be.",
            )  # fmt: skip
