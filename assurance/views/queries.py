"""Questions to the area: all of them, and one with its answers. Of the review this is all that the area reads."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from assurance.actions.answering import answer
from assurance.actions.asking import ask_further, close
from assurance.actions.saying import Wanting
from assurance.models import Query, QueryMessage
from assurance.queries import Asked, asked_of
from assurance.review_forms import AnswerForm, FurtherForm, SaidForm
from assurance.views.base import REVIEWERS, ActionView
from bcf.fund.document import PlanDocument
from bcf.fund.places import Place
from bcf.fund.stages import Stage, Verb
from plans.pages import section_url
from plans.together.naming import place_at
from plans.workflow.attaching import keep
from plans.workflow.sent_back import sent_back


class QueriesView(ActionView):
    """What is asked of the area is read by the area, the region and the nation."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not self.capacities:
            raise Http404("This is between the area and those who review its plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reviewer = bool(self.capacities & REVIEWERS)
        return super().get_context_data(
            nav="Reviewer’s desk" if reviewer else "My plans", reviewer=reviewer, **kwargs
        )


class QueriesPage(QueriesView):
    """Every question about the plan, the most urgent first."""

    template_name = "assurance/queries.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        returned = sent_back(self.plan) if self.plan.stage is Stage.RETURNED else None
        asked = asked_of(Query.objects.filter(plan=self.plan))
        return super().get_context_data(
            asked=asked, waiting=sum(one.query.open and not one.answered for one in asked), sent_back=returned, **kwargs
        )


class QueryPage(QueriesView):
    """One question: its answers, and what may be done about it."""

    template_name = "assurance/query.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.ANSWER, Verb.ASK, Verb.CLOSE)
    typed: SaidForm | None = None

    @cached_property
    def asked(self) -> Asked:
        found = asked_of(Query.objects.filter(plan=self.plan, pk=self.kwargs["query"]))
        if not found or not self.plan.events.filter(verb=Verb.SUBMIT).exists():
            raise Http404("Nothing like this was asked about this plan")
        return found[0]

    @cached_property
    def held(self) -> PlanDocument:
        return self.document

    def act(self) -> HttpResponse:
        query = self.asked.query
        match self.request.POST.get("do"):
            case "close":
                self.require(Verb.CLOSE)
                close(query, self.request.user)  # type: ignore[arg-type]
                return self._done("The question is closed.")
            case "further":
                return self._further(query)
        return self._answer(query)

    def _answer(self, query: Query) -> HttpResponse:
        form = self._answer_form(self.request.POST, self.request.FILES)
        self.typed = form
        self.require(Verb.ANSWER)
        user: Any = self.request.user
        if form.is_valid():
            sent = form.cleaned_data
            try:
                with transaction.atomic():
                    file = keep(self.plan, user, sent["attachment"]) if sent["attachment"] else None
                    answer(query, user, sent["text"], place=sent["place"], attachment=file)
            except Wanting as wanting:
                form.refuse(wanting)
            else:
                return self._done("Your answer is with the region.")
        return self.page(status=422)

    def _further(self, query: Query) -> HttpResponse:
        self.typed = form = FurtherForm(self.request.POST)
        self.require(Verb.ASK)
        if form.is_valid():
            try:
                ask_further(query, self.request.user, form.cleaned_data["text"])  # type: ignore[arg-type]
            except Wanting as wanting:
                form.refuse(wanting)
            else:
                return self._done("Your question is with the area.")
        return self.page(status=422)

    def _done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("query", *self.plan.args, self.asked.query.pk)

    def _answer_form(self, *data: Any) -> AnswerForm:
        return AnswerForm(*data, planning_round=self.round, document=self.held)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        self.__dict__.pop("asked", None)
        return super().page(status, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answering = self.typed if isinstance(self.typed, AnswerForm) else None
        further = self.typed if isinstance(self.typed, FurtherForm) else FurtherForm()
        if answering is None and Verb.ANSWER in self.may:
            answering = self._answer_form()
        return super().get_context_data(
            asked=self.asked, requirement=self._requirement(), form=self.typed,
            said=[(message, self._points_to(message)) for message in self.asked.messages],
            answering=answering, further=further, lost_file=bool(self.typed and self.request.FILES), **kwargs,
        )  # fmt: skip

    def _requirement(self) -> str:
        code = self.asked.query.requirement
        found = (f"{code} {one.ask}" for one in self.round.requirements.items if one.code == code)
        return next(found, code)

    def _points_to(self, message: QueryMessage) -> str:
        """Where the field is that the answer points to; "" where it is no longer there."""
        found = place_at(self.round, self.held, message.place) if message.place else None
        place: Place | None = found.place if found and found.place.anchor == message.place else None
        return section_url(self.plan, place) if place else ""
