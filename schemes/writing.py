"""Changing rows of the expenditure plan: save, add, copy, delete. Each queues a check of the plan."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from bcf.fund.document import Scheme as SchemeValue
from plans.models import Plan
from plans.running import queue_check
from plans.saving import delete_row, save_row
from plans.together.marks import overtake
from schemes.models import Scheme, SchemeAmount, SchemePayer, new_key
from schemes.part import NUMBERS, TEXTS

FIELDS = (*(name for name in TEXTS if name != "key"), *NUMBERS, "impact")


def save_scheme(plan: Plan, version: int, wanted: SchemeValue) -> Scheme:
    """Bring the row of that key to the wanted content, with its amounts and payers.

    ``version`` is the one at which the row was read. Raises Conflict if it is no longer that.
    """
    return save_row(Scheme, plan, {"key": wanted.key}, version, _content(wanted), also=_MoneyOf(wanted))


def add_scheme(plan: Plan, content: SchemeValue | None = None) -> Scheme:
    """A new row at the end, empty or with that content under a key of its own."""
    with transaction.atomic():
        last = Scheme.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
        return _insert(plan, content, 0 if last is None else last + 1)


def copy_scheme(plan: Plan, original: Scheme, content: SchemeValue) -> Scheme:
    """A copy right below its original, without amounts and payers: the same money must not be planned twice unseen.

    The copy takes the original's position; rows of one position stand in the order in which they were
    made. So no other row has to move, and nobody who has one open meets a conflict for it.
    """
    return _insert(plan, content.model_copy(update={"amounts": {}, "payers": {}}), original.position)


def remove_scheme(plan: Plan, key: str, version: int) -> None:
    """Delete a row. Raises Conflict if it was changed since it was read."""
    delete_row(Scheme, plan, {"key": key}, version)


def restore_scheme(plan: Plan, content: SchemeValue, pk: int) -> Scheme:
    """Put a deleted row back under its key, at the end. Its history and its version go on.

    A page that still shows the row as it was before is so refused when it saves. Runs in a transaction that holds
    the plan.
    """
    history: Any = Scheme.history
    last = history.filter(plan_id=plan.pk, key=content.key).values_list("version", flat=True).first()
    end = Scheme.objects.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0
    taken = pk == 0 or Scheme.objects.filter(pk=pk).exists()
    row = Scheme(
        pk=None if taken else pk, plan=plan, key=content.key, version=(last or 0) + 1, position=end + 1,
        **_content(content),
    )  # fmt: skip
    row.save(force_insert=True)
    _MoneyOf(content)(row)
    overtake(row, plan)
    queue_check(plan)
    return row


def _insert(plan: Plan, content: SchemeValue | None, position: int) -> Scheme:
    content = content or SchemeValue(key="new")
    changes = {**_content(content), "position": position}
    return save_row(Scheme, plan, {"key": new_key()}, 0, changes, also=_MoneyOf(content))


def _content(wanted: SchemeValue) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in FIELDS}


class _MoneyOf:
    """Brings a row's amounts and payers to those wanted, one by one so that each has its history."""

    def __init__(self, wanted: SchemeValue) -> None:
        self.amounts = wanted.amounts
        self.payers = {
            (body, year): amount for body, by_year in wanted.payers.items() for year, amount in by_year.items()
        }

    def __call__(self, row: Scheme) -> bool:
        held = {entry.year: entry for entry in row.amounts.all()}
        changed = [
            _set(held.get(year), self.amounts.get(year), partial(SchemeAmount, scheme=row, year=year))
            for year in sorted(held.keys() | self.amounts.keys())
        ]
        paid = {(entry.body, entry.year): entry for entry in row.payers.all()}
        changed += [
            _set(paid.get(key), self.payers.get(key), partial(SchemePayer, scheme=row, body=key[0], year=key[1]))
            for key in sorted(paid.keys() | self.payers.keys())
        ]
        return any(changed)


def _set(
    entry: SchemeAmount | SchemePayer | None, amount: Decimal | None, new: Callable[[], SchemeAmount | SchemePayer]
) -> bool:
    """Make, change or delete what holds an amount. Gives whether there was anything to do."""
    if amount is None:
        if entry is not None:
            entry.delete()
        return entry is not None
    if entry is not None and entry.amount == amount:
        return False
    entry = entry or new()
    entry.amount = amount
    entry.save()
    return True
