"""Examples of the rules about planned outputs."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.examples.changes import row
from bcf.fund.examples.example import Pair, pair

EXAMPLES: Mapping[str, Pair] = {
    "ROW-007": pair(
        passes="A row of home care that buys 3 packages.",
        right=row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(3)),
        fails="A row of home care that buys packages, without saying how many.",
        wrong=row(scheme_type="home_care", output_unit="packages"),
    ),
    "ROW-008": pair(
        passes="A row of home care that buys 3 packages.",
        right=row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(3)),
        fails="A community based scheme that buys 3 packages, a type whose outputs are not counted.",
        wrong=row(output_unit="packages", output_estimate=Decimal(3)),
    ),
    "ROW-009": pair(
        passes="A row of home care counted in hours.",
        right=row(scheme_type="home_care", output_unit="hours", output_estimate=Decimal(3)),
        fails="A row of home care counted in beds.",
        wrong=row(scheme_type="home_care", output_unit="beds", output_estimate=Decimal(3)),
    ),
    "ROW-010": pair(
        passes="A row of home care that buys 0 packages.",
        right=row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(0)),
        fails="A row of home care that buys minus 1 packages.",
        wrong=row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(-1)),
    ),
}
