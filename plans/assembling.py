"""From the tables to the plan as one value, in a fixed number of queries, and back."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from bcf.fund.document import Allocation as AllocationValue
from bcf.fund.document import Board as BoardValue
from bcf.fund.document import Body, BodyKind, PlanDocument
from plans.income import allocations_by_plan, board_allocations, board_bodies, bodies_by_board
from plans.models import Allocation, Board, BoardBody, Plan
from plans.parts import all_parts, read_part
from plans.together.marks import any_in_force, overtake_by


@contextmanager
def one_moment() -> Iterator[None]:
    """Reads within see the database as of one moment, and wait for no writer."""
    if connection.in_atomic_block:
        yield
        return
    with _without_write_lock(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _without_write_lock() -> Iterator[None]:
    """Transactions on SQLite take the one write lock as they begin (see the settings); one that only reads must not."""
    if connection.vendor != "sqlite":
        yield
        return
    wrapper: Any = connection
    usual, wrapper.transaction_mode = wrapper.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        wrapper.transaction_mode = usual


def assemble(plan: Plan) -> PlanDocument:
    """The plan as it stands, as one immutable value."""
    return assemble_all([plan])[plan.pk]


def assemble_all(plans: Sequence[Plan]) -> dict[int, PlanDocument]:
    """Several plans as they stand at one moment, by primary key; the number of queries does not grow with them."""
    with one_moment():
        content: dict[int, dict[str, Any]] = {plan.pk: {} for plan in plans}
        for part in all_parts():
            for pk, fields in read_part(part, plans).items():
                content[pk].update(fields)
        bodies, figures = bodies_by_board(plans), allocations_by_plan(plans)
        return {
            plan.pk: PlanDocument(
                round=plan.round_id, board=_board(plan.board, bodies[plan.board_id]),
                allocations=tuple(_figures(figures[plan.pk])), **content[plan.pk],
            )
            for plan in plans
        }  # fmt: skip


def board_value(plan: Plan) -> BoardValue:
    """The plan's board with its bodies, as the document holds it."""
    return _board(plan.board, board_bodies(plan.board))


def _board(board: Board, links: Iterable[BoardBody]) -> BoardValue:
    bodies = tuple(
        Body(code=link.organisation.code, name=link.organisation.name, kind=BodyKind(link.organisation.kind),
             share=link.share)
        for link in links
    )
    return BoardValue(code=board.code, name=board.name, kind=board.kind, region=board.region,
                      two_tier=board.two_tier, bodies=bodies)


def allocation_values(plan: Plan) -> Iterator[AllocationValue]:
    """The figures loaded for the plan, as the document holds them."""
    return _figures(board_allocations(plan))


def _figures(rows: Iterable[Allocation]) -> Iterator[AllocationValue]:
    for row in rows:
        yield AllocationValue.model_validate(
            {"kind": row.kind, "code": row.code, "year": row.year, "body": row.body, "value": Decimal(row.value),
             "origin": row.origin}
        )


def store(plan: Plan, document: PlanDocument) -> None:
    """Replace the plan's content by the document's, all of it or nothing. Agreements end where a section changes."""
    with transaction.atomic():
        before = assemble(plan) if any_in_force(plan) else None
        for part in all_parts():
            part.write(plan, document)
        if before is not None:
            overtake_by(plan, before, document)
