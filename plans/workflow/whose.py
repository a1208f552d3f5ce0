"""The places that a version is signed in: which the round asks for, whose they are, and which are signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from bcf.fund.document import Body, BodyKind, PlanDocument
from bcf.fund.round import Payer, Round, Signatory, SigningTime
from plans.models import Appointment, Board, Plan, Role, Seal, Signature, User, Versioned

_KINDS = {Payer.LA: BodyKind.LA, Payer.NHS: BodyKind.NHS}


@dataclass(frozen=True)
class SigningPlace:
    """One place for a signature: the round's signatory, and the organisation it stands for, none for the board."""

    signatory: Signatory
    body: Body | None
    signature: Signature | None = None
    ratification: Signature | None = None

    @property
    def key(self) -> str:
        """The place as an address names it."""
        return f"{self.signatory.code}-{self.body.code}" if self.body else self.signatory.code

    @property
    def words(self) -> str:
        return f"{self.signatory.label}, {self.body.name}" if self.body else self.signatory.label

    @property
    def needed_first(self) -> bool:
        """Whether the plan cannot be submitted without this signature."""
        return self.signatory.needed is SigningTime.SUBMISSION

    @property
    def to_ratify(self) -> bool:
        """Whether it was signed under delegation and the signatory's own word is still to come."""
        return bool(self.signature and self.signature.kind == Signature.Kind.DELEGATED and not self.ratification)


def places(planning_round: Round, document: PlanDocument, signatures: Iterable[Signature] = ()) -> list[SigningPlace]:
    """Every place that the round asks for, in its order, for each organisation that is party to the plan."""
    given = {(one.place, one.body, one.kind == Signature.Kind.RATIFICATION): one for one in signatures}
    found = []
    for signatory in planning_round.signatories.items:
        for body in _bodies(signatory, document):
            code = body.code if body else ""
            found.append(SigningPlace(
                signatory, body, given.get((signatory.code, code, False)), given.get((signatory.code, code, True))
            ))  # fmt: skip
    return found


def places_of(seal: Seal) -> list[SigningPlace]:
    """The places of a sealed version with what is signed in them."""
    document = PlanDocument.from_json(seal.document)
    signatures = Signature.objects.filter(seal=seal).select_related("signed_by", "scan")
    return places(seal.plan.round, document, signatures)


def missing(places: Iterable[SigningPlace]) -> list[SigningPlace]:
    """The places that keep a plan from being submitted."""
    return [place for place in places if place.needed_first and place.signature is None]


def own_places(plan: Plan, places: Sequence[SigningPlace], person: User) -> list[SigningPlace]:
    """The places that are the person's to sign, by the roles and posts they hold in the bodies of the plan's board."""
    bodies = Board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    roles = Appointment.objects.filter(user=person, role__in=(Role.SIGNATORY, Role.CHAIR), organisation__in=bodies)
    return own_of(places, list(roles.filter(user__is_active=True).select_related("organisation")))


def own_of(places: Sequence[SigningPlace], held: Sequence[Appointment]) -> list[SigningPlace]:
    """The places that are to be signed by whoever holds those roles in bodies of the plan's board."""
    return [place for place in places if any(_fits(place, appointment) for appointment in held)]


def _fits(place: SigningPlace, held: Appointment) -> bool:
    if place.body is None:
        return held.role == Role.CHAIR
    same = held.role == Role.SIGNATORY and held.organisation is not None and held.organisation.code == place.body.code
    return same and held.post in ("", place.signatory.code)


def _bodies(signatory: Signatory, document: PlanDocument) -> Sequence[Body | None]:
    if signatory.payer is None:
        return [None]
    return [body for body in document.board.bodies if body.kind is _KINDS[signatory.payer]]


def to_sign(plan: Plan, places: Sequence[SigningPlace], person: User) -> list[SigningPlace]:
    """The places of a version that wait for the person's signature."""
    return _apart(unsigned(own_places(plan, places, person), places, person), person, plan)


def to_ratify(plan: Plan, places: Sequence[SigningPlace], person: User) -> list[SigningPlace]:
    """The places in which the person's ratification of what was signed under delegation is still to come."""
    return _apart([place for place in own_places(plan, places, person) if place.to_ratify], person, plan)


def to_record(places: Iterable[SigningPlace], person: User) -> list[SigningPlace]:
    """The unsigned places in which the person may put down a signature on paper: those of the bodies for which the
    person acts, and the board's own."""
    acted_for = set(person.appointments.filter(organisation__isnull=False).values_list("organisation__code", flat=True))
    unsigned = (place for place in places if place.signature is None)
    return [place for place in unsigned if place.body is None or place.body.code in acted_for]


def unsigned(own: Iterable[SigningPlace], places: Iterable[SigningPlace], person: User) -> list[SigningPlace]:
    """Those of the person's own places that are not signed; none once the person has signed in any."""
    return [] if any(_signed_by(place, person) for place in places) else [one for one in own if one.signature is None]


def _apart(own: list[SigningPlace], person: User, plan: Plan) -> list[SigningPlace]:
    """The places without the board's own where the person has written in the plan."""
    wrote = any(place.body is None for place in own) and has_written(person, plan)
    return [place for place in own if place.body is not None or not wrote]


def _signed_by(place: SigningPlace, person: User) -> bool:
    given = place.signature
    return given is not None and given.kind != Signature.Kind.PAPER and given.signed_by_id == person.pk


def has_written(person: User, plan: Plan) -> bool:
    """Whether the person has written anything of the plan's content, by its history."""
    return bool(written_by(person, [plan]))


def written_by(person: User, plans: Sequence[Plan]) -> set[int]:
    """The primary keys of those plans of whose content the person has written anything, by their history."""
    models = [model for model in apps.get_models()
              if issubclass(model, Versioned) and model.WRITTEN_BY_AREA and hasattr(model, "plan")]  # fmt: skip
    histories: list[Any] = [model.history.filter(plan__in=plans, history_user=person) for model in models]
    return {pk for history in histories for pk in history.order_by().values_list("plan_id", flat=True).distinct()}
