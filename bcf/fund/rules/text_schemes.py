"""Schemes that the texts name and the table does not have, and large rows of the table that no text tells of."""

from collections.abc import Iterator

from bcf.fund.document import Scheme
from bcf.fund.findings import Severity
from bcf.fund.holding.schemes import distinctive, full_words, funded_in, is_among, size_of, still_named
from bcf.fund.holding.vocabulary import words_of
from bcf.fund.places import Place, Section
from bcf.fund.round import Column, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import texts_in
from bcf.fund.rules.naming import name
from bcf.fund.rules.quoting import passage
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_money import TEXTS
from bcf.fund.text import pounds

ENOUGH = 300
"""Words from which a narrative is expected to tell what the money buys."""


@rule(
    "TXT-056", "Schemes that the text says are paid from the plan have a row", Severity.ADVICE, *TEXTS,
    why="A scheme that is described and not in the table has no money, or is in the table under a name that nobody "
        "would look for.",
    mend="Add the row, or use the name that the table has.",
    basis=Basis.SPENDING, beta=True,
)
def named_scheme_has_a_row(context: Context) -> Iterator[Found]:
    rows = _said(context.planning_round, context.plan.schemes)
    if not rows:
        return
    told: set[tuple[str, ...]] = set()
    for text in texts_in(context):
        for funded in funded_in(text.reading):
            words = words_of(funded.name)
            if words not in told and not is_among(funded.name, rows):
                told.add(words)
                yield Found(
                    text.place,
                    f"{passage(funded.sentence.text, funded.name)} names “{funded.name}”, and no row of the"
                    f" expenditure "
                    "plan says anything like it.",
                    read=funded.name, expected="a row of the expenditure plan", about=f"“{text.name}”",
                )  # fmt: skip


@rule(
    "TXT-057", "Schemes of the plan before that the text says go on have a row", Severity.ADVICE, *TEXTS,
    why="Either the row was lost on the way from one plan to the next, or the text describes what has ended.",
    mend="Add the row, or say that the scheme has ended.",
    basis=Basis.SPENDING, beta=True,
)
def continuing_scheme_has_a_row(context: Context) -> Iterator[Found]:
    before = context.background
    if before.previous is None or before.previous_round is None or not context.plan.schemes:
        return
    rows = _said(context.planning_round, context.plan.schemes)
    names = {" ".join(row.name.split()): row for row in before.previous.schemes if len(words_of(row.name)) > 1}
    present = {words_of(row.name) for row in context.plan.schemes}
    gone = [one for one in names if words_of(one) not in present and distinctive(one) and not is_among(one, rows)]
    for text in texts_in(context):
        for funded in still_named(text.reading, gone):
            amount = max(names[funded.name].amounts.values(), default=None)
            spent = f", which the plan before had with {pounds(amount)}," if amount else ", which the plan before had,"
            yield Found(
                text.place,
                f"{passage(funded.sentence.text, funded.name)} names “{funded.name}”{spent} and this plan has no such "
                "row.",
                read=funded.name, expected="a row of the expenditure plan", about=f"“{text.name}”",
            )  # fmt: skip


def _said(planning_round: Round, schemes: tuple[Scheme, ...]) -> list[tuple[str, str]]:
    """Rows by name, each with all that it says of itself."""
    types, sub_types = planning_round.labels(Column.SCHEME_TYPE), planning_round.labels(Column.SUB_TYPE)
    sources = planning_round.labels(Column.SOURCE)
    return [
        (row.name, " ".join((
            row.name, row.description, row.type_other, row.area_other, types.get(row.scheme_type, ""),
            sub_types.get(row.sub_type, ""), sources.get(row.source, ""),
        )))
        for row in schemes
    ]  # fmt: skip


@rule(
    "TXT-058", "The narrative tells of every large row", Severity.ADVICE, Section.NARRATIVE,
    why="A reader expects the narrative to say what a large part of the pool buys.",
    mend="Say in a sentence what the money buys, with the name that the row has.",
    basis=Basis.NARRATIVE, beta=True,
)
def large_row_is_told(context: Context) -> Iterator[Found]:
    texts = [text for text in texts_in(context) if text.place.section is Section.NARRATIVE]
    if sum(size_of(text.reading) for text in texts) < ENOUGH:
        return
    said = frozenset().union(*(full_words(text.reading) for text in texts))
    share, missed = context.planning_round.checks.large_row, []
    for row in context.plan.schemes:
        large = any(
            row.amount(year) >= share * pool > 0
            for year in context.planning_round.years if (pool := context.figures.total_income(year))
        )  # fmt: skip
        if large and not _is_told(context.planning_round, row, said):
            missed.append(row)
    if missed:
        listed = "; ".join(f"{name(row)} ({pounds(max(row.amounts.values()))})" for row in missed)
        yield Found(
            Place(section=Section.NARRATIVE),
            f"the narrative says nothing of {'a row' if len(missed) == 1 else f'{len(missed)} rows'} of at least "
            f"{share:.0%} of the pool: {listed}.",
            read="nothing", expected="a sentence on each",
        )  # fmt: skip


def _is_told(planning_round: Round, row: Scheme, said: frozenset[str]) -> bool:
    """Whether the text has a word by which the row, its type or its source is known."""
    also = planning_round.names.sources.get(row.source, ()) if planning_round.names else ()
    labels = [
        planning_round.labels(Column.SCHEME_TYPE).get(row.scheme_type, ""),
        planning_round.labels(Column.SUB_TYPE).get(row.sub_type, ""),
    ]
    known = distinctive(row.name) | distinctive(row.type_other)
    if not known or known & said:
        return True
    source = planning_round.sources.get(row.source)
    if source is not None and not source.breakdown and any(set(words_of(one)) <= said for one in also):
        return True
    return any(bool(words) and words <= said for words in (distinctive(label) for label in labels))
