"""Sending a plan back to the area: which sections are open for changes, and what is to be done in each."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.returning import send_back
from assurance.actions.saying import Wanting
from assurance.review_forms import ReturnForm
from assurance.views.base import ReviewView
from bcf.fund.places import Section, section_title, sections_of
from bcf.fund.stages import Verb
from plans.workflow.sent_back import sent_back


class ReturnPage(ReviewView):
    """The sections with their reasons; without the right to return, what was sent back last."""

    template_name = "assurance/return.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.RETURN,)

    @cached_property
    def sections(self) -> list[tuple[Section, str]]:
        return [(section, section_title(section, self.round)) for section in sections_of(self.round)]

    def act(self) -> HttpResponse:
        self.typed = form = ReturnForm(self.request.POST, sections=self.sections)
        self.require(Verb.RETURN)
        if form.is_valid():
            try:
                send_back(self.plan, self.request.user, form.reasons)  # type: ignore[arg-type]
            except Wanting as wanting:
                form.refuse(wanting)
            else:
                messages.success(self.request, "The plan is back with the area. The sections you named are open.")
                return redirect("review", *self.plan.args)
        return self.page(status=422)

    typed: ReturnForm | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.typed or ReturnForm(sections=self.sections)
        return super().get_context_data(form=form, sent_back=sent_back(self.plan), **kwargs)
