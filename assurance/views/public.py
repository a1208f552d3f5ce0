"""The public record: decided plans for everybody, without signing in. Nothing is told of any other plan."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from assurance.public import PublicRecord, by_round, public_plans, public_record


def _record(kwargs: dict[str, Any]) -> PublicRecord:
    record = public_record(kwargs["board"], kwargs["round_id"])
    if record is None:
        raise Http404
    return record


@method_decorator(login_not_required, name="dispatch")
class PublicPlans(TemplateView):
    """Every decided plan."""

    template_name = "assurance/public_plans.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rounds=list(by_round(public_plans())), **kwargs)


@method_decorator(login_not_required, name="dispatch")
class PublicPlan(TemplateView):
    """What is public of one decided plan."""

    template_name = "assurance/public_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = _record(self.kwargs)
        years = record.planning_round.years
        return super().get_context_data(
            record=record, entry=record.entry, plan=record.entry.plan, planning_round=record.planning_round,
            years=years, one_year=len(years) == 1, **kwargs,
        )  # fmt: skip


@method_decorator(login_not_required, name="dispatch")
class PublicFile(TemplateView):
    """The same as JSON, or its schemes as CSV: made on the fly from the decided version."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record = _record(kwargs)
        plan = record.entry.plan
        if kwargs["ending"] == "json":
            content, kind = json.dumps(record.as_json(), ensure_ascii=False, indent=1), "application/json"
        elif kwargs["ending"] == "csv":
            content, kind = record.schemes_csv(), "text/csv; charset=utf-8"
        else:
            raise Http404
        answer = HttpResponse(content, content_type=kind)
        name = f"bcf-{plan.round_id}-{plan.board.code}-public.{kwargs['ending']}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
