"""Taking back one's own last change, and giving it back.

Nothing of somebody else is overwritten: a part of a row is set back only if it still holds what the change put
there and nobody else has set it since. What is left is told, row by row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from bcf.fund.document import Scheme as SchemeValue
from bcf.fund.places import Section
from plans.models import Plan, User
from plans.running import queue_check
from plans.saving import hold_open
from schemes.changes import content_of, next_turn
from schemes.grid import title_of
from schemes.leaves import leaves, with_leaves
from schemes.models import Change, Scheme
from schemes.placing import above, order_of, put_below
from schemes.steps import PLACE, ROW, Standing, Step, as_json, back, from_json, same_content
from schemes.writing import remove_scheme, restore_scheme, save_scheme


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken back, because somebody else changed it since. ``path`` is a part of the row,
    or ROW or PLACE; ``gone`` tells that the row is there no more."""

    key: str
    title: str
    path: str
    gone: bool = False


@dataclass(slots=True)
class Taken:
    """What came of undo or redo: the rows that changed, those that went, and what was left."""

    change: Change
    back: bool
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def last_done(plan: Plan, person: User) -> Change | None:
    """The change that undo would take back, without its steps."""
    return Change.objects.defer("steps").filter(plan=plan, person=person, undone=False).first()


def last_undone(plan: Plan, person: User) -> Change | None:
    """The change that redo would give back, without its steps."""
    return Change.objects.defer("steps").filter(plan=plan, person=person, undone=True).first()


def undo(plan: Plan, person: User, *, expected: int | None = None) -> Taken | None:
    """Take back the person's last change; None if there is none, or it is not the expected one."""
    return _toggle(plan, person, undone=False, expected=expected)


def redo(plan: Plan, person: User, *, expected: int | None = None) -> Taken | None:
    """Give back what the person took back last; None if there is nothing, or it is not the expected change."""
    return _toggle(plan, person, undone=True, expected=expected)


def _toggle(plan: Plan, person: User, *, undone: bool, expected: int | None) -> Taken | None:
    with transaction.atomic():
        hold_open(plan, Section.EXPENDITURE)
        change = Change.objects.filter(plan=plan, person=person, undone=undone).first()
        if change is None or expected not in (None, change.pk):
            return None
        steps = from_json(change.steps)
        taken = Taken(change, back=not undone)
        walk = _Walk(plan, _of_others(change), taken)
        made = [step for step in map(walk.take, steps if undone else back(steps)) if step is not None]
        if made:
            change.steps = as_json(made if undone else back(made))
            change.undone = not undone
            change.turn = next_turn(plan)
            change.save()
            queue_check(plan)
        else:
            change.delete()
        return taken


def _of_others(change: Change) -> frozenset[tuple[str, str]]:
    """What other people have changed since and not taken back, by row and part."""
    later: Any = Change.objects.filter(plan_id=change.plan_id, undone=False, turn__gt=change.turn)
    others = later.exclude(person_id=change.person_id).values_list("steps", flat=True)
    return frozenset(touch for steps in others for step in from_json(steps) for touch in step.touched)


class _Walk:
    """Takes steps one by one, leaving alone what others changed. Each answers with as much as was done of it."""

    def __init__(self, plan: Plan, foreign: frozenset[tuple[str, str]], taken: Taken) -> None:
        self.plan = plan
        self.foreign = foreign
        self.foreign_keys = {key for key, path in foreign if path != PLACE}
        self.taken = taken

    def take(self, step: Step) -> Step | None:
        held = content_of(self.plan, step.key)
        if step.put_in:
            return self._put_in(step, step.put_in, held)
        if held is None:
            if not step.taken_out:
                paths = [PLACE] if step.place else list(step.parts)
                self._leave(step.key, None, paths, gone=True)
            return None
        if step.taken_out:
            return self._take_out(step, step.taken_out, held)
        return self._move(step, held) if step.place else self._set(step, held)

    def _set(self, step: Step, held: SchemeValue) -> Step | None:
        now = leaves(held)
        mine = {
            path: pair
            for path, pair in step.parts.items()
            if now.get(path) == pair[0] and (step.key, path) not in self.foreign
        }
        self._leave(step.key, held, [path for path in step.parts if path not in mine])
        if not mine:
            return None
        wanted = with_leaves(held, {path: new for path, (_, new) in mine.items()})
        save_scheme(self.plan, Scheme.objects.get(plan=self.plan, key=step.key).version, wanted)
        self.taken.changed.append(step.key)
        return step.model_copy(update={"parts": mine})

    def _put_in(self, step: Step, standing: Standing, held: SchemeValue | None) -> Step | None:
        if held is not None:
            self._leave(step.key, held, [ROW])
            return None
        restore_scheme(self.plan, standing.content, step.pk)
        keys = {placed.key for placed in order_of(self.plan)}
        if standing.above in keys or not standing.above:
            put_below(self.plan, step.key, standing.above)
        elif standing.below in keys:
            put_below(self.plan, step.key, above(order_of(self.plan), standing.below))
        self.taken.changed.append(step.key)
        return step

    def _take_out(self, step: Step, standing: Standing, held: SchemeValue) -> Step | None:
        if not same_content(held, standing.content) or step.key in self.foreign_keys:
            self._leave(step.key, held, [ROW])
            return None
        remove_scheme(self.plan, step.key, Scheme.objects.get(plan=self.plan, key=step.key).version)
        self.taken.removed.append(step.key)
        return step

    def _move(self, step: Step, held: SchemeValue) -> Step | None:
        _, wanted = step.place or ("", "")
        keys = {placed.key for placed in order_of(self.plan)}
        if (step.key, PLACE) in self.foreign or (wanted and wanted not in keys):
            self._leave(step.key, held, [PLACE])
            return None
        put_below(self.plan, step.key, wanted)
        self.taken.changed.append(step.key)
        return step

    def _leave(self, key: str, held: SchemeValue | None, paths: Iterable[str], *, gone: bool = False) -> None:
        title = title_of(held) if held else ""
        self.taken.left += [Left(key, title, path, gone) for path in paths]
