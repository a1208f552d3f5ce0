"""A finding as pages, commands and files show it: each place with its link and cell, and the reason it stands with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Place
from bcf.fund.round import Round
from plans.explaining import Reasons
from plans.forms.cells import locator
from plans.models import Plan, Reason
from plans.pages import section_url

STYLES = {
    Severity.BLOCKING: "blocking", Severity.EXPLAIN: "warning", Severity.ADVICE: "advice", Severity.BETA: "trial",
}
"""The ending of the class by which each severity is drawn."""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One place of a finding: what it is called, where its link leads, its cell ("" where the workbook has none)."""

    place: Place
    words: str
    about: str
    read: str
    difference: Decimal | None
    url: str
    cell: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its places, in the order of the plan.

    ``fingerprint`` is that of the whole finding, also where this shows one of its places apart. ``reason`` is what it
    stands with; ``before`` a reason that stood here until the figures changed.
    """

    finding: Finding
    fingerprint: str
    places: tuple[ShownPlace, ...]
    reason: Reason | None = None
    before: Reason | None = None

    @property
    def words(self) -> str:
        """What the reader has to do about it."""
        return "Stands with a reason" if self.reason else self.finding.severity.words

    @property
    def style(self) -> str:
        """The ending of the class by which it is drawn."""
        return "passed" if self.reason else STYLES[self.finding.severity]

    @property
    def mend(self) -> str:
        """What was read and expected, unless nothing was entered, and what to do."""
        finding = self.finding
        read, expected = (f"{head}: {text}. " if text else "" for head, text in
                          (("Read", finding.read), ("Expected", finding.expected)))  # fmt: skip
        return finding.remedy if finding.is_blank or not read else f"{read}{expected}{finding.remedy}"

    @property
    def url(self) -> str:
        """Where its link leads: to the first place."""
        return self.places[0].url

    @property
    def cell(self) -> str:
        """The cell of the first place."""
        return self.places[0].cell

    def apart(self) -> "Iterator[ShownFinding]":
        """One for each place, each with the reason of all of them."""
        for finding, place in zip(self.finding.apart(), self.places, strict=True):
            yield replace(self, finding=finding, places=(place,))

    @property
    def may_be_explained(self) -> bool:
        """Whether it may stand with a written reason."""
        return self.finding.severity is Severity.EXPLAIN


Show = Callable[[Finding], ShownFinding]


def shower(plan: Plan, document: PlanDocument, reasons: Reasons) -> Show:
    """A function that shows findings of that document of the plan."""
    cell_of, words_of = locator(plan.round, document), namer(plan.round, document)

    def show(finding: Finding) -> ShownFinding:
        places = tuple(
            ShownPlace(
                one.place, words_of(one.place), one.about, one.read, one.difference,
                section_url(plan, one.place), cell_of(one.place),
            ) for one in finding.apart()
        )  # fmt: skip
        return ShownFinding(finding, finding.fingerprint, places, reasons.of(finding), reasons.before(finding))

    return show


def namer(planning_round: Round, document: PlanDocument) -> Callable[[Place], str]:
    """A function from a place to what a reader calls it: the entry, the field of it and the year."""
    # Here and not above: a page that names no place need not load the report's parts.
    from plans.outputs.report.places import words_for
    from plans.outputs.report.subject import Subject

    subject = Subject(planning_round, document, findings=(), digest="", status="")
    return lambda place: words_for(subject, place)
