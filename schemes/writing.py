"""Changing rows of the expenditure plan: save, add, copy, delete. Each queues a check of the plan."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from bcf.fund.document import Scheme as SchemeValue
from plans.models import Plan
from plans.saving import delete_row, save_row
from schemes.models import Scheme, SchemeAmount, new_key
from schemes.part import NUMBERS, TEXTS

FIELDS = (*(name for name in TEXTS if name != "key"), *NUMBERS, "impact")


def save_scheme(plan: Plan, version: int, wanted: SchemeValue) -> Scheme:
    """Bring the row of that key to the wanted content, with its amounts.

    ``version`` is the one at which the row was read. Raises Conflict if it is no longer that.
    """
    return save_row(Scheme, plan, {"key": wanted.key}, version, _content(wanted), also=_AmountsOf(wanted))


def add_scheme(plan: Plan, content: SchemeValue | None = None) -> Scheme:
    """A new row at the end, empty or with that content under a key of its own."""
    with transaction.atomic():
        last = Scheme.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
        return _insert(plan, content, 0 if last is None else last + 1)


def copy_scheme(plan: Plan, original: Scheme, content: SchemeValue) -> Scheme:
    """A copy right below its original, without the amounts: the same money must not be planned twice unseen.

    The copy takes the original's position; rows of one position stand in the order in which they were
    made. So no other row has to move, and nobody who has one open meets a conflict for it.
    """
    return _insert(plan, content.model_copy(update={"amounts": {}}), original.position)


def remove_scheme(plan: Plan, key: str, version: int) -> None:
    """Delete a row. Raises Conflict if it was changed since it was read."""
    delete_row(Scheme, plan, {"key": key}, version)


def _insert(plan: Plan, content: SchemeValue | None, position: int) -> Scheme:
    content = content or SchemeValue(key="new")
    changes = {**_content(content), "position": position}
    return save_row(Scheme, plan, {"key": new_key()}, 0, changes, also=_AmountsOf(content))


def _content(wanted: SchemeValue) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in FIELDS}


class _AmountsOf:
    """Brings a row's amounts to those wanted, one by one so that each has its history."""

    def __init__(self, wanted: SchemeValue) -> None:
        self.wanted = wanted.amounts

    def __call__(self, row: Scheme) -> bool:
        held = {entry.year: entry for entry in row.amounts.all()}
        changed = False
        for year in sorted(held.keys() | self.wanted.keys()):
            changed |= self._set(row, year, held.get(year))
        return changed

    def _set(self, row: Scheme, year: str, entry: SchemeAmount | None) -> bool:
        amount = self.wanted.get(year)
        if entry is None and amount is not None:
            SchemeAmount.objects.create(scheme=row, year=year, amount=amount)
        elif entry is not None and amount is None:
            entry.delete()
        elif entry is not None and amount is not None and entry.amount != amount:
            entry.amount = amount
            entry.save()
        else:
            return False
        return True
