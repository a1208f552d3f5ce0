"""The running product, as `make demo` starts it: site and worker together, with data of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running product with the demo in it as loaded, and with a later round to roll forward into."""
    port = free_port()
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")},
        "DATA_DIR": str(tmp_path_factory.mktemp("product")),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "bcf.settings",
        "ROUNDS_DIRS": str(ROOT / "tests" / "rounds"),
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"], ["loaddemo"]):
        subprocess.run([*manage, *command], env=environment, check=True, capture_output=True, cwd=ROOT)
    log = Path(environment["DATA_DIR"]) / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen([*manage, "serve"], env=environment, cwd=ROOT, stdout=output, stderr=output)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while not answers(f"{address}/healthz"):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own browser: none is downloaded."""
    return {**browser_type_launch_args, "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
