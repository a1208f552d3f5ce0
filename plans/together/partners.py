"""The partnership of a plan: the people of the councils and NHS bodies of its board, and the bodies they act for."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from simple_history.models import HistoricalRecords

from bcf.fund.document import BodyKind
from plans.income import board_bodies
from plans.models import Appointment, Organisation, Plan, Role, User
from plans.models.people import LOCAL_ROLES


def appointments(plan: Plan) -> list[Appointment]:
    """Every local role held in a body of the plan's board, with person and body, by body and name."""
    bodies = plan.board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    found = Appointment.objects.filter(role__in=LOCAL_ROLES, organisation__in=bodies, user__is_active=True)
    return sorted(
        found.select_related("user", "organisation"),
        key=lambda held: (held.organisation.name if held.organisation else "", str(held.user).lower(), held.role),
    )


def partners(held: Iterable[Appointment], *, authors_only: bool = False) -> dict[int, tuple[User, str]]:
    """The people among appointments by primary key, each with the names of the bodies they act for."""
    bodies: dict[int, tuple[User, list[str]]] = {}
    for appointment in held:
        if appointment.organisation is None or (authors_only and appointment.role != Role.AUTHOR):
            continue
        names = bodies.setdefault(appointment.user.pk, (appointment.user, []))[1]
        if appointment.organisation.name not in names:
            names.append(appointment.organisation.name)
    return {pk: (user, ", ".join(names)) for pk, (user, names) in bodies.items()}


def is_partner(user: User | AnonymousUser, plan: Plan) -> bool:
    """Whether a person is author or signatory of a body of the plan's board: of those, and of nobody else, is the
    partnership's own discussion."""
    if not isinstance(user, User) or not user.is_active:
        return False
    bodies = plan.board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    return Appointment.objects.filter(user=user, role__in=LOCAL_ROLES, organisation__in=bodies).exists()


def writes_for(user: User | AnonymousUser | None, plan: Plan) -> list[Organisation]:
    """The bodies of the plan's board for which a person writes."""
    if not isinstance(user, User) or not user.is_active:
        return []
    return list(
        plan.board.bodies.filter(appointments__user=user, appointments__role=Role.AUTHOR).distinct().order_by("name")
    )


def agreeing_bodies(plan: Plan) -> list[Organisation]:
    """The bodies whose agreement a section waits for: the board's councils and NHS bodies. Districts are consulted."""
    return [link.organisation for link in board_bodies(plan.board) if link.organisation.kind != BodyKind.DISTRICT]


def editor() -> User | None:
    """Who makes the changes of this request, as the history records it; None where no person does."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
