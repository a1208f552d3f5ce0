"""The reason with which one finding may stand: read by whoever reads the plan, given and withdrawn by its authors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from plans.explaining import give, withdraw
from plans.models import Conflict, Reason
from plans.models.reasons import LONGEST
from plans.pages import PlanView
from plans.shown import ShownFinding, shower
from plans.standing import Standing


class ReasonForm(forms.Form):
    """What the browser sends of a reason. ``reason`` and ``version`` say which one it read, none for the first."""

    text = forms.CharField(
        label="Your reason", max_length=LONGEST,
        help_text="A reviewer reads it beside the finding. It holds until the figures under it change.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Say why this may stand. A reviewer will read it.",
            "max_length": f"The reason may have at most {LONGEST:,} characters.",
        },
    )  # fmt: skip
    reason = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Event:
    """What was done about a reason: said or withdrawn, by whom and when."""

    text: str
    message: str
    withdrawn: bool
    person: str
    when: datetime


class ReasonPage(PlanView):
    """One finding with its reason, or one reason whose finding is no longer there."""

    template_name = "plans/reason.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown, reason = self._found()
        if shown is None and reason is None:
            raise Http404("Nothing like this is found in the plan now, and no reason was given for it")
        return self._show(shown, reason, self._blank(reason))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown, reason = self._found()
        form = ReasonForm(request.POST)
        if "withdraw" in request.POST:
            return self._withdraw(shown, reason)
        if shown is None:
            # The plan moved on while somebody was writing: their words are shown, so that they are not lost.
            return self._show(None, reason, form, gone=True, status=HTTPStatus.CONFLICT)
        if not shown.may_be_explained:
            raise Http404("This finding cannot stand with a reason")
        if not form.is_valid():
            return self._show(shown, reason, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        sent, user = form.cleaned_data, request.user
        try:
            give(
                self.plan, shown.finding, sent["text"], user,  # type: ignore[arg-type]
                before=sent["reason"], version=sent["version"] or 0,
            )
        except Conflict:
            _, standing = self._found()
            again = self._blank(standing, sent["text"])
            return self._show(shown, standing, again, clash=True, status=HTTPStatus.CONFLICT)
        messages.success(request, "The finding stands with your reason.")
        return self._back()

    def _withdraw(self, shown: ShownFinding | None, reason: Reason | None) -> HttpResponse:
        pk, version = (self.request.POST.get(name, "") for name in ("reason", "version"))
        if not all(part.isdecimal() and len(part) < 10 for part in (pk, version)):
            raise Http404("There is no such reason")
        try:
            withdraw(self.plan, int(pk), int(version))
        except Conflict:
            messages.warning(self.request, "Somebody else has changed or withdrawn this reason since you read it.")
            return redirect(self.request.path) if shown or reason else self._back()
        messages.success(self.request, "The reason is withdrawn.")
        return self._back()

    def _back(self) -> HttpResponse:
        return redirect(f"{reverse('checks', args=self.plan.args)}#finding-{self.kwargs['fingerprint']}")

    def _found(self) -> tuple[ShownFinding | None, Reason | None]:
        """The finding of the address as it stands now, and the reason given for it or for what was there before."""
        fingerprint, standing = self.kwargs["fingerprint"], Standing(self.plan)
        finding = next((one for one in standing.findings if one.fingerprint == fingerprint), None)
        if finding is None:
            return None, next((one for one in standing.reasons.void if one.fingerprint == fingerprint), None)
        shown = shower(self.plan, standing.document, standing.reasons)(finding)
        return shown, shown.reason or shown.before

    def _blank(self, reason: Reason | None, text: str | None = None) -> ReasonForm:
        """The form before anything was typed: with the reason's words, and as which version they were read."""
        said = reason.text if reason else ""
        return ReasonForm(initial={
            "text": said if text is None else text,
            "reason": reason.pk if reason else None, "version": reason.version if reason else 0,
        })  # fmt: skip

    def _show(
        self, shown: ShownFinding | None, reason: Reason | None, form: ReasonForm, *,
        status: int = HTTPStatus.OK, clash: bool = False, gone: bool = False,
    ) -> HttpResponse:  # fmt: skip
        context = self.get_context_data(
            nav="My plans", shown=shown, reason=reason, form=form, clash=clash, gone=gone,
            typed=form.data.get("text", "") if gone else "", events=self._events(reason),
        )  # fmt: skip
        return self.render_to_response(context, status=status)

    def _events(self, reason: Reason | None) -> Sequence[Event]:
        """What was done about the reason, newest first."""
        own = Q(fingerprint=self.kwargs["fingerprint"]) | Q(id=reason.pk if reason else None)
        records: Any = Reason.history.filter(own, plan_id=self.plan.pk).select_related("history_user")
        return [
            Event(record.text, record.message, record.history_type == "-",
                  str(record.history_user or "the system"), record.history_date)
            for record in records
        ]  # fmt: skip
