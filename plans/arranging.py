"""Findings put in order for a reader: by section and rule, gravest first; what stands with a reason and what is on
trial apart; and how many there are of each, as addresses that filter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Section, section_title, sections_of
from bcf.fund.round import Round
from plans.explaining import Reasons
from plans.models import Reason
from plans.shown import Show, ShownFinding


class Kind(StrEnum):
    """What a finding is to its reader, gravest first."""

    BLOCKING = "blocking"
    EXPLAIN = "explain"
    ADVICE = "advice"
    EXPLAINED = "explained"
    BETA = "beta"

    @property
    def words(self) -> str:
        """What it asks of the reader."""
        return "Stands with a reason" if self is Kind.EXPLAINED else Severity(self).words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asks for; None asks for all."""

    kind: Kind | None = None
    section: Section | None = None

    @classmethod
    def of(cls, kind: str, section: str) -> "Wanted":
        """What an address asks for; what it names wrongly is not asked for."""
        return cls(
            next((one for one in Kind if one == kind), None), next((one for one in Section if one == section), None)
        )

    def query(self) -> str:
        """The address's query that asks for this."""
        named = {name: value for name, value in (("kind", self.kind), ("section", self.section)) if value}
        return f"?{urlencode(named)}" if named else "?"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to filter: what it is called, how many findings it leaves, its address, whether it is taken now."""

    text: str
    number: int
    url: str
    current: bool
    style: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What one rule found in one section, gravest and first places first."""

    findings: tuple[ShownFinding, ...]

    @property
    def first(self) -> ShownFinding:
        return self.findings[0]

    @property
    def mend(self) -> str:
        """What is said below each of several findings, where it is the same for all; "" where it is not."""
        said = {shown.mend for shown in self.findings}
        return said.pop() if len(said) == 1 < len(self.findings) else ""

    @property
    def number_of_places(self) -> int:
        return sum(len(shown.places) for shown in self.findings)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of a section."""

    section: Section
    title: str
    causes: tuple[Cause, ...]

    @property
    def number(self) -> int:
        return sum(len(cause.findings) for cause in self.causes)


@dataclass(frozen=True, slots=True)
class Arranged:
    """Findings as the page of checks lists them, and the ways to filter them."""

    wanted: Wanted
    groups: tuple[Group, ...]
    explained: tuple[ShownFinding, ...]
    left_over: tuple[Reason, ...]
    trial: tuple[Group, ...]
    kinds: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    places: int

    @property
    def number(self) -> int:
        """How many findings are listed above those on trial."""
        return sum(group.number for group in self.groups)

    @property
    def number_on_trial(self) -> int:
        return sum(group.number for group in self.trial)


def arrange(planning_round: Round, reasons: Reasons, wanted: Wanted, show: Show) -> Arranged:
    """The findings that ``reasons`` are held against, as the reader wants them."""
    kind_of = _kinds(reasons)
    listed = [finding for finding in reasons.findings if _fits(finding, kind_of, wanted)]

    def grouped(*kinds: Kind) -> tuple[Group, ...]:
        found = [show(finding) for finding in listed if kind_of(finding) in kinds]
        return tuple(_groups(planning_round, found))

    groups = grouped(Kind.BLOCKING, Kind.EXPLAIN, Kind.ADVICE)
    return Arranged(
        wanted, groups,
        explained=tuple(show(finding) for finding in listed if kind_of(finding) is Kind.EXPLAINED),
        left_over=reasons.left_over if wanted.kind in (None, Kind.EXPLAINED) and not wanted.section else (),
        trial=grouped(Kind.BETA),
        kinds=tuple(_kind_choices(reasons.findings, kind_of, wanted)),
        sections=tuple(_section_choices(planning_round, reasons.findings, kind_of, wanted)),
        places=sum(cause.number_of_places for group in groups for cause in group.causes),
    )  # fmt: skip


KindOf = Callable[[Finding], Kind]


def _kinds(reasons: Reasons) -> KindOf:
    kinds = {
        id(finding): Kind.EXPLAINED if reasons.of(finding) else Kind(finding.severity) for finding in reasons.findings
    }
    return lambda finding: kinds[id(finding)]


def _fits(finding: Finding, kind_of: KindOf, wanted: Wanted) -> bool:
    return (wanted.kind is None or kind_of(finding) is wanted.kind) and (
        wanted.section is None or finding.place.section is wanted.section
    )


def _groups(planning_round: Round, found: Sequence[ShownFinding]) -> Iterable[Group]:
    for section in sections_of(planning_round):
        by_rule: dict[tuple[Severity, str], tuple[ShownFinding, ...]] = {}
        for shown in found:
            if shown.finding.place.section is section:
                cause = shown.finding.severity, shown.finding.rule
                by_rule[cause] = (*by_rule.get(cause, ()), shown)
        if by_rule:
            causes = tuple(Cause(findings) for findings in by_rule.values())
            yield Group(section, section_title(section, planning_round), causes)


def _kind_choices(findings: Iterable[Finding], kind_of: KindOf, wanted: Wanted) -> Iterable[Choice]:
    within = [kind_of(finding) for finding in findings if _fits(finding, kind_of, Wanted(None, wanted.section))]
    asked = Wanted(None, wanted.section)
    yield Choice("Everything", len(within), asked.query(), wanted.kind is None)
    for kind in Kind:
        number = within.count(kind)
        if number or kind in (Kind.BLOCKING, Kind.EXPLAIN, Kind.ADVICE) or kind is wanted.kind:
            yield Choice(kind.words, number, Wanted(kind, wanted.section).query(), kind is wanted.kind, kind.value)


def _section_choices(
    planning_round: Round, findings: Iterable[Finding], kind_of: KindOf, wanted: Wanted
) -> Iterable[Choice]:
    within = [finding.place.section for finding in findings if _fits(finding, kind_of, Wanted(wanted.kind))]
    yield Choice("All sections", len(within), Wanted(wanted.kind).query(), wanted.section is None)
    for section in sections_of(planning_round):
        if section in within or section is wanted.section:
            asked = Wanted(wanted.kind, section)
            yield Choice(section_title(section, planning_round), within.count(section), asked.query(),
                         section is wanted.section)  # fmt: skip
