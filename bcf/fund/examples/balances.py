"""Examples of the rules about balances."""

from collections.abc import Mapping

from bcf.fund.examples.example import USUAL, Pair, pair
from bcf.fund.examples.plans import EACH, with_first

EXAMPLES: Mapping[str, Pair] = {
    "BAL-001": pair(
        passes="A grant of £100,000, and one scheme of £100,000 paid from it.",
        fails="A grant of £100,000, and one scheme of £99,999 paid from it.",
        wrong=lambda plan: with_first(plan, "schemes", amounts={USUAL: EACH - 1}),
    ),
}
