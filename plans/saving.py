"""Saving one editable row: compare its version under a lock, then set. A stale save changes nothing."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from bcf.fund.places import Section
from bcf.fund.stages import Stage
from plans.models import Conflict, Plan, Versioned
from plans.running import queue_check
from plans.together.marks import overtake

Row = TypeVar("Row", bound=Versioned)


class Closed(PermissionDenied):
    """The plan, or the section, cannot be changed as the plan stands."""

    def __init__(self, stage: Stage) -> None:
        which = "this section is not one of those sent back" if stage.editable else "its content cannot be changed"
        super().__init__(f"The plan is {stage.words.lower()}: {which}. What was sent last has not been stored.")


def hold(plan: Plan) -> None:
    """Have whoever else writes in this plan wait until this transaction is through.

    Taken before any row of the plan: two who lock rows and the plan's job in another order would wait for each other.
    """
    list(Plan.objects.select_for_update(no_key=True).order_by().filter(pk=plan.pk).values_list("pk"))


def hold_open(plan: Plan, *sections: Section) -> None:
    """The same for somebody who is about to change its content: those sections, or any. Raises Closed."""
    hold(plan)
    require_open(plan, *sections)


def require_open(plan: Plan, *sections: Section) -> None:
    """See to it that the sections may be changed as the plan stands now. Raises Closed."""
    stage = plan.stage_now()
    if not stage.editable or (sections and not plan.open_sections(stage).issuperset(sections)):
        raise Closed(stage)


def _sections(row: Versioned) -> tuple[Section, ...]:
    return (row.stands_in,) if row.stands_in else ()


def save_row(
    model: type[Row],
    plan: Plan,
    identity: Mapping[str, Any],
    version: int,
    changes: Mapping[str, Any],
    *,
    also: Callable[[Row], bool] | None = None,
) -> Row:
    """Set fields of the row that ``identity`` names within the plan and queue a check of the plan.

    ``version`` is what the browser read: 0 for a row that was not there. ``also`` saves what hangs on
    the row and says whether it changed anything. A save that changes nothing keeps the version. One that
    changes something takes away what other bodies had agreed of the section: see `plans.together.marks`.
    Raises Conflict, with the row as it now stands, when it was saved or deleted by somebody else since, and Closed
    where the plan as it stands cannot be changed there.
    """
    try:
        with transaction.atomic():
            hold(plan)
            row = _current(model, {"plan": plan, **identity}, version)
            require_open(plan, *_sections(row))
            different = [name for name, value in changes.items() if getattr(row, name) != value]
            for name in different:
                setattr(row, name, changes[name])
            if version == 0:
                row.save()
            beside = also(row) if also else False
            if version and (different or beside):
                row.version += 1
                row.save()
            if different or beside or version == 0:
                overtake(row, plan)
                queue_check(plan)
            return row
    except IntegrityError:
        if (current := _find(model, {"plan": plan, **identity})) is None:
            raise
        raise Conflict(current) from None


def delete_row(model: type[Row], plan: Plan, identity: Mapping[str, Any], version: int) -> None:
    """Delete a row that nobody changed since it was read. Raises Conflict as `save_row` does."""
    with transaction.atomic():
        hold(plan)
        row = _current(model, {"plan": plan, **identity}, version)
        require_open(plan, *_sections(row))
        row.delete()
        overtake(row, plan)
        queue_check(plan)


def add_apart(model: type[Row], identity: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
    """Add a row that belongs to no plan. Raises Conflict, with the row, when it is there already."""
    try:
        with transaction.atomic():
            row = model(**identity, **values)
            row.save()
            return row
    except IntegrityError:
        if (current := _find(model, identity)) is None:
            raise
        raise Conflict(current) from None


def delete_apart(model: type[Row], identity: Mapping[str, Any], version: int) -> None:
    """Delete a row that belongs to no plan. Raises Conflict when somebody else saved or deleted it since."""
    with transaction.atomic():
        _current(model, identity, version).delete()


def _find(model: type[Row], identity: Mapping[str, Any]) -> Row | None:
    rows: Any = model._default_manager
    found: Row | None = rows.filter(**identity).first()
    return found


def _current(model: type[Row], identity: Mapping[str, Any], version: int) -> Row:
    rows: Any = model._default_manager
    row: Row | None = rows.select_for_update().filter(**identity).first()
    if row is None and version == 0:
        return model(**identity)
    if row is None or row.version != version:
        raise Conflict(row)
    return row
