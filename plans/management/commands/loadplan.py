"""Load a plan from a JSON file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bcf.fund.problems import Refused
from plans.loading.plans import PlanExistsError, load_plan
from plans.management.finding import read_file, refusal


class Command(BaseCommand):
    help = "Load a plan from a JSON file (docs/plan.schema.json). What does not fit is refused and nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true", help="replace a plan that is there; its history stays")
        parser.add_argument("--with-allocations", action="store_true", help="load the file's allocated figures first")

    def handle(self, *args: Any, **options: Any) -> None:
        content, name = read_file(options["file"]), Path(options["file"]).name
        try:
            plan = load_plan(content, name, replace=options["replace"], with_allocations=options["with_allocations"])
        except Refused as refused:
            raise refusal(refused) from None
        except PlanExistsError as error:
            raise CommandError(f"{error} Give --replace to replace it.") from None
        self.stdout.write(f"Loaded {plan.board}, {plan.round.title}.")
