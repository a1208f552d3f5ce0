"""What a rule is and how one enters the catalogue. The rules themselves stand in the other modules, a family each."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Round


@dataclass(frozen=True, slots=True)
class Context:
    """What a check looks at: a plan, its round, and the plan's figures, worked out once for all rules."""

    planning_round: Round
    plan: PlanDocument
    figures: Figures

    @classmethod
    def of(cls, planning_round: Round, plan: PlanDocument) -> "Context":
        return cls(planning_round, plan, Figures(planning_round, plan))


@dataclass(frozen=True, slots=True)
class Found:
    """What a check saw and where. Its rule adds the id, the severity and, where ``remedy`` is blank, how to mend it.

    ``difference`` is what was read less what was expected, in pounds.
    """

    place: Place
    message: str
    read: str = ""
    expected: str = ""
    difference: Decimal | None = None
    remedy: str = ""


PlanCheck = Callable[[Context], Iterable[Found]]
RowCheck = Callable[[Round, Scheme], Iterable[Found]]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue. ``id`` is permanent: a rule that is given up leaves a gap.

    ``why`` says where the rule comes from, ``mend`` what to do about a finding. A rule about single
    rows of the expenditure plan has a ``row_check`` as well, which can be run on one row alone.
    """

    id: str
    title: str
    severity: Severity
    sections: tuple[Section, ...]
    why: str
    mend: str
    plan_check: PlanCheck
    row_check: RowCheck | None = None

    def check(self, context: Context) -> Iterator[Finding]:
        """Every finding of this rule in the plan."""
        return (self._finding(found) for found in self.plan_check(context))

    def check_scheme(self, planning_round: Round, scheme: Scheme) -> Iterator[Finding]:
        """Every finding of this rule in one row; none if the rule is not about single rows."""
        found = self.row_check(planning_round, scheme) if self.row_check else ()
        return (self._finding(one) for one in found)

    def _finding(self, found: Found) -> Finding:
        return Finding(
            rule=self.id, severity=self.severity, title=self.title, place=found.place, message=found.message,
            remedy=found.remedy or self.mend, read=found.read, expected=found.expected, difference=found.difference,
        )


CATALOGUE: dict[str, Rule] = {}


def _enter(new: Rule) -> Rule:
    if not re.fullmatch(r"[A-Z]{3}-\d{3}", new.id):
        raise ValueError(f"{new.id} is not a rule's id, such as BAL-001")
    if new.id in CATALOGUE:
        raise ValueError(f"{new.id} is the id of two rules")
    CATALOGUE[new.id] = new
    return new


def rule(
    id: str, title: str, severity: Severity, *sections: Section, why: str, mend: str
) -> Callable[[PlanCheck], Rule]:
    """Enter a check of the whole plan in the catalogue."""

    def enter(check: PlanCheck) -> Rule:
        return _enter(Rule(id, title, severity, sections, why, mend, check))

    return enter


def row_rule(id: str, title: str, severity: Severity, *, why: str, mend: str) -> Callable[[RowCheck], Rule]:
    """Enter a check of single expenditure rows in the catalogue; over a plan it runs on every row."""

    def enter(check: RowCheck) -> Rule:
        def all_rows(context: Context) -> Iterator[Found]:
            for scheme in context.plan.schemes:
                yield from check(context.planning_round, scheme)

        return _enter(Rule(id, title, severity, (Section.EXPENDITURE,), why, mend, all_rows, check))

    return enter
