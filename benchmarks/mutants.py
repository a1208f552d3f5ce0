"""Mutation testing of what works out balances, ring-fences and metrics: `make mutants`, or name some of the modules.

Changes the modules in every small way that two libraries know, one at a time, and says which changes no test notices.
A change that is argued away in docs/mutation.md is no fault. The libraries live in an environment of their own.
"""

import collections
import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.mutants_tried import InForks, Outcome, try_alone, with_tests  # noqa: E402

LIBRARIES = ["cosmic-ray==8.7.0", "mutmut==3.8.1"]
MADE_IN = ROOT / ".venv-mutation"
ARGUED = ROOT / "docs" / "mutation.md"
EXAMPLES = 20

MONEY = ["test_balances.py", "rules/test_money.py", "test_counting.py", "test_leicester.py"]
RULES = ["rules/test_catalogue.py", "rules/test_told.py"]
GUARDED = {
    "bcf/fund/balances.py": MONEY,
    "bcf/fund/counting.py": ["test_counting.py", "test_balances.py", "rules/test_money.py"],
    "bcf/fund/metrics.py": ["test_metrics.py", "rules/test_metrics.py", "test_leicester.py"],
    "bcf/fund/formula.py": ["test_formula.py", "test_metrics.py", "rules/test_metrics.py"],
    "bcf/fund/trends.py": ["test_trends.py", "rules/test_ambitions.py"],
    "bcf/fund/rules/balances.py": ["rules/test_money.py", "rules/test_causes.py", *RULES],
    "bcf/fund/rules/ring_fences.py": ["rules/test_money.py", "rules/test_minimums.py", *RULES],
    "bcf/fund/rules/minimums.py": ["rules/test_minimums.py", "test_leicester.py", *RULES],
    "bcf/fund/rules/metrics.py": ["rules/test_metrics.py", "rules/test_ambitions.py", *RULES],
}


def environment() -> Path:
    """The interpreter that has the libraries; installs them where they are not there in that version."""
    python, stamp = MADE_IN / "bin" / "python", MADE_IN / "installed"
    if not stamp.is_file() or stamp.read_text() != " ".join(LIBRARIES):
        print(f"Installing {' and '.join(LIBRARIES)} in {MADE_IN.name} …", flush=True)
        venv.create(MADE_IN, with_pip=True, clear=True)
        quiet = ["--quiet", "--quiet", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "pip", "install", *quiet, *LIBRARIES], check=True)
        stamp.write_text(" ".join(LIBRARIES))
    return python


def made(paths: list[str]) -> list[dict[str, str]]:
    command = [environment(), Path(__file__).with_name("mutants_made.py"), *paths]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def try_all(forks: InForks, mutants: list[dict[str, str]]) -> list[tuple[dict[str, str], Outcome]]:
    limits: dict[str, int] = {}
    tried: list[tuple[dict[str, str], Outcome]] = []
    for mutant in mutants:
        if len(tried) % 100 == 99:
            print(f"{len(tried) + 1} of {len(mutants)} …", flush=True)
        path = mutant["path"]
        module, files = path.removesuffix(".py").replace("/", "."), tests_of(path)
        if path not in limits:
            limits[path] = _limit(forks, path, module, files)
        outcome = forks.try_source(module, mutant["source"], files, limits[path])
        if outcome.kind in ("survived", "broken"):
            outcome = try_alone(module, mutant["source"], files, 20 + 5 * limits[path])
        if outcome.kind != "killed":
            print(f"{outcome.kind}: {told(mutant)}", flush=True)
        tried.append((mutant, outcome))
    return tried


def _limit(forks: InForks, path: str, module: str, files: list[str]) -> int:
    """Five times what the tests take while nothing is changed, which they must pass."""
    source = (ROOT / path).read_text(encoding="utf-8")
    unchanged = forks.try_source(module, source, files, 600)
    if unchanged.kind != "survived":
        raise SystemExit(f"The tests of {path} fail as it stands: {unchanged.kind} {unchanged.by}")
    print(f"{path}: its tests take {unchanged.seconds:.1f} seconds", flush=True)
    return 2 + round(5 * unchanged.seconds)


def tests_of(path: str) -> list[str]:
    return [f"tests/fund/{name}" for name in GUARDED[path]]


def told(mutant: dict[str, str]) -> str:
    return f"{mutant['path']}:{mutant['line']}: {mutant['change']} ({mutant['operator']})"


def report(tried: list[tuple[dict[str, str], Outcome]]) -> int:
    """Print the score, by module; how many survive that docs/mutation.md does not argue away."""
    counts = collections.Counter((mutant["path"], outcome.kind) for mutant, outcome in tried)
    kinds = ("killed", "timed out", "survived", "broken")
    print(f"\n| Module | Mutants | {' | '.join(kinds)} |\n| --- | --: | --: | --: | --: | --: |")
    for path in dict.fromkeys(mutant["path"] for mutant, _ in tried):
        each = [counts[path, kind] for kind in kinds]
        print(f"| `{path}` | {sum(each)} | {' | '.join(map(str, each))} |")
    each = [sum(count for (_, of), count in counts.items() if of == kind) for kind in kinds]
    print(f"| All | {sum(each)} | {' | '.join(map(str, each))} |")
    print(f"\nScore: {100 * (each[0] + each[1]) / max(1, sum(each)):.1f}% are noticed.")
    argued = ARGUED.read_text(encoding="utf-8") if ARGUED.is_file() else ""
    alive = [mutant for mutant, outcome in tried if outcome.kind in ("survived", "broken")]
    unargued = [mutant for mutant in alive if f"`{mutant['change']}`" not in argued]
    for mutant in unargued:
        print(f"Not argued away: {told(mutant)}")
    return len(unargued)


def main(paths: list[str]) -> int:
    mutants = made(paths or list(GUARDED))
    print(f"{len(mutants)} mutants", flush=True)
    tried: list[tuple[dict[str, str], Outcome]] = []
    files = sorted({file for mutant in mutants for file in tests_of(mutant["path"])})
    with_tests(files, EXAMPLES, lambda forks: tried.extend(try_all(forks, mutants)))
    return min(1, report(tried))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
