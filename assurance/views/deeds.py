"""A page with several forms, each for a verb: POST names the verb, a method of its name does it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from assurance.views.base import ActionView
from plans.models import User


class Wrong(Exception):
    """What was sent cannot be done so; ``form`` holds it with its errors."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form
        super().__init__()


class DeedPage(ActionView):
    """POST names the verb in ``do``. Each of ``verbs`` is done by the method of its name, which gives a message."""

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    def act(self) -> HttpResponse:
        verb = next((verb for verb in self.verbs if verb == self.request.POST.get("do")), None)
        if verb is None:
            raise Http404("Nothing of this kind is done here")
        self.require(verb)
        try:
            message = getattr(self, verb.value)()
        except Wrong as wrong:
            return self.page(HTTPStatus.UNPROCESSABLE_ENTITY, sent={verb.value: wrong.form})
        messages.success(self.request, message)
        return redirect(self.request.path)

    def get_context_data(self, *, sent: Mapping[str, forms.Form] | None = None, **kwargs: Any) -> dict[str, Any]:
        """``sent`` are forms as they were sent, by the verb that each is for."""
        form = next(iter(sent.values()), None) if sent else None
        typed = _typed(self.request.POST) if kwargs.get("told") else []
        return super().get_context_data(form=form, typed=typed, **kwargs)


def valid(form: forms.Form) -> forms.Form:
    """The form. Raises Wrong where something in it is not as it must be."""
    if not form.is_valid():
        raise Wrong(form)
    return form


def _typed(sent: Mapping[str, Any]) -> list[str]:
    """The words that somebody sent, so that they are not lost with a page that has no form for them any more."""
    return [text for text in sent.values() if " " in text.strip()]
