"""Rows held against the plan before: what is called new or existing, and money that is said to grow."""

import re
from collections.abc import Iterator

from bcf.fund.document import Scheme
from bcf.fund.findings import Severity
from bcf.fund.pairing import pair_rows
from bcf.fund.places import Section
from bcf.fund.round import Column, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.naming import name, place
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds
from bcf.fund.translating import plain

_GROWS = re.compile(r"\b(?:expan(?:d|ds|ded|sion)|increas(?:e|es|ed)|additional|extra|extend(?:ed)?|growth)\b")
"""Words of a name that promise more than there was."""


def _has_new(planning_round: Round) -> bool:
    return planning_round.expenditure.has(Column.NEW_OR_EXISTING)


def _pairs(context: Context) -> list[tuple[Scheme, Scheme | None]]:
    """Every row with the row of the plan before that it continues; none where there is no plan before."""
    previous = context.background.previous
    if previous is None:
        return []
    pairs = pair_rows(previous.schemes, context.plan.schemes, keys_decide=False)
    return [(after, before) for before, after in pairs if after is not None]


def _same_name(one: Scheme, other: Scheme) -> bool:
    return bool(plain(one.name)) and plain(one.name) == plain(other.name)


def _round_before(context: Context) -> Round:
    previous_round = context.background.previous_round
    assert previous_round is not None  # noqa: S101 - given with the plan before
    return previous_round


@rule(
    "ROW-026", "A new scheme did not stand in the plan before", Severity.ADVICE, Section.EXPENDITURE,
    why="New money is read apart from what goes on. A scheme that was there before is not new.",
    mend="Choose the entry for existing schemes, or say in the name what is new about it.",
    basis=Basis.PRACTICE, when=_has_new,
)
def new_scheme_is_new(context: Context) -> Iterator[Found]:
    labels, newly = context.planning_round.labels(Column.NEW_OR_EXISTING), context.planning_round.expenditure.newly
    for row, before in _pairs(context):
        if before is None or row.new_or_existing != newly or not _same_name(row, before):
            continue
        year = _round_before(context).years[-1]
        spent = f" with {pounds(before.amount(year))} in {year}" if before.amount(year) else ""
        yield Found(
            place(row, Column.NEW_OR_EXISTING), f"{name(row)} is called {labels.get(newly, newly)}, but stood in the "
            f"plan for {_round_before(context).title}{spent}.",
            read=labels.get(newly, newly), expected="existing",
        )


@rule(
    "ROW-027", "An existing scheme stood in the plan before", Severity.ADVICE, Section.EXPENDITURE,
    why="A scheme that is said to go on and cannot be found in the plan before was renamed, or is new.",
    mend="Choose the entry for new schemes, or give the scheme the name that it had.",
    basis=Basis.PRACTICE, beta=True, when=_has_new,
)
def existing_scheme_existed(context: Context) -> Iterator[Found]:
    labels, newly = context.planning_round.labels(Column.NEW_OR_EXISTING), context.planning_round.expenditure.newly
    for row, before in _pairs(context):
        if before is None and row.new_or_existing in labels and row.new_or_existing != newly and row.name.strip():
            yield Found(
                place(row, Column.NEW_OR_EXISTING), f"the scheme is called {labels[row.new_or_existing]}, but nothing "
                f"like it stood in the plan for {_round_before(context).title}.",
                read=labels[row.new_or_existing], expected=labels.get(newly, newly), about=name(row),
            )


@rule(
    "ROW-028", "What is called an expansion has more money", Severity.ADVICE, Section.EXPENDITURE,
    why="A name that promises more is read as growth; with the same money or less there is none.",
    mend="Check the amount, or give the scheme a name that fits.",
    basis=Basis.PRACTICE, beta=True,
)
def expansion_has_more_money(context: Context) -> Iterator[Found]:
    year = context.planning_round.years[0]
    for row, before in _pairs(context):
        if before is None or not (word := _GROWS.search(plain(row.name))):
            continue
        was, last = before.amount(_round_before(context).years[-1]), _round_before(context).years[-1]
        now = row.amounts.get(year)
        if now is not None and was and now <= was:
            change = "the same as" if now == was else f"{pounds(was - now)} less than"
            yield Found(
                place(row, "amount", year),
                f"{name(row)} speaks of “{word[0]}”, but its {pounds(now)} in {year} is {change} in {last} "
                f"({pounds(was)}).",
                read=pounds(now), expected=f"more than {pounds(was)}", difference=now - was,
            )
