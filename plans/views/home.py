"""The first page: the plans a person may see, and those an author may start."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views import View
from django.views.generic import TemplateView

from bcf.fund.findings import Severity
from bcf.fund.round import Round
from bcf.fund.text import pounds
from plans.access import visible_plans
from plans.models import Appointment, Board, Plan, Role, User
from plans.rounds import all_rounds
from plans.standing import Standing
from plans.together.needs import local_plans, needs_of, owned
from plans.years import earlier_rounds

PAGE = 20
"""Plans on a page. All are read at once; each is checked for its figures, so the page's time is bounded by this."""

FILTER_FROM = 6
"""With fewer plans than this there is nothing to filter."""


@dataclass(frozen=True)
class Card:
    """A plan in the list."""

    plan: Plan
    standing: Standing

    @property
    def pool(self) -> str:
        return pounds(self.standing.figures.total_income())

    @property
    def blocking(self) -> int:
        return self.standing.severities[Severity.BLOCKING]


@dataclass(frozen=True)
class Startable:
    """A plan that does not exist yet and that the person may start."""

    board: Board
    planning_round: Round
    origin: str = ""
    """The round of the board's nearest earlier plan, from which this one can be rolled forward."""


def author_boards(user: User) -> "QuerySet[Board]":
    """Boards for which the person writes."""
    mine = Appointment.objects.filter(user=user, role=Role.AUTHOR).values("organisation")
    links = Board.bodies.through.objects.filter(organisation__in=mine).values("board")
    return Board.objects.filter(pk__in=links)


def startable(user: User) -> Iterator[Startable]:
    """What an author may start: every round for which a board of theirs has no plan."""
    boards = list(author_boards(user))
    existing = set(Plan.objects.filter(board__in=boards).values_list("board_id", "round_id"))
    for board in boards:
        for planning_round in all_rounds().values():
            if (board.pk, planning_round.id) not in existing:
                earlier = (other.id for other in earlier_rounds(planning_round) if (board.pk, other.id) in existing)
                yield Startable(board, planning_round, next(earlier, ""))


class Home(TemplateView):
    """My plans."""

    template_name = "plans/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, chosen = self.request.user, self.request.GET
        plans = visible_plans(user).order_by("board__name", "-round_id")
        text, round_id, region = (chosen.get(name, "").strip() for name in ("q", "round", "region"))
        total = plans.count()
        found = _filtered(plans, text, round_id, region)
        page = Paginator(found, PAGE).get_page(chosen.get("page"))
        local = local_plans(user, plans)  # type: ignore[arg-type]
        duties = owned(user, local)  # type: ignore[arg-type]
        mine = {duty.plan_id for duty in duties}
        wanted = {plan.pk: plan for plan in (*(plan for plan in local if plan.pk in mine), *page)}
        standings = Standing.of_all(list(wanted.values()))
        return super().get_context_data(
            nav="My plans",
            cards=[Card(plan, standings[plan.pk]) for plan in page],
            needs=needs_of(user, local, duties, standings),  # type: ignore[arg-type]
            in_partnership=bool(local),
            page=page,
            total=total,
            pagination=pages_of(page, chosen),
            filtering=total >= FILTER_FROM,
            filtered=bool(text or round_id or region),
            q=text,
            round_items=choices(round_id, "All rounds", {key: item.title for key, item in all_rounds().items()}),
            region_items=choices(region, "All regions", {name: name for name in _regions(user)} if total else {}),
            startable=list(startable(user)),  # type: ignore[arg-type]
            holds_role=Appointment.objects.filter(user=user).exists(),  # type: ignore[misc]
            **kwargs,
        )


def _filtered(plans: "QuerySet[Plan]", text: str, round_id: str, region: str) -> "QuerySet[Plan]":
    if text:
        plans = plans.filter(Q(board__name__icontains=text) | Q(board__code__iexact=text))
    if round_id:
        plans = plans.filter(round_id=round_id)
    return plans.filter(board__region=region) if region else plans


def _regions(user: Any) -> list[str]:
    regions = visible_plans(user).order_by("board__region").values_list("board__region", flat=True)
    return list(regions.distinct())


def choices(chosen: str, every: str, named: dict[str, str]) -> list[dict[str, Any]]:
    """The items of a select that narrows a list, the first of which is for all."""
    return [
        {"value": value, "text": text, "selected": value == chosen} for value, text in {"": every, **named}.items()
    ]


def pages_of(page: "Page[Plan]", query: Any) -> dict[str, Any]:
    """Parameters of the Design System's pagination; empty where everything fits on one page."""

    def address(number: int) -> str:
        parameters = query.copy()
        parameters["page"] = str(number)
        return f"?{parameters.urlencode()}"

    if page.paginator.num_pages == 1:
        return {}
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [
        {"number": number, "href": address(number), "current": number == page.number}
        if isinstance(number, int) else {"ellipsis": True}
        for number in numbers
    ]
    return {
        "items": items,
        "previous": {"href": address(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": address(page.next_page_number())} if page.has_next() else None,
    }


class StartPlan(View):
    """Start the plan of a board of one's own for a round."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        boards = author_boards(request.user)  # type: ignore[arg-type]
        self.board = boards.filter(code=kwargs["board"]).first()
        if self.board is None or kwargs["round_id"] not in all_rounds():
            raise Http404("There is no such board or round, or it is not yours to write for")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, board: str, round_id: str) -> HttpResponse:
        with transaction.atomic():
            plan, created = Plan.objects.get_or_create(board=self.board, round_id=round_id)
        if created:
            messages.success(request, f"The {all_rounds()[round_id].title} plan of {self.board} has been started.")
        return redirect("plan", *plan.args)
