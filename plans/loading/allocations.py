"""Allocated figures from a CSV file: read and checked whole, compared with what is stored, then stored whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction

from bcf.fund.document import BodyKind
from bcf.fund.problems import Problem, Refused
from bcf.fund.round import Round
from plans.loading.figures import canonical, keys_given_twice, misfits
from plans.loading.tables import Row, at, read_table
from plans.models import Allocation, Board, BoardBody, Plan, User
from plans.running import queue_check

HEADER = ("board", "kind", "code", "year", "body", "value", "origin")
KEY = ("board", "kind", "code", "year", "body")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that fits its round and board. ``value`` is a decimal as text: pounds, or the metric's unit."""

    board: Board
    kind: str
    code: str
    year: str
    body: str
    value: str
    origin: str

    @property
    def key(self) -> tuple[str, ...]:
        return (self.board.code, self.kind, self.code, self.year, self.body)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside what is stored for the same key; None where nothing is."""

    figure: Figure
    stored: Allocation | None

    @property
    def new(self) -> bool:
        return self.stored is None

    @property
    def value_differs(self) -> bool:
        return self.stored is None or self.stored.value != self.figure.value

    @property
    def differs(self) -> bool:
        """Whether storing the figure would change anything, be it only where it was published."""
        return self.value_differs or (self.stored is not None and self.stored.origin != self.figure.origin)


@dataclass(frozen=True)
class Boards:
    """The boards of the site and the kinds of their bodies, read in two queries."""

    @cached_property
    def by_code(self) -> dict[str, Board]:
        return {board.code: board for board in Board.objects.all()}

    @cached_property
    def bodies(self) -> dict[str, dict[str, BodyKind]]:
        """Kinds of the bodies by board code and body code."""
        found: dict[str, dict[str, BodyKind]] = defaultdict(dict)
        for link in BoardBody.objects.select_related("board", "organisation").order_by("organisation__code"):
            found[link.board.code][link.organisation.code] = BodyKind(link.organisation.kind)
        return found


def read_allocations(planning_round: Round, content: bytes, name: str) -> list[Figure]:
    """The figures of a CSV file. Raises Refused with every problem by line and column; nothing is then stored."""
    rows, boards = read_table(content, name, HEADER), Boards()
    problems = [problem for row in rows for problem in _problems(planning_round, row, boards)]
    for later, earlier in keys_given_twice(tuple(row.cells[column] for column in KEY) for row in rows):
        problems.append(Problem(at(rows[later].line), f"is for the same figure as line {rows[earlier].line}"))
    if problems:
        raise Refused(name, problems)
    return [
        Figure(**{**row.cells, "board": boards.by_code[row.cells["board"]], "value": canonical(row.cells["value"])})  # type: ignore[arg-type]
        for row in rows
    ]


def _problems(planning_round: Round, row: Row, boards: Boards) -> list[Problem]:
    code = row.cells["board"]
    problems = []
    if code not in boards.by_code:
        message = "is not the ONS code of a board on this site, such as E06000016"
        problems.append(Problem(at(row.line, "board"), message, code[:80]))
    wrong = misfits(planning_round, row.cells, boards.bodies.get(code, {}))
    return problems + [Problem(at(row.line, misfit.field), misfit.message, misfit.read[:80]) for misfit in wrong]


def compare(planning_round: Round, figures: Sequence[Figure], *, lock: bool = False) -> list[Change]:
    """Each figure beside what is stored for it now."""
    rows: Any = Allocation.objects.select_for_update(of=("self",)) if lock else Allocation.objects
    codes = {figure.board.code for figure in figures}
    stored: dict[tuple[str, ...], Allocation] = {
        (row.board.code, row.kind, row.code, row.year, row.body): row
        for row in rows.select_related("board").filter(round_id=planning_round.id)
        if row.board.code in codes
    }
    return [Change(figure, stored.get(figure.key)) for figure in figures]


def store_allocations(planning_round: Round, figures: Sequence[Figure], user: User | None = None) -> list[Change]:
    """Store what differs, all of it or nothing, and queue a check of every plan that it touches.

    Gives what was changed. Storing the same figures again changes nothing and queues nothing.
    """
    with transaction.atomic():
        changes = [change for change in compare(planning_round, figures, lock=True) if change.differs]
        for change in changes:
            figure = change.figure
            Allocation.objects.update_or_create(
                board=figure.board, round_id=planning_round.id, kind=figure.kind, code=figure.code, year=figure.year,
                body=figure.body, defaults={"value": figure.value, "origin": figure.origin},
            )  # fmt: skip
        boards = {change.figure.board.pk for change in changes}
        for plan in Plan.objects.filter(round_id=planning_round.id, board__in=boards).order_by("pk"):
            queue_check(plan, user)
    return changes
