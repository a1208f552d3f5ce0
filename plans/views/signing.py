"""Where a person signs a version, on one page with what matters, and where a signature on paper is recorded."""

from functools import cached_property
from http import HTTPStatus
from typing import Any, ClassVar

from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from bcf.fund.stages import AREA, SIGNABLE, Verb, possible
from plans.access import capacities_of, get_plan
from plans.forms.signing import PaperForm, RatifyForm, SignForm
from plans.models import Seal, Signature, User
from plans.pages import PlanView
from plans.views.plan import key_figures
from plans.workflow.acting import NotNow
from plans.workflow.attaching import keep
from plans.workflow.briefing import Briefing, last_seen, look
from plans.workflow.files import job_of, ready
from plans.workflow.signing import CannotSign, OnPaper, ratify, record, sign
from plans.workflow.whose import SigningPlace, own_places, places_of, to_ratify, to_record, to_sign


class PlaceView(PlanView):
    """A page about one place of the plan's newest version."""

    needs_edit = False

    @property
    def reader(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @cached_property
    def version(self) -> Seal:
        """The newest version, whether the plan stands on it or not."""
        newest = Seal.objects.filter(plan=self.plan).select_related("sealed_by").order_by("-number").first()
        if newest is None:
            raise Http404("The plan has never been sealed")
        newest.plan = self.plan
        return newest

    @cached_property
    def places(self) -> list[SigningPlace]:
        return places_of(self.version)

    @property
    def place(self) -> SigningPlace:
        found = next((place for place in self.places if place.key == self.kwargs["place"]), None)
        if found is None:
            raise Http404("The round asks for no signature in this place")
        return found

    @cached_property
    def able(self) -> frozenset[Verb]:
        """What the reader may do with the plan as it stands, as far as the table can tell."""
        return frozenset(possible(self.plan.stage, capacities_of(self.reader, self.plan)))

    def answer(self, status: int = HTTPStatus.OK, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**kwargs), status=status)

    def refused(self, form: Any, refusal: Exception) -> HttpResponse:
        """The page as the plan stands now, with why nothing was done and what was typed."""
        self.plan = get_plan(self.reader, *self.plan.args)
        for name in ("version", "places", "able"):
            self.__dict__.pop(name, None)
        return self.answer(HTTPStatus.CONFLICT, form=form, refused=str(refusal))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"version": self.version, "place": self.place, "stage": self.plan.stage}
        closed = self.plan.stage not in SIGNABLE
        return super().get_context_data(**{**kwargs, **shown}, nav="My plans", closed=closed)


class SignPage(PlaceView):
    """The signing page of the person whose place it is; not found by anybody else."""

    template_name = "plans/sign.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.SIGN, Verb.RATIFY)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not own_places(self.plan, [self.place], self.reader):
            raise Http404("This place is not yours to sign")

    @property
    def ratifying(self) -> bool:
        return self.place in to_ratify(self.plan, self.places, self.reader) if Verb.RATIFY in self.able else False

    @property
    def signing(self) -> bool:
        return self.place in to_sign(self.plan, self.places, self.reader) if Verb.SIGN in self.able else False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self.answer()
        if self.plan.stage in SIGNABLE:
            look(self.reader, self.version)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ratifying = request.POST.get("do") == Verb.RATIFY
        form = RatifyForm(request.POST) if ratifying else SignForm(request.POST)
        valid = form.is_valid()
        if form.cleaned_data.get("password"):
            if not ratelimit.consume(request, action="reauthenticate", user=self.reader):
                form.add_error("password", "Too many passwords were tried. Wait a minute, then enter yours again.")
                return self.answer(HTTPStatus.TOO_MANY_REQUESTS, form=form)
            if not self.reader.check_password(form.cleaned_data["password"]):
                form.add_error("password", "This is not your password. Nothing was signed.")
                valid = False
        if not valid:
            return self.answer(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        try:
            given = self._give(form)
        except (CannotSign, NotNow) as refusal:
            return self.refused(form, refusal)
        done = "ratified the signature on" if ratifying else "signed"
        messages.success(request, f"You have {done} version {given.seal.number}. Thank you.")
        return redirect("standing", *self.plan.args)

    def _give(self, form: RatifyForm) -> Signature:
        sent = form.cleaned_data
        how: dict[str, Any] = {"digest": sent["digest"], "job_title": sent["job_title"]}
        if isinstance(form, SignForm):
            return sign(self.plan, self.reader, self.place.key, **how, delegation=form.delegation)
        return ratify(self.plan, self.reader, self.place.key, **how)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        briefing = Briefing(self.version, last_seen(self.reader, self.version))
        signing, ratifying, made = self.signing, self.ratifying, ready(self.version)
        return super().get_context_data(
            **{"form": self._blank(RatifyForm if ratifying else SignForm), **kwargs},
            briefing=briefing,
            key_figures=key_figures(briefing.figures),
            files=[] if not made else self.version.files.all(),
            made=made,
            job=job_of(self.version),
            signing=signing,
            ratifying=ratifying,
            statement=self.round.signatories.statement,
        )

    def _blank(self, kind: type[RatifyForm]) -> RatifyForm:
        """The form before anything was typed: with the job title of the person's last signature."""
        last = Signature.objects.filter(signed_by=self.reader).exclude(kind=Signature.Kind.PAPER).last()
        return kind(initial={"digest": self.version.digest, "job_title": last.job_title if last else ""})


class PaperPage(PlaceView):
    """The form by which somebody of the area puts down a signature on paper; not found by anybody else."""

    template_name = "plans/sign_on_paper.html"
    verbs: ClassVar[tuple[Verb, ...]] = (Verb.RECORD,)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not self._mine:
            raise Http404("A signature in this place is not yours to record")

    @property
    def _mine(self) -> bool:
        unsigned = SigningPlace(self.place.signatory, self.place.body)
        return bool(capacities_of(self.reader, self.plan) & AREA and to_record([unsigned], self.reader))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PaperForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        sent = form.cleaned_data
        try:
            with transaction.atomic():
                paper = OnPaper(
                    sent["name"], sent["job_title"], sent["signed_on"], keep(self.plan, self.reader, sent["scan"])
                )
                record(self.plan, self.reader, self.place.key, digest=sent["digest"], paper=paper)
        except (CannotSign, NotNow) as refusal:
            return self.refused(form, refusal)
        messages.success(request, f"The signature of {sent['name']} is recorded.")
        return redirect("standing", *self.plan.args)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", PaperForm(initial={"digest": self.version.digest}))
        return super().get_context_data(recording=Verb.RECORD in self.able and self.place.signature is None, **kwargs)
