"""Jobs: asking for work, holding it while it runs, and taking up what a killed worker left.

The Job table is the truth; a message on the broker only says that there is something to do. A job is
claimed by compare-and-set on its state, held by a lease with a heartbeat, and finished only by the
holder of the lease: so it is done once, however often it is announced.
"""

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from plans.models import Job, Plan, Snapshot, User

MOST_ATTEMPTS = 3
MOST_RACES = 5
CHECK_KEY = "current"
logger = logging.getLogger(__name__)


class TakenOver(Exception):
    """Another worker holds the job by now; what this one has made of it no longer counts."""


def queue_check(plan: Plan, user: User | None = None) -> Job:
    """Have the plan checked as it stands once this transaction is through. Edits in a row share one job."""
    return _queue(plan, Job.Kind.CHECK, CHECK_KEY, None, user)


def queue_render(plan: Plan, kind: Job.Kind, snapshot: Snapshot, key: str, user: User | None = None) -> Job:
    """Have files of a snapshot made. Asking again for the same files gives the job that makes them."""
    running = Job.objects.filter(plan=plan, kind=kind, key=key, state=Job.State.RUNNING).first()
    return running or _queue(plan, kind, key, snapshot, user)


def queue_work(plan: Plan, kind: Job.Kind, key: str, user: User | None = None) -> Job:
    """Have that work done once this transaction is through. What waits under the same key is the same work."""
    return _queue(plan, kind, key, None, user)


def _queue(plan: Plan, kind: Job.Kind, key: str, snapshot: Snapshot | None, user: User | None) -> Job:
    waiting = Job.objects.filter(plan=plan, kind=kind, key=key, state=Job.State.QUEUED)
    with transaction.atomic():
        for _ in range(MOST_RACES):
            # Locked until the edit is through: a worker that took the job before then would not see the edit.
            job = waiting.select_for_update().first()
            if job is None:
                try:
                    with transaction.atomic():
                        job = Job.objects.create(plan=plan, kind=kind, key=key, snapshot=snapshot, requested_by=user)
                except IntegrityError:
                    continue  # asked for by somebody else just now; that job may be taken before it is locked
            _announce(job.pk)
            return job
    raise RuntimeError(f"{kind} of {plan} could not be queued: others were quicker {MOST_RACES} times")


def _announce(job_id: uuid.UUID) -> None:
    def send() -> None:
        try:
            # By name: what a job does is the worker's matter, see `plans.tasks`.
            current_app.send_task("plans.tasks.run", args=[str(job_id)], retry=False)
        except Exception:
            # The job is in the table: the sweep will announce it when the broker is back.
            logger.warning("job %s could not be announced", job_id, exc_info=True)

    transaction.on_commit(send)


def claim(job_id: str) -> Job | None:
    """Take a job that waits, or one whose holder has gone silent. None if there is nothing to take."""
    lease, now = uuid.uuid4(), timezone.now()
    taken = Job.objects.filter(_waiting_or_lost(), pk=job_id).update(
        state=Job.State.RUNNING, lease=lease, heartbeat_at=now, attempts=F("attempts") + 1, progress=0, step=""
    )
    if not taken:
        return None
    job = Job.objects.select_related("plan__board", "snapshot").get(pk=job_id)
    if job.attempts > MOST_ATTEMPTS:
        fail(job, f"The work was begun {MOST_ATTEMPTS} times and never came to an end. Please ask again.")
        return None
    return job


def _waiting_or_lost() -> Q:
    silent_since = timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS)
    return Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, heartbeat_at__lt=silent_since)


def held(job: Job) -> bool:
    """Beat once: say that the job is being worked on. False when another worker has taken it over."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING)
    return bool(mine.update(heartbeat_at=timezone.now()))


@contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """Beat in a thread of its own while the work goes on, which may be long inside one library call."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(settings.JOB_HEARTBEAT_SECONDS):
                try:
                    if not held(job):
                        return
                except Exception:
                    logger.warning("a heartbeat of job %s was missed", job.pk, exc_info=True)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True, name=f"heartbeat-{job.pk}")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def report(job: Job, progress: int, step: str) -> None:
    """Show how far the work is: per cent, and what is being done. Raises TakenOver when it is another's by now."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING)
    if not mine.update(progress=progress, step=step, heartbeat_at=timezone.now()):
        raise TakenOver(f"job {job.pk} was taken over")


def finish(job: Job) -> bool:
    """Mark the job done. False when it was taken over by another worker, whose work it then is."""
    return _end(job, Job.State.DONE, progress=100, step="")


def fail(job: Job, message: str) -> bool:
    """Mark the job failed, with words for the person who asked."""
    return _end(job, Job.State.FAILED, error=message)


def _end(job: Job, state: Job.State, **changes: object) -> bool:
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING)
    return bool(mine.update(state=state, finished_at=timezone.now(), **changes))


def sweep() -> int:
    """Announce again every job that waits unannounced or whose worker has gone silent. How many there were."""
    unheard = timezone.now() - timedelta(seconds=settings.JOB_HEARTBEAT_SECONDS)
    lost = Job.objects.filter(_waiting_or_lost()).filter(Q(state=Job.State.RUNNING) | Q(created_at__lt=unheard))
    ids = list(lost.order_by("created_at").values_list("pk", flat=True))
    for job_id in ids:
        _announce(job_id)
    return len(ids)
