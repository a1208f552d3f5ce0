"""A reason with which a finding stands, as files print it."""

import datetime
from dataclasses import dataclass

from bcf.fund.text import day

STANDS = "Stands with a reason"
"""What is said of such a finding in place of its severity."""


@dataclass(frozen=True, slots=True)
class Given:
    """A written reason with which a finding stands: what, by whom, when."""

    text: str
    by: str
    on: datetime.date

    @property
    def signed(self) -> str:
        """Who gave it and when."""
        return f"{self.by}, {day(self.on)}"
