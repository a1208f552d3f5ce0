"""What waits for a signatory in several plans at once: signatures and ratifications."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from bcf.fund.document import PlanDocument
from bcf.fund.stages import SIGNABLE
from plans.models import Appointment, BoardBody, Plan, Role, Seal, Signature, User
from plans.workflow.whose import SigningPlace, own_of, places, unsigned, written_by


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place of a version that waits for the person: for a signature, or for a ratification."""

    plan: Plan
    seal: Seal
    place: SigningPlace

    @property
    def ratifying(self) -> bool:
        return self.place.to_ratify


def waiting_for(person: User, plans: Sequence[Plan]) -> list[Waiting]:
    """What waits for the person in those plans, in a number of queries that does not grow with them."""
    signable = {plan.pk: plan for plan in plans if plan.stage in SIGNABLE}
    held = _held(person, list(signable.values())) if signable else {}
    if not held:
        return []
    newer = Seal.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    seals = list(Seal.objects.filter(~Exists(newer), plan__in=signable).order_by("plan__board__name", "plan__round_id"))
    given: dict[int, list[Signature]] = defaultdict(list)
    for signature in Signature.objects.filter(seal__in=seals):
        given[signature.seal_id].append(signature)
    found = []
    for seal in seals:
        plan = signable[seal.plan_id]
        everywhere = places(plan.round, PlanDocument.from_json(seal.document), given[seal.pk])
        own = own_of(everywhere, held.get(plan.board_id, ()))
        mine = unsigned(own, everywhere, person) + [place for place in own if place.to_ratify]
        found += [Waiting(plan, seal, place) for place in mine]
    return _without_own_writing(person, found)


def _held(person: User, plans: Sequence[Plan]) -> dict[int, list[Appointment]]:
    """The roles in which the person signs, by the board in whose bodies they are held."""
    roles = Appointment.objects.filter(user=person, role__in=(Role.SIGNATORY, Role.CHAIR))
    by_body: dict[int | None, list[Appointment]] = defaultdict(list)
    for role in roles.select_related("organisation"):
        by_body[role.organisation_id].append(role)
    held: dict[int, list[Appointment]] = defaultdict(list)
    if by_body:
        boards = [plan.board_id for plan in plans]
        for link in BoardBody.objects.filter(board__in=boards, organisation__in=list(by_body)):
            held[link.board_id] += by_body[link.organisation_id]
    return held


def _without_own_writing(person: User, found: list[Waiting]) -> list[Waiting]:
    """Without the board's own places in plans that the person has written in."""
    of_boards = [one.plan for one in found if one.place.body is None]
    wrote = written_by(person, of_boards) if of_boards else set()
    return [one for one in found if one.place.body is not None or one.plan.pk not in wrote]
