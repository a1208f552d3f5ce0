"""Recommending an outcome, sending the recommendation back, and deciding: a page for the region and the nation."""

from collections import Counter
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse

from assurance.actions.deciding import decide
from assurance.actions.outcomes import NotAnOutcome, Verdict
from assurance.actions.recommending import NotRated, recommend
from assurance.actions.referring import refer_back
from assurance.affected import standing_ratings
from assurance.models import RatingChoice
from assurance.verdict_form import VerdictForm, filled_with, with_another_row
from assurance.views.base import ReviewView
from assurance.views.deeds import DeedPage, Wrong, valid
from bcf.fund.stages import Verb
from plans.models import Event
from plans.workflow.acting import last_event

HINTS = {
    Verb.RECOMMEND: "For the national team. What the area has to be told goes into the conditions.",
    Verb.DECIDE: "The letter to the area gives these words.",
}


class ReferBackForm(forms.Form):
    reason = forms.CharField(
        label="Why it goes back to the review", max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why it goes back."},
    )  # fmt: skip


class RecommendationPage(DeedPage, ReviewView):
    """The ratings, what is recommended on them, and the decision. Not there for the area."""

    template_name = "assurance/recommendation.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.RECOMMEND, Verb.REFER_BACK, Verb.DECIDE)

    def act(self) -> HttpResponse:
        verb = next((verb for verb in HINTS if verb == self.request.POST.get("do")), None)
        if verb and "more" in self.request.POST:
            self.require(verb)
            return self.page(sent={verb.value: with_another_row(self.round, self.request.POST.dict(), HINTS[verb])})
        return super().act()

    def recommend(self) -> str:
        form = self._verdict(Verb.RECOMMEND)
        try:
            recommend(self.plan, self.person, form.verdict)
        except NotAnOutcome as problem:
            form.refuse(problem)
            raise Wrong(form) from None
        except NotRated as problem:
            form.add_error(None, f"Without a moderated rating that holds for this version: {problem}.")
            raise Wrong(form) from None
        return "The outcome is recommended to the national team."

    def decide(self) -> str:
        form = self._verdict(Verb.DECIDE)
        try:
            event = decide(self.plan, self.person, form.verdict)
        except NotAnOutcome as problem:
            form.refuse(problem)
            raise Wrong(form) from None
        return f"Decided: {Verdict.of(event).label(self.round)}. The letter is being written."

    def refer_back(self) -> str:
        form = valid(ReferBackForm(self.request.POST, auto_id="refer-%s"))
        refer_back(self.plan, self.person, form.cleaned_data["reason"])
        return "The recommendation went back to the review."

    def _verdict(self, verb: Verb) -> VerdictForm:
        form = VerdictForm(self.round, self.request.POST, hint=HINTS[verb])
        valid(form)
        return form

    def get_context_data(self, *, sent: Any = None, **kwargs: Any) -> dict[str, Any]:
        given, may = sent or {}, self.may
        recommended, referred = last_event(self.plan, Verb.RECOMMEND), last_event(self.plan, Verb.REFER_BACK)
        decided = last_event(self.plan, Verb.DECIDE)
        verb = next((verb for verb in (Verb.RECOMMEND, Verb.DECIDE) if verb in may), None)
        ratings = self._ratings()
        return super().get_context_data(
            sent=sent,
            ratings=ratings,
            counts=_counts(ratings),
            unrated=[entry["requirement"].code for entry in ratings if entry["rating"] is None],
            recommended=told_verdict(recommended),
            referred=referred if referred and recommended and referred.number > recommended.number else None,
            decided=told_verdict(decided),
            verb=verb,
            verdict=(given.get(verb.value) or self._blank(verb, recommended)) if verb else None,
            refer=(given.get("refer_back") or ReferBackForm(auto_id="refer-%s")) if Verb.REFER_BACK in may else None,
            **kwargs,
        )

    def _ratings(self) -> list[dict[str, Any]]:
        found = standing_ratings(self.plan)
        return [
            {"requirement": requirement, "rating": found[requirement.code]}
            for requirement in self.round.requirements.items
        ]

    def _blank(self, verb: Verb, recommended: Event | None) -> VerdictForm:
        """The form before anything was typed: to decide, with what is recommended."""
        if verb is Verb.DECIDE and recommended:
            return filled_with(self.round, Verdict.of(recommended), HINTS[verb])
        return VerdictForm(self.round, hint=HINTS[verb])


def told_verdict(event: Event | None) -> dict[str, Any] | None:
    """A recommendation or decision to read."""
    if event is None:
        return None
    verdict = Verdict.of(event)
    outcome = event.plan.round.assurance.outcome(verdict.outcome)
    return {
        "event": event, "verdict": verdict, "label": verdict.label(event.plan.round),
        "tone": "good" if outcome and outcome.approves else "bad",
    }  # fmt: skip


def _counts(ratings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many requirements have each rating, and how many none."""
    tally = Counter(entry["rating"].rating if entry["rating"] else "" for entry in ratings)
    kinds = [*RatingChoice.choices, ("", "Not rated")]
    return [{"label": label, "number": tally[code]} for code, label in kinds]
