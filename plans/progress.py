"""How far a section is, told from the facts: what the plan holds and what the checks find in it."""

from dataclasses import dataclass
from enum import StrEnum

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Severity
from bcf.fund.places import Section, sections_of
from bcf.fund.round import Round
from plans.explaining import Reasons


class State(StrEnum):
    """How a section stands."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    PROBLEMS = "problems"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """A section with its state. ``blanks`` are still to be filled in, ``problems`` to mend; ``notes`` may stand.

    ``explained`` findings stand with a reason and are no notes; nor are findings of rules on trial.
    """

    section: Section
    state: State
    blanks: int
    problems: int
    notes: int
    explained: int = 0

    @property
    def words(self) -> str:
        """The state as a person reads it."""
        match self.state:
            case State.NOT_STARTED:
                return "Not started"
            case State.IN_PROGRESS:
                return "In progress"
            case State.PROBLEMS:
                return f"{self.problems} {'problem' if self.problems == 1 else 'problems'} to mend"
            case State.COMPLETE:
                return "Complete"


def progress(planning_round: Round, document: PlanDocument, reasons: Reasons) -> tuple[SectionProgress, ...]:
    """Every section of the plan's round with its state, in order, for what was found and what of it is explained."""
    return tuple(_of(section, document, reasons) for section in sections_of(planning_round))


def _of(section: Section, document: PlanDocument, reasons: Reasons) -> SectionProgress:
    own = [finding for finding in reasons.findings if finding.place.section is section]
    blocking = [finding for finding in own if finding.severity is Severity.BLOCKING]
    blanks = sum(finding.count for finding in blocking if finding.is_blank)
    problems = sum(finding.count for finding in blocking) - blanks
    may_stand = [finding for finding in own if finding.severity in (Severity.EXPLAIN, Severity.ADVICE)]
    explained = sum(reasons.of(finding) is not None for finding in may_stand)
    if own and not is_started(section, document):
        state = State.NOT_STARTED
    elif problems:
        state = State.PROBLEMS
    else:
        state = State.IN_PROGRESS if blanks else State.COMPLETE
    return SectionProgress(section, state, blanks, problems, len(may_stand) - explained, explained)


def is_started(section: Section, document: PlanDocument) -> bool:
    """Whether the area has entered anything in that section; what an administrator loaded does not count."""
    match section:
        case Section.COVER:
            return bool(document.cover or document.contacts)
        case Section.NARRATIVE:
            return bool(document.narrative)
        case Section.INCOME:
            entered = any(not line.allocated for line in document.contributions)
            return bool(entered or document.gates or document.income_comment or document.breakdown)
        case Section.EXPENDITURE:
            return bool(document.schemes)
        case Section.MATURITY:
            return bool(document.maturity or document.maturity_priorities)
        case Section.METRICS:
            loaded = {(figure.code, figure.year) for figure in document.allocations}
            return any(
                entry.comment
                or any((f"{entry.code}.{code}", period) not in loaded
                       for period, inputs in entry.inputs.items() for code in inputs)
                for entry in document.metrics
            )
        case Section.REQUIREMENTS:
            return bool(document.requirements)
        case Section.RISKS:
            return bool(document.risks)
        case Section.MILESTONES:
            return bool(document.milestones)
        case Section.DOCUMENTS:
            return bool(document.documents)
