"""The partnership's discussion of a plan: all threads, one thread, beginning one, and correcting one's own words."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from bcf.fund.document import PlanDocument
from bcf.fund.places import Section, section_title, sections_of
from plans.forms.fields import TextField
from plans.models import Comment, Conflict, Plan, Thread, User
from plans.pages import PartnerView, section_url
from plans.together import discussing, naming
from plans.together.partners import appointments, partners

SHOWN = {"open": "Open", "mine": "For me or begun by me", "resolved": "Resolved", "all": "All"}


class CommentForm(forms.Form):
    """What somebody says, and whom it is for."""

    def __init__(self, people: dict[int, tuple[User, str]], data: QueryDict | None = None, *,
                 label: str = "Your comment", text: str = "", ask: str = "Who is it for?") -> None:
        super().__init__(data, initial={"text": text})
        self.people = people
        self.fields["text"] = TextField(rows=4, most=discussing.LONGEST, label=label)
        if people:
            self.fields["to"] = forms.MultipleChoiceField(
                choices=[(str(pk), f"{user}, {bodies}") for pk, (user, bodies) in people.items()], required=False,
                label=ask, widget=forms.CheckboxSelectMultiple(attrs={"data-small": True}),
                help_text="They find it under “What needs me” until it is resolved. Everybody of the partnership can "
                "read it.",
            )  # fmt: skip

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\x00", "").strip()
        if not text:
            raise forms.ValidationError("Nothing is written here yet. Write your comment.")
        return text

    @property
    def chosen(self) -> list[User]:
        """The people chosen."""
        return [self.people[int(pk)][0] for pk in self.cleaned_data.get("to", [])]


class ThreadShown:
    """A thread as pages show it: where it belongs in words and by link, and how it stands."""

    def __init__(self, plan: Plan, thread: Thread, document: PlanDocument, user: User) -> None:
        self.thread, self.user = thread, user
        self.comments = list(thread.comments.all())
        self.first, self.last = self.comments[0], self.comments[-1]
        self.url = reverse("thread", args=(*plan.args, thread.pk))
        place, planning_round = thread.place, plan.round
        named = naming.name_of(planning_round, document, place)
        self.gone = named is None
        self.section = section_title(place.section, planning_round)
        self.words = (named.words or "The section as a whole") if named else naming.last_name(plan, thread)
        self.field_url = "" if self.gone else section_url(plan, place)
        self.to = ", ".join(str(person) for person in thread.addressed.all())
        self.for_me = any(person.pk == user.pk for person in thread.addressed.all())

    @property
    def said(self) -> str:
        """How many comments there are."""
        number = len(self.comments)
        return f"{number} comment" if number == 1 else f"{number} comments"


class _Discussion(PartnerView):
    """What these pages share."""

    @property
    def user(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @cached_property
    def people(self) -> dict[int, tuple[User, str]]:
        """Whom one can address: everybody of the partnership but oneself."""
        found = partners(appointments(self.plan))
        found.pop(self.user.pk, None)
        return found

    def shown(self, thread: Thread) -> ThreadShown:
        return ThreadShown(self.plan, thread, self._document, self.user)

    @cached_property
    def _document(self) -> PlanDocument:
        return self.document

    def thread_or_404(self, pk: int) -> Thread:
        thread = discussing.threads_of(self.plan).select_related("plan__board").filter(pk=pk).first()
        if thread is None:
            raise Http404("There is no such discussion")
        return thread

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(nav="My plans", discussion_url=reverse("discussion", args=self.plan.args),
                                        **kwargs)


class DiscussionPage(_Discussion):
    """Every thread of the plan, those that are open first shown."""

    template_name = "together/discussion.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET
        show = chosen.get("show", "open") if chosen.get("show", "open") in SHOWN else "open"
        section = next((name for name in sections_of(self.round) if name == chosen.get("section")), None)
        at = chosen.get("at", "")[:200]
        known = Thread.objects.filter(plan=self.plan, section__in=list(Section))
        threads = [self.shown(thread) for thread in self._found(show, section) if thread.section in set(Section)]
        if at:
            threads = [shown for shown in threads if f"{shown.thread.place.anchor}-".startswith(f"{at}-")]
        return super().get_context_data(
            threads=threads, show=show, at=at, total=known.count(),
            place=naming.place_at(self.round, self._document, at) if at else None,
            show_items=[{"value": key, "text": text, "selected": key == show} for key, text in SHOWN.items()],
            section_items=[{"value": "", "text": "All sections", "selected": section is None}] + [
                {"value": name.value, "text": section_title(name, self.round), "selected": name is section}
                for name in sections_of(self.round)
            ],
            **kwargs,
        )

    def _found(self, show: str, section: Section | None) -> "QuerySet[Thread]":
        threads = discussing.threads_of(self.plan)
        if section is not None:
            threads = threads.filter(section=section)
        match show:
            case "open":
                return threads.filter(resolved_at__isnull=True)
            case "mine":
                mine = Thread.objects.filter(discussing.concerning(self.user)).values("pk")
                return threads.filter(pk__in=mine, resolved_at__isnull=True)
            case "resolved":
                return threads.filter(resolved_at__isnull=False)
        return threads


class NewThread(_Discussion):
    """Begin a thread at the place whose anchor stands in the address."""

    template_name = "together/new.html"

    @cached_property
    def named(self) -> naming.Named:
        found = naming.place_at(self.round, self._document, self.request.GET.get("at", ""))
        if found is None:
            raise Http404("This plan has no such place")
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(CommentForm(self.people))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        named, form = self.named, CommentForm(self.people, request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        thread = discussing.begin(self.plan, named, self.user, form.cleaned_data["text"], form.chosen)
        messages.success(request, "Your comment has been added.")
        return redirect("thread", *self.plan.args, thread.pk)

    def _page(self, form: CommentForm, status: int = 200) -> HttpResponse:
        place = self.named.place
        return self.render_to_response(
            self.get_context_data(form=form, named=self.named, back=section_url(self.plan, place),
                                  about=naming.about(self.round, self.named)),
            status=status,
        )  # fmt: skip


class ThreadPage(_Discussion):
    """One thread with everything said in it. POST answers, resolves or reopens."""

    template_name = "together/thread.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.thread_or_404(kwargs["thread"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        thread = self.thread_or_404(kwargs["thread"])
        form = self._form(thread, request.POST)
        wish, written = request.POST.get("do", "answer"), request.POST.get("text", "").strip()
        if (wish == "answer" or written) and not form.is_valid():
            return self._page(thread, form, status=422)
        if written:
            discussing.answer(thread, self.user, form.cleaned_data["text"], form.chosen)
        match wish:
            case "resolve":
                return self._resolve(thread, own=1 if written else 0)
            case "reopen":
                discussing.reopen(thread)
                messages.success(request, "The discussion is open again.")
            case _:
                messages.success(request, "Your answer has been added.")
        return redirect("thread", *self.plan.args, thread.pk)

    def _version(self) -> int:
        text = self.request.POST.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def _resolve(self, thread: Thread, own: int) -> HttpResponse:
        try:
            discussing.resolve(thread, self.user, self._version() + own)
        except discussing.SpokenMeanwhile:
            messages.warning(self.request, "Somebody wrote here since you read it, so it has not been resolved. Read "
                                           "what is new below, then resolve it if it is dealt with.")
        else:
            messages.success(self.request, "The discussion is resolved.")
        return redirect("thread", *self.plan.args, thread.pk)

    def _form(self, thread: Thread, data: QueryDict | None = None) -> CommentForm:
        asked = {person.pk for person in thread.addressed.all()}
        others = {pk: person for pk, person in self.people.items() if pk not in asked}
        return CommentForm(others, data, label="Your answer", ask="Ask somebody else as well?")

    def _page(self, thread: Thread, form: CommentForm | None = None, status: int = 200) -> HttpResponse:
        shown = self.shown(thread)
        comments = [(comment, discussing.may_change(comment, self.user)) for comment in shown.comments]
        return self.render_to_response(
            self.get_context_data(form=form or self._form(thread), shown=shown, thread=thread, comments=comments),
            status=status,
        )


class CommentPage(_Discussion):
    """Correct or withdraw what one said a short while ago."""

    template_name = "together/comment.html"

    @cached_property
    def comment(self) -> Comment:
        """The person's own comment; not found once it can no longer be changed."""
        found = Comment.objects.filter(pk=self.kwargs["comment"], thread=self.kwargs["thread"], thread__plan=self.plan)
        comment = found.select_related("thread__plan__board").first()
        if comment is None or comment.author_id != self.user.pk:
            raise Http404("There is no such comment of yours")
        return comment

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not discussing.may_change(self.comment, self.user):
            return self._too_late()
        return self._page(CommentForm({}, text=self.comment.text))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        comment, form = self.comment, CommentForm({}, request.POST)
        withdraws = request.POST.get("do") == "withdraw"
        if not withdraws and not form.is_valid():
            return self._page(form, status=422)
        version = request.POST.get("version", "")
        try:
            if withdraws:
                discussing.withdraw(comment, self.user)
            else:
                read = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1
                discussing.correct(comment, self.user, read, form.cleaned_data["text"])
        except discussing.TooLate:
            return self._too_late()
        except Conflict:
            form.add_error("text", "You changed this comment in another window since. It now says: "
                                   f"“{Comment.objects.get(pk=comment.pk).text}”. Save again to put this in its place.")
            del self.comment
            return self._page(form, status=409)
        messages.success(request, "Your comment was withdrawn." if withdraws else "Your comment was changed.")
        return redirect("thread", *self.plan.args, comment.thread_id)

    def _too_late(self) -> HttpResponse:
        messages.warning(self.request, "This comment can no longer be changed. Add another comment instead.")
        return redirect("thread", *self.plan.args, self.comment.thread_id)

    def _page(self, form: CommentForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form, comment=self.comment, about=self.comment.thread.about,
                                  back=reverse("thread", args=(*self.plan.args, self.comment.thread_id))),
            status=status,
        )  # fmt: skip
