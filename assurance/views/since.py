"""What changed from one submitted version to another, and what of the review has to be looked at again."""

from functools import cached_property
from typing import Any

from django.http import Http404

from assurance.reviewing import ShownRequirement
from assurance.since import since
from assurance.views.base import ReviewView
from bcf.fund.difference import Fate
from bcf.fund.document import PlanDocument
from bcf.fund.stages import Verb
from plans.models import Event, Seal
from schemes.beside import WORDS, Sums, row_shown, totals


class SincePage(ReviewView):
    """The last two versions, or two that are chosen by ``from`` and ``to``."""

    template_name = "assurance/since.html"

    @cached_property
    def versions(self) -> list[Seal]:
        """Every version that was submitted, the first one first."""
        seals = Event.objects.filter(plan=self.plan, verb=Verb.SUBMIT).values("seal")
        return list(Seal.objects.filter(pk__in=seals).order_by("number"))

    def chosen(self, name: str, otherwise: Seal) -> Seal:
        """The version whose number the address gives. Raises Http404 for one that was not submitted."""
        number = self.request.GET.get(name, "")
        if not number:
            return otherwise
        found = next((seal for seal in self.versions if str(seal.number) == number), None)
        if found is None:
            raise Http404("This version was not submitted")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = self.versions
        before, after = self.chosen("from", versions[max(len(versions) - 2, 0)]), self.chosen("to", versions[-1])
        context: dict[str, Any] = {
            "before": before, "after": after,
            "items_from": _items(versions, before), "items_to": _items(versions, after),
            "again": [shown for shown in self.review.requirements if _again(shown)],
            "kept": [shown for shown in self.review.requirements if shown.settled],
        }  # fmt: skip
        if before != after:
            context |= self._compared(before, after)
        return super().get_context_data(**context, **kwargs)

    def _compared(self, before: Seal, after: Seal) -> dict[str, Any]:
        found = since(self.round, PlanDocument.from_json(before.document), PlanDocument.from_json(after.document))
        rows = found.rows
        return {
            "since": found,
            "pool": Sums.of(found.money.pool.total),
            "planned": Sums.of(found.money.planned.total),
            "income": totals(found.income),
            "fates": [
                (WORDS[fate], [row_shown(row, self.round, self.round) for row in rows[fate]])
                for fate in (Fate.NEW, Fate.ENDED, Fate.RENAMED, Fate.CHANGED)
            ],
        }  # fmt: skip


def _again(shown: ShownRequirement) -> bool:
    given = (shown.rating, *(side.shown for side in shown.sides))
    return any(one.again for one in given if one)


def _items(versions: list[Seal], chosen: Seal) -> list[dict[str, Any]]:
    return [
        {"value": str(seal.number), "text": f"{seal}", "selected": seal == chosen} for seal in versions
    ]
