"""What the commands have in common: finding a plan by what a person types, and saying what a file has wrong."""

from pathlib import Path

from django.core.management.base import CommandError

from bcf.fund.problems import Refused
from bcf.fund.round import Round
from plans.models import Board, Plan
from plans.rounds import all_rounds


def find_round(round_id: str) -> Round:
    """The round of that id. Raises CommandError, naming those that there are."""
    rounds = all_rounds()
    if round_id not in rounds:
        raise CommandError(f"There is no round {round_id!r}. Rounds: {', '.join(rounds)}.")
    return rounds[round_id]


def find_plan(board: str, round_id: str) -> Plan:
    """The plan of a board, by ONS code or exact name, for a round. Raises CommandError if there is none."""
    planning_round = find_round(round_id)
    found = Board.objects.filter(code=board).first() or Board.objects.filter(name__iexact=board).first()
    if found is None:
        raise CommandError(f"There is no board {board!r}. Give its ONS code or its exact name.")
    plan = Plan.objects.select_related("board").filter(board=found, round_id=planning_round.id).first()
    if plan is None:
        raise CommandError(f"{found} has no plan for {planning_round.title}.")
    return plan


def read_file(path: str) -> bytes:
    """The file's content. Raises CommandError if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None


def refusal(refused: Refused) -> CommandError:
    """A refused file as a command says it: every problem on a line, and that nothing was stored."""
    count = len(refused.problems)
    return CommandError(f"{refused}\nNothing was stored: {count} problem{'' if count == 1 else 's'}.")
