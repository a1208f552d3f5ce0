"""What the page shows when two people wrote one answer at the same time."""

import datetime
from dataclasses import dataclass
from typing import Any

from plans.forms.entry import BLANK
from plans.models import Answer, Plan
from plans.writing.merging import Change, Part, Words, combined, compared, merge


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the text as it is compared: what each side did to it, word by word."""

    part: Part
    number: int
    mine: tuple[Words, ...]
    theirs: tuple[Words, ...]

    @property
    def both(self) -> bool:
        """Whether somebody has to choose."""
        return self.part.change is Change.BOTH

    @property
    def paragraphs(self) -> int:
        return len([line for line in self.part.mine.split("\n") if line.strip()])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an answer with what both began from, None where that is not known any more."""

    by: str
    at: datetime.datetime | None
    base: str | None
    mine: str
    theirs: str
    removed: bool
    parts: tuple[ShownPart, ...]
    proposal: str

    @property
    def overlaps(self) -> int:
        """How many parts both changed."""
        return sum(part.both for part in self.parts)


def compare(plan: Plan, current: Answer | None, *, token: str, mine: str) -> Comparison:
    """What was typed over the version that ``token`` names, beside the answer as somebody else saved it since."""
    base, theirs = _read(plan, token), current.text if current else ""
    parts = merge(base, mine, theirs)
    record = _record(plan, current, token)
    return Comparison(
        by=str((record and record.history_user) or "somebody else"),
        at=record.history_date if record else None,
        base=base, mine=mine, theirs=theirs, removed=current is None,
        parts=tuple(_shown(part, number, base is None) for number, part in enumerate(parts, start=1)),
        proposal=combined(parts),
    )  # fmt: skip


def _shown(part: Part, number: int, no_base: bool) -> ShownPart:
    before = part.theirs if no_base else part.base
    mine = compared(before.strip("\n"), part.mine.strip("\n"))
    theirs = compared((part.mine if no_base else part.base).strip("\n"), part.theirs.strip("\n"))
    return ShownPart(part, number, mine, theirs)


def _read(plan: Plan, token: str) -> str | None:
    """The text that a page was read from, out of the history; None if the token names no version that is kept."""
    if token == BLANK:
        return ""
    pk, _, version = token.partition(".")
    if not (pk.isdecimal() and version.isdecimal()) or len(token) > 30:
        return None
    history: Any = Answer.history
    read = history.filter(id=int(pk), version=int(version), plan_id=plan.pk).exclude(history_type="-").first()
    return None if read is None else str(read.text)


def _record(plan: Plan, current: Answer | None, token: str) -> Any:
    """The entry of the history that says who saved or removed the answer last."""
    pk = token.partition(".")[0]
    if current is None and not (pk.isdecimal() and len(pk) < 19):
        return None
    history: Any = Answer.history
    key = current.pk if current else int(pk)
    return history.filter(id=key, plan_id=plan.pk).select_related("history_user").first()
