"""Who may see and do what. Everything fails closed: what no rule allows is refused, and unseen is not found."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from rules.permissions import add_perm, has_perm
from rules.predicates import predicate

from bcf.fund.places import Section
from bcf.fund.stages import Capacity
from plans.models import Appointment, Board, Plan, Role, User
from plans.models.people import LOCAL_ROLES, REGIONAL_ROLES
from plans.rounds import all_rounds


def _holds(user: User | AnonymousUser, *roles: Role) -> "QuerySet[Appointment]":
    if not isinstance(user, User) or not user.is_active:
        return Appointment.objects.none()
    return Appointment.objects.filter(user=user, role__in=roles)


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles that a person holds anywhere, as they are now. Kept with the person for `known_roles`."""
    held = frozenset(Role(role) for role in _holds(user, *Role).values_list("role", flat=True).distinct())
    if isinstance(user, User):
        user.__dict__["_roles"] = held
    return held


def known_roles(user: User) -> frozenset[Role]:
    """The same as it was when last asked in this request, for what a page offers and never for what somebody may do."""
    known: frozenset[Role] | None = user.__dict__.get("_roles")
    return roles_of(user) if known is None else known


def visible_boards(user: User | AnonymousUser) -> "QuerySet[Board]":
    """Boards whose plans a person may read: those of their organisations, their region, or all for national roles."""
    if roles_of(user) & {Role.NATIONAL, Role.ADMINISTRATOR}:
        return Board.objects.all()
    organisations = _holds(user, *LOCAL_ROLES).values("organisation")
    regions = _holds(user, *REGIONAL_ROLES).values("region")
    links = Board.bodies.through.objects.filter(organisation__in=organisations).values("board")
    return Board.objects.filter(Q(pk__in=links) | Q(region__in=regions))


def visible_plans(user: User | AnonymousUser) -> "QuerySet[Plan]":
    """Plans that a person may read."""
    return Plan.objects.filter(board__in=visible_boards(user), round_id__in=all_rounds()).select_related("board")


def get_plan(user: User | AnonymousUser, board_code: str, round_id: str) -> Plan:
    """The plan of that board and round. Raises Http404 where there is none or the person may not know of it."""
    try:
        return visible_plans(user).get(board__code=board_code, round_id=round_id)
    except Plan.DoesNotExist:
        raise Http404("There is no such plan, or it is not yours to see") from None


@predicate  # type: ignore[untyped-decorator]
def writes_for_board(user: User, plan: Plan) -> bool:
    """Holds the role of author in a council or NHS body of the plan's board."""
    bodies = Board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    return _holds(user, Role.AUTHOR).filter(organisation__in=bodies).exists()


@predicate  # type: ignore[untyped-decorator]
def is_administrator(user: User) -> bool:
    """Holds the administrator's role."""
    return _holds(user, Role.ADMINISTRATOR).exists()


add_perm("plans.edit_plan", writes_for_board)


def may_edit(user: User, plan: Plan, section: Section | None = None) -> bool:
    """Whether a person may change the plan as it stands: that section, or any at all.

    A superuser may no more than the roles held allow.
    """
    if not (plan.stage.editable and has_perm("plans.edit_plan", user, plan)):
        return False
    return section is None or section in plan.open_sections()


def capacities_of(user: User | AnonymousUser, plan: Plan) -> frozenset[Capacity]:
    """In what capacities a person acts on the plan: the roles held in a body of its board, its region or the nation."""
    bodies = Board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    here = (
        Q(role__in=LOCAL_ROLES, organisation__in=bodies)
        | Q(role__in=REGIONAL_ROLES, region=plan.board.region)
        | Q(role=Role.NATIONAL)
    )
    roles = _holds(user, *Role).filter(here).values_list("role", flat=True).distinct()
    return frozenset(Capacity(role) for role in roles)
