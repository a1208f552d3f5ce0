"""The page on which a plan is rolled forward: the round, the uplifts, what they come to, and the button."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bcf.fund.document import PlanDocument
from bcf.fund.round import Round
from plans.models import Plan
from plans.pages import PlanView
from plans.years import known_income, later_rounds
from schemes.rolling import CannotRoll, carried, roll_forward, taken
from schemes.rolling_form import RollForm, growths, preview


class RollPage(PlanView):
    """GET shows what is suggested; POST works it out anew, or makes the plan."""

    template_name = "schemes/roll_forward.html"

    @cached_property
    def later(self) -> list[Round]:
        return later_rounds(self.round)

    @cached_property
    def into(self) -> Round | None:
        """The round asked for by ``into``, else the next one."""
        wanted = self.request.POST.get("into") or self.request.GET.get("into", "")
        return next((later for later in self.later if later.id == wanted), next(iter(self.later), None))

    @cached_property
    def target(self) -> Plan | None:
        """The board's plan for that round, if there is one."""
        if self.into is None:
            return None
        return Plan.objects.filter(board_id=self.plan.board_id, round_id=self.into.id).select_related("board").first()

    @cached_property
    def held(self) -> PlanDocument:
        return self.document

    def _form(self, into: Round, data: Any = None) -> RollForm:
        self.income = known_income(self.plan.board, into)
        return RollForm(into, growths(self.round, self.held, into, self.income), data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(self.into) if self.into and self.may_edit else None
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.into is None:
            return redirect(request.path)
        form = self._form(self.into, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if "make" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            made = roll_forward(self.plan, form.wish(), request.user)  # type: ignore[arg-type]
        except CannotRoll as refusal:
            messages.warning(request, str(refusal))
            return redirect(f"{request.path}?into={self.into.id}")
        rows = len(self.held.schemes)
        messages.success(
            request, f"The {self.into.title} plan of {self.plan.board} has been made, with {rows} "
            f"scheme{'' if rows == 1 else 's'} carried over. Now decide scheme by scheme.",
        )  # fmt: skip
        return redirect("line-by-line", *made.plan.args)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: RollForm | None = kwargs.get("form")
        shown = None
        if form is not None and self.into is not None and (not form.is_bound or form.is_valid()):
            found = carried(self.held, self.round, form.wish())
            shown = preview(self.round, self.into, found, self.income)
        return super().get_context_data(
            nav="My plans", later=self.later, into=self.into, preview=shown, row_count=len(self.held.schemes),
            target=self.target, refusal=taken(self.target) if self.target else "", **kwargs,
        )  # fmt: skip
