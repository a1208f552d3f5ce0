"""Examples of the rules about the risk log."""

from collections.abc import Mapping

from bcf.fund.document import Risk
from bcf.fund.examples.changes import Change, first, section
from bcf.fund.examples.example import Pair, pair

WITH_RISKS = "2017-19"



def risks(*scores: tuple[int, int]) -> Change:
    """As many risks as there are scores, with those."""
    log = tuple(
        Risk(key=f"risk-{at}", risk=f"Risk {at}", likelihood=likelihood, impact=impact, mitigation=f"Watch {at}",
             owner="Chair")
        for at, (likelihood, impact) in enumerate(scores, start=1)
    )  # fmt: skip
    return section(risks=log)


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
    "RSK-004": pair(
        passes="Four risks, one of them likelier than the others.",
        right=risks((2, 3), (2, 3), (2, 3), (3, 3)),
        fails="Four risks, all with the likelihood 2 and the impact 3.",
        wrong=risks((2, 3), (2, 3), (2, 3), (2, 3)),
        round_id=WITH_RISKS,
    ),
    "RSK-005": pair(
        passes="The risk that nobody comes, and that people are asked.",
        right=first("risks", risk="Nobody comes", mitigation="Ask them"),
        fails="The risk that nobody comes, and again that nobody comes.",
        wrong=first("risks", risk="Nobody comes", mitigation="Nobody comes."),
        round_id=WITH_RISKS,
    ),
}
