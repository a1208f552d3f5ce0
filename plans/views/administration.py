"""Allocated figures as an administrator sees and loads them: upload, look at what will change, then store."""

import base64
import binascii
import csv
import hashlib
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import RedirectView, TemplateView, View

from bcf.fund.document import AllocationKind
from bcf.fund.problems import Problem, Refused
from bcf.fund.round import Round
from plans.access import is_administrator
from plans.loading.allocations import HEADER, Change, Figure, compare, read_allocations, store_allocations
from plans.loading.figures import codes, years
from plans.loading.tables import LARGEST_FILE, MOST_ROWS
from plans.loading.wording import KIND_NAMES, name_of, period_of, written
from plans.models import Allocation, Board, Organisation, Plan, User
from plans.rounds import all_rounds

MOST_SHOWN = 500
PER_PAGE = 50


class AdministratorsOnly(View):
    """A page for administrators: 403 for everybody else, 404 for a round that there is not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_administrator(request.user):
            raise PermissionDenied("Only administrators load allocated figures.")
        if kwargs.get("round_id", "") not in ("", *all_rounds()):
            raise Http404("There is no such round")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def round(self) -> Round:
        return all_rounds()[self.kwargs["round_id"]]


class NewestAllocations(AdministratorsOnly, RedirectView):
    """The allocations of the newest round."""

    pattern_name = "allocations"

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str | None:
        return super().get_redirect_url(next(iter(all_rounds())))


class AllocationsTemplate(AdministratorsOnly):
    """An empty CSV file with the header that a file of allocations must have."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="allocations-{self.round.id}.csv"'
        csv.writer(response).writerow(HEADER)
        return response


class AllocationsPage(AdministratorsOnly, TemplateView):
    """The loaded figures of a round; uploading a file; and the preview of what a file would change."""

    template_name = "plans/allocations.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content, name = self._content(request)
            figures = read_allocations(self.round, content, name)
        except Refused as refused:
            return self.render_to_response(self.get_context_data(refused=_shown_problems(refused)))
        if "seen" in request.POST:
            return self._store(request, content, name, figures)
        return self._preview(content, name, compare(self.round, figures))

    def _content(self, request: HttpRequest) -> tuple[bytes, str]:
        """The file: uploaded, or come back from the preview. Raises Refused."""
        if "content" in request.POST:
            try:
                return base64.b64decode(request.POST["content"], validate=True), request.POST.get("name", "file")[:200]
            except (binascii.Error, ValueError):
                raise Refused("file", [Problem("file", "came back damaged; choose it again")]) from None
        file = request.FILES.get("file")
        if file is None:
            raise Refused("file", [Problem("file", "is missing; choose a CSV file")])
        name = str(file.name)[:200]
        if file.size is None or file.size > LARGEST_FILE:
            problem = Problem("file", f"is too large; a file may have {LARGEST_FILE // 1024 // 1024} MB")
            raise Refused(name, [problem])
        return file.read(), name

    def _store(self, request: HttpRequest, content: bytes, name: str, figures: list[Figure]) -> HttpResponse:
        user = request.user if isinstance(request.user, User) else None
        with transaction.atomic():
            changes = compare(self.round, figures, lock=True)
            if _fingerprint(changes) != request.POST["seen"]:
                return self._preview(content, name, changes, overtaken=True)
            stored = len(store_allocations(self.round, figures, user))
        messages.success(request, f"{stored} figure{'' if stored == 1 else 's'} stored from {name}.")
        return redirect("allocations", self.round.id)

    def _preview(self, content: bytes, name: str, changes: list[Change], *, overtaken: bool = False) -> HttpResponse:
        differing = [change for change in changes if change.differs]
        boards = {change.figure.board.pk for change in differing}
        preview = {
            "name": name,
            "content": base64.b64encode(content).decode(),
            "seen": _fingerprint(changes),
            "overtaken": overtaken,
            "new": sum(change.new for change in differing),
            "changed": sum(change.value_differs and not change.new for change in differing),
            "reworded": sum(not change.value_differs for change in differing),
            "same": len(changes) - len(differing),
            "plans": Plan.objects.filter(board__in=boards, round_id=self.round.id).select_related("board"),
            "rows": [_change_row(self.round, change) for change in differing[:MOST_SHOWN]],
            "more": max(0, len(differing) - MOST_SHOWN),
        }
        return self.render_to_response(self.get_context_data(preview=preview))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            nav="Rounds", planning_round=self.round, rounds=all_rounds().values(), most_rows=MOST_ROWS,
            allowed=_allowed(self.round), header=",".join(HEADER),
            **({} if "preview" in kwargs else self._loaded()), **kwargs,
        )  # fmt: skip

    def _loaded(self) -> dict[str, Any]:
        figures = Allocation.objects.filter(round_id=self.round.id)
        boards = Board.objects.filter(pk__in=figures.values("board"))
        chosen = boards.filter(code=self.request.GET.get("board", "")[:12]).first()
        kind = self.request.GET.get("kind", "")
        if chosen:
            figures = figures.filter(board=chosen)
        if kind in KIND_NAMES:
            figures = figures.filter(kind=kind)
        ordered = figures.select_related("board").order_by("board__name", "kind", "code", "year", "body")
        page = Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("page"))
        codes = {figure.body for figure in page if figure.body}
        names = dict(Organisation.objects.filter(code__in=codes).values_list("code", "name"))
        return {
            "page": page,
            "figures": [_figure_row(self.round, figure, names) for figure in page],
            "boards": boards,
            "kinds": KIND_NAMES.items(),
            "chosen": chosen,
            "chosen_kind": kind if kind in KIND_NAMES else "",
        }


def _figure_row(planning_round: Round, row: Allocation, names: dict[str, str]) -> dict[str, Any]:
    return {
        "board": row.board.name,
        "kind": KIND_NAMES.get(row.kind, row.kind),
        "name": name_of(planning_round, row.kind, row.code),
        "year": period_of(planning_round, row.kind, row.code, row.year),
        "body": names.get(row.body, row.body),
        "value": written(row.kind, row.value),
        "origin": row.origin,
        "loaded_at": row.loaded_at,
    }


def _change_row(planning_round: Round, change: Change) -> dict[str, Any]:
    figure, stored = change.figure, change.stored
    return {
        "board": figure.board.name,
        "name": name_of(planning_round, figure.kind, figure.code),
        "year": period_of(planning_round, figure.kind, figure.code, figure.year),
        "body": figure.body,
        "now": written(stored.kind, stored.value) if stored else "",
        "after": written(figure.kind, figure.value),
        "value_differs": change.value_differs,
        "origin": figure.origin,
        "origin_now": stored.origin if stored and stored.origin != figure.origin else "",
    }


def _fingerprint(changes: list[Change]) -> str:
    """What a preview showed: if it is not the same when the person confirms, somebody else stored in between."""
    seen = [(change.figure.key, change.figure.value, change.figure.origin,
             (change.stored.value, change.stored.origin) if change.stored else None) for change in changes]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _shown_problems(refused: Refused) -> dict[str, Any]:
    return {
        "name": refused.name,
        "count": len(refused.problems),
        "problems": refused.problems[:MOST_SHOWN],
        "more": max(0, len(refused.problems) - MOST_SHOWN),
    }


def _allowed(planning_round: Round) -> list[dict[str, Any]]:
    """What codes and years each kind of figure may have in this round."""
    return [
        {"kind": kind.value, "code": code, "name": name_of(planning_round, kind, code),
         "years": ", ".join(years(planning_round, kind, code))}
        for kind in AllocationKind
        for code in codes(planning_round, kind)
    ]
