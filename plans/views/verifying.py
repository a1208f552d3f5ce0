"""The public page that says whether a file is one that was signed. What is sent stays in memory and is forgotten."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import TemplateView

from plans.workflow.proof import prove
from plans.workflow.verdict import NOT_ONE, facts, verdict

MOST_BYTES = 20 * 1024 * 1024
MOST_BESIDE = 64 * 1024
"""Bytes of a request beside the file in it."""


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory or, where the request is too large, nowhere."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: N803
    ) -> None:
        self.activated = content_length <= MOST_BYTES + MOST_BESIDE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.activated:
            super().receive_data_chunk(raw_data, start)


class VerifyForm(forms.Form):
    """The file in question; ``name`` is what the browser calls it, once it is there."""

    name = ""

    file = forms.FileField(
        label="File", required=False,
        help_text="The workbook, the PDF or the JSON of a plan, at most 20 MB. It is not kept.",
    )  # fmt: skip

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            raise forms.ValidationError("No file was sent, or it has more than 20 MB. Choose the file that you hold.")
        self.name = str(file.name)
        return bytes(file.read())


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class VerifyPage(TemplateView):
    """Whether a file is the one of a sealed version, and what is known of that version. For anybody."""

    template_name = "plans/verify.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before the form is read, which the check against forgery does: so that check comes after it.
        request.upload_handlers = [InMemory(request)]
        return self._checked(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _checked(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = VerifyForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        proof = prove(form.cleaned_data["file"])
        said = verdict(proof) if proof else NOT_ONE
        known = list(facts(proof)) if proof else []
        return self.render_to_response(self.get_context_data(name=form.name, proof=proof, said=said, facts=known))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", VerifyForm())
        return super().get_context_data(**kwargs)
