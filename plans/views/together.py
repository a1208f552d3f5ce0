"""Agreeing with a section, its owner and due date, and who has it open."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from bcf.fund.places import Section, section_title, sections_of
from plans.forms.versioned import VersionedPage
from plans.models import Plan, SectionDuty
from plans.pages import PlanView
from plans.together import agreeing, presence
from plans.together.duties import duty_entry


def section_in(plan: Plan, name: str) -> Section:
    """The section of that name in the plan's round. Raises Http404 if there is none."""
    for section in sections_of(plan.round):
        if section == name:
            return section
    raise Http404("This round has no such section")


class AgreementView(PlanView):
    """POST agrees with a section for a body, takes that back, or leaves a mark that was taken away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        section, body = section_in(self.plan, kwargs["section"]), request.POST.get("body", "")
        user: Any = request.user
        match request.POST.get("do"):
            case "withdraw":
                agreeing.withdraw(self.plan, section, user, body)
                messages.success(request, "The agreement was withdrawn.")
            case "notice":
                agreeing.notice(self.plan, section, user, body)
                messages.success(request, "The section stays without the agreement for now.")
            case _:
                self._agree(section, body)
        return redirect(f"{reverse(section.value, args=self.plan.args)}#together")

    def _agree(self, section: Section, body: str) -> None:
        request, user = self.request, self.request.user
        try:
            agreement = agreeing.agree(self.plan, section, user, body, request.POST.get("seen", ""))  # type: ignore[arg-type]
        except agreeing.ChangedMeanwhile:
            messages.warning(request, "Not agreed yet: this section was changed after you had opened it. Look at it "
                                      "as it stands now, then agree.")
        else:
            messages.success(request, f"The section is now agreed by {agreement.organisation}.")


class DutyPage(PlanView):
    """A section's owner and due date."""

    template_name = "together/duty.html"
    page: VersionedPage

    @cached_property
    def of(self) -> Section:
        return section_in(self.plan, self.kwargs["section"])

    def read(self, data: Any = None) -> VersionedPage:
        row = SectionDuty.objects.filter(plan=self.plan, section=self.of).select_related("owner").first()
        return VersionedPage(self.plan, [duty_entry(self.plan, self.of, row)], data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.read())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.read(request.POST)
        if not page.is_valid(lambda: lambda place: ""):
            return self._page(page, 422)
        if not page.save():
            return self._page(page, 409)
        messages.success(request, f"{section_title(self.of, self.round)}: owner and due date have been saved.")
        return redirect("plan", *self.plan.args)

    def _page(self, page: VersionedPage, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            nav="My plans", page=page, form=page.form, clashes=page.clashes, inputs=page.rows()["duty"],
            of_title=section_title(self.of, self.round), back=reverse(self.of.value, args=self.plan.args),
        )  # fmt: skip
        return self.render_to_response(context, status=status)


class PresenceView(PlanView):
    """POST says that a page is open, or was closed, and answers who else has its section open. Stores no history."""

    http_method_names = ["post"]
    needs_edit = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent: Any = request.POST
        user: Any = request.user
        section = section_in(self.plan, sent.get("section", ""))
        tab, at = sent.get("tab", ""), sent.get("at", "")
        if not presence.is_beat(tab, at):
            return HttpResponse("That is not how a page says that it is open.", status=422)
        if sent.get("gone"):
            presence.leave(self.plan, user, tab)
            return HttpResponse(status=204)
        presence.beat(self.plan, user, tab, section, at)
        return JsonResponse({"others": [asdict(other) for other in presence.others(self.plan, section, user)]})
