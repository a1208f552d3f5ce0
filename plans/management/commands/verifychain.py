"""Say whether anything that was written down about plans was altered since."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.management.finding import find_plan
from plans.models import Plan
from plans.workflow.proof import troubles


class Command(BaseCommand):
    help = (
        "Walk the chains of seals, files, signatures and events of all plans, or of one. "
        "Names everything that does not fit, and ends with 1 where there is anything."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", nargs="?", help="ONS code or exact name; all plans without it")
        parser.add_argument("round", nargs="?", help="such as 2019-20")

    def handle(self, *args: Any, **options: Any) -> None:
        board, round_id = options["board"], options["round"]
        if board and not round_id:
            raise CommandError("Give board and round, or neither.")
        plans = [find_plan(board, round_id)] if board else list(Plan.objects.select_related("board"))
        found = 0
        for plan in plans:
            for trouble in troubles(plan):
                found += 1
                self.stdout.write(f"{plan}: {trouble}")
        number = f"{len(plans)} plan{'' if len(plans) == 1 else 's'}"
        if found:
            self.stdout.write(f"{number} looked at: {found} thing{'' if found == 1 else 's'} that do not fit.")
            sys.exit(1)
        self.stdout.write(f"{number} looked at: everything fits.")
