"""Examples of the rules about planning requirements."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.examples.changes import answer, minimum, row, section, together
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import changed

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
    "REQ-004": pair(
        passes="Yes to the requirement on planned outputs, and every scheme that needs outputs has them.",
        right=row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(12)),
        fails="Yes to the requirement on planned outputs, and a home care scheme without an estimate.",
        wrong=row(scheme_type="home_care", output_unit="packages"),
    ),
    "REQ-005": pair(
        passes="Evidence said to be in the answer to narrative C, which is written.",
        right=answer("PR9", met="yes", evidence="See narrative C"),
        fails="Evidence said to be in the answer to narrative C, which is blank.",
        wrong=together(answer("PR9", met="yes", evidence="See narrative C"), section(narrative={"c": ""})),
    ),
    "REQ-006": pair(
        passes="No evidence named for any requirement.",
        fails="Evidence named for all requirements but the last.",
        wrong=lambda plan: changed(plan, requirements=tuple(
            given.model_copy(update={"evidence": "" if given.code == "PR9" else "Page 3"})
            for given in plan.requirements)),
    ),
    "REQ-007": pair(
        passes="A No that is to be mended by 1 December 2019, after plans were due.",
        right=answer("PR1", met="no", action="Ask again", due=DUE),
        fails="A No that is to be mended by 1 June 2019, before plans were due.",
        wrong=answer("PR1", met="no", action="Ask again", due=datetime.date(2019, 6, 1)),
    ),
    "REQ-008": pair(
        passes="A No that is to be mended by 31 March 2020, the last day of the plan.",
        right=answer("PR1", met="no", action="Ask again", due=datetime.date(2020, 3, 31)),
        fails="A No that is to be mended a day later.",
        wrong=answer("PR1", met="no", action="Ask again", due=datetime.date(2020, 4, 1)),
    ),
}
