"""A plan's income: allocated lines where a figure is loaded, entered lines everywhere else."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bcf.fund.document import AllocationKind, Contribution
from plans.models import Allocation, Board, BoardBody, ContributionLine, Plan


def board_bodies(board: Board) -> list[BoardBody]:
    """The bodies that serve a board, with their share of its residents."""
    links = board.links.select_related("organisation")
    return sorted(links, key=lambda link: (link.organisation.kind, link.organisation.code))


def bodies_by_board(plans: Iterable[Plan]) -> dict[int, list[BoardBody]]:
    """The same for the boards of several plans, by the board's primary key, in one query."""
    found: dict[int, list[BoardBody]] = {plan.board_id: [] for plan in plans}
    for link in BoardBody.objects.filter(board__in=list(found)).select_related("organisation"):
        found[link.board_id].append(link)
    for links in found.values():
        links.sort(key=lambda link: (link.organisation.kind, link.organisation.code))
    return found


def board_allocations(plan: Plan) -> list[Allocation]:
    """The figures loaded for the plan's board and round, in a fixed order."""
    return allocations_by_plan([plan])[plan.pk]


def allocations_by_plan(plans: Sequence[Plan]) -> dict[int | None, list[Allocation]]:
    """The same for several plans, by their primary key, in one query."""
    found: dict[tuple[int, str], list[Allocation]] = {(plan.board_id, plan.round_id): [] for plan in plans}
    boards, rounds = [board for board, _ in found], [round_id for _, round_id in found]
    for row in Allocation.objects.filter(board__in=boards, round_id__in=rounds):
        if (row.board_id, row.round_id) in found:
            found[row.board_id, row.round_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.kind, row.code, row.year, row.body))
    return {plan.pk: found[plan.board_id, plan.round_id] for plan in plans}


def contributions(plan: Plan) -> list[Contribution]:
    """Every line of income of one plan, as `contributions_from` makes them of what is stored."""
    return contributions_from(plan, plan.contribution_lines.all(), board_allocations(plan), board_bodies(plan.board))


def contributions_from(
    plan: Plan, lines: Iterable[ContributionLine], figures: Iterable[Allocation], bodies: Iterable[BoardBody]
) -> list[Contribution]:
    """Every line of income. An allocated figure always wins over a line entered for the same source and year.

    Areas plan before allocations are published; what they entered until then is kept in the table but
    no longer counts once the figure is there.
    """
    names = {link.organisation.code: link.organisation.name for link in bodies}
    allocated = [
        Contribution(source=row.code, year=row.year, body=row.body, contributor=names.get(row.body, ""),
                     amount=Decimal(row.value), allocated=True)
        for row in figures
        if row.kind == AllocationKind.INCOME
    ]
    taken = {(line.source, line.year) for line in allocated}
    order = list(plan.round.sources)
    allocated.sort(key=lambda line: (order.index(line.source) if line.source in order else len(order), line.year))
    entered = [
        Contribution(source=row.source, year=row.year, body=row.body, contributor=row.contributor,
                     amount=row.amount, comment=row.comment)
        for row in lines
        if (row.source, row.year) not in taken
    ]
    return allocated + entered
