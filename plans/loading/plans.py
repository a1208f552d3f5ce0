"""A plan from a JSON file into the tables: fitted to its round and board first, then stored whole or not at all."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max

from bcf.fund.document import Allocation as AllocationValue
from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from bcf.fund.problems import Problem, Refused
from bcf.fund.round import Round
from bcf.fund.values import decimal_text
from plans.assembling import allocation_values, assemble, board_value, store
from plans.loading.allocations import Figure, store_allocations
from plans.loading.fitting import fit_round
from plans.loading.standing import Standing, fit_standing, key_of
from plans.loading.written import Written, unstorable
from plans.models import Board, Plan, User, Versioned
from plans.rounds import all_rounds
from plans.running import queue_check
from plans.saving import hold_open

LARGEST_FILE = 20 * 1024 * 1024


class PlanExistsError(Exception):
    """There is a plan of that board and round already, and replacing it was not asked for."""


def load_plan(
    text: bytes, name: str, *, replace: bool = False, with_allocations: bool = False, user: User | None = None
) -> Plan:
    """Store the plan of a JSON text, and queue a check of it.

    ``with_allocations`` stores the file's allocated figures first. Raises Refused with a JSON pointer for
    every problem, and PlanExistsError; in both cases nothing is stored. What is replaced stays in the history.
    """
    if len(text) > LARGEST_FILE:
        raise Refused(name, [Problem("", f"is too large; a plan may have {LARGEST_FILE // 1024 // 1024} MB")])
    document, written = PlanDocument.from_json(text, name), Written(text)
    with transaction.atomic():
        planning_round, board = _fitting(document, written, name, with_allocations)
        plan = _place(board, planning_round, replace)
        if with_allocations:
            store_allocations(planning_round, [_figure(board, figure) for figure in document.allocations], user)
        _replace(plan, document)
        if assemble(plan).digest != document.digest:
            raise Refused(name, [Problem("", "would not read back the same; please report this")])
        queue_check(plan, user)
    return plan


def _fitting(document: PlanDocument, written: Written, name: str, with_allocations: bool) -> tuple[Round, Board]:
    """The round and board that the document fits. Raises Refused with all that does not fit."""
    rounds, problems = all_rounds(), list(unstorable(written.content))
    planning_round = rounds.get(document.round)
    board = Board.objects.filter(code=document.board.code).first()
    if planning_round is None:
        message = f"is not a round of this site; allowed: {', '.join(rounds)}"
        problems.append(Problem("/round", message, ascii(document.round)[1:80]))
    else:
        problems += fit_round(planning_round, written)
    if board is None:
        problems.append(Problem("/board/code", "is not a board of this site", document.board.code))
    if board is not None and planning_round is not None:
        standing = _standing(planning_round, board, document if with_allocations else None)
        problems += fit_standing(planning_round, written, standing)
    if problems or planning_round is None or board is None:
        raise Refused(name, problems)
    return planning_round, board


def _standing(planning_round: Round, board: Board, also: PlanDocument | None) -> Standing:
    """What stands for the board now, with the figures of ``also`` in place of the same figures loaded before."""
    nobody = Plan(board=board, round_id=planning_round.id)
    figures = [*allocation_values(nobody), *(also.allocations if also else ())]
    return Standing(board_value(nobody), {key_of(figure): figure for figure in figures})


def _figure(board: Board, figure: AllocationValue) -> Figure:
    return Figure(board=board, kind=figure.kind.value, code=figure.code, year=figure.year, body=figure.body,
                  value=decimal_text(figure.value), origin=figure.origin)


def _place(board: Board, planning_round: Round, replace: bool) -> Plan:
    plan, made = Plan.objects.get_or_create(board=board, round_id=planning_round.id)
    if not made and not replace:
        raise PlanExistsError(f"There is a plan of {board} for {planning_round.title} already.")
    hold_open(plan, *Section)
    return plan


def _replace(plan: Plan, document: PlanDocument) -> None:
    """Store the document, every row under a version that no browser has yet read.

    The rows are new and would begin at version 1 again, which a page opened before may still hold.
    """
    models = [model for model in apps.get_models()
              if issubclass(model, Versioned) and model.WRITTEN_BY_AREA and hasattr(model, "plan")]  # fmt: skip
    highest = max(_highest_version(model, plan) for model in models)
    store(plan, document)
    if highest:
        for model in models:
            rows: Any = model._default_manager
            for row in rows.filter(plan=plan):
                row.version = highest + 1
                row.save()


def _highest_version(model: type[Versioned], plan: Plan) -> int:
    """The highest version that any row of the plan ever had, deleted ones included; 0 if it never had a row."""
    history: Any = model.history
    return int(history.filter(plan=plan).aggregate(highest=Max("version"))["highest"] or 0)
