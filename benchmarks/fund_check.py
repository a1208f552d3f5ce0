"""How long the fund takes to check a whole plan of 300 rows."""

import statistics
import time
from pathlib import Path

from bcf.fund.document import PlanDocument
from bcf.fund.rounds_on_disk import BUNDLED, read_round
from bcf.fund.rules import check_plan

DEMO = Path(__file__).resolve().parents[1] / "demo" / "leicester-2019-20.json"
ROWS = 300
RUNS = 20


def plan_of(rows: int) -> PlanDocument:
    """Leicester's plan with its rows repeated until there are so many."""
    plan = PlanDocument.from_json(DEMO.read_bytes())
    repeated = tuple(
        plan.schemes[number % len(plan.schemes)].model_copy(update={"key": f"row-{number}"}) for number in range(rows)
    )
    return plan.model_copy(update={"schemes": repeated})


def measure() -> float:
    """Seconds for one check of a plan of 300 rows, all rules and figures included: the median of 20 runs."""
    planning_round, plan = read_round(BUNDLED / "2019-20.yaml"), plan_of(ROWS)
    check_plan(planning_round, plan)
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        check_plan(planning_round, plan)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    print(f"Checking a plan of {ROWS} rows: {measure() * 1000:.1f} ms (median of {RUNS})")
