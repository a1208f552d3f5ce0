"""The checks of a plan: what the worker found, grouped by section, for exactly the plan as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Section, section_title, sections_of
from plans.checking import findings_of, result_for
from plans.models import Job
from plans.outputs.workbook import cell_of
from plans.pages import PlanView, section_url
from plans.running import queue_check
from plans.views.found import ShownFinding


@dataclass(frozen=True)
class FindingGroup:
    section: Section
    title: str
    findings: tuple[ShownFinding, ...]


class ChecksView(PlanView):
    """Show the findings for the plan as it stands; POST has it checked again."""

    template_name = "plans/checks.html"
    needs_edit = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.document
        result = result_for(self.plan, document.digest)
        jobs = Job.objects.filter(plan=self.plan, kind=Job.Kind.CHECK)
        job = jobs.first()
        return super().get_context_data(
            nav="My plans",
            digest=document.digest,
            result=result,
            groups=self.groups(findings_of(result), document) if result else (),
            counts=count_by_severity(findings_of(result)) if result else (),
            waiting=result is None and job is not None and job.open,
            failed=job if result is None and job is not None and job.state == Job.State.FAILED else None,
            job=job,
            **kwargs,
        )

    def groups(self, findings: Iterable[Finding], document: PlanDocument) -> tuple[FindingGroup, ...]:
        """Findings by section in the round's order, each with its link and its cell of the workbook."""
        cell = cell_of(self.round, document)
        shown: dict[Section, list[ShownFinding]] = {section: [] for section in sections_of(self.round)}
        for finding in findings:
            url = section_url(self.plan, finding.place)
            shown[finding.place.section].append(ShownFinding(finding, url, cell(finding.place)))
        return tuple(
            FindingGroup(section, section_title(section, self.round), tuple(entries))
            for section, entries in shown.items()
            if entries
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        queue_check(self.plan, request.user)  # type: ignore[arg-type]
        messages.info(request, "The plan is being checked. This page shows the result as soon as it is there.")
        return redirect("checks", *self.plan.args)


def count_by_severity(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """How many findings there are of each severity, gravest first, in words and number."""
    found = list(findings)
    return tuple((severity.words, sum(finding.severity is severity for finding in found)) for severity in Severity)
