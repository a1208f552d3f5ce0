"""What the rules about texts and tables share while one plan is checked: its texts, names and figures.

Each is worked out once for a check, and every rule that asks is noted as having read what it is made of.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from bcf.fund.balances import Figures
from bcf.fund.claims import read_claims
from bcf.fund.claims.values import Reading
from bcf.fund.holding.shapes import words_in
from bcf.fund.holding.standing import Standings
from bcf.fund.holding.vocabulary import Named, Vocabulary, names_of_plan, names_of_round, vocabulary_of, word_set
from bcf.fund.places import Place, Section
from bcf.fund.prose import read
from bcf.fund.round import Column
from bcf.fund.rules.context import Background, Context
from bcf.fund.rules.naming import name as name_of
from bcf.fund.rules.naming import place as place_in
from bcf.fund.rules.texts import PlacedText, written

Made = TypeVar("Made")

_DIGIT = re.compile(r"\d")

_kept: WeakKeyDictionary[Context, dict[Any, tuple[Any, frozenset[str]]]] = WeakKeyDictionary()


def once(context: Context, make: Callable[[Context], Made]) -> Made:
    """What a function makes of a check's context, made once; whoever asks has read what it read."""
    kept = _kept.setdefault(context, {})
    if make not in kept:
        earlier = set(context.reads)
        context.reads.clear()
        made = make(context)
        kept[make] = made, frozenset(context.reads)
        context.reads.update(earlier)
    value, reads = kept[make]
    context.reads.update(reads)
    return value  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Names:
    """What a round and a plan name. A text is read with those names alone that it has every word of."""

    of_round: Vocabulary
    of_plan: tuple[Named, ...]
    _known: dict[Reading, tuple[Vocabulary, Vocabulary]] = field(default_factory=dict)

    def in_text(self, reading: Reading) -> tuple[Vocabulary, Vocabulary]:
        """The names that may stand in a text: so a row that gets another name does not make every text read anew."""
        if reading not in self._known:
            words = words_in(reading)
            own = tuple((name, key) for name, key in self.of_plan if word_set(name) <= words)
            self._known[reading] = self.of_round, vocabulary_of(own)
        return self._known[reading]


def texts_in(context: Context) -> tuple[PlacedText, ...]:
    """Every text of the plan, each with its place; figures named in braces are the plan's own and are left out."""
    return once(context, _texts)


def _texts(context: Context) -> tuple[PlacedText, ...]:
    return tuple(
        PlacedText(
            place, name, read_claims(text, place.anchor, dict.fromkeys(read(text).names, "[a figure of the plan]"))
        )
        for place, name, text in chain(written(context), _listed(context))
        if text.strip()
    )


def _listed(context: Context) -> Iterator[tuple[Place, str, str]]:
    """The texts of lists: risks, milestones, and what rows say of themselves where that has a number in it."""
    plan = context.plan
    for risk in plan.risks if context.planning_round.risks else ():
        for field_name, text in (("risk", risk.risk), ("mitigation", risk.mitigation)):
            yield Place(section=Section.RISKS, item=risk.key, field=field_name), "Risk log", text
    for step in plan.milestones if context.planning_round.milestones else ():
        for field_name, text in (("title", step.title), ("comment", step.comment)):
            yield Place(section=Section.MILESTONES, item=step.key, field=field_name), "Milestones", text
    if Column.DESCRIPTION in context.planning_round.columns:
        for row in plan.schemes:
            if _DIGIT.search(row.description):
                yield place_in(row, Column.DESCRIPTION), f"{name_of(row)}, description", row.description


def names_in(context: Context) -> Names:
    """What the round and the plan name."""
    return once(context, _names)


def _names(context: Context) -> Names:
    planning_round, plan = context.planning_round, context.plan
    return Names(
        vocabulary_of(tuple(names_of_round(planning_round))),
        tuple(names_of_plan(plan.schemes, plan.board, planning_round)),
    )


def standings_in(context: Context) -> Standings:
    """What the figures of the plan come to."""
    return once(context, _standings)


def _standings(context: Context) -> Standings:
    return Standings(context.figures)


def standings_before(background: Background) -> Standings | None:
    """What the figures of the plan before come to, where there is one."""
    return None if background.previous is None else _before(_Held(background))


class _Held:
    """A background that is told from others by its digest alone."""

    def __init__(self, background: Background) -> None:
        self.background = background

    def __hash__(self) -> int:
        return hash(self.background.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.background.digest == self.background.digest


@lru_cache(maxsize=8)
def _before(held: _Held) -> Standings | None:
    before = held.background
    if before.previous is None or before.previous_round is None:
        return None
    return Standings(Figures(before.previous_round, before.previous))
