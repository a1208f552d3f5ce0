"""The running product, as `make demo` starts it: site and worker together, with data of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]


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


def environment(data: Path) -> dict[str, str]:
    """A product on files in that folder, which knows a later round to roll forward into."""
    return {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")},
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "bcf.settings",
        "ROUNDS_DIRS": str(ROOT / "tests" / "rounds"),
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a product with the demo as loaded. It is only copied: to make it takes a while."""
    data = tmp_path_factory.mktemp("demo")
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"], ["loaddemo"]):
        subprocess.run([*MANAGE, *command], env=environment(data), check=True, capture_output=True, cwd=ROOT)
    return data


@pytest.fixture(scope="module")
def product(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running product with the demo in it as loaded, and with a later round to roll forward into."""
    data = tmp_path_factory.mktemp("product")
    shutil.copytree(demo, data, dirs_exist_ok=True)
    port, log = free_port(), data / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [*MANAGE, "serve"], env={**environment(data), "PORT": str(port)}, cwd=ROOT, stdout=output, stderr=output
        )
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
