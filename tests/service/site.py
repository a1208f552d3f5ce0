"""A site of its own for one test: real processes on a real database and broker, looked at from outside."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import psycopg2
import redis

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
# Quick to notice a loss, and still longer than a busy machine takes between two heartbeats.
IMPATIENT = {"JOB_HEARTBEAT_SECONDS": "0.3", "JOB_STALE_SECONDS": "3", "JOB_SWEEP_SECONDS": "1"}
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "DATA_DIR", "DJANGO_SETTINGS_MODULE", "PORT", "HOST", "SECURE")


class JobRow(NamedTuple):
    """What the table says of a job."""

    state: str
    attempts: int
    finished_at: Any


class Site(AbstractContextManager["Site"]):
    """A data folder, a database and a broker, and the programs that run on them."""

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        self.environment = {**inherited, **IMPATIENT, "DATA_DIR": str(data), "DEMO": "true", **environment}
        self.data = data
        self._programs: list[subprocess.Popen[bytes]] = []

    def __exit__(self, *_: object) -> None:
        for program in self._programs:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()

    def connect(self) -> Any:
        """A connection to the database, of Python's own kind."""
        raise NotImplementedError

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end and give what it printed."""
        done = subprocess.run([*MANAGE, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def python(self, code: str) -> str:
        """Run lines of code inside the site and give what they printed."""
        return self.manage("shell", "--verbosity=0", "--command", code)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program that runs until it is killed, at the latest when the test ends."""
        with (self.data / f"program-{len(self._programs)}.log").open("wb") as log:
            program = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self._programs.append(program)
        return program

    def rows(self, query: str) -> list[Any]:
        with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    def job(self, job_id: str) -> JobRow:
        # SQLite keeps the id as text without hyphens, PostgreSQL as an id of its own kind.
        identity = f"replace(CAST(id AS text), '-', '') = '{uuid.UUID(job_id).hex}'"
        return JobRow(*self.rows(f"SELECT state, attempts, finished_at FROM plans_job WHERE {identity}")[0])

    def until(self, condition: Callable[[], Any], what: str, seconds: float = 240) -> None:
        """Look again and again until it is so. Shows what the programs said when it never is."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"{what}: not within {seconds} seconds\n{self.said()}"
            time.sleep(0.02)

    def said(self) -> str:
        return "\n".join(path.read_text() for path in sorted(self.data.glob("program-*.log")))


class SiteOnFiles(Site):
    """A site on SQLite and the filesystem broker, empty or as a copy of another that nothing runs on."""

    def __init__(self, data: Path, original: Site | None = None) -> None:
        super().__init__(data, {})
        if original is not None:
            shutil.copytree(original.data, data, dirs_exist_ok=True)

    def connect(self) -> Any:
        return sqlite3.connect(self.data / "bcf.sqlite3", timeout=20)


class SiteOnServices(Site):
    """A site on a database of its own in PostgreSQL and keys of its own in Redis, empty or copied."""

    def __init__(self, data: Path, original: Site | None = None) -> None:
        self.name = f"bcf_test_{uuid.uuid4().hex[:12]}"
        self._server, self._redis = urlsplit(os.environ["DATABASE_URL"]), os.environ["REDIS_URL"]
        self._url = self._server._replace(path=f"/{self.name}").geturl()
        super().__init__(data, {"DATABASE_URL": self._url, "REDIS_URL": self._redis, "REDIS_PREFIX": f"{self.name}:"})
        template = f" TEMPLATE {original.name}" if isinstance(original, SiteOnServices) else ""
        self._administer(f"CREATE DATABASE {self.name}{template}")

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._administer(f"DROP DATABASE {self.name} WITH (FORCE)")
        with closing(redis.Redis.from_url(self._redis)) as server:
            for key in server.scan_iter(f"{self.name}:*"):
                server.delete(key)

    def connect(self) -> Any:
        return psycopg2.connect(self._url)

    def _administer(self, statement: str) -> None:
        with closing(psycopg2.connect(self._server.geturl())) as connection:
            connection.autocommit = True
            with closing(connection.cursor()) as cursor:
                cursor.execute(statement)
