"""Whether the site can do its work, for whoever watches over it."""

import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from plans.tasks import SWEPT_AT

MOST_SECONDS_BETWEEN_SWEEPS = 60.0
Answer = Callable[[HttpRequest], HttpResponseBase]


def answer_before_all_else(get_response: Answer) -> Answer:
    """Middleware: answer a probe, which comes by address and without TLS, before hosts and https are asked for."""

    probes: dict[str, Answer] = {"/healthz": site, "/healthz/work": work}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return probes.get(request.path_info, get_response)(request)

    return middleware


def site(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not. Says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return _answer(False)
    return _answer(True)


def work(request: HttpRequest) -> JsonResponse:
    """200 when scheduler, broker and a worker have swept the jobs in the last minute, 503 when not.

    A single worker does not sweep while it makes a report: 503 for longer than a few minutes is a fault.
    """
    try:
        swept_at = cache.get(SWEPT_AT)
    except Exception:
        return _answer(False)
    return _answer(swept_at is not None and time.time() - swept_at < MOST_SECONDS_BETWEEN_SWEEPS)


def _answer(well: bool) -> JsonResponse:
    return JsonResponse({"status": "ok" if well else "unavailable"}, status=200 if well else 503)
