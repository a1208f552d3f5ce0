"""The pictures of a plan: adding one, seeing which there are, and handing one out to who may see the plan."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from plans.forms.fields import TextField
from plans.models import Picture, User
from plans.pages import PlanView
from plans.shown import ShownFinding
from plans.views.narrative import NarrativeView
from plans.writing.pictures import MOST_BYTES, MOST_WORDS, Drawn, PictureRefused, draw, keep, reference

HINT = f"PNG, JPEG, GIF or WebP, at most {MOST_BYTES // 1_048_576} MB"


class PictureForm(forms.Form):
    """A file, and the words that stand for it."""

    file = forms.FileField(label="Picture", help_text=HINT, required=False)
    words = TextField(
        rows=3, most=MOST_WORDS, label="What it shows",
        help_text="For everybody who cannot see it, and for the workbook. Say what a reader should take from it.",
    )

    def clean_words(self) -> str:
        words = " ".join(str(self.cleaned_data["words"]).split())
        if not words:
            raise forms.ValidationError(
                "What the picture shows is blank. Write a sentence for those who cannot see it."
            )
        return words

    def clean_file(self) -> Drawn:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            raise forms.ValidationError("No file was sent. Choose a picture.")
        # One byte more than there is room for tells that it is too large; the rest need not be read.
        content = file.read(MOST_BYTES + 1) if (file.size or 0) <= MOST_BYTES else b""
        if not content and file.size:
            raise forms.ValidationError(
                f"“{file.name}” has {file.size / 1_048_576:.1f} MB; there is room for {MOST_BYTES // 1_048_576}.0 MB. "
                "Save it smaller or as JPEG."
            )
        try:
            return draw(content, str(file.name))
        except PictureRefused as refused:
            raise forms.ValidationError(str(refused)) from None


class PicturesPage(NarrativeView):
    """The plan's pictures with how to name them in a text, and the form to add one."""

    template_name = "plans/narrative_pictures.html"
    form: PictureForm | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = PictureForm(request.POST, request.FILES)
        as_json = request.accepts("application/json") and not request.accepts("text/html")
        if not self.form.is_valid():
            if as_json:
                errors = {name: list(found) for name, found in self.form.errors.items()}
                return JsonResponse({"errors": errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            return self.render_to_response(self.get_context_data(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        drawn, words, user = self.form.cleaned_data["file"], self.form.cleaned_data["words"], request.user
        assert isinstance(user, User)  # noqa: S101 - whoever may edit has signed in
        picture = keep(self.plan, drawn, words, user)
        if as_json:
            return JsonResponse({"text": reference(picture, words)}, status=HTTPStatus.CREATED)
        text = reference(picture, words)
        messages.success(request, f"The picture is kept. To show it, put this into an answer: {text}")
        return redirect("pictures", *self.plan.args)

    def shown_findings(self) -> list[ShownFinding]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pictures = [
            {"picture": picture, "reference": reference(picture),
             "url": reverse("picture", args=(*self.plan.args, picture.name))}
            for picture in Picture.objects.filter(plan=self.plan).select_related("uploaded_by")
        ]
        return super().get_context_data(
            form=self.form or PictureForm(), pictures=pictures,
            overview_url=reverse("narrative", args=self.plan.args), **kwargs,
        )  # fmt: skip


class PictureView(PlanView):
    """Hand out one picture, as what we made of it."""

    needs_edit = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        picture = Picture.objects.filter(plan=self.plan, name=kwargs["picture"]).first()
        if picture is None:
            raise Http404("This plan has no such picture")
        try:
            with picture.file.open("rb") as file:
                content = file.read()
        except FileNotFoundError:
            raise Http404("This picture is not there any more. Upload it again.") from None
        return HttpResponse(content, content_type=picture.content_type, headers={
            "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline",
            "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, max-age=3600",
        })  # fmt: skip
