"""Examples of the rules about milestones."""

import datetime
from collections.abc import Mapping

from bcf.fund.examples.changes import first, section
from bcf.fund.examples.example import Pair, pair

WITH_MILESTONES = "2017-19"

EXAMPLES: Mapping[str, Pair] = {
    "MIL-001": pair(
        passes="A milestone on a single day, without a start.",
        right=first("milestones", start=None),
        fails="A milestone without a day by which it is reached.",
        wrong=first("milestones", end=None),
        round_id=WITH_MILESTONES,
    ),
    "MIL-002": pair(
        passes="A milestone that starts and ends on 1 April 2017.",
        right=first("milestones", end=datetime.date(2017, 4, 1)),
        fails="A milestone that starts on 1 April 2017 and ends on the day before.",
        wrong=first("milestones", end=datetime.date(2017, 3, 31)),
        round_id=WITH_MILESTONES,
    ),
    "MIL-003": pair(
        passes="A milestone that ends on 31 March 2019, the last day of the round.",
        right=first("milestones", end=datetime.date(2019, 3, 31)),
        fails="A milestone that ends on 1 April 2019.",
        wrong=first("milestones", end=datetime.date(2019, 4, 1)),
        round_id=WITH_MILESTONES,
    ),
    "MIL-004": pair(
        passes="A milestone that “discharge team” answers for.",
        right=first("milestones", owner="discharge team"),
        fails="A milestone that nobody answers for.",
        wrong=first("milestones", owner=" "),
        round_id=WITH_MILESTONES,
    ),
    "MIL-005": pair(
        passes="A plan with milestones.",
        fails="A plan without a milestone, in a round that asks for them.",
        wrong=section(milestones=()),
        round_id=WITH_MILESTONES,
    ),
}
