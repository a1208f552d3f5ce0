"""`manage.py serve`: one command that starts everything, and leaves nothing behind when it ends."""

import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.service.site import MANAGE, ROOT, Site, SiteOnFiles


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with SiteOnFiles(tmp_path_factory.mktemp("migrated")) as site:
        site.manage("migrate", "--verbosity=0")
        site.manage("collectstatic", "--noinput", "--verbosity=0")
        yield site


@pytest.fixture
def site(migrated: Site, tmp_path: Path) -> Iterator[Site]:
    """A site on a port of its own, with nothing in it and nothing running."""
    with SiteOnFiles(tmp_path, migrated) as site:
        with closing(socket.socket()) as trial:
            trial.bind(("127.0.0.1", 0))
            site.environment["PORT"] = str(trial.getsockname()[1])
        yield site
        for pid in processes_of(site):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def processes_of(site: Site) -> list[int]:
    """Every process on this machine that was started with the data folder of the site."""
    mark = f"\0DATA_DIR={site.data}\0".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in b"\0" + (folder / "environ").read_bytes():
                found.append(int(folder.name))
    return found


def status(site: Site, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{site.environment['PORT']}{path}", timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def served(site: Site) -> subprocess.Popen[bytes]:
    server = site.start(*MANAGE, "serve")
    site.until(lambda: "Open http://" in site.said() or server.poll() is not None, "the address is shown")
    assert server.poll() is None, site.said()
    return server


def program_of(site: Site, name: str) -> int:
    """The process that leads the group of programs which have that word in their command line."""
    pids = [pid for pid in processes_of(site) if name.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return next(pid for pid in pids if os.getpgid(pid) == pid)


def test_site_and_worker_answer_and_a_signal_to_the_parent_alone_ends_them_all(site: Site) -> None:
    server = served(site)
    assert status(site, "/healthz") == 200
    assert status(site, "/") == 200, "the way to the sign-in page is open"
    site.until(lambda: status(site, "/healthz/work") == 200, "the worker sweeps")
    assert len(processes_of(site)) >= 5
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0
    assert processes_of(site) == []

    # What was there is there again.
    served(site).send_signal(signal.SIGTERM)
    site.until(lambda: not processes_of(site), "all have ended", seconds=30)


@pytest.mark.parametrize("name", ["gunicorn", "celery"])
def test_when_one_program_dies_the_other_is_ended_and_the_command_fails(site: Site, name: str) -> None:
    server = served(site)
    os.kill(program_of(site, name), signal.SIGKILL)
    assert server.wait(timeout=30) == 1
    assert "ended unexpectedly" in site.said()
    assert processes_of(site) == []


def test_when_the_parent_is_killed_its_programs_end_by_themselves(site: Site) -> None:
    server = served(site)
    server.send_signal(signal.SIGKILL)
    server.wait()
    site.until(lambda: not processes_of(site), "all have ended", seconds=30)


def test_a_taken_port_is_said_in_one_line(site: Site) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", int(site.environment["PORT"])))
        other.listen()
        refused = subprocess.run(
            [*MANAGE, "serve"], env=site.environment, cwd=ROOT, capture_output=True, text=True, timeout=60
        )
    assert refused.returncode == 1
    assert refused.stderr.strip().splitlines() == [refused.stderr.strip()]
    assert site.environment["PORT"] in refused.stderr


def test_a_second_site_on_the_same_data_is_refused(site: Site) -> None:
    served(site)
    refused = subprocess.run([*MANAGE, "serve"], env=site.environment, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "already runs" in refused.stderr
