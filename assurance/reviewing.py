"""A plan's review as the region and the nation read it: every requirement with what the plan says and who found what.

The two sides judge apart: what one has found is read by its own people alone, until the other has judged too or the
moderated rating stands. Private notes are the region's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from assurance.affected import Standing, looked_at, standing_of, submitted
from assurance.models import Judgement, Query, Rating, RatingChoice, Side
from assurance.queries import Asked, asked_of
from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument, RequirementAnswer
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Section, section_title
from bcf.fund.round import Requirement
from bcf.fund.stages import REGION, Capacity
from plans.models import Plan, Seal
from plans.pages import section_url
from plans.shown import STYLES, namer
from plans.views.plan import ring_fence_meters
from plans.workflow.files import findings_of, reasons_of

TONES = {RatingChoice.MET: "good", RatingChoice.PARTLY: "warn", RatingChoice.NOT_MET: "bad"}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What the checks found in the version, where, and the reason with which it was sealed."""

    finding: Finding
    where: str
    url: str
    reason: str
    by: str

    @property
    def words(self) -> str:
        return "Stands with a reason" if self.reason else self.finding.severity.words

    @property
    def style(self) -> str:
        return "passed" if self.reason else STYLES[self.finding.severity]


@dataclass(frozen=True, slots=True)
class ShownRating:
    """A rating as it is shown: its tone, and what changed since it was given."""

    given: Rating | Judgement
    again: str
    """What has to be looked at again; "" where it holds."""

    @property
    def tone(self) -> str:
        return "" if self.again else TONES[RatingChoice(self.given.rating)]


@dataclass(frozen=True, slots=True)
class ShownSide:
    """What one side found, as far as the reader may know."""

    side: Side
    shown: ShownRating | None
    hidden: bool
    """Whether it has judged and the reader may not know yet what."""
    note: str


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    """A requirement with everything that is known about it."""

    requirement: Requirement
    theme: str
    answer: RequirementAnswer | None
    looks_at: tuple[tuple[str, str], ...]
    """The sections that show it, each with its title and address."""
    meters: tuple[Mapping[str, Any], ...]
    findings: tuple[ShownFinding, ...]
    sides: tuple[ShownSide, ...]
    rating: ShownRating | None
    queries: tuple[Asked, ...]

    @property
    def differ(self) -> bool:
        """Whether the two sides found different things."""
        found = [side.shown.given.rating for side in self.sides if side.shown and not side.shown.again]
        return len(set(found)) > 1

    @property
    def settled(self) -> bool:
        """Whether it has a moderated rating that holds."""
        return self.rating is not None and not self.rating.again

    @property
    def open_queries(self) -> int:
        return sum(asked.query.open for asked in self.queries)


class Review:
    """The review of the version that was submitted last, read by somebody in those capacities."""

    def __init__(self, plan: Plan, seal: Seal, capacities: frozenset[Capacity]) -> None:
        self.plan, self.seal, self.capacities = plan, seal, capacities
        self.planning_round = plan.round
        self.judgements = list(Judgement.objects.filter(plan=plan).select_related("by", "seal"))
        self.ratings = {one.requirement: one for one in Rating.objects.filter(plan=plan).select_related("by", "seal")}

    @cached_property
    def document(self) -> PlanDocument:
        return PlanDocument.from_json(self.seal.document)

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.plan, [*self.judgements, *self.ratings.values()])

    @cached_property
    def findings(self) -> Sequence[ShownFinding]:
        """What the checks found in the version; new checks on trial are no matter of the review."""
        words_of, reasons = namer(self.planning_round, self.document), reasons_of(self.seal)
        return [
            ShownFinding(
                finding, words_of(finding.place), section_url(self.plan, finding.place),
                given.text if (given := reasons.get(finding.fingerprint)) else "", given.by if given else "",
            ) for finding in findings_of(self.seal) if finding.severity is not Severity.BETA
        ]  # fmt: skip

    @cached_property
    def requirements(self) -> Sequence[ShownRequirement]:
        """Every requirement of the round, in its order."""
        return [self._shown(requirement) for requirement in self.planning_round.requirements.items]

    def one(self, code: str) -> ShownRequirement | None:
        """The requirement of that code."""
        found = (one for one in self.planning_round.requirements.items if one.code == code)
        return next((self._shown(requirement) for requirement in found), None)

    @property
    def settled(self) -> int:
        """How many requirements have a moderated rating that holds."""
        return sum(shown.settled for shown in self.requirements)

    @property
    def other_findings(self) -> Sequence[ShownFinding]:
        """What was found that is about no requirement."""
        told = {id(found) for shown in self.requirements for found in shown.findings}
        return [found for found in self.findings if id(found) not in told]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.planning_round, self.document)

    @cached_property
    def _meters(self) -> Sequence[Mapping[str, Any]]:
        return list(ring_fence_meters(self.figures))

    @cached_property
    def _queries(self) -> Mapping[str, Sequence[Asked]]:
        found: dict[str, list[Asked]] = {}
        for asked in asked_of(Query.objects.filter(plan=self.plan)):
            found.setdefault(asked.query.requirement, []).append(asked)
        return found

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        return {one.code: f"{one.code}: {one.title}" for one in self.planning_round.conditions.items}

    def _shown(self, requirement: Requirement) -> ShownRequirement:
        code, rating = requirement.code, self.ratings.get(requirement.code)
        looked = looked_at(self.planning_round, requirement)
        return ShownRequirement(
            requirement=requirement,
            theme=self._themes.get(requirement.theme, requirement.theme),
            answer=next((answer for answer in self.document.requirements if answer.code == code), None),
            looks_at=tuple(self._section(section) for section in Section if section in looked),
            meters=tuple(meter for meter in self._meters if meter["code"] == requirement.ring_fence),
            findings=tuple(found for found in self.findings if is_about(requirement, found.finding)),
            sides=tuple(self._sides(code)),
            rating=self._rating(rating) if rating else None,
            queries=tuple(self._queries.get(code, ())),
        )

    def _section(self, section: Section) -> tuple[str, str]:
        return section_title(section, self.planning_round), reverse(section.value, args=self.plan.args)

    def _rating(self, given: Rating | Judgement) -> ShownRating:
        return ShownRating(given, self.standing.words(given))

    def _sides(self, code: str) -> Iterator[ShownSide]:
        of = {Side(one.side): one for one in self.judgements if one.requirement == code}
        for side in Side:
            judgement = of.get(side)
            if judgement is None:
                yield ShownSide(side, None, hidden=False, note="")
            elif self.may_read(judgement, of.get(Side.LOCAL if side is Side.NHS else Side.NHS)):
                note = judgement.private_note if self.capacities & REGION else ""
                yield ShownSide(side, self._rating(judgement), hidden=False, note=note)
            else:
                yield ShownSide(side, None, hidden=True, note="")

    def may_read(self, judgement: Judgement, other: Judgement | None) -> bool:
        """Whether the reader may know what a side found: it is theirs, both have judged, or all is settled."""
        own, rating = Side(judgement.side).capacity in self.capacities, self.ratings.get(judgement.requirement)
        if own or self.standing.holds(rating):
            return True
        if other is None:
            return False
        return other.seal.number >= judgement.seal.number or self.standing.holds(other)


def is_about(requirement: Requirement, finding: Finding) -> bool:
    """Whether what a check found speaks of that requirement: by the round, by its answer, or by its ring-fence."""
    items = {place.item for place in finding.places}
    if finding.place.section is Section.REQUIREMENTS:
        return requirement.code in items
    if requirement.ring_fence and requirement.ring_fence in items:
        return True
    return any(
        shown.rule == finding.rule and (not shown.items or items.intersection(shown.items))
        for shown in requirement.shown_by
    )


def review_of(plan: Plan, capacities: frozenset[Capacity]) -> Review | None:
    """The plan's review for a reader; None before it was ever submitted."""
    seal = submitted(plan)
    return Review(plan, seal, capacities) if seal else None
