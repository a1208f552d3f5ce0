"""The review of a plan: all requirements at a glance, and each with what is judged, rated and asked about it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assurance.actions.asking import ask
from assurance.actions.beginning import begin
from assurance.actions.judging import Found, judge
from assurance.actions.moderating import rate
from assurance.actions.saying import Wanting
from assurance.models import Rating, Side
from assurance.relevant import relevant
from assurance.review_forms import JudgementForm, QueryForm, RatingForm, SaidForm
from assurance.reviewing import ShownRequirement
from assurance.views.base import ReviewView
from bcf.fund.places import section_title, sections_of
from bcf.fund.stages import Verb, possible
from plans.models import Conflict, Event
from plans.workflow.acting import last_event

CLASH = (
    "Somebody else has saved this since you read it. What stands now is shown below; what you typed is still in the "
    "form. Save again to put it in the place of theirs."
)


class ReviewPage(ReviewView):
    """Every requirement on one side, the plan on the other."""

    template_name = "assurance/review.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.BEGIN,)

    def act(self) -> HttpResponse:
        self.require(Verb.BEGIN)
        begin(self.plan, self.request.user)  # type: ignore[arg-type]
        messages.success(self.request, "The review has begun. The area can no longer withdraw this version.")
        return redirect("review", *self.plan.args)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = self.review
        submission = last_event(self.plan, Verb.SUBMIT)
        return super().get_context_data(
            requirements=review.requirements,
            submission=submission,
            late=bool(submission and submission.data.get("late")),
            sections=[
                (section_title(section, self.round), reverse(section.value, args=self.plan.args))
                for section in sections_of(self.round)
            ],
            may_return=Verb.RETURN in possible(self.plan.stage, self.capacities),
            versions=Event.objects.filter(plan=self.plan, verb=Verb.SUBMIT).values("seal").distinct().count(),
            **kwargs,
        )  # fmt: skip


class RequirementPage(ReviewView):
    """One requirement, with the forms of whoever may judge, rate or ask."""

    template_name = "assurance/requirement.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.JUDGE, Verb.RATE, Verb.ASK)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        codes = {requirement.code for requirement in self.round.requirements.items} if hasattr(self, "plan") else ()
        if request.user.is_authenticated and kwargs["requirement"] not in codes:
            raise Http404("The round has no such requirement")

    typed: Mapping[str, SaidForm] = {}

    @property
    def code(self) -> str:
        return str(self.kwargs["requirement"])

    @cached_property
    def shown(self) -> ShownRequirement:
        found = self.review.one(self.code)
        if found is None:
            raise Http404("The round has no such requirement")
        return found

    def act(self) -> HttpResponse:
        do, _, name = self.request.POST.get("do", "").partition("-")
        user: Any = self.request.user
        match do:
            case "judge" if name in Side.values:
                side = Side(name)
                return self._try(Verb.JUDGE, f"judge-{side}", JudgementForm, side.value, lambda sent: judge(
                    self.plan, user, side, self.code, Found(sent["rating"], sent["comment"], sent["private_note"]),
                    version=sent["version"] or 0,
                ), f"What you find of {self.code} is kept.")  # fmt: skip
            case "ask":
                return self._try(Verb.ASK, "ask", QueryForm, "ask", lambda sent: ask(
                    self.plan, user, self.code, sent["text"], sent["due"]
                ), "The question is with the area.")  # fmt: skip
            case _:
                return self._try(Verb.RATE, "rate", RatingForm, "rate", lambda sent: rate(
                    self.plan, user, self.code, sent["rating"], sent["comment"], version=sent["version"] or 0
                ), f"The moderated rating of {self.code} is set.")  # fmt: skip

    def _try(
        self, verb: Verb, name: str, kind: type[SaidForm], prefix: str, action: Callable[[Mapping[str, Any]], object],
        done: str,
    ) -> HttpResponse:  # fmt: skip
        """Do what a form asks for; whatever is typed in it stays in it when that cannot be done."""
        form = kind(self.request.POST, prefix=prefix)
        self.typed = {name: form}
        self.require(verb)
        if form.is_valid():
            try:
                action(form.cleaned_data)
            except Wanting as wanting:
                form.refuse(wanting)
            except Conflict as clash:
                return self._clash(name, kind, prefix, clash)
            else:
                messages.success(self.request, done)
                return redirect("review-requirement", *self.plan.args, self.code)
        return self.page(status=422, form=form)

    def _clash(self, name: str, kind: type[SaidForm], prefix: str, clash: Conflict) -> HttpResponse:
        """What was typed once more, over what somebody else has saved since."""
        data = self.request.POST.copy()
        data[f"{prefix}-version"] = str(clash.current.version if clash.current else 0)
        self.typed = {name: kind(data, prefix=prefix)}
        return self.page(status=409, told=CLASH)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        for read in ("found", "shown") if status != HTTPStatus.OK else ():
            self.__dict__.pop(read, None)
        return super().page(status, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown, codes = self.shown, [requirement.code for requirement in self.round.requirements.items]
        at = codes.index(self.code)
        return super().get_context_data(
            shown=shown, earlier=list(self._earlier()),
            relevant=relevant(self.plan, self.review.figures, shown.requirement),
            judging=list(self._judging(shown)), asking=self._form("ask", QueryForm(prefix="ask")),
            rating=self._form("rate", RatingForm.of(self.review.ratings.get(self.code), prefix="rate")),
            before=codes[at - 1] if at else "", after=codes[at + 1] if at + 1 < len(codes) else "", **kwargs,
        )  # fmt: skip

    def _earlier(self) -> Iterator[Any]:
        """The moderated ratings that stood before the present one, the last one first."""
        history: Any = Rating.history
        told = history.filter(plan_id=self.plan.pk, requirement=self.code).select_related("by", "seal")
        yield from told.order_by("-history_id")[1:]

    def _judging(self, shown: ShownRequirement) -> Iterator[tuple[Side, SaidForm]]:
        """The forms of the sides for which the person may judge as things stand."""
        own = {Side(one.side): one for one in self.review.judgements if one.requirement == self.code}
        for side in Side:
            others = any(one.by == self.request.user for other, one in own.items() if other is not side)
            if side.capacity in self.capacities and not shown.settled and not others:
                blank = JudgementForm.of(own.get(side), prefix=side.value)
                yield side, self._form(f"judge-{side}", blank)

    def _form(self, name: str, blank: SaidForm) -> SaidForm:
        """The form as it was typed, else blank."""
        return self.typed.get(name, blank)
