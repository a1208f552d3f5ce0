"""Whether tests notice a mutant: in a fork of a process that has collected them, and in an interpreter of its own.

A fork costs next to nothing: everything is imported once, and the mutated module runs again in its own namespace,
with every reference to what it held before pointed at what it holds now. What lives through that is tried in a new
interpreter, where nothing can be left over, with as many examples as the suite draws.
"""

import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parents[1]
MEMORY = 4 * 1024**3
OPTIONS = ["--noconftest", "--assert=plain", "-x", "-W", "error", "-c", os.devnull, "--rootdir",
           str(ROOT), "-p", "no:cacheprovider", "-p", "no:terminal"]  # fmt: skip
NO_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


@dataclass(frozen=True)
class Outcome:
    """``kind`` is killed, survived, timed out or broken (it ended in none of these ways); ``by`` is the test."""

    kind: str
    by: str = ""
    seconds: float = 0


def steady(examples: int) -> None:
    """The same Hypothesis examples in every run, without what comes after a failure."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("steady", deadline=None, derandomize=True, database=None, phases=phases,
                              max_examples=examples)  # fmt: skip
    settings.load_profile("steady")


class InForks:
    """A plugin of pytest that, once tests are collected, hands over a way to try sources of a module on them."""

    def __init__(self, then: Callable[["InForks"], None]) -> None:
        self.then, self.items, self.failed = then, [], ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items: list[pytest.Item] = list(session.items)
        self.then(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    def try_source(self, module: str, source: str, files: Sequence[str], limit: int) -> Outcome:
        """Run the tests of those files, in that order, against another source of the module."""
        items = sorted((item for item in self.items if _file(item) in files), key=lambda item: files.index(_file(item)))
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _in_child(lambda: self._first_failure(module, source, items), writing, limit)
        os.close(writing)
        with os.fdopen(reading) as answers:
            answer = answers.read()
        _, status, used = os.wait4(child, 0)
        seconds = used.ru_utime + used.ru_stime
        if os.WIFSIGNALED(status):
            return Outcome("timed out" if os.WTERMSIG(status) == signal.SIGXCPU else "broken", seconds=seconds)
        if os.waitstatus_to_exitcode(status) or not answer:
            return Outcome("broken", seconds=seconds)
        by = json.loads(answer)
        self._put_first(by)
        return Outcome("killed" if by else "survived", by, seconds)

    def _first_failure(self, module: str, source: str, items: Sequence[pytest.Item]) -> str:
        try:
            replace(module, source)
        except Exception as error:
            return f"import ({type(error).__name__})"
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                return self.failed
        return ""

    def _put_first(self, nodeid: str) -> None:
        """What found the last mutant is likely to find the next one."""
        self.items.sort(key=lambda item: item.nodeid != nodeid)


def _file(item: pytest.Item) -> str:
    return item.nodeid.split("::")[0]


def _in_child(work: Callable[[], str], writing: int, limit: int) -> None:
    code = 1
    try:
        _limit(limit)
        os.write(writing, json.dumps(work()).encode())
        code = 0
    finally:
        os._exit(code)


def _limit(seconds: int) -> None:
    """By time on the processor, so that a busy machine kills nothing."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def replace(name: str, source: str) -> None:
    """Run another source in a module that is loaded, and let nobody who knows the module keep what it held before."""
    from bcf.fund.rules.registry import CATALOGUE, Rule

    module = sys.modules[name]
    before = dict(vars(module))
    for old in before.values():
        if isinstance(old, Rule) and CATALOGUE.get(old.id) is old:
            del CATALOGUE[old.id]
    exec(compile(source, str(module.__file__), "exec"), vars(module))
    known = {
        id(old): vars(module)[key] for key, old in before.items()
        if vars(module).get(key) is not old and (callable(old) or isinstance(old, Rule | Decimal | Context))
    }  # fmt: skip
    for other in [one for key, one in sys.modules.items() if key.startswith(("bcf.fund", "tests."))]:
        for key, value in list(vars(other).items()):
            if id(value) in known:
                setattr(other, key, known[id(value)])
            elif type(value) is tuple and any(id(part) in known for part in value):
                setattr(other, key, tuple(known.get(id(part), part) for part in value))


class _Mutated(importlib.machinery.SourceFileLoader):
    source = ""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec")


class _Finder:
    def __init__(self, module: str, source: str) -> None:
        self.module, self.source = module, source

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if name != self.module:
            return None
        file = str(ROOT / f"{name.replace('.', '/')}.py")
        loader = _Mutated(name, file)
        loader.source = self.source
        return importlib.util.spec_from_file_location(name, file, loader=loader)


def try_alone(module: str, source: str, files: Sequence[str], limit: int) -> Outcome:
    """The same in a new interpreter."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(source)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.mutants_tried", module, file.name, str(limit), *files]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | NO_PLUGINS, capture_output=True, check=False)
    if done.returncode in (0, 1, 2):
        return Outcome("killed" if done.returncode else "survived", "a new interpreter" if done.returncode else "")
    return Outcome("timed out" if done.returncode == -signal.SIGXCPU else "broken")


def _alone(module: str, path: str, limit: str, *files: str) -> int:
    sys.meta_path.insert(0, _Finder(module, Path(path).read_text(encoding="utf-8")))
    steady(100)
    _limit(int(limit))
    return int(pytest.main([*OPTIONS, *files]))


def with_tests(files: Sequence[str], examples: int, then: Callable[[InForks], None]) -> None:
    """Collect the tests of those files once, and go on with what tries sources on them."""
    os.environ.update(NO_PLUGINS)
    steady(examples)
    code = pytest.main([*OPTIONS, *files], plugins=[InForks(then)])
    if code not in (0, 5):
        raise SystemExit(f"pytest could not collect the tests ({code!r}).")


if __name__ == "__main__":
    sys.exit(_alone(*sys.argv[1:]))
