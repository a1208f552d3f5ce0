"""A plan as it stands at one moment: its document, figures, findings and progress, worked out once for a page."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Section
from bcf.fund.rules import Background
from plans.assembling import assemble, assemble_all
from plans.background import background_of, backgrounds_of
from plans.checking import findings_now
from plans.explaining import Reasons, reasons_by_plan, reasons_for
from plans.models import Plan, Reason
from plans.progress import SectionProgress, State, progress


class Standing:
    """What a page says about a plan. Reading it once costs a fixed number of queries."""

    def __init__(
        self, plan: Plan, document: PlanDocument | None = None, background: Background | None = None,
        given: tuple[Reason, ...] | None = None,
    ) -> None:  # fmt: skip
        self.plan = plan
        self.planning_round = plan.round
        if document is not None:
            self.document = document
        if background is not None:
            self.background = background
        self._given = given

    @cached_property
    def document(self) -> PlanDocument:
        return assemble(self.plan)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.planning_round, self.document)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return findings_now(self.plan, self.document, self.background)

    @cached_property
    def background(self) -> Background:
        """What the plan is checked against from outside it."""
        return background_of(self.plan)

    @cached_property
    def reasons(self) -> Reasons:
        """The reasons with which findings stand."""
        return reasons_for(self.plan, self.findings) if self._given is None else Reasons(self._given, self.findings)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What keeps the plan from being sealed."""
        return self.reasons.open_findings

    @cached_property
    def sections(self) -> tuple[SectionProgress, ...]:
        return progress(self.planning_round, self.document, self.reasons)

    @property
    def complete(self) -> int:
        """How many sections are complete."""
        return sum(part.state is State.COMPLETE for part in self.sections)

    @cached_property
    def severities(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, each cause counted once."""
        return {severity: sum(finding.severity is severity for finding in self.findings) for severity in Severity}

    @classmethod
    def of_all(cls, plans: Sequence[Plan]) -> dict[int, "Standing"]:
        """Several plans as they stand now by primary key, in a number of queries that does not grow with them."""
        documents, backgrounds, given = assemble_all(plans), backgrounds_of(plans), reasons_by_plan(plans)
        return {plan.pk: cls(plan, documents[plan.pk], backgrounds[plan.pk], given[plan.pk]) for plan in plans}

    def findings_in(self, section: Section) -> tuple[Finding, ...]:
        """The findings of one section, gravest first."""
        return tuple(finding for finding in self.findings if finding.place.section is section)
