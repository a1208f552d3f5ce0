"""Running several programs as one: started together, stopped together, none left behind.

Each program leads a process group of its own, so that whatever it starts can be ended with it, and is
told by the system when this process dies without having had time to say so.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

GRACE_SECONDS = 10.0
ONE_KEYSTROKE_SECONDS = 0.5
TICK_SECONDS = 0.2
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WATCHED = {*STOPPING, signal.SIGCHLD}
PR_SET_PDEATHSIG = 1

Say = Callable[[str], None]


class Supervisor:
    """Runs ``programs``, command lines by name, until one of them ends or this process is told to stop."""

    def __init__(self, programs: Mapping[str, Sequence[str]], *, environment: Mapping[str, str], say: Say) -> None:
        self._programs = programs
        self._environment = dict(environment)
        self._say = say
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, answers: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        """Run until told to stop (0) or a program ends by itself (1). Calls ``when_ready`` once ``answers``."""
        # Blocked and waited for, not handled: a signal between two lines of this cannot be lost or come twice.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        try:
            for name, command in self._programs.items():
                self._running[name] = self._start(command)
            return self._watch(answers, when_ready)
        finally:
            self._kill()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        parent, death_signal = os.getpid(), _death_signal()

        def in_child() -> None:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
            if death_signal is not None:
                death_signal(PR_SET_PDEATHSIG, signal.SIGTERM)
                if os.getppid() != parent:
                    os._exit(1)

        return subprocess.Popen(  # noqa: S603 - command lines of our own
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=in_child,
        )

    def _watch(self, answers: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        ready, interrupted = False, make_interrupted()
        while True:
            arrived = signal.sigtimedwait(WATCHED, TICK_SECONDS)
            if (arrived is not None and arrived.si_signo in STOPPING) or interrupted():
                self._stop()
                return 0
            if ended := self._ended():
                self._say(f"The {ended} ended unexpectedly (exit code {self._running[ended].returncode}).")
                self._stop()
                return 1
            if not ready and answers():
                ready = True
                when_ready()

    def _ended(self) -> str | None:
        return next((name for name, program in self._running.items() if program.poll() is not None), None)

    def _stop(self) -> None:
        """Ask every program to stop and wait while it ends what it has in hand, unless told a second time."""
        self._say("Stopping when what is in hand is done; Ctrl-C again stops at once.")
        self._signal_groups(signal.SIGTERM)
        begun = time.monotonic()
        while any(program.poll() is None for program in self._running.values()):
            arrived, passed = signal.sigtimedwait(WATCHED, TICK_SECONDS), time.monotonic() - begun
            # One Ctrl-C may reach us twice, by the terminal and by make; a person's second one comes later.
            again = arrived is not None and arrived.si_signo in STOPPING and passed > ONE_KEYSTROKE_SECONDS
            if again or passed > GRACE_SECONDS:
                return

    def _kill(self) -> None:
        """End whatever is left of every group, also what outlived the program that started it."""
        self._signal_groups(signal.SIGKILL)
        for program in self._running.values():
            program.wait()

    def _signal_groups(self, number: signal.Signals) -> None:
        for program in self._running.values():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(program.pid, number)


def _death_signal() -> Callable[[int, int], int] | None:
    """Linux's prctl, by which a child asks for a signal at its parent's death. None where there is none."""
    if sys.platform != "linux":
        return None
    prctl: Callable[[int, int], int] = ctypes.CDLL(None).prctl
    return prctl


def make_interrupted() -> Callable[[], bool]:
    """A test for whether the make that started this process, if one did, is gone or was told to stop.

    A make that alone gets SIGINT waits, with the signal blocked, until its programs end, and never tells
    them; at a terminal they get the signal themselves.
    """
    make, status = os.getppid(), Path(f"/proc/{os.getppid()}/status")

    def field(name: str) -> str:
        return next(line.split()[1] for line in status.read_text().splitlines() if line.startswith(f"{name}:"))

    def interrupted() -> bool:
        try:
            return bool(int(field("SigBlk"), 16) >> (signal.SIGINT - 1) & 1)
        except (OSError, StopIteration):
            return os.getppid() != make

    try:
        return interrupted if field("Name") in ("make", "gmake") else lambda: False
    except (OSError, StopIteration):
        return lambda: False
