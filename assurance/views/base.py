"""What pages of the review have in common: whose they are, what may be done now, and how a refusal is told."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from assurance.reviewing import Review, review_of
from bcf.fund.stages import REGION, Capacity, Verb, possible, transition
from plans.access import capacities_of, get_plan
from plans.pages import PlanView
from plans.workflow.acting import NotNow, not_now, refused

REVIEWERS = REGION | {Capacity.NATIONAL}
"""Who reads the review: the area is told what is addressed to it and no more."""


class ActionView(PlanView):
    """A page on which somebody does something to a plan as a whole. What its capacities allow is asked of the table.

    ``act`` does what was posted and answers with a redirect, or with the page and its errors.
    """

    needs_edit = False
    verbs: ClassVar[tuple[Verb, ...]] = ()

    @cached_property
    def capacities(self) -> frozenset[Capacity]:
        return capacities_of(self.request.user, self.plan)

    @property
    def may(self) -> frozenset[str]:
        """What the person may do now, by the names of the verbs."""
        return frozenset(verb.value for verb in possible(self.plan.stage, self.capacities) if verb in self.verbs)

    def require(self, verb: Verb) -> None:
        """See to it that the person may do that now, before anything is read. Raises as the action would."""
        stage = self.plan.stage_now()
        if not self.capacities & transition(verb).capacities:
            raise refused(self.plan, self.request.user, verb, stage)  # type: ignore[arg-type]
        if stage not in transition(verb).sources:
            raise NotNow(not_now(self.plan, verb, stage))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()

    def act(self) -> HttpResponse:
        """What the page does with a POST."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.verbs:
            return self.http_method_not_allowed(request)
        try:
            return self.act()
        except NotNow as told:
            self.plan = get_plan(request.user, *self.plan.args)
            # What was written may have no form on the page any more, and is not to be lost with it.
            lost = [text for text in map(str, request.POST.values()) if " " in text.strip()]
            return self.page(status=409, told=str(told), lost=lost)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may=self.may, stage=self.plan.stage, **kwargs)


class ReviewView(ActionView):
    """A page of the review. Not found by the area, by administrators, and before the plan was submitted."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not (self.capacities & REVIEWERS and self.found):
            raise Http404("There is no review of this plan, or it is not yours to read")

    @cached_property
    def found(self) -> Review | None:
        return review_of(self.plan, self.capacities)

    @property
    def review(self) -> Review:
        """The review as it stands."""
        if self.found is None:
            raise Http404("This plan has not been submitted")
        return self.found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(nav="Reviewer’s desk", review=self.review, seal=self.review.seal, **kwargs)
