"""What the worker does. Each task may be delivered twice or die half-way: see `plans.running`."""

import logging
import time

from celery import shared_task
from celery.signals import worker_ready
from django.core.cache import cache

from plans import running
from plans.models import Job

SWEPT_AT = "jobs-swept-at"
logger = logging.getLogger(__name__)


@shared_task(name="plans.tasks.run")  # type: ignore[untyped-decorator]
def run(job_id: str) -> None:
    """Do a job, unless somebody else has it or it is done. Idempotent: results are kept by digest."""
    job = running.claim(job_id)
    if job is None:
        return
    try:
        with running.heartbeat(job):
            _work(job)
    except running.TakenOver:
        logger.warning("job %s was taken over while it ran here", job.pk)
        return
    except Exception as error:
        logger.exception("job %s failed", job.pk)
        running.fail(job, f"Something went wrong on our side ({type(error).__name__}). Please ask again.")
        return
    running.finish(job)


def _work(job: Job) -> None:
    from plans import checking, makers, rendering
    from plans.workflow import files

    match job.kind:
        case Job.Kind.CHECK:
            checking.check(job)
        case Job.Kind.RENDER | Job.Kind.ANNOTATE:
            rendering.render(job)
        case Job.Kind.SEAL:
            files.make(job)
        case _:
            makers.maker_of(Job.Kind(job.kind))(job)


@shared_task(name="plans.tasks.post")  # type: ignore[untyped-decorator]
def post() -> None:
    """Remind people of what comes and send the mail that is due: not in the sweep, which waits for no mail server."""
    from plans.notices import posting, reminding

    reminding.remind_daily()
    posting.post()


@shared_task(name="plans.tasks.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Announce lost jobs again and note the time, which tells who watches that scheduler, broker and worker live."""
    running.sweep()
    cache.set(SWEPT_AT, time.time(), timeout=None)


@worker_ready.connect  # type: ignore[untyped-decorator]
def sweep_at_start(**_: object) -> None:
    sweep()
