"""Examples of the rules about planning requirements."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.examples.changes import answer, minimum, together
from bcf.fund.examples.example import Pair, pair

DUE = datetime.date(2019, 12, 1)
SOCIAL_CARE = answer("PR4", met="no", action="Spend more", due=DUE)

EXAMPLES: Mapping[str, Pair] = {
    "REQ-001": pair(
        passes="A requirement answered No: that is an answer.",
        right=answer("PR1", met="no", action="Ask again", due=DUE),
        fails="A requirement with evidence and no answer.",
        wrong=answer("PR1", evidence="Page 3"),
    ),
    "REQ-002": pair(
        passes="A No with what is being done and by when.",
        right=answer("PR1", met="no", action="Ask again", due=DUE),
        fails="A No with what is being done and no date.",
        wrong=answer("PR1", met="no", action="Ask again"),
    ),
    "REQ-003": pair(
        passes="No to the requirement on social care, and planned spending £1 below its minimum.",
        right=together(SOCIAL_CARE, minimum(Decimal(1), "asc")),
        fails="No to the requirement on social care, and planned spending that reaches its minimum.",
        wrong=SOCIAL_CARE,
    ),
}
