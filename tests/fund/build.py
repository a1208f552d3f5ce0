"""Rounds and real plans for the tests of the fund, and the made-up plans of the examples by the round's id."""

from functools import cache
from pathlib import Path

from bcf.fund import examples
from bcf.fund.document import PlanDocument
from bcf.fund.examples.plans import (
    COUNCIL,
    DISTRICTS,
    EACH,
    NHS,
    board,
    changed,
    contributors,
    cover_and_words,
    good_scheme,
    income_for,
    minimums,
    papers,
    with_first,
)
from bcf.fund.rounds_on_disk import BUNDLED, read_rounds

__all__ = [
    "COUNCIL", "DISTRICTS", "EACH", "EVERY_ROUND", "LEICESTER", "MADE_UP", "MADE_UP_NEXT", "NHS", "ROOT", "ROUNDS",
    "board", "changed", "complete_plan", "contributors", "cover_and_words", "good_scheme", "income_for", "minimums",
    "papers", "with_first",
]

ROOT = Path(__file__).resolve().parents[2]
MADE_UP = ROOT / "tests" / "rounds"
MADE_UP_NEXT = ROOT / "tests" / "rounds_next"
ROUNDS = read_rounds([BUNDLED, MADE_UP])
EVERY_ROUND = read_rounds([BUNDLED, MADE_UP, MADE_UP_NEXT])
"""With the made-up round that follows the other made-up one."""
LEICESTER = PlanDocument.from_json((ROOT / "demo" / "leicester-2019-20.json").read_bytes())


@cache
def complete_plan(round_id: str, two_tier: bool = False) -> PlanDocument:
    """A plan of that round that no rule finds anything in."""
    return examples.plans.complete_plan(ROUNDS[round_id], two_tier)
