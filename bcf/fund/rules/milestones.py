"""Milestones: each with a name, a date that can be and somebody who answers for it."""

import datetime
from collections.abc import Iterator

from bcf.fund.document import Milestone
from bcf.fund.findings import Severity
from bcf.fund.papers import MilestoneColumn
from bcf.fund.places import Place, Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import day


def _place(milestone: Milestone, field: str) -> Place:
    return Place(section=Section.MILESTONES, item=milestone.key, field=field)


def _name(milestone: Milestone) -> str:
    words = " ".join(milestone.title.split())
    return f"Milestone “{words[:60]}{'…' if len(words) > 60 else ''}”" if words else "A milestone without a name"


def _milestones(context: Context) -> tuple[Milestone, ...]:
    """The plan's milestones; none in a round that does not ask for them."""
    return context.plan.milestones if context.planning_round.milestones else ()


@rule(
    "MIL-001", "Every milestone has a name and a date", Severity.BLOCKING, Section.MILESTONES,
    why="A milestone says what will be there, and by when; without either nobody can tell whether it was reached.",
    mend="Fill in what is missing, or remove the milestone.",
    basis=Basis.NARRATIVE,
)
def milestone_is_complete(context: Context) -> Iterator[Found]:
    for milestone in _milestones(context):
        if not milestone.title.strip():
            yield Found(
                _place(milestone, "title"), "A milestone has no name.", read="blank", expected="what will be reached",
            )
        if milestone.end is None:
            starts = f" It starts on {day(milestone.start)}." if milestone.start else ""
            yield Found(
                _place(milestone, "end"), f"{_name(milestone)} has no date by which it is reached.{starts}",
                read="blank", expected="the day by which it is reached",
            )


@rule(
    "MIL-002", "No milestone ends before it starts", Severity.BLOCKING, Section.MILESTONES,
    why="Work cannot be over before it has begun.",
    mend="Correct one of the two dates.",
    basis=Basis.NARRATIVE,
)
def milestone_ends_after_its_start(context: Context) -> Iterator[Found]:
    for milestone in _milestones(context):
        if milestone.start and milestone.end and milestone.end < milestone.start:
            yield Found(
                _place(milestone, "end"),
                f"{_name(milestone)} ends on {day(milestone.end)}, before it starts on {day(milestone.start)}.",
                read=day(milestone.end), expected=f"{day(milestone.start)} or later",
            )


@rule(
    "MIL-003", "Milestones fall in the period of the plan", Severity.ADVICE, Section.MILESTONES,
    why="A date outside the plan’s years is often a slip of the pen. Work that began earlier or goes on may stand.",
    mend="Check the date.",
    basis=Basis.NARRATIVE,
)
def milestone_is_within_the_period(context: Context) -> Iterator[Found]:
    begins, ends = context.planning_round.period
    for milestone in _milestones(context):
        for field, date in (("start", milestone.start), ("end", milestone.end)):
            if date and not begins <= date <= ends:
                yield Found(
                    _place(milestone, field), f"{_name(milestone)} {_verb(field, milestone)} on {day(date)}, "
                    f"{'before' if date < begins else 'after'} the period of the plan.",
                    read=day(date), expected=_span(begins, ends),
                )


def _verb(field: str, milestone: Milestone) -> str:
    if field == "start":
        return "starts"
    return "ends" if milestone.start else "is due"


def _span(begins: datetime.date, ends: datetime.date) -> str:
    return f"{day(begins)} to {day(ends)}"


@rule(
    "MIL-004", "Every milestone has an owner", Severity.EXPLAIN, Section.MILESTONES,
    why="Somebody answers for reaching it.",
    mend="Say who answers for it.",
    basis=Basis.NARRATIVE,
)
def milestone_has_an_owner(context: Context) -> Iterator[Found]:
    asked = context.planning_round.milestones
    if asked is None or not asked.has(MilestoneColumn.OWNER):
        return
    for milestone in context.plan.milestones:
        if not milestone.owner.strip():
            yield Found(
                _place(milestone, "owner"), "nobody is named who answers for it.", read="blank",
                expected="a person or body", about=_name(milestone),
            )


@rule(
    "MIL-005", "Milestones have been set", Severity.EXPLAIN, Section.MILESTONES,
    why="The round asks what will be done by when.",
    mend="Add the milestones of delivery.",
    basis=Basis.NARRATIVE,
)
def there_are_milestones(context: Context) -> Iterator[Found]:
    if context.planning_round.milestones is not None and not context.plan.milestones:
        yield Found(
            Place(section=Section.MILESTONES), "No milestone has been set.", read="no milestones",
            expected="at least one milestone",
        )
