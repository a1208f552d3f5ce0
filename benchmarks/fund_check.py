"""How long the fund takes to check plans: many from the start, and one again after an edit."""

import statistics
import time
from decimal import Decimal
from pathlib import Path

from bcf.fund.document import PlanDocument
from bcf.fund.round import Round
from bcf.fund.rounds_on_disk import BUNDLED, read_round
from bcf.fund.rules import Checked, check_plan

DEMO = Path(__file__).resolve().parents[1] / "demo" / "leicester-2019-20.json"
RUNS = 20
MANY = (1, 150, 1_500)
SENTENCES = (
    "The pooled budget of area {n} comes to £{a:,} in 2019/20, of which £{b:,} is spent on care at home. ",
    "Admissions to residential care fell from {c} to {d} in the year, and we expect {d} again. ",
    "Of {c} people who came home with reablement, {d} were still at home on day 91. ",
    "The partners meet each month, and agreed the plan on 12 September 2019. ",
    "- step-down beds: £{b:,}\n- home first: £{a:,}\n\n",
)


def demo_round() -> Round:
    return read_round(BUNDLED / "2019-20.yaml")


def plan_of(rows: int, number: int = 0) -> PlanDocument:
    """Leicester's plan with its rows repeated until there are so many, and a narrative of some 2,000 words.

    Plans of different ``number`` share neither amounts nor texts, so that nothing is remembered from one to the next.
    """
    plan = PlanDocument.from_json(DEMO.read_bytes())
    repeated = tuple(
        plan.schemes[at % len(plan.schemes)].model_copy(update={"key": f"row-{at}"}) for at in range(rows)
    )
    words = {code: _answer(number * 10 + at) for at, code in enumerate(("a", "b_i", "b_ii", "c"))}
    return plan.model_copy(update={"schemes": repeated, "narrative": words})


def _answer(seed: int) -> str:
    return "".join(
        SENTENCES[at % len(SENTENCES)].format(
            n=seed, a=1_000_000 + 137 * seed + at, b=200_000 + 91 * seed + at, c=300 + at + seed % 50, d=200 + at
        )
        for at in range(40)
    )


def edited(plan: PlanDocument, at: int) -> PlanDocument:
    """The plan with one row's amount changed."""
    row = plan.schemes[at]
    amounts = {year: amount + Decimal(1) for year, amount in row.amounts.items()}
    rows = (*plan.schemes[:at], row.model_copy(update={"amounts": amounts}), *plan.schemes[at + 1 :])
    return plan.model_copy(update={"schemes": rows})


def one_plan(rows: int) -> tuple[float, float]:
    """Seconds for a check of one plan from the start with its texts known, and again after an edit of one row."""
    planning_round, plan = demo_round(), plan_of(rows)
    checked = Checked.of(planning_round, plan)
    whole, again = [], []
    for run in range(RUNS):
        changed = edited(plan, run % rows)
        start = time.perf_counter()
        Checked.of(planning_round, changed)
        middle = time.perf_counter()
        checked.again(planning_round, changed)
        whole.append(middle - start)
        again.append(time.perf_counter() - middle)
    return statistics.median(whole), statistics.median(again)


def many_plans(count: int) -> float:
    """Seconds for so many different plans of 49 rows with narratives that were never read before."""
    planning_round = demo_round()
    plans = [plan_of(49, number) for number in range(count)]
    start = time.perf_counter()
    for plan in plans:
        check_plan(planning_round, plan)
    return time.perf_counter() - start


if __name__ == "__main__":
    for rows in (49, 300):
        whole, again = one_plan(rows)
        print(f"{rows} rows: {whole * 1000:.1f} ms from the start, {again * 1000:.1f} ms after an edit "
              f"({whole / again:.1f} times less)")  # fmt: skip
    for count in MANY:
        taken = many_plans(count)
        print(f"{count:,} plans of 49 rows: {taken:.2f} s, {taken / count * 1000:.1f} ms each")
