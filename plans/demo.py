"""The demo: Leicester's plan, the people around it and somebody of another board. Never overwrites what is there."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from bcf.fund.document import BodyKind, PlanDocument
from plans.loading.allocations import read_allocations, store_allocations
from plans.loading.plans import load_plan
from plans.models import Appointment, Board, Organisation, Plan, Role, User
from plans.models.bodies import Region
from plans.reference.loader import load_reference
from plans.rounds import all_rounds
from plans.running import queue_check

FOLDER = Path(settings.BASE_DIR) / "demo"
PLAN = FOLDER / "leicester-2019-20.json"
ALLOCATIONS = FOLDER / "allocations.csv"
NEIGHBOUR = "E06000018"
PASSWORD = "better-care-demo-2019"  # noqa: S105 - documented; loaded only where the settings allow a demo


@dataclass(frozen=True)
class Person:
    """Somebody of the demo. ``board`` and ``kind`` say in which body the role is held."""

    email: str
    name: str
    role: Role
    board: str = ""
    kind: BodyKind = BodyKind.LA
    region: str = ""
    post: str = ""


def people(board: str) -> tuple[Person, ...]:
    """Who is in the demo, around the plan of that board."""
    return (
        Person("commissioner@leicester.example", "Council commissioner, Leicester", Role.AUTHOR, board),
        Person("nhs.commissioner@leicester.example", "NHS commissioner, Leicester", Role.AUTHOR, board, BodyKind.NHS),
        Person("chief.executive@leicester.example", "Council chief executive, Leicester", Role.SIGNATORY, board,
               post="chief_executive"),
        Person("accountable.officer@leicester.example", "CCG accountable officer, Leicester", Role.SIGNATORY, board,
               BodyKind.NHS, post="ccg_officer"),
        Person("chair@leicester.example", "Board chair, Leicester", Role.CHAIR, board),
        Person("nhs.assurer@midlands.example", "Assurer for the NHS, Midlands", Role.NHS_ASSURER,
               region=Region.MIDLANDS.value),
        Person("local.assurer@midlands.example", "Assurer for local government, Midlands", Role.LOCAL_ASSURER,
               region=Region.MIDLANDS.value),
        Person("manager@midlands.example", "Better Care Manager, Midlands", Role.BETTER_CARE_MANAGER,
               region=Region.MIDLANDS.value),
        Person("national@bcf.example", "National team", Role.NATIONAL),
        Person("administrator@bcf.example", "Administrator", Role.ADMINISTRATOR),
        Person("commissioner@nottingham.example", "Council commissioner, Nottingham", Role.AUTHOR, NEIGHBOUR),
    )


def load_demo() -> tuple[Plan, list[User]]:
    """Load what of the demo is missing, all of it or nothing. Gives the plan and the people, in order.

    A plan, a figure or a password that is there already stays as it is.
    """
    content = PLAN.read_bytes()
    document = PlanDocument.from_json(content, PLAN.name)
    with transaction.atomic():
        load_reference()
        board = Board.objects.get(code=document.board.code)
        plan = Plan.objects.filter(board=board, round_id=document.round).first()
        if plan is None:
            _allocations(ALLOCATIONS, document.round)
            plan = load_plan(content, PLAN.name)
        _other_rounds(board)
        _empty_plan(Board.objects.get(code=NEIGHBOUR), document.round)
        return plan, [_user(person) for person in people(board.code)]


def _allocations(path: Path, round_id: str) -> None:
    planning_round = all_rounds()[round_id]
    store_allocations(planning_round, read_allocations(planning_round, path.read_bytes(), path.name))


def _other_rounds(board: Board) -> None:
    """For every further round that the demo has figures for, an empty plan with those figures."""
    for path in sorted(FOLDER.glob("allocations-*.csv")):
        round_id = path.stem.removeprefix("allocations-")
        if round_id in all_rounds() and not Plan.objects.filter(board=board, round_id=round_id).exists():
            _allocations(path, round_id)
            _empty_plan(board, round_id)


def _empty_plan(board: Board, round_id: str) -> None:
    plan, made = Plan.objects.get_or_create(board=board, round_id=round_id)
    if made:
        queue_check(plan)


def _user(person: Person) -> User:
    user = User.objects.filter(email=person.email).first()
    if user is not None:
        return user
    administrator = person.role is Role.ADMINISTRATOR
    user = User.objects.create_user(
        person.email, PASSWORD, name=person.name, is_staff=administrator, is_superuser=administrator
    )
    organisation = None
    if person.board:
        bodies = Organisation.objects.filter(links__board__code=person.board, kind=person.kind)
        organisation = bodies.order_by("code").first()
    Appointment.objects.create(
        user=user, role=person.role, organisation=organisation, region=person.region, post=person.post
    )
    return user
