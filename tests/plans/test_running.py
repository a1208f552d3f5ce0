"""Jobs: asked for once, done once, and never lost, whatever becomes of workers and brokers."""

import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from bcf.celery import app
from plans import running, tasks
from plans.models import Answer, Job, Plan
from plans.saving import save_row


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the jobs that were announced to the broker."""
    sent: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_: sent.append(args[0]))
    return sent


@pytest.fixture
def job(leicester: Plan) -> Job:
    """A check of Leicester's plan that waits to be done, and nothing beside it."""
    Job.objects.all().delete()
    return running.queue_check(leicester)


def silent_since(job: Job, seconds: float) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=seconds))


def claimed(job: Job) -> Job:
    taken = running.claim(str(job.pk))
    assert taken is not None
    return taken


def together(*calls: Callable[[], Any]) -> None:
    """Make the calls at one moment, each on a database connection of its own."""
    start = threading.Barrier(len(calls))

    def call(what: Callable[[], Any]) -> None:
        start.wait()
        try:
            what()
        finally:
            connection.close()

    threads = [threading.Thread(target=call, args=(what,)) for what in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_job_is_claimed_once(job: Job) -> None:
    first, second = running.claim(str(job.pk)), running.claim(str(job.pk))
    assert first is not None
    assert (first.state, first.attempts) == (Job.State.RUNNING, 1)
    assert second is None


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_are_told_of_a_job_at_one_moment_one_takes_it(job: Job) -> None:
    taken: list[Job | None] = []
    together(*[lambda: taken.append(running.claim(str(job.pk)))] * 6)
    assert len(taken) == 6
    assert len([one for one in taken if one is not None]) == 1


def test_a_finished_job_is_not_claimed_again(job: Job) -> None:
    running.finish(claimed(job))
    assert running.claim(str(job.pk)) is None


def test_a_job_that_was_deleted_is_no_error(db: None) -> None:
    assert running.claim(str(uuid.uuid4())) is None


def test_a_job_whose_worker_went_silent_is_taken_over(job: Job, settings: Settings) -> None:
    claimed(job)
    silent_since(job, settings.JOB_STALE_SECONDS + 1)
    assert claimed(job).attempts == 2


def test_a_worker_that_was_thought_dead_cannot_end_the_job_of_another(job: Job, settings: Settings) -> None:
    zombie = claimed(job)
    silent_since(job, settings.JOB_STALE_SECONDS + 1)
    heir = claimed(job)
    assert not running.held(zombie)
    assert not running.finish(zombie)
    assert not running.fail(zombie, "Too late")
    with pytest.raises(running.TakenOver):
        running.report(zombie, 50, "Making the PDF")
    job.refresh_from_db()
    assert (job.state, job.error, job.step, job.finished_at) == (Job.State.RUNNING, "", "", None)
    assert running.finish(heir)


def test_a_task_whose_job_was_taken_over_leaves_it_to_the_other(
    job: Job, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    heirs: list[Job] = []

    def fall_silent(mine: Job) -> None:
        silent_since(mine, settings.JOB_STALE_SECONDS + 1)
        heirs.append(claimed(mine))
        running.report(mine, 50, "Too late")

    monkeypatch.setattr(tasks, "_work", fall_silent)
    tasks.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.lease) == (Job.State.RUNNING, heirs[0].lease)


def test_a_job_that_kills_every_worker_is_given_up_with_words(job: Job, settings: Settings) -> None:
    for _ in range(running.MOST_ATTEMPTS):
        claimed(job)
        silent_since(job, settings.JOB_STALE_SECONDS + 1)
    assert running.claim(str(job.pk)) is None
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Please ask again" in job.error


def test_an_error_in_the_work_is_told_without_its_insides(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_: Job) -> None:
        raise ValueError("secret of the house")

    monkeypatch.setattr(tasks, "_work", break_down)
    tasks.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Please ask again" in job.error
    assert "secret" not in job.error


def test_delivered_twice_a_job_is_done_once(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Job] = []
    monkeypatch.setattr(tasks, "_work", done.append)
    tasks.run(str(job.pk))
    tasks.run(str(job.pk))
    assert len(done) == 1


@pytest.mark.django_db(transaction=True)
def test_a_heartbeat_keeps_a_long_job_from_being_taken_over(job: Job, settings: Settings) -> None:
    settings.JOB_HEARTBEAT_SECONDS, settings.JOB_STALE_SECONDS = 0.05, 60.0
    mine = claimed(job)
    silent_since(mine, 3600)
    deadline = time.monotonic() + 10
    with running.heartbeat(mine):
        while job.heartbeat_at is None or timezone.now() - job.heartbeat_at > timedelta(seconds=60):
            assert time.monotonic() < deadline, "no heartbeat came"
            job.refresh_from_db()
        assert running.claim(str(job.pk)) is None


def test_the_sweep_announces_what_lost_its_worker_or_its_message(
    job: Job,
    announced: list[str],
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert running.sweep() == 0, "a job that was queued just now has its message under way"
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert running.sweep() == 1
    claimed(job)
    with django_capture_on_commit_callbacks(execute=True):
        assert running.sweep() == 0, "its worker is alive"
    silent_since(job, settings.JOB_STALE_SECONDS + 1)
    with django_capture_on_commit_callbacks(execute=True):
        assert running.sweep() == 1
    assert announced == [str(job.pk)] * 2


def test_edits_in_a_row_share_one_check(leicester: Plan) -> None:
    Job.objects.all().delete()
    for number in range(5):
        save_row(Answer, leicester, {"section": "narrative", "code": "b_i"}, number, {"text": f"Text {number}"})
    assert Job.objects.filter(plan=leicester, kind=Job.Kind.CHECK).count() == 1


def test_an_edit_during_a_check_has_a_check_of_its_own(job: Job) -> None:
    claimed(job)
    assert running.queue_check(job.plan).pk != job.pk


@pytest.mark.django_db(transaction=True)
def test_asked_for_at_one_moment_a_check_is_queued_once(leicester: Plan) -> None:
    Job.objects.all().delete()
    jobs: list[Job] = []
    together(*[lambda: jobs.append(running.queue_check(leicester))] * 6)
    assert len({job.pk for job in jobs}) == 1
    assert len(jobs) == 6


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_take_a_check_before_the_edit_that_asks_for_it_is_through(job: Job) -> None:
    """Else it would check the plan without the edit, and the edit would never be checked."""
    edited, through = threading.Event(), threading.Event()
    order: list[str] = []

    def edit() -> None:
        with transaction.atomic():
            save_row(Answer, job.plan, {"section": "narrative", "code": "b_i"}, 0, {"text": "New"})
            edited.set()
            # Long enough for a worker that does not wait to be seen; one that waits is still at it.
            through.wait(0.5)
            order.append("edited")

    def work() -> None:
        edited.wait(10)
        claimed(job)
        order.append("claimed")
        through.set()

    together(edit, work)
    assert order == ["edited", "claimed"]


def test_with_the_broker_down_the_edit_is_saved_and_its_check_comes_later(
    leicester: Plan,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    Job.objects.all().delete()

    def refuse(**_: Any) -> None:
        raise ConnectionError("no broker")

    with monkeypatch.context() as down, django_capture_on_commit_callbacks(execute=True):
        down.setattr(app, "send_task", refuse)
        row = save_row(Answer, leicester, {"section": "narrative", "code": "b_i"}, 0, {"text": "Saved"})
    assert Answer.objects.get(pk=row.pk).text == "Saved"

    told: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_: told.append(args[0]))
    waiting = Job.objects.get(plan=leicester)
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        running.sweep()
    assert told == [str(waiting.pk)]


def test_a_job_is_not_announced_when_its_edit_is_taken_back(
    leicester: Plan,
    announced: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    Job.objects.all().delete()

    def edit_and_fail() -> None:
        with transaction.atomic():
            running.queue_check(leicester)
            raise ValueError("the edit went wrong")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError, match="went wrong"):
        edit_and_fail()
    assert announced == []
    assert not Job.objects.exists()
