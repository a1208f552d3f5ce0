"""What a check finds: which rule, how grave, where, what was read, what was expected and how to mend it."""

from decimal import Decimal
from enum import StrEnum

from bcf.fund.base import Value
from bcf.fund.places import Place


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    BLOCKING = "blocking"
    """The plan cannot be sealed while it stands."""
    EXPLAIN = "explain"
    """It may stand with a written reason."""
    ADVICE = "advice"
    """Worth a look."""

    @property
    def words(self) -> str:
        """What a reader has to do about it."""
        return _WORDS[self]


_WORDS = {
    Severity.BLOCKING: "Must be mended",
    Severity.EXPLAIN: "Mend or explain",
    Severity.ADVICE: "Advice",
}


BLANK = "blank"
"""What a finding says it read where nothing was entered."""


class Finding(Value):
    """One thing that a rule found, in words for the person who has to mend it.

    ``rule`` is the rule's permanent id. ``difference`` is in pounds where money is missing (below
    nought) or over (above nought). ``read`` and ``expected`` are as a person would write them.
    """

    rule: str
    severity: Severity
    title: str
    place: Place
    message: str
    remedy: str
    read: str = ""
    expected: str = ""
    difference: Decimal | None = None

    @property
    def is_blank(self) -> bool:
        """Whether there was nothing to read: something to fill in rather than to mend."""
        return self.read == BLANK
