"""Handing out what people have given with a plan: always as a download, never in the site's own pages."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from plans.models import Attachment
from plans.pages import PlanView
from plans.workflow.attaching import CONTENT_TYPES


class AttachmentView(PlanView):
    """One file to whoever may read the plan."""

    needs_edit = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        found = Attachment.objects.filter(plan=self.plan, pk=kwargs["attachment"]).first()
        if found is None:
            raise Http404("This plan has no such file")
        try:
            content = found.file.open("rb")
        except FileNotFoundError:
            raise Http404("This file is not there any more") from None
        return FileResponse(
            content, as_attachment=True, filename=found.name, content_type=CONTENT_TYPES[found.kind],
            headers={"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"},
        )  # fmt: skip
