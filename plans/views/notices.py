"""A person's notices: what they were told, newest first, and how they want to be told."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.generic import TemplateView

from plans.models import Notice, User

PAGE = 30


class MailForm(forms.Form):
    """How a person wants to be told by mail."""

    mail = forms.ChoiceField(label="Mail about plans", choices=User.Mail.choices, widget=forms.RadioSelect)


class NoticesPage(TemplateView):
    """The inbox. Everybody has one and sees no other."""

    template_name = "notices/notices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        mine = Notice.objects.filter(person=user).select_related("plan__board")
        kwargs.setdefault("form", MailForm(initial={"mail": user.mail}))
        return super().get_context_data(
            nav="Notices",
            page=Paginator(mine, PAGE).get_page(self.request.GET.get("page")),
            unread=mine.filter(read_at__isnull=True).count(),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if "read" in request.POST:
            Notice.objects.filter(person=user, read_at__isnull=True).update(read_at=timezone.now())
            return redirect("notices")
        form = MailForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        user.mail = form.cleaned_data["mail"]
        user.save(update_fields=["mail"])
        messages.success(request, "How you are told has been saved.")
        return redirect("notices")


class NoticeView(View):
    """Opens the page that a notice is about, and marks it as read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, notice: int) -> HttpResponse:
        found = Notice.objects.filter(person=request.user, pk=notice).first()  # type: ignore[misc]
        if found is None or not url_has_allowed_host_and_scheme(found.address, allowed_hosts=None):
            raise Http404("There is no such notice, or it is not yours")
        if found.read_at is None:
            Notice.objects.filter(pk=found.pk).update(read_at=timezone.now())
        return redirect(found.address)
