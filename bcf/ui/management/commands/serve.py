"""Start the whole product: the web site and the worker, on the database and broker that the settings name."""

import fcntl
import http.client
import io
import os
import socket
import sys
from argparse import ArgumentParser
from http import HTTPStatus
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bcf.supervising import Supervisor

WEB = [sys.executable, "-m", "gunicorn", "--config", "python:bcf.gunicorn", "bcf.wsgi"]
WORKER = [
    *[sys.executable, "-m", "celery", "--quiet", "--app", "bcf", "worker"],
    # One at a time in a thread: a report takes a core and some hundred megabytes. With the schedule.
    *["--pool", "threads", "--concurrency", "1", "--beat"],
    *["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"],
]  # fmt: skip


class Command(BaseCommand):
    help = "Serves the site and runs one worker until Ctrl-C. HOST and PORT say where."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="Load the demo first, and show who can sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = settings.HOST, settings.PORT
        lock = _hold_data_folder()
        _refuse_taken_port(host, port)
        welcome = self._load_demo() if options["demo"] else ""
        environment = {**os.environ, "HOST": host, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        # Whoever runs this as root in a throw-away machine need not be told so at every start.
        environment.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser privileges")
        supervisor = Supervisor({"web server": WEB, "worker": WORKER}, environment=environment, say=self._say)

        def when_ready() -> None:
            self._say(f"\n{welcome}\nOpen http://{_named(host)}:{port}/ in a browser. Ctrl-C stops it.\n")

        os.chdir(settings.BASE_DIR)
        code = supervisor.run(lambda: _answers(host, port), when_ready)
        lock.close()
        self._say("Stopped.")
        if code:
            sys.exit(code)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _load_demo(self) -> str:
        said = io.StringIO()
        call_command("loaddemo", stdout=said)
        return said.getvalue()


def _hold_data_folder() -> IO[str]:
    """Keep a second site off this data folder, for as long as the file stays open. Raises CommandError."""
    lock = (settings.DATA_DIR / "serving").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CommandError(
            f"A site already runs on the data in {settings.DATA_DIR}. Stop that one, or choose another DATA_DIR."
        ) from error
    return lock


def _refuse_taken_port(host: str, port: int) -> None:
    """Raises CommandError when the web server could not listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise CommandError(
            f"Port {port} of {host} cannot be used ({error.strerror}). Choose another one with PORT=…"
        ) from error


def _named(host: str) -> str:
    """What to type into a browser on this machine to reach the site."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _answers(host: str, port: int) -> bool:
    """Whether the site answers that it is well."""
    connection = http.client.HTTPConnection(_named(host).strip("[]"), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
