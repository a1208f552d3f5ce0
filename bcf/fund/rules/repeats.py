"""Rows held against each other: ids that stand for several schemes, schemes that stand there twice."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.findings import Severity
from bcf.fund.places import Section
from bcf.fund.round import Column, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.naming import name, place
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds
from bcf.fund.translating import plain

ALIKE = 0.5
"""Names of at least this likeness may be one scheme's, told in two ways."""
LONG, MANY = 40, 4
"""A description of so many characters on so many schemes was copied down."""


def _groups(rows: Iterable[Scheme], key: Callable[[Scheme], Hashable]) -> list[list[Scheme]]:
    """Rows of one key, where there are several; rows without a key are left out."""
    found: dict[Hashable, list[Scheme]] = defaultdict(list)
    for row in rows:
        if key(row):
            found[key(row)].append(row)
    return [rows for rows in found.values() if len(rows) > 1]


def _has_ids(planning_round: Round) -> bool:
    return planning_round.expenditure.has(Column.SCHEME_ID)


def _is_one_scheme(one: str, other: str) -> bool:
    """Whether two names may be one scheme's: alike, or one a part of the other."""
    if not one or not other or one in other or other in one:
        return True
    return difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE


@rule(
    "ROW-017", "A scheme id stands for one scheme", Severity.ADVICE, Section.EXPENDITURE,
    why="A scheme may have a row for each source that pays for it, all under one id. Where an id stands for different "
        "schemes, reports by id add up what does not belong together.",
    mend="Give each scheme an id of its own.",
    basis=Basis.PRACTICE, when=_has_ids,
)
def id_is_one_schemes(context: Context) -> Iterator[Found]:
    for rows in _groups(context.plan.schemes, lambda row: plain(row.scheme_id)):
        first, *rest = rows
        other = next((row for row in rest if not _is_one_scheme(plain(first.name), plain(row.name))), None)
        if other is not None:
            yield Found(
                place(other, "scheme_id"),
                f"Scheme ID {first.scheme_id.strip()} stands for {name(first)} and for {name(other)}.",
                read=first.scheme_id.strip(), expected="an id of its own for each scheme",
            )


def _content(row: Scheme) -> Hashable:
    """What makes a row the same as another; blank where it plans nothing or has no name."""
    if not plain(row.name) or not any(row.amounts.values()):
        return None
    money = tuple(sorted((year, amount) for year, amount in row.amounts.items() if amount))
    return (plain(row.name), plain(row.description), row.scheme_type, row.sub_type, row.area, row.commissioner,
            row.provider, row.source, money)  # fmt: skip


@rule(
    "ROW-018", "No row stands there twice", Severity.EXPLAIN, Section.EXPENDITURE,
    why="A row that was pasted twice counts twice, to the balance and to every ring-fence.",
    mend="Delete one of the rows, or say in their names how they differ.",
    basis=Basis.PRACTICE,
)
def row_is_not_repeated(context: Context) -> Iterator[Found]:
    for rows in _groups(context.plan.schemes, _content):
        amount = sum(rows[0].amounts.values(), Decimal(0))
        times = "twice" if len(rows) == 2 else f"{len(rows)} times"
        yield Found(
            place(rows[1], "name"), f"{name(rows[0])} stands there {times} with the same entries and {pounds(amount)}.",
            read=times, expected="once", difference=amount * (len(rows) - 1),
        )


@rule(
    "ROW-019", "A scheme is either new or existing", Severity.ADVICE, Section.EXPENDITURE,
    why="Rows of one scheme that say different things leave open whether it goes on or begins.",
    mend="Choose the same for all rows of the scheme, or give the new part a name of its own.",
    basis=Basis.PRACTICE, when=lambda planning_round: planning_round.expenditure.has(Column.NEW_OR_EXISTING),
)
def scheme_is_new_or_existing(context: Context) -> Iterator[Found]:
    labels = context.planning_round.labels(Column.NEW_OR_EXISTING)
    for rows in _groups(context.plan.schemes, lambda row: plain(row.name)):
        said = [row for row in rows if row.new_or_existing in labels]
        other = next((row for row in said if row.new_or_existing != said[0].new_or_existing), None)
        if other is not None:
            first = said[0]
            ids = " and ".join(row.scheme_id.strip() for row in (first, other) if row.scheme_id.strip())
            yield Found(
                place(other, Column.NEW_OR_EXISTING),
                f"{name(other)} is {labels[first.new_or_existing]} in one row and {labels[other.new_or_existing]} in "
                f"another{f' (scheme ids {ids})' if ids else ''}.",
                read=labels[other.new_or_existing], expected=labels[first.new_or_existing],
            )


@rule(
    "ROW-020", "Each scheme has a description of its own", Severity.ADVICE, Section.EXPENDITURE,
    why="A description that was copied down does not say what this scheme buys.",
    mend="Say for each scheme what the money buys.",
    basis=Basis.PRACTICE, beta=True, when=lambda planning_round: planning_round.expenditure.has(Column.DESCRIPTION),
)
def description_is_its_own(context: Context) -> Iterator[Found]:
    for rows in _groups(context.plan.schemes, lambda row: plain(row.description)):
        names = {plain(row.name) for row in rows}
        if len(names) < MANY or len(plain(rows[0].description)) < LONG:
            continue
        words = " ".join(rows[0].description.split())
        yield Found(
            place(rows[1], Column.DESCRIPTION),
            f"{len(names)} schemes have the same description, {name(rows[0])} and {name(rows[1])} among them.",
            read=f"{words[:80]}{'…' if len(words) > 80 else ''}", expected="what each scheme buys",
        )
