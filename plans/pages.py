"""What every page of a plan has in common: finding the plan, who may edit it, its figures and its sections."""

from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.places import Place, Section, section_title
from bcf.fund.round import Round
from plans.access import get_plan, may_edit
from plans.assembling import assemble
from plans.models import Plan
from plans.together.partners import is_partner
from plans.workflow.closing import why_closed


def section_url(plan: Plan, place: Place) -> str:
    """The address of a place's field on its page.

    An answer of the narrative has a page of its own; who pays a row stands on the row's page, not in the table.
    """
    from django.urls import reverse

    if place.section is Section.NARRATIVE and any(place.item == asked.code for asked in plan.round.narrative.questions):
        return f"{reverse('narrative-question', args=(*plan.args, place.item))}#{place.anchor}"
    what = place.field.partition(":")[0]
    if place.section is Section.EXPENDITURE and what in ("payers", "pooled_fund"):
        return f"{reverse('scheme', args=(*plan.args, place.item))}#{place.anchor}"
    page = "pooled-funds" if place.section is Section.EXPENDITURE and what in ("fund", "paid") else place.section.value
    return f"{reverse(page, args=plan.args)}#{place.anchor}"


class PlanView(TemplateView):
    """A page of one plan. Reading needs sight of the board; anything but GET needs the right to edit."""

    section: ClassVar[Section | None] = None
    needs_edit: ClassVar[bool] = True

    plan: Plan

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.plan = get_plan(request.user, kwargs["board"], kwargs["round_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.needs_edit and request.method not in ("GET", "HEAD", "OPTIONS") and not self.may_edit:
            raise PermissionDenied("You can read this plan but not change it.")
        return super().dispatch(request, *args, **kwargs)

    @property
    def round(self) -> Round:
        return self.plan.round

    @cached_property
    def may_edit(self) -> bool:
        return may_edit(self.request.user, self.plan, self.section)  # type: ignore[arg-type]

    @cached_property
    def why_closed(self) -> str:
        """Why nobody can change what the page shows as the plan stands; "" where its authors can."""
        return why_closed(self.plan, self.section)

    @property
    def document(self) -> PlanDocument:
        """The plan as it stands now; assembled anew at each call."""
        return assemble(self.plan)

    def figures(self, document: PlanDocument | None = None) -> Figures:
        return Figures(self.round, document or self.document)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            plan=self.plan,
            planning_round=self.round,
            may_edit=self.may_edit,
            section=self.section,
            why_closed=lambda: self.why_closed,
            section_title=section_title(self.section, self.round) if self.section else "",
            **kwargs,
        )


class PartnerView(PlanView):
    """A page of the partnership's own: not found by those who read the plan for the region or the nation.

    Authors and signatories alike may write here: it changes nothing of the plan.
    """

    needs_edit = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not is_partner(request.user, self.plan):
            raise Http404("The partnership's discussion is its own")
