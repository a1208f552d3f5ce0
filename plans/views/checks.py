"""The checks of a plan: what the worker found, grouped by section, for exactly the plan as it stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bcf.fund.document import PlanDocument
from plans.arranging import Arranged, Wanted, arrange
from plans.checking import findings_of, result_for
from plans.explaining import reasons_for
from plans.models import CheckResult, Job
from plans.models.reasons import LONGEST
from plans.pages import PlanView
from plans.running import queue_check
from plans.shown import shower


class ChecksView(PlanView):
    """Show the findings for the plan as it stands; POST has it checked again."""

    template_name = "plans/checks.html"
    needs_edit = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.document
        result = result_for(self.plan, document.digest)
        job = Job.objects.filter(plan=self.plan, kind=Job.Kind.CHECK).first()
        return super().get_context_data(
            nav="My plans",
            digest=document.digest,
            result=result,
            arranged=self.arranged(result, document) if result else None,
            waiting=result is None and job is not None and job.open,
            failed=job if result is None and job is not None and job.state == Job.State.FAILED else None,
            longest=LONGEST,
            query=self.request.META.get("QUERY_STRING", ""),
            **kwargs,
        )

    def arranged(self, result: CheckResult, document: PlanDocument) -> Arranged:
        """The findings of the result, which is of the plan as it stands, as the address asks for them."""
        reasons, asked = reasons_for(self.plan, findings_of(result)), self.request.GET
        wanted = Wanted.of(asked.get("kind", ""), asked.get("section", ""))
        return arrange(self.round, reasons, wanted, shower(self.plan, document, reasons))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        queue_check(self.plan, request.user)  # type: ignore[arg-type]
        messages.info(request, "The plan is being checked. This page shows the result as soon as it is there.")
        return redirect("checks", *self.plan.args)
