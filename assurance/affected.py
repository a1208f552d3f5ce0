"""Which ratings and judgements still hold for the version that a plan stands on.

Each holds as long as what it looked at is the same: the area's own answer to the requirement, and the sections of the
plan that show whether it is met. What changed there has to be looked at again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assurance.models import Judgement, Rating
from bcf.fund.document import AllocationKind
from bcf.fund.places import Section, section_title, sections_of
from bcf.fund.round import Requirement, Round, ShownBy
from bcf.fund.rules.registry import CATALOGUE
from bcf.fund.stages import Verb
from plans.models import Plan, Seal
from plans.together.marks import content_digest

_GIVEN = {
    AllocationKind.INCOME: Section.INCOME, AllocationKind.MINIMUM: Section.EXPENDITURE,
    AllocationKind.METRIC: Section.METRICS,
}  # fmt: skip
"""Where figures count that are set outside the area."""


def looked_at(planning_round: Round, requirement: Requirement) -> frozenset[Section]:
    """The sections that show whether a requirement is met, beside the area's own answer; all where none is named."""
    named = {section for shown in requirement.shown_by for section in _shown(planning_round, shown)}
    if requirement.ring_fence:
        named |= {Section.INCOME, Section.EXPENDITURE}
    there = set(sections_of(planning_round)) - {Section.REQUIREMENTS}
    return frozenset((named & there) or there)


def _shown(planning_round: Round, shown: ShownBy) -> Iterator[Section]:
    """The sections of a rule; where only some entries of them show it, those that have such entries."""
    money = {*planning_round.sources, *(fence.code for fence in planning_round.ring_fences)}
    cover, maturity = planning_round.cover, planning_round.maturity
    entries = {
        Section.COVER: {field.code for field in cover.fields} | {contact.code for contact in cover.contacts},
        Section.NARRATIVE: {question.code for question in planning_round.narrative.questions},
        Section.INCOME: set(planning_round.sources),
        Section.EXPENDITURE: money,
        Section.MATURITY: {change.code for change in maturity.changes} if maturity else set(),
        Section.METRICS: set(planning_round.metric),
    }
    for section in CATALOGUE[shown.rule].sections:
        if not shown.items or section not in entries or any(item in entries[section] for item in shown.items):
            yield section


@dataclass(frozen=True)
class Version:
    """What of a sealed version decides whether something that was found of it holds for another one."""

    content: Mapping[str, Any]

    @classmethod
    def of(cls, seal: Seal) -> "Version":
        return cls(json.loads(seal.document))

    @cached_property
    def sections(self) -> Mapping[Section, str]:
        """A digest of each section with the figures from outside that count there."""
        given: dict[Section, list[Any]] = {}
        for figure in self.content.get("allocations", ()):
            given.setdefault(_GIVEN[AllocationKind(figure["kind"])], []).append(figure)
        return {
            section: content_digest(self.content, section) + json.dumps(given.get(section, []), sort_keys=True)
            for section in Section
        }

    def answer(self, code: str) -> Any:
        """The area's answer to a requirement."""
        return next((answer for answer in self.content.get("requirements", ()) if answer["code"] == code), None)


class Standing:
    """Versions of a plan held against the newest submitted: what was changed since each, for what was found of it."""

    def __init__(self, planning_round: Round, newest: Seal | None, older: Iterable[Seal] = ()) -> None:
        self.planning_round = planning_round
        self.newest = newest
        self._requirements = {requirement.code: requirement for requirement in planning_round.requirements.items}
        self._seals = {seal.pk: seal for seal in older}
        self._versions: dict[int, Version] = {}

    def changed(self, found: Rating | Judgement) -> tuple[Section, ...]:
        """Which of the sections that it looked at were changed since; none where it holds."""
        if self.newest is None or found.seal_id == self.newest.pk:
            return ()
        before, after = self._version(found.seal_id), self._version(self.newest.pk)
        requirement = self._requirements.get(found.requirement)
        looked = looked_at(self.planning_round, requirement) if requirement else frozenset(Section)
        return tuple(
            section for section in Section
            if (section in looked and before.sections[section] != after.sections[section])
            or (section is Section.REQUIREMENTS and before.answer(found.requirement) != after.answer(found.requirement))
        )  # fmt: skip

    def holds(self, found: Rating | Judgement | None) -> bool:
        """Whether it was given and holds for the newest version."""
        return found is not None and not self.changed(found)

    def words(self, found: Rating | Judgement) -> str:
        """What has to be looked at again, in words; "" where it holds."""
        titles = [
            "the answer" if section is Section.REQUIREMENTS else _lower(section_title(section, self.planning_round))
            for section in self.changed(found)
        ]
        return f"To be looked at again: {', '.join(titles)} changed" if titles else ""

    def _version(self, pk: int) -> Version:
        if pk not in self._versions:
            newest = self.newest
            self._versions[pk] = Version.of(newest if newest is not None and newest.pk == pk else self._seals[pk])
        return self._versions[pk]


def _lower(title: str) -> str:
    """A title within a sentence; a name of its own keeps its capitals."""
    return title.lower() if title == title.capitalize() else title


def submitted(plan: Plan) -> Seal | None:
    """The version that the area submitted last: the one that is reviewed. What it seals after that is its own yet."""
    event = plan.events.filter(verb=Verb.SUBMIT).select_related("seal").order_by("-number").first()
    return event.seal if event else None


def standing_of(plan: Plan, found: Iterable[Rating | Judgement]) -> Standing:
    """The version under review beside those on which these were given. Seals that are needed are read at once."""
    newest = submitted(plan)
    older = {one.seal_id for one in found} - {newest.pk if newest else None}
    return Standing(plan.round, newest, Seal.objects.filter(pk__in=older) if older else ())


def standing_ratings(plan: Plan) -> Mapping[str, Rating | None]:
    """Every requirement of the plan's round with its moderated rating; None where none holds for the version."""
    ratings = {rating.requirement: rating for rating in Rating.objects.filter(plan=plan).select_related("by", "seal")}
    standing = standing_of(plan, ratings.values())
    found: dict[str, Rating | None] = {}
    for requirement in plan.round.requirements.items:
        rating = ratings.get(requirement.code)
        found[requirement.code] = rating if standing.holds(rating) else None
    return found
