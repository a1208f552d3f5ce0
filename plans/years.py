"""Which plan of a board comes before another, and into which rounds a plan can be carried."""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser

from bcf.fund.document import AllocationKind
from bcf.fund.round import Round
from plans.access import visible_plans
from plans.income import board_allocations, contributions
from plans.models import Board, Plan, User
from plans.rounds import all_rounds


def earlier_rounds(planning_round: Round) -> list[Round]:
    """Rounds that end before this one begins, the nearest first."""
    found = [other for other in all_rounds().values() if other.years[-1] < planning_round.years[0]]
    return sorted(found, key=lambda other: (other.years[-1], other.years[0], other.id), reverse=True)


def later_rounds(planning_round: Round) -> list[Round]:
    """Rounds that begin after this one has ended, the nearest first."""
    found = [other for other in all_rounds().values() if other.years[0] > planning_round.years[-1]]
    return sorted(found, key=lambda other: (other.years[0], other.years[-1], other.id))


def earlier_plans(user: User | AnonymousUser, plan: Plan) -> list[Plan]:
    """The board's plans of earlier rounds that the person may read, the nearest first."""
    held = {found.round_id: found for found in visible_plans(user).filter(board_id=plan.board_id)}
    return [held[other.id] for other in earlier_rounds(plan.round) if other.id in held]


def known_income(board: Board, planning_round: Round) -> dict[tuple[str, str], Decimal]:
    """The board's income by source and year as far as it is known: all of a plan that is there, else what is allocated.

    What is known of neither is absent.
    """
    plan = Plan.objects.filter(board=board, round_id=planning_round.id).first()
    lines = contributions(plan) if plan else []
    known: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        if line.amount is not None:
            known[line.source, line.year] = known.get((line.source, line.year), Decimal(0)) + line.amount
    if plan is None:
        for row in board_allocations(Plan(board=board, round_id=planning_round.id)):
            if row.kind == AllocationKind.INCOME:
                known[row.code, row.year] = known.get((row.code, row.year), Decimal(0)) + Decimal(row.value)
    return known
