"""A finding as pages show it: in words, with a link to its field and its cell of the workbook."""

from dataclasses import dataclass

from bcf.fund.findings import Finding, Severity

STYLES = {
    Severity.BLOCKING: "blocking", Severity.EXPLAIN: "warning", Severity.ADVICE: "advice", Severity.BETA: "advice",
}
"""The ending of the class by which each severity is drawn."""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding, where its link leads, and its cell (`Sheet!Cell`, "" where the workbook has no such place)."""

    finding: Finding
    url: str
    cell: str

    @property
    def words(self) -> str:
        """What the reader has to do about it."""
        return self.finding.severity.words

    @property
    def style(self) -> str:
        """The ending of the class by which its severity is drawn."""
        return STYLES[self.finding.severity]
