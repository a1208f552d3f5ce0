"""Making what a test needs, from plan documents and roles."""

from pathlib import Path
from typing import Any

from bcf.fund.document import AllocationKind, BodyKind, PlanDocument
from bcf.fund.values import decimal_text
from plans.assembling import store
from plans.models import Allocation, Appointment, Board, BoardBody, Organisation, Plan, Role, User
from tests.copies import plan_again

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery staple"


def leicester_document() -> PlanDocument:
    """Leicester's published plan for 2019-20, as the demo loads it."""
    return PlanDocument.from_json((ROOT / "demo" / "leicester-2019-20.json").read_text())


def plan_from(document: PlanDocument) -> Plan:
    """A stored plan with that content, its board, bodies and allocations made as well."""
    return plan_again(document, _plan_from)


def _plan_from(document: PlanDocument) -> Plan:
    value = document.board
    board, _ = Board.objects.get_or_create(
        code=value.code,
        defaults={"name": value.name, "kind": value.kind, "region": value.region, "two_tier": value.two_tier},
    )
    for body in value.bodies:
        organisation, _ = Organisation.objects.get_or_create(
            code=body.code, defaults={"name": body.name, "kind": body.kind}
        )
        BoardBody.objects.get_or_create(board=board, organisation=organisation, defaults={"share": body.share})
    for figure in document.allocations:
        Allocation.objects.get_or_create(
            board=board, round_id=document.round, kind=AllocationKind(figure.kind), code=figure.code,
            year=figure.year, body=figure.body,
            defaults={"value": decimal_text(figure.value), "origin": figure.origin},
        )  # fmt: skip
    plan = Plan.objects.create(board=board, round_id=document.round)
    store(plan, document)
    return plan


def person(role: Role | None = None, *, of: Organisation | None = None, region: str = "", **extra: Any) -> User:
    """Somebody with one role, who signs in with PASSWORD."""
    number = User.objects.count() + 1
    user = User.objects.create_user(f"person-{number}@example.org", PASSWORD, name=f"Person {number}", **extra)
    if role is not None:
        Appointment.objects.create(user=user, role=role, organisation=of, region=region)
    return user


def author_of(plan: Plan, kind: BodyKind = BodyKind.LA) -> User:
    """An author in a council (or NHS body) of the plan's board."""
    return person(Role.AUTHOR, of=plan.board.bodies.filter(kind=kind).first())
