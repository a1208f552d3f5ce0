"""A plan's income: allocated lines where a figure is loaded, entered lines everywhere else."""

from decimal import Decimal

from bcf.fund.document import AllocationKind, Contribution
from plans.models import Allocation, Board, BoardBody, Plan


def board_bodies(board: Board) -> list[BoardBody]:
    """The bodies that serve a board, with their share of its residents."""
    links = board.links.select_related("organisation")
    return sorted(links, key=lambda link: (link.organisation.kind, link.organisation.code))


def board_allocations(plan: Plan) -> list[Allocation]:
    """The figures loaded for the plan's board and round, in a fixed order."""
    rows = Allocation.objects.filter(board_id=plan.board_id, round_id=plan.round_id)
    return sorted(rows, key=lambda row: (row.kind, row.code, row.year, row.body))


def contributions(plan: Plan) -> list[Contribution]:
    """Every line of income. An allocated figure always wins over a line entered for the same source and year.

    Areas plan before allocations are published; what they entered until then is kept in the table but
    no longer counts once the figure is there.
    """
    names = {link.organisation.code: link.organisation.name for link in board_bodies(plan.board)}
    allocated = [
        Contribution(source=row.code, year=row.year, body=row.body, contributor=names.get(row.body, ""),
                     amount=Decimal(row.value), allocated=True)
        for row in board_allocations(plan)
        if row.kind == AllocationKind.INCOME
    ]
    taken = {(line.source, line.year) for line in allocated}
    order = list(plan.round.sources)
    allocated.sort(key=lambda line: (order.index(line.source) if line.source in order else len(order), line.year))
    entered = [
        Contribution(source=row.source, year=row.year, body=row.body, contributor=row.contributor,
                     amount=row.amount, comment=row.comment)
        for row in plan.contribution_lines.all()
        if (row.source, row.year) not in taken
    ]
    return allocated + entered
