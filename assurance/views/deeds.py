"""A page on which verbs are done: it names them, and has no rule of its own about who may do them when."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from bcf.fund.stages import Capacity, Verb, possible, transition
from plans.access import capacities_of, get_plan
from plans.models import User
from plans.pages import PlanView
from plans.workflow.acting import NotNow, not_now, refused


class Wrong(Exception):
    """What was sent cannot be done so; ``form`` holds it with its errors."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form
        super().__init__()


class DeedPage(PlanView):
    """POST names the verb in ``do``. Each of ``verbs`` is done by the method of its name, which gives a message."""

    needs_edit = False
    verbs: ClassVar[tuple[Verb, ...]] = ()

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @property
    def capacities(self) -> frozenset[Capacity]:
        return capacities_of(self.person, self.plan)

    def possible(self) -> frozenset[str]:
        """The verbs of this page that the person may do as the plan stands."""
        return frozenset(possible(self.plan.stage, self.capacities)) & frozenset(self.verbs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verb = next((verb for verb in self.verbs if verb == request.POST.get("do")), None)
        if verb is None:
            raise Http404("Nothing of this kind is done here")
        row = transition(verb)
        if not row.capacities & self.capacities:
            raise refused(self.plan, self.person, verb, self.plan.stage)
        try:
            if self.plan.stage not in row.sources:
                raise NotNow(not_now(self.plan, verb, self.plan.stage))
            message = getattr(self, verb.value)()
        except Wrong as wrong:
            return self.show(HTTPStatus.UNPROCESSABLE_ENTITY, {verb.value: wrong.form})
        except NotNow as late:
            self.plan = get_plan(self.person, *self.plan.args)
            return self.show(HTTPStatus.CONFLICT, {}, late=str(late), typed=_typed(request.POST))
        messages.success(request, message)
        return redirect(request.path)

    def show(self, status: int, sent: Mapping[str, forms.Form], **context: Any) -> HttpResponse:
        """The page with forms as they were sent, by the verb that each is for."""
        return self.render_to_response(self.get_context_data(sent=sent, **context), status=status)


def valid(form: forms.Form) -> forms.Form:
    """The form. Raises Wrong where something in it is not as it must be."""
    if not form.is_valid():
        raise Wrong(form)
    return form


def _typed(sent: Mapping[str, Any]) -> list[str]:
    """The words that somebody sent, so that they are not lost with a page that has no form for them any more."""
    return [text for text in sent.values() if " " in text.strip()]
