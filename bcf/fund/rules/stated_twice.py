"""Amounts that a text states twice, and that the tables may show to be wrong as well.

One cause gives one finding. A rule about the tables says which of the two amounts is wrong, so it speaks alone once it
counts. While it is on trial the rule about the text speaks, which counts already.
"""

from collections.abc import Iterator

from bcf.fund.claims.comparing import Contradiction, Fault, contradictions_of
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import once
from bcf.fund.rules.texts import texts_of

Statement = tuple[str, int, str]
"""An amount in a text: the text, the block of it, and the amount as it is spelled there."""


def contradictions(context: Context) -> tuple[Contradiction, ...]:
    """What the texts of the plan say against themselves and each other."""
    return once(context, _contradictions)


def _contradictions(context: Context) -> tuple[Contradiction, ...]:
    one_year = len(context.planning_round.years) == 1
    return tuple(contradictions_of((text.reading for text in texts_of(context)), one_year))


def stated_twice(context: Context) -> frozenset[Statement]:
    """Both statements of every amount that is given in two ways."""
    return once(context, _stated_twice)


def _stated_twice(context: Context) -> frozenset[Statement]:
    return frozenset(
        statement for one in contradictions(context) if one.fault is Fault.AMOUNT for statement in statements(one)
    )  # fmt: skip


def statements(one: Contradiction) -> Iterator[Statement]:
    """The statements that contradict each other."""
    yield one.spot.question, one.spot.block, one.read
    if one.other_spot:
        yield one.other_spot.question, one.other_spot.block, one.expected
