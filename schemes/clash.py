"""A save that met a newer row: who changed what since it was read, so that a person can decide."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from bcf.fund.document import Scheme as SchemeValue
from bcf.fund.round import Round
from plans.forms.moments import told
from plans.models import Plan
from schemes.columns import Cell, mark
from schemes.models import Scheme
from schemes.placing import MOVED


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that both changed: what the sender typed and what is saved, in words."""

    cell: Cell
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A refused save. ``version`` is that of the saved row, 0 if the row is gone.

    ``differences`` is what the sender changed and the saved row has otherwise; ``kept`` what only the
    other person changed, which stays whichever way the sender decides.
    """

    who: str
    when: datetime.datetime
    version: int
    differences: tuple[Difference, ...]
    kept: tuple[Difference, ...]

    @property
    def gone(self) -> bool:
        return self.version == 0

    @property
    def told(self) -> str:
        """When, in the words of the page."""
        return told(self.when)

    @property
    def each(self) -> bool:
        """Whether there are several cells to choose between."""
        return len(self.differences) > 1


def clash_between(
    planning_round: Round,
    texts: Mapping[Cell, str],
    changed: frozenset[Cell],
    marks: Mapping[Cell, str],
    current: Scheme,
    held: SchemeValue,
) -> Clash:
    """What stands between a submitted row and ``held``, the saved one."""
    differences, kept = [], []
    for cell, text in texts.items():
        saved = cell.text(held)
        both = Difference(cell, cell.words(planning_round, text), cell.words(planning_round, saved))
        if cell in changed:
            if text.strip() != saved.strip():
                differences.append(both)
        elif marks and marks[cell] != mark(saved):
            kept.append(both)
    who, when = last_change(current.plan, current.key)
    return Clash(who, when, current.version, tuple(differences), tuple(kept))


def clash_with_nothing(plan: Plan, key: str, planning_round: Round, texts: Mapping[Cell, str]) -> Clash:
    """A save of a row that was deleted meanwhile: everything typed is at stake."""
    who, when = last_change(plan, key)
    typed = tuple(Difference(cell, cell.words(planning_round, text), "") for cell, text in texts.items() if text)
    return Clash(who, when, 0, typed, ())


def was_deleted(plan: Plan, key: str) -> bool:
    """Whether the plan once had a row of that key."""
    history: Any = Scheme.history
    return bool(history.filter(plan_id=plan.pk, key=key).exists())


def last_change(plan: Plan, key: str) -> tuple[str, datetime.datetime]:
    """Who changed or deleted the row last, and when."""
    history: Any = Scheme.history
    # A move changes no content: whoever made it has nothing to do with a conflict.
    content = history.filter(plan_id=plan.pk, key=key).exclude(history_change_reason=MOVED)
    record = content.select_related("history_user").first()
    if record is None:
        return "somebody else", timezone.now()
    return str(record.history_user or "the system"), record.history_date
