"""What the worker does. Each task may be delivered twice or die half-way: see `plans.running`."""

import logging

from celery import shared_task
from celery.signals import worker_ready

from plans import running
from plans.models import Job

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
    except Exception as error:
        logger.exception("job %s failed", job.pk)
        running.fail(job, f"Something went wrong on our side ({type(error).__name__}). Please ask again.")
        return
    running.finish(job)


def _work(job: Job) -> None:
    from plans import checking, rendering

    match job.kind:
        case Job.Kind.CHECK:
            checking.check(job)
        case Job.Kind.RENDER:
            rendering.render(job)


@shared_task(name="plans.tasks.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Announce lost jobs again. Runs every few seconds, and once when a worker starts."""
    running.sweep()


@worker_ready.connect  # type: ignore[untyped-decorator]
def sweep_at_start(**_: object) -> None:
    running.sweep()
