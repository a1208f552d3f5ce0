"""Ratings held side by side across areas and regions, to see whether like is rated alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from assurance.actions.outcomes import Verdict
from assurance.affected import Standing
from assurance.models import Rating, RatingChoice
from bcf.fund.round import Requirement, Round
from bcf.fund.stages import Stage, Verb
from plans.models import Appointment, Event, Plan, Role, Seal, User

UNDER_MODERATION = frozenset({Stage.REVIEW, Stage.RECOMMENDED, Stage.APPROVED, Stage.NOT_APPROVED})
MODERATING = frozenset({Role.BETTER_CARE_MANAGER, Role.NATIONAL})
FEWEST = 3
"""With fewer rated areas than this nothing can be said about what most are rated."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An area's rating of a requirement; ``apart`` where most areas are rated otherwise."""

    rating: Rating | None
    apart: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A plan with its ratings, one for each requirement, and what is recommended or decided about it."""

    plan: Plan
    cells: tuple[Cell, ...]
    outcome: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many areas of a region, or of all, have each rating of a requirement."""

    counts: tuple[tuple[str, int], ...]
    rated: int

    @property
    def met(self) -> int | None:
        """Per cent of the rated areas that meet it, None where none is rated."""
        number = dict(self.counts)[RatingChoice.MET]
        return round(100 * number / self.rated) if self.rated else None


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement: what most areas are rated, and the shares of each region and of all."""

    requirement: Requirement
    usual: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A rating other than most."""

    plan: Plan
    requirement: Requirement
    rating: Rating
    usual: str


@dataclass(frozen=True)
class Moderation:
    """Everything that the page of moderation shows."""

    planning_round: Round
    regions: tuple[str, ...]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    outcomes: tuple[tuple[str, int], ...]

    @property
    def apart(self) -> list[Apart]:
        """The ratings other than most, requirement by requirement."""
        return [
            Apart(area.plan, line.requirement, cell.rating, RatingChoice(line.usual).label)
            for number, line in enumerate(self.lines) for area in self.areas
            if (cell := area.cells[number]).apart and cell.rating
        ]  # fmt: skip


def moderated_plans(user: User) -> "QuerySet[Plan] | None":
    """The plans that a person moderates: those of the region, or all for the nation. None for anybody else."""
    held = Appointment.objects.filter(user=user, user__is_active=True)
    plans = Plan.objects.in_stages(UNDER_MODERATION).select_related("board")
    if held.filter(role=Role.NATIONAL).exists():
        return plans
    regions = list(held.filter(role=Role.BETTER_CARE_MANAGER).values_list("region", flat=True))
    return plans.filter(board__region__in=regions) if regions else None


def moderation(planning_round: Round, found: Iterable[Plan]) -> Moderation:
    """These plans of a round side by side, in a number of queries that does not grow with them."""
    plans = sorted(found, key=lambda plan: (plan.board.region, plan.board.name))
    ratings, verdicts = _ratings(planning_round, plans), _verdicts(plans)
    requirements = planning_round.requirements.items
    regions = tuple(dict.fromkeys(plan.board.region for plan in plans))
    lines = []
    for requirement in requirements:
        given = [(plan.board.region, ratings.get((plan.pk, requirement.code))) for plan in plans]
        shares = [_share(rating for of, rating in given if of == region) for region in regions]
        whole = _share(rating for _, rating in given)
        lines.append(Line(requirement, _usual(whole), (*shares, whole)))
    areas = tuple(
        Area(plan, tuple(_cell(ratings.get((plan.pk, line.requirement.code)), line.usual) for line in lines),
             *verdicts.get(plan.pk, ("", False)))
        for plan in plans
    )  # fmt: skip
    tally = Counter(area.outcome for area in areas if area.outcome)
    outcomes = tuple((item.label, tally[item.label]) for item in planning_round.assurance.outcomes)
    return Moderation(planning_round, regions, areas, tuple(lines), outcomes)


def _ratings(planning_round: Round, plans: Sequence[Plan]) -> Mapping[tuple[int, str], Rating]:
    """The ratings that hold for the version under review, by plan and requirement."""
    submitted = Event.objects.filter(plan__in=plans, verb=Verb.SUBMIT).order_by("number")
    newest = {event.plan_id: event.seal_id for event in submitted}
    ratings = list(Rating.objects.filter(plan__in=plans))
    # Only where a rating is older than the version do their documents have to be held against each other.
    older = {rating.plan_id for rating in ratings if rating.seal_id != newest.get(rating.plan_id)}
    wanted = {rating.seal_id for rating in ratings if rating.plan_id in older} | {newest.get(pk) for pk in older}
    seals = Seal.objects.in_bulk([pk for pk in wanted if pk is not None]) if older else {}
    standings = {
        pk: Standing(planning_round, seals.get(newest.get(pk) or 0), seals.values()) for pk in older
    }
    return {
        (rating.plan_id, rating.requirement): rating
        for rating in ratings
        if rating.plan_id not in older or standings[rating.plan_id].holds(rating)
    }


def _verdicts(plans: Sequence[Plan]) -> Mapping[int, tuple[str, bool]]:
    """What is recommended or, later, decided about each plan, and whether it is decided."""
    rounds = {plan.pk: plan.round for plan in plans}
    stages = {plan.pk: plan.stage for plan in plans}
    events = Event.objects.filter(plan__in=plans, verb__in=(Verb.RECOMMEND, Verb.DECIDE)).order_by("number")
    last = {event.plan_id: event for event in events}
    return {
        pk: (Verdict.of(event).label(rounds[pk]), event.verb == Verb.DECIDE)
        for pk, event in last.items() if stages[pk] is not Stage.REVIEW
    }  # fmt: skip


def _share(ratings: Iterable[Rating | None]) -> Share:
    tally = Counter(rating.rating for rating in ratings if rating)
    return Share(tuple((code, tally[code]) for code in RatingChoice.values), sum(tally.values()))


def _usual(share: Share) -> str:
    """What more than half of the areas are rated, where there are enough of them; else ""."""
    code, number = max(share.counts, key=lambda count: count[1])
    return code if share.rated >= FEWEST and 2 * number > share.rated else ""


def _cell(rating: Rating | None, usual: str) -> Cell:
    return Cell(rating, bool(usual and rating and rating.rating != usual))
