"""How a plan stands between its last word and its decision: sealing, signatures, submission, all that was done."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from bcf.fund.places import section_title, sections_of
from bcf.fund.stages import AREA, Stage, Verb, possible
from plans.access import capacities_of, get_plan
from plans.forms.fields import TextField
from plans.models import Event, Plan, SealedFile, User
from plans.pages import PlanView
from plans.shown import ShownFinding, shower
from plans.standing import Standing
from plans.views.outputs import EXCEL
from plans.workflow import reopening
from plans.workflow.acting import NotNow, current_seal, events_of
from plans.workflow.files import ask_again, job_of, name_of, ready
from plans.workflow.history import Version, due_day, tell, versions_of
from plans.workflow.sealing import ChangedSince, StillOpen, seal
from plans.workflow.sent_back import sent_back
from plans.workflow.submitting import NotSigned, submit
from plans.workflow.whose import missing, to_ratify, to_record, to_sign

SHOWN = 8
"""Findings that are named here; the rest stand on the page of the checks."""
REASON = 2_000
TYPES = {SealedFile.Kind.WORKBOOK: EXCEL, SealedFile.Kind.REPORT: "application/pdf"}
CHANGED = "The plan was not sealed: it has changed since you opened this page. Look at it again, then seal it."
RECEIVED = frozenset({Verb.SUBMIT, Verb.WITHDRAW})


class ReasonForm(forms.Form):
    """Why a sealed plan is opened again."""

    reason = TextField(
        rows=4, most=REASON, label="Why the plan must be changed",
        help_text="Everybody who has signed is told, and it stays in the plan’s history.",
    )  # fmt: skip


class StandingPage(PlanView):
    """The stage in words, what may be done next and by whom, the version with its signatures, and the history."""

    template_name = "plans/standing.html"
    needs_edit = False
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.SEAL, Verb.REOPEN, Verb.SUBMIT, Verb.WITHDRAW)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ways: dict[str, Callable[[User], str]] = {
            Verb.SEAL: self._seal, Verb.REOPEN: self._reopen, Verb.SUBMIT: self._submit, Verb.WITHDRAW: self._withdraw,
        }  # fmt: skip
        if request.POST.get("do") == "files":
            return self._files(request.user)  # type: ignore[arg-type]
        way = ways.get(request.POST.get("do", ""))
        if way is None:
            raise Http404("There is nothing of that name to be done here")
        try:
            done = way(request.user)  # type: ignore[arg-type]
        except reopening.ReasonMissing:
            form = ReasonForm(request.POST)
            form.add_error("reason", "Say why. Everybody who has signed will read it.")
            return self._again(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        except StillOpen as refusal:
            number = len(refusal.findings)
            said = f"The plan was not sealed: {number} finding{'' if number == 1 else 's'} must be dealt with first."
            return self._again(HTTPStatus.CONFLICT, refused=said)
        except ChangedSince:
            return self._again(HTTPStatus.CONFLICT, refused=CHANGED)
        except NotSigned as refusal:
            said = f"The plan was not submitted. It still has to be signed: {refusal}."
            return self._again(HTTPStatus.CONFLICT, refused=said)
        except NotNow as refusal:
            return self._again(HTTPStatus.CONFLICT, refused=str(refusal))
        messages.success(request, done)
        return redirect("standing", *self.plan.args)

    def _seal(self, person: User) -> str:
        made = seal(self.plan, person, seen=self.request.POST.get("seen", ""))
        return f"The plan is sealed as version {made.number}. It can be signed as soon as its files are made."

    def _reopen(self, person: User) -> str:
        form = ReasonForm(self.request.POST)
        if not form.is_valid():
            raise reopening.ReasonMissing
        void = reopening.reopen(self.plan, person, form.cleaned_data["reason"])
        return f"The plan is open for changes again. Version {void.number} and its signatures stay in the history."

    def _submit(self, person: User) -> str:
        event = submit(self.plan, person)
        return f"Version {event.data['version']} is submitted. The receipt is below."

    def _withdraw(self, person: User) -> str:
        reopening.withdraw(self.plan, person)
        return "The submission is withdrawn. The version and its signatures stand as they are."

    def _files(self, person: User) -> HttpResponse:
        """Have files made whose making had come to no end."""
        if not capacities_of(person, self.plan) & AREA:
            raise PermissionDenied("The files of a version are asked for by its area.")
        if version := current_seal(self.plan):
            ask_again(version, person)
        return redirect("standing", *self.plan.args)

    def _again(self, status: HTTPStatus, **kwargs: Any) -> HttpResponse:
        """The page as the plan stands now, with why nothing was done."""
        self.plan = get_plan(self.request.user, *self.plan.args)
        return self.render_to_response(self.get_context_data(**kwargs), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = events_of(self.plan)
        versions = versions_of(self.plan, events)
        capacities = capacities_of(self.request.user, self.plan)
        able = {verb.value: True for verb in possible(self.plan.stage, capacities)}
        current = versions[0] if versions and not self.plan.stage.editable else None
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(
            nav="My plans",
            stage=self.plan.stage,
            able=able,
            last=events[-1] if events else None,
            version=current,
            versions=versions,
            history=tell(self.plan, events, versions, capacities),
            receipt=_receipt(self.plan, events),
            **(self._signing(current, able) if current else self._sealing()),
            **kwargs,
        )

    def _sealing(self) -> dict[str, Any]:
        """What keeps a plan that is written from being sealed."""
        standing, returned = Standing(self.plan), self.plan.stage is Stage.RETURNED
        named = self.plan.open_sections() if returned else frozenset()
        left = standing.open_findings
        show = shower(self.plan, standing.document, standing.reasons)
        shown: list[ShownFinding] = [show(finding) for finding in left[:SHOWN]]
        return {
            "left": left,
            "shown": shown,
            "more": len(left) - len(shown),
            "seen": standing.document.digest,
            "sent_back": sent_back(self.plan) if returned else None,
            "open_sections": [section_title(one, self.round) for one in sections_of(self.round) if one in named],
        }  # fmt: skip

    def _signing(self, version: Version, able: dict[str, bool]) -> dict[str, Any]:
        """The places of the version, and what of them is the reader's."""
        reader: User = self.request.user  # type: ignore[assignment]
        places = version.places
        mine = to_sign(self.plan, places, reader) if able.get(Verb.SIGN) else []
        ratify = to_ratify(self.plan, places, reader) if able.get(Verb.RATIFY) else []
        record = to_record(places, reader) if able.get(Verb.RECORD) else []
        return {
            "places": [
                {"place": place, "sign": place in mine, "ratify": place in ratify, "record": place in record}
                for place in places
            ],
            "missing": missing(places),
            "made": ready(version.seal),
            "job": job_of(version.seal),
        }  # fmt: skip


def _receipt(plan: Plan, events: list[Event]) -> dict[str, Any] | None:
    """The last submission, while it holds."""
    if plan.stage.editable:
        return None
    last = next((event for event in reversed(events) if event.verb in RECEIVED), None)
    if last is None or last.verb != Verb.SUBMIT or last.seal != current_seal(plan, plan.stage):
        return None
    return {"event": last, "due": due_day(last.data), "late": last.data["late"]}


class SealedFileView(PlanView):
    """Hand out one file of a sealed version, exactly as it was signed."""

    needs_edit = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        file = SealedFile.objects.filter(seal__plan=self.plan, pk=kwargs["file"]).select_related("seal").first()
        if file is None:
            raise Http404("This plan has no such file")
        file.seal.plan = self.plan
        try:
            content = file.file.open("rb")
        except FileNotFoundError:
            raise Http404("This file is not where it was put. Tell whoever runs the site.") from None
        return FileResponse(
            content, as_attachment=True, filename=name_of(file), content_type=TYPES[SealedFile.Kind(file.kind)],
            headers={"X-Content-Type-Options": "nosniff"},
        )  # fmt: skip
