"""The decision and what follows from it: the letter, conditions with their evidence, steps of escalation."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.conditions import NotFollowed, discharge, give_evidence
from assurance.actions.escalating import NotAStep, escalate, take_step
from assurance.letters.making import queue_letter
from assurance.models import Condition, EscalationStep, Letter
from assurance.models.outcome import LONGEST
from assurance.views.deeds import DeedPage, Wrong, valid
from assurance.views.recommendation import told_verdict
from bcf.fund.stages import DECIDED, Capacity, Verb
from plans.forms.attachment import AttachmentField
from plans.forms.fields import DayField
from plans.models import Event, Job
from plans.pages import PlanView
from plans.workflow.acting import last_event
from plans.workflow.attaching import keep


class EvidenceForm(forms.Form):
    text = forms.CharField(
        label="What has been done", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = AttachmentField(label="A file that shows it", required=False, widget=forms.FileInput(
        attrs={"data-optional": True}
    ))  # fmt: skip


class DischargeForm(forms.Form):
    note = forms.CharField(
        label="What shows that the condition is met", required=False, max_length=LONGEST,
        help_text="Needed where the area has given no evidence.", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class StepForm(forms.Form):
    """A step of the round, or one in words where the round has none."""

    kind = forms.ChoiceField(label="Step", required=False, widget=forms.Select)
    note = forms.CharField(
        label="Note", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The area reads it. Where no step of the round fits, say here what the step is.",
    )  # fmt: skip
    due = DayField(label="Day")

    def __init__(self, choices: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, auto_id="step-%s")
        if choices:
            self.fields["kind"].choices = [("", "Another step"), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["kind"]

    def clean_due(self) -> Any:
        if self.cleaned_data["due"] is None:
            raise forms.ValidationError("Give the day on which the step takes place, or by which it must.")
        return self.cleaned_data["due"]


@dataclass(frozen=True)
class ShownCondition:
    """A condition with the forms for what the person may do about it."""

    condition: Condition
    evidence: EvidenceForm | None
    discharge: DischargeForm | None

    @property
    def given(self) -> int:
        return len(self.condition.evidence.all())

    @property
    def state(self) -> tuple[str, str]:
        """Where the condition stands: its tone and its words."""
        if self.condition.discharged_at:
            return "good", "Discharged"
        if self.given:
            return "note", "Evidence given"
        return ("bad", "Overdue") if self.condition.due < timezone.localdate() else ("warn", "To be met")


class DecisionPage(DeedPage):
    """For whoever reads the plan, from the decision on."""

    template_name = "assurance/decision.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.EVIDENCE, Verb.DISCHARGE, Verb.ESCALATE)
    decision: Event

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            found = last_event(self.plan, Verb.DECIDE)
            if found is None:
                raise Http404("Nothing is decided about this plan yet")
            self.decision = found

    def act(self) -> HttpResponse:
        if self.request.POST.get("do") == "letter" and self._letter_failed() and Capacity.NATIONAL in self.capacities:
            queue_letter(self.decision, self.person)
            messages.success(self.request, "The letter is being written again.")
            return redirect(self.request.path)
        return super().act()

    def evidence(self) -> str:
        number = self._number("condition")
        form = EvidenceForm(self.request.POST, self.request.FILES, auto_id=f"evidence-{number}-%s")
        sent = valid(form).cleaned_data
        try:
            with transaction.atomic():
                file = keep(self.plan, self.person, sent["file"]) if sent["file"] else None
                give_evidence(self.plan, self.person, number, sent["text"], file)
        except NotFollowed as problem:
            form.add_error(None, str(problem))
            raise Wrong(form) from None
        return f"Your evidence for condition {number} is with the national team."

    def discharge(self) -> str:
        number = self._number("condition")
        form = DischargeForm(self.request.POST, auto_id=f"discharge-{number}-%s")
        try:
            discharge(self.plan, self.person, number, valid(form).cleaned_data["note"])
        except NotFollowed as problem:
            form.add_error(None, str(problem))
            raise Wrong(form) from None
        return f"Condition {number} is discharged."

    def escalate(self) -> str:
        if "taken" in self.request.POST:
            try:
                step = take_step(self.plan, self.person, self._number("taken"))
            except NotAStep:
                raise Http404("There is no such step to be taken") from None
            return f"Noted: “{step.words}” has been taken."
        form = StepForm(self._kinds(), self.request.POST)
        sent = valid(form).cleaned_data
        try:
            step = escalate(self.plan, self.person, kind=sent.get("kind", ""), due=sent["due"], note=sent["note"])
        except NotAStep as problem:
            form.add_error("note", str(problem))
            raise Wrong(form) from None
        return f"“{step.words}” is added to the escalation."

    def _number(self, name: str) -> int:
        sent = self.request.POST.get(name, "")
        if not (sent.isdecimal() and len(sent) < 10):
            raise Http404("There is no such entry")
        return int(sent)

    def _kinds(self) -> list[tuple[str, str]]:
        return [(item.code, item.label) for item in self.round.assurance.escalation]

    def get_context_data(self, *, sent: Any = None, **kwargs: Any) -> dict[str, Any]:
        may = self.may
        steps = list(EscalationStep.objects.filter(plan=self.plan).select_related("by", "plan"))
        return super().get_context_data(
            nav="My plans",
            sent=sent,
            public=self.plan.stage in DECIDED,
            verdict=told_verdict(self.decision),
            letters=list(Letter.objects.filter(plan=self.plan).select_related("event", "event__seal").order_by("-pk")),
            letter=Letter.objects.filter(event=self.decision).first(),
            letter_failed=self._letter_failed(),
            is_national=Capacity.NATIONAL in self.capacities,
            conditions=list(self._conditions(sent or {}, may)),
            steps=steps,
            step_form=((sent or {}).get("escalate") or StepForm(self._kinds())) if Verb.ESCALATE in may else None,
            **kwargs,
        )

    def _conditions(self, sent: Any, may: frozenset[str]) -> Any:
        found = Condition.objects.filter(plan=self.plan, seal=self.decision.seal).select_related("discharged_by")
        number = self.request.POST.get("condition", "")
        for condition in found.prefetch_related("evidence__by", "evidence__attachment"):
            mine = sent if number == str(condition.number) else {}
            still = condition.discharged_at is None
            yield ShownCondition(
                condition,
                (mine.get("evidence") or EvidenceForm(auto_id=f"evidence-{condition.number}-%s"))
                if still and Verb.EVIDENCE in may else None,
                (mine.get("discharge") or DischargeForm(auto_id=f"discharge-{condition.number}-%s"))
                if still and Verb.DISCHARGE in may else None,
            )  # fmt: skip

    def _letter_failed(self) -> bool:
        """Whether the letter is not there and nobody is at it any more."""
        jobs = Job.objects.filter(plan=self.plan, kind=Job.Kind.LETTER, key=self.decision.digest)
        there = Letter.objects.filter(event=self.decision).exists()
        return not there and not jobs.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING)).exists()


class LetterView(PlanView):
    """Hand out the letter about a decision, as a download."""

    needs_edit = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        letter = Letter.objects.filter(plan=self.plan, event__number=kwargs["event"]).first()
        if letter is None:
            raise Http404("There is no such letter, or it is still being written")
        try:
            content = letter.file.open("rb")
        except FileNotFoundError:
            raise Http404("This letter is not where it was put") from None
        name = f"bcf-{self.plan.round_id}-{self.plan.board.code}-letter-{kwargs['event']}.pdf"
        return FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
