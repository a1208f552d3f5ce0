"""Making a plan's files and handing them out."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify

from plans.models import Job, Output
from plans.pages import PlanView
from plans.rendering import MADE_BY, RENDERERS, outputs_of, request_files

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {
    Output.Kind.WORKBOOK: EXCEL,
    Output.Kind.ANNOTATED: EXCEL,
    Output.Kind.REPORT: "application/pdf",
}


class OutputsView(PlanView):
    """The files there are, whether they still show the plan as it stands, and the button that makes new ones."""

    template_name = "plans/outputs.html"
    needs_edit = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        digest = self.document.digest
        there = outputs_of(self.plan, digest)
        wanted = MADE_BY[Job.Kind.RENDER]
        files = [(file, current) for file, current in there if file.kind in wanted]
        job = Job.objects.filter(plan=self.plan, kind__in=MADE_BY).first()
        return super().get_context_data(
            nav="My plans",
            digest=digest,
            files=files,
            current=len(files) == len(wanted) and all(current for _, current in files),
            annotated=next(((file, current) for file, current in there if file.kind not in wanted), None),
            annotate=Job.Kind.ANNOTATE,
            job=job,
            waiting=job is not None and job.open,
            failed=job if job is not None and job.state == Job.State.FAILED else None,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = Job.Kind.ANNOTATE if request.POST.get("make") == Job.Kind.ANNOTATE else Job.Kind.RENDER
        request_files(self.plan, request.user, kind)  # type: ignore[arg-type]
        return redirect("outputs", *self.plan.args)


class DownloadView(PlanView):
    """Hand out one file. Never shown in the site's own pages: it goes out as an attachment."""

    needs_edit = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        output = Output.objects.filter(plan=self.plan, pk=kwargs["output"]).select_related("snapshot").first()
        if output is None or not output.on_disk:
            raise Http404("There is no such file any more. Make it again from the page of the plan's files.")
        kind = Output.Kind(output.kind)
        ending = RENDERERS[kind][2]
        checks = "-checks" if kind is Output.Kind.ANNOTATED else ""
        board = slugify(self.plan.board.name)
        name = f"bcf-{self.plan.round_id}-{board}-{output.snapshot.digest[:12]}{checks}.{ending}"
        return FileResponse(output.file.open("rb"), as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])
