"""What an answer's page asks for while somebody types: to save, and to see how it will read."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from plans.forms.fields import TEXT, normal
from plans.models import Conflict, User
from plans.views.narrative import OneQuestion
from plans.writing.autosaving import autosave, token_of


class WritingView(OneQuestion):
    """Takes a text by POST and answers in JSON."""

    http_method_names = ["post", "options"]

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = normal(request.POST.get("text", "")).replace("\r", "\n")
        if len(text) > TEXT:
            return self.refuse(
                f"This has {len(text):,} characters and there is room for {TEXT:,}. "
                f"Shorten it by {len(text) - TEXT:,}."
            )
        if "\x00" in text:
            return self.refuse("There is a character in the text (NUL) that cannot be kept. Type that part again.")
        return self.take(text)

    def refuse(self, message: str) -> JsonResponse:
        return JsonResponse({"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def take(self, text: str) -> HttpResponse:
        raise NotImplementedError


class AutosaveView(WritingView):
    """Save what was typed so far. 409 with who saved it where somebody else did since."""

    def take(self, text: str) -> HttpResponse:
        user, data = self.request.user, self.request.POST
        assert isinstance(user, User)  # noqa: S101 - whoever may edit has signed in
        try:
            row = autosave(
                self.plan, self.question.code, user,
                token=data.get("version", ""), text=text, sent=data.getlist("sent"),
            )  # fmt: skip
        except Conflict as conflict:
            by = conflict.current.changed_by if conflict.current else "somebody else"
            return JsonResponse({"by": by}, status=HTTPStatus.CONFLICT)
        return JsonResponse({"version": token_of(row), "at": f"{timezone.localtime():%H:%M}"})


class PreviewView(WritingView):
    """How a text will read, and how many words that has. Nothing is saved."""

    def take(self, text: str) -> HttpResponse:
        return JsonResponse({"html": self.html(text, marked=True), "words": self.count(self.question, text)["words"]})
