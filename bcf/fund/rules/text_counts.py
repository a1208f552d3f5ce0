"""Counts in the texts of a plan: of its schemes, its partners, the changes of the maturity model, what is met."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bcf.fund.document import BodyKind
from bcf.fund.findings import Severity
from bcf.fund.holding.counts import Count, Counted, Words, counts_of
from bcf.fund.holding.vocabulary import words_of
from bcf.fund.round import Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import names_in, texts_in
from bcf.fund.rules.quoting import passage
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_money import TEXTS


@rule(
    "TXT-052", "Counts in the text are those of the plan", Severity.ADVICE, *TEXTS,
    why="A number of schemes, partners or changes that is not the plan's is mostly one of last year.",
    mend="Write the number that the plan has.",
    basis=Basis.NARRATIVE, beta=True,
)
def count_is_the_plans(context: Context) -> Iterator[Found]:
    names, words = names_in(context), _words(context.planning_round)
    for text in texts_in(context):
        for count in counts_of(text.reading, names.in_text(text.reading), words):
            given = _given(count, context)
            if given and not any(Decimal(one) in count.figure.interval for one in given):
                said = count.figure.said
                yield Found(
                    text.place,
                    f"{passage(count.figure.quote, said)} counts {said}; {_called(count, context.planning_round)} in"
                    f" the "
                    f"plan: {given[0]}.",
                    read=said, expected=str(given[0]), about=f"“{text.name}”",
                    remedy=f"Write {given[0]} instead of {said}, or correct the tables.",
                )  # fmt: skip


def _words(planning_round: Round) -> Words:
    also, maturity = planning_round.names, planning_round.maturity
    bodies = (planning_round.round.nhs_body, *(also.nhs_body if also else ()))
    called = (*(also.changes if also else ()), *(("changes",) if maturity else ()))
    return Words(
        nhs_bodies="|".join(re.escape(f"{name.lower()}s") for name in bodies),
        changes="|".join(re.escape(name.lower()) for name in sorted(called, key=len, reverse=True)),
        levels=tuple(level.label for level in maturity.levels) if maturity else (),
    )


def _called(count: Count, planning_round: Round) -> str:
    """What is counted, in words that a number follows."""
    match count.counted:
        case Counted.SCHEMES:
            return "schemes"
        case Counted.NHS_BODIES:
            return f"NHS bodies of the board ({planning_round.round.nhs_body})"
        case Counted.DISTRICTS:
            return "districts of the board"
        case Counted.CHANGES:
            return "changes in the maturity model"
        case Counted.AT_LEVEL:
            return f"changes planned to be “{count.level}”"
        case Counted.CONDITIONS:
            return "national conditions"
        case Counted.REQUIREMENTS:
            return "planning requirements"
        case Counted.MET:
            return "requirements answered Yes"


def _given(count: Count, context: Context) -> list[int]:
    """Every number that the passage may mean, the likeliest first; none where the plan does not say."""
    plan, planning_round = context.plan, context.planning_round
    match count.counted:
        case Counted.SCHEMES:
            rows = plan.schemes
            kinds = [rows, {row.scheme_id for row in rows}, {words_of(row.name) for row in rows},
                     {(row.scheme_id, words_of(row.name)) for row in rows}]  # fmt: skip
            return [len(kind) for kind in kinds] if rows else []
        case Counted.NHS_BODIES | Counted.DISTRICTS:
            kind = BodyKind.NHS if count.counted is Counted.NHS_BODIES else BodyKind.DISTRICT
            bodies = sum(body.kind is kind for body in plan.board.bodies)
            return [bodies] if bodies else []
        case Counted.CHANGES:
            return [len(planning_round.maturity.changes)] if planning_round.maturity else []
        case Counted.AT_LEVEL:
            return _at_level(count, context)
        case Counted.CONDITIONS:
            return [len(planning_round.conditions.items)]
        case Counted.REQUIREMENTS:
            return [len(planning_round.requirements.items)]
        case Counted.MET:
            return [sum(answer.met == "yes" for answer in plan.requirements)] if plan.requirements else []


def _at_level(count: Count, context: Context) -> list[int]:
    """Changes at a level, and at that level or above; planned ones, and where the passage is of today present ones."""
    maturity = context.planning_round.maturity
    code = next((item.code for item in maturity.levels if item.label == count.level), "") if maturity else ""
    least = maturity.rank(code) if maturity else None
    told = [level.current if count.present else level.planned for level in context.plan.maturity]
    ranks = [maturity.rank(level) for level in told] if maturity else []
    if least is None or None in ranks or maturity is None or len(ranks) != len(maturity.changes):
        return []
    known = [rank for rank in ranks if rank is not None]
    return [sum(rank == least for rank in known), sum(rank >= least for rank in known)]
