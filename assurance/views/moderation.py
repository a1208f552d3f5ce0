"""The moderation of ratings: a Better Care Manager sees the region, the national team every region."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from assurance.models import RatingChoice
from assurance.moderation import Moderation, moderated_plans, moderation
from plans.models import Plan
from plans.rounds import all_rounds


class ModerationPage(TemplateView):
    """Ratings of one round side by side. The filters are the address."""

    template_name = "assurance/moderation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = moderated_plans(self.request.user)  # type: ignore[arg-type]
        if plans is None:
            raise Http404("Ratings are compared by Better Care Managers and the national team")
        found = [plan for plan in plans if plan.round_id in all_rounds()]
        round_id, region = self._chosen(found), self.request.GET.get("region", "")
        of_round = [plan for plan in found if plan.round_id == round_id]
        regions = sorted({plan.board.region for plan in of_round})
        shown = moderation(
            all_rounds()[round_id], [plan for plan in of_round if not region or plan.board.region == region]
        )
        return super().get_context_data(
            nav="Reviewer’s desk",
            shown=shown,
            heads=[*shown.regions, "All"] if len(shown.regions) > 1 else ["All"],
            lines=list(_lines(shown)),
            round_items=[{"value": key, "text": item.title, "selected": key == round_id}
                         for key, item in all_rounds().items()],
            region_items=[{"value": value, "text": text, "selected": value == region}
                          for value, text in {"": "All regions", **{name: name for name in regions}}.items()],
            **kwargs,
        )  # fmt: skip

    def _chosen(self, plans: list[Plan]) -> str:
        """The round of the address; without one the newest that has plans here."""
        asked = self.request.GET.get("round", "")
        if asked in all_rounds():
            return asked
        there = {plan.round_id for plan in plans}
        return next((key for key in all_rounds() if key in there), next(iter(all_rounds())))


def _lines(shown: Moderation) -> Any:
    """The requirements with their shares in words; those of the one region are those of all."""
    for line in shown.lines:
        shares = line.shares if len(shown.regions) > 1 else line.shares[-1:]
        yield {
            "requirement": line.requirement,
            "usual": RatingChoice(line.usual).label if line.usual else "",
            "shares": [
                {"met": share.met, "words": ", ".join(
                    f"{number} {RatingChoice(code).label.lower()}" for code, number in share.counts if number
                )} for share in shares
            ],
        }  # fmt: skip
