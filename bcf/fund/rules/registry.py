"""What a rule is and how one enters the catalogue. The rules themselves stand in the other modules, a family each."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Place, Section, sections_of
from bcf.fund.round import Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.naming import name


@dataclass(frozen=True, slots=True)
class Found:
    """What a check saw and where. Its rule adds the id, the severity and, where ``remedy`` is blank, how to mend it.

    ``about`` is what the message is said of (a scheme, a requirement), without which it reads as a sentence of
    its own: the same message about several things is one cause and gives one finding.
    ``difference`` is what was read less what was expected, in pounds.
    """

    place: Place
    message: str
    read: str = ""
    expected: str = ""
    difference: Decimal | None = None
    remedy: str = ""
    about: str = ""


PlanCheck = Callable[[Context], Iterable[Found]]
RowCheck = Callable[[Round, Scheme], Iterable[Found]]
Applies = Callable[[Round], bool]


def always(planning_round: Round) -> bool:
    """A rule for every round that has its sections."""
    return True


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue. ``id`` is permanent: a rule that is given up leaves a gap.

    ``why`` says why it matters, ``mend`` what to do about a finding, ``basis`` which condition, requirement or
    practice it comes from. A rule on trial (``beta``) gives findings of severity beta until it is promoted.
    A rule about single rows of the expenditure plan has a ``row_check``, which can be run on one row alone.
    """

    id: str
    title: str
    severity: Severity
    sections: tuple[Section, ...]
    why: str
    mend: str
    basis: Basis
    plan_check: PlanCheck
    row_check: RowCheck | None = None
    beta: bool = False
    when: Applies = always

    def applies(self, planning_round: Round) -> bool:
        """Whether the rule says anything about plans of this round."""
        present = sections_of(planning_round)
        return any(section in present for section in self.sections) and self.when(planning_round)

    def severity_for(self, promoted: frozenset[str]) -> Severity:
        """How grave its findings are while those rules are promoted."""
        return Severity.BETA if self.beta and self.id not in promoted else self.severity

    def check(self, context: Context) -> Iterator[Finding]:
        """Every finding of this rule in the plan, one for each place."""
        if self.applies(context.planning_round):
            severity = self.severity_for(context.background.promoted)
            for found in self.plan_check(context):
                yield self._finding(found, severity)

    def check_scheme(
        self, planning_round: Round, scheme: Scheme, promoted: frozenset[str] = frozenset()
    ) -> Iterator[Finding]:
        """Every finding of this rule in one row; none if the rule is not about single rows."""
        if self.row_check and self.applies(planning_round):
            severity, about = self.severity_for(promoted), name(scheme)
            for found in self.row_check(planning_round, scheme):
                yield self._finding(dataclasses.replace(found, about=about), severity)

    def _finding(self, found: Found, severity: Severity) -> Finding:
        return Finding(
            rule=self.id, severity=severity, title=self.title, place=found.place, fault=found.message,
            about=found.about, remedy=found.remedy or self.mend, read=found.read, expected=found.expected,
            difference=found.difference,
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
    id: str, title: str, severity: Severity, *sections: Section, why: str, mend: str, basis: Basis,
    beta: bool = False, when: Applies = always,
) -> Callable[[PlanCheck], Rule]:
    """Enter a check of the whole plan in the catalogue."""

    def enter(check: PlanCheck) -> Rule:
        return _enter(Rule(id, title, severity, sections, why, mend, basis, check, beta=beta, when=when))

    return enter


def row_rule(
    id: str, title: str, severity: Severity, *, why: str, mend: str, basis: Basis,
    beta: bool = False, when: Applies = always,
) -> Callable[[RowCheck], Rule]:
    """Enter a check of single expenditure rows in the catalogue; over a plan it runs on every row."""

    def enter(check: RowCheck) -> Rule:
        def all_rows(context: Context) -> Iterator[Found]:
            for scheme in context.plan.schemes:
                for found in check(context.planning_round, scheme):
                    yield dataclasses.replace(found, about=name(scheme))

        sections = (Section.EXPENDITURE,)
        return _enter(Rule(id, title, severity, sections, why, mend, basis, all_rows, check, beta=beta, when=when))

    return enter
