"""Real workers on both brokers: killed in the middle of a job, told twice, two at once."""

import os
import signal
import subprocess

from bcf.ui.management.commands.serve import WORKER
from tests.service.site import Site

SECOND_WORKER = [argument for argument in WORKER if argument != "--beat"]
REQUEST_FILES = """
from plans.models import Plan
from plans.rendering import request_files
print(request_files(Plan.objects.get(board__code="E06000016", round_id="2019-20"), None).pk)
"""
ASK_FOR_TWENTY_CHECKS_TWICE_EACH = """
from plans.models import Board, Plan
from plans.running import queue_check
from plans.tasks import run
for board in Board.objects.all()[:20]:
    plan, _ = Plan.objects.get_or_create(board=board, round_id="2019-20")
    run.delay(str(queue_check(plan).pk))
"""


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def test_a_job_whose_worker_is_killed_is_taken_up_and_finished_once(site: Site) -> None:
    first = site.start(*WORKER)
    job = site.python(REQUEST_FILES)
    site.until(lambda: site.job(job).state == "running", "the job runs")
    # Held still before it is looked at again, so that it cannot end between the look and the blow.
    os.killpg(first.pid, signal.SIGSTOP)
    assert site.job(job) == ("running", 1, None)
    kill(first)
    assert site.job(job) == ("running", 1, None)

    second = site.start(*WORKER)
    site.until(lambda: site.job(job).finished_at, "the job is done")
    done = site.job(job)
    assert (done.state, done.attempts) == ("done", 2)
    assert sorted(site.rows("SELECT kind FROM plans_output")) == [("report",), ("workbook",)]

    # Told of it once more, the worker leaves it as it is.
    site.python(f"from plans.tasks import run; run.delay('{job}')")
    later = site.python(REQUEST_FILES)
    site.until(lambda: site.job(later).finished_at, "the next job is done")
    assert site.job(job) == done
    assert len(site.rows("SELECT id FROM plans_output")) == 2
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0


def test_two_workers_that_are_told_twice_do_each_of_twenty_jobs_once(site: Site) -> None:
    site.python(ASK_FOR_TWENTY_CHECKS_TWICE_EACH)
    site.start(*WORKER)
    site.start(*SECOND_WORKER)
    site.until(lambda: not site.rows("SELECT id FROM plans_job WHERE finished_at IS NULL"), "all jobs are done")
    jobs = site.rows("SELECT plan_id, state, attempts FROM plans_job")
    assert len(jobs) >= 20
    assert {(state, attempts) for _, state, attempts in jobs} == {("done", 1)}
    assert len(site.rows("SELECT id FROM plans_checkresult")) == len({plan for plan, _, _ in jobs})


def test_a_job_of_a_worker_that_stands_still_is_done_by_another_and_only_there(site: Site) -> None:
    """A machine that hangs and comes back: its worker must not end, or spoil, what another has done meanwhile."""
    frozen = site.start(*SECOND_WORKER)
    job = site.python(REQUEST_FILES)
    site.until(lambda: site.job(job).state == "running", "the job runs")
    os.killpg(frozen.pid, signal.SIGSTOP)
    assert site.job(job) == ("running", 1, None)

    site.start(*WORKER)
    site.until(lambda: site.job(job).finished_at, "the job is done")
    done = site.job(job)
    os.killpg(frozen.pid, signal.SIGCONT)
    frozen.send_signal(signal.SIGTERM)
    assert frozen.wait(timeout=120) == 0
    assert site.job(job) == done == ("done", 2, done.finished_at)
    assert sorted(site.rows("SELECT kind FROM plans_output")) == [("report",), ("workbook",)]


def test_without_a_broker_a_check_is_queued_all_the_same_and_soon(site: Site) -> None:
    site.environment["REDIS_URL"] = "redis://127.0.0.1:1"
    took = site.python(
        "import time; from plans.models import Plan; from plans.running import queue_check; "
        "plan = Plan.objects.first(); plan.jobs.all().delete(); begun = time.monotonic(); "
        "queue_check(plan); print(time.monotonic() - begun)"
    )
    assert float(took.splitlines()[-1]) < 5
    assert ("queued",) in site.rows("SELECT state FROM plans_job")
