"""The reviewer's desk."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.views.generic import TemplateView

from assurance.desk import ORDERS, REVIEWING, dated, in_stage, lines, ordered, plans_of
from assurance.moderation import MODERATING
from bcf.fund.stages import Stage
from plans.access import known_roles, roles_of
from plans.rounds import all_rounds
from plans.views.home import choices, pages_of

PAGE = 20
"""Plans on a page."""


class DeskPage(TemplateView):
    """The plans of one's region, or of the nation. Not found by people who review none."""

    template_name = "assurance/desk.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not roles_of(request.user) & REVIEWING:
            raise Http404("This is the desk of those who review plans")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen, user = self.request.GET, self.request.user
        mine = plans_of(user)  # type: ignore[arg-type]
        regions = list(mine.order_by("board__region").values_list("board__region", flat=True).distinct())
        stage, round_id, region, order = (chosen.get(name, "") for name in ("stage", "round", "region", "order"))
        order = order if order in ORDERS else "deadline"
        plans = dated(mine)
        if stage in set(Stage):
            plans = in_stage(plans, Stage(stage))
        if round_id:
            plans = plans.filter(round_id=round_id)
        if region:
            plans = plans.filter(board__region=region)
        page = Paginator(ordered(plans, order), PAGE).get_page(chosen.get("page"))
        return super().get_context_data(
            nav="Reviewer’s desk", lines=lines(list(page)), page=page, pagination=pages_of(page, chosen),
            filtered=bool(stage or round_id or region), several_regions=len(regions) > 1, regions=regions,
            moderates=bool(known_roles(user) & MODERATING),  # type: ignore[arg-type]
            stage_items=choices(stage, "All stages", {one.value: one.words for one in Stage}),
            round_items=choices(round_id, "All rounds", {key: one.title for key, one in all_rounds().items()}),
            region_items=choices(region, "All regions", {name: name for name in regions}),
            order_items=[{"value": key, "text": words, "selected": key == order} for key, words in ORDERS.items()],
            **kwargs,
        )  # fmt: skip
