"""Changing the table: whatever one person does to it in one go is one recorded change, made with the writing.

`change` opens the transaction and gives the desk at which to write; what is done there is kept as steps, so that
`schemes.undoing` can take it back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Max

from bcf.fund.document import Scheme as SchemeValue
from bcf.fund.places import Section
from plans.models import Conflict, Plan, User
from plans.running import queue_check
from plans.saving import hold_open
from schemes.grid import title_of
from schemes.models import Change, Scheme
from schemes.part import ROW_PARTS, scheme_value
from schemes.placing import above, below, order_of, put_below
from schemes.steps import Standing, Step, as_json, edited
from schemes.writing import add_scheme, copy_scheme, remove_scheme, save_scheme

KEPT = 100
"""How many changes of a person are kept for a plan."""


class DoneAlready(Exception):
    """The form was sent twice, and what it asks for is done."""


def content_of(plan: Plan, key: str) -> SchemeValue | None:
    """The row of that key as it is stored now."""
    row = Scheme.objects.filter(plan=plan, key=key).prefetch_related(*ROW_PARTS).first()
    return None if row is None else scheme_value(row)


class Desk:
    """Where a change is made: every row written here becomes a step of it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.steps: list[Step] = []
        self.title = ""

    def save(self, version: int, wanted: SchemeValue) -> Scheme:
        """Bring a row to the wanted content. Raises Conflict if it is no longer at that version."""
        before = content_of(self.plan, wanted.key)
        row = save_scheme(self.plan, version, wanted)
        if before is not None:
            self._note(edited(before, wanted), wanted)
        return row

    def add(self, content: SchemeValue | None = None) -> Scheme:
        """A new row at the end, empty or with that content under a key of its own."""
        row = add_scheme(self.plan, content)
        return self._put_in(row)

    def copy(self, original: Scheme, content: SchemeValue) -> Scheme:
        """A copy of a row right below it, without its money."""
        row = copy_scheme(self.plan, original, content)
        put_below(self.plan, row.key, original.key)
        return self._put_in(row)

    def _put_in(self, row: Scheme) -> Scheme:
        standing = self._standing(scheme_value(row))
        self._note(Step(key=row.key, pk=row.pk, put_in=standing), standing.content)
        return row

    def remove(self, key: str, version: int) -> None:
        """Take a row out. Raises Conflict if it is no longer at that version."""
        row = Scheme.objects.filter(plan=self.plan, key=key).prefetch_related(*ROW_PARTS).first()
        if row is None:
            raise Conflict(None)
        standing = self._standing(scheme_value(row))
        pk = row.pk
        remove_scheme(self.plan, key, version)
        self._note(Step(key=key, pk=pk, taken_out=standing), standing.content)

    def move(self, key: str, neighbour: str) -> None:
        """Have a row stand right below another; first of all if that is "". Raises KeyError if one of them is gone."""
        order = order_of(self.plan)
        if all(placed.key != key for placed in order):
            raise KeyError(key)
        was = above(order, key)
        if put_below(self.plan, key, neighbour):
            held = content_of(self.plan, key) or SchemeValue(key=key)
            self._note(Step(key=key, place=(was, neighbour)), held)

    def _standing(self, content: SchemeValue) -> Standing:
        order = order_of(self.plan)
        return Standing(content=content, above=above(order, content.key), below=below(order, content.key))

    def _note(self, step: Step | None, row: SchemeValue) -> None:
        if step is not None:
            self.steps.append(step)
            self.title = self.title or title_of(row)


@contextmanager
def change(plan: Plan, person: User, kind: Change.Kind, *, once: str = "") -> Iterator[Desk]:
    """A change by that person: all of it is stored or nothing, and it is the first that undo takes back.

    ``once`` names the form that asks for it. Raises DoneAlready if that form was carried out before.
    """
    with transaction.atomic():
        hold_open(plan, Section.EXPENDITURE)
        if once and Change.objects.filter(plan=plan, person=person, once=once).exists():
            raise DoneAlready
        desk = Desk(plan)
        yield desk
        if desk.steps:
            _record(plan, person, kind, desk, once)


def next_turn(plan: Plan) -> int:
    """The number of what happens now among all that happened to the plan's table."""
    last: int | None = Change.objects.filter(plan=plan).aggregate(last=Max("turn"))["last"]
    return (last or 0) + 1


def _record(plan: Plan, person: User, kind: Change.Kind, desk: Desk, once: str) -> None:
    own: Any = Change.objects.filter(plan=plan, person=person)
    # A new change takes the way forward from those that were taken back.
    own.filter(undone=True).delete()
    keys = list(dict.fromkeys(step.key for step in desk.steps))
    parts = {path for step in desk.steps for path in step.parts}
    only_parts = all(step.parts for step in desk.steps)
    Change.objects.create(
        plan=plan, person=person, kind=kind, turn=next_turn(plan), rows=len(keys), key=keys[0], once=once,
        title=desk.title, leaf=next(iter(parts)) if only_parts and len(parts) == 1 else "",
        steps=as_json(desk.steps),
    )  # fmt: skip
    old = list(own.order_by("-turn").values_list("pk", flat=True)[KEPT : KEPT + 50])
    if old:
        Change.objects.filter(pk__in=old).delete()
    if any(step.place for step in desk.steps):
        queue_check(plan)
