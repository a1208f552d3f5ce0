"""Examples of the rules about the risk log."""

from collections.abc import Mapping

from bcf.fund.examples.changes import first, section
from bcf.fund.examples.example import Pair, pair

WITH_RISKS = "2017-19"

EXAMPLES: Mapping[str, Pair] = {
    "RSK-001": pair(
        passes="A risk with its two scores, what is done about it and who answers for it.",
        fails="A risk that nobody answers for.",
        wrong=first("risks", owner=" "),
        round_id=WITH_RISKS,
    ),
    "RSK-002": pair(
        passes="A likelihood of 5 on a scale from 1 to 5.",
        right=first("risks", likelihood=5),
        fails="A likelihood of 6 on a scale from 1 to 5.",
        wrong=first("risks", likelihood=6),
        round_id=WITH_RISKS,
    ),
    "RSK-003": pair(
        passes="A log with one risk.",
        fails="A log without a risk, in a round that asks for one.",
        wrong=section(risks=()),
        round_id=WITH_RISKS,
    ),
}
