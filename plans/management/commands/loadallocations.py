"""Load allocated figures from a CSV file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bcf.fund.problems import Refused
from plans.loading.allocations import HEADER, read_allocations, store_allocations
from plans.management.finding import find_round, read_file, refusal


class Command(BaseCommand):
    help = f"Load allocated figures of a round from a CSV file with the columns {','.join(HEADER)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", help="such as 2019-20")
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        planning_round, content = find_round(options["round"]), read_file(options["file"])
        try:
            figures = read_allocations(planning_round, content, Path(options["file"]).name)
            changes = store_allocations(planning_round, figures)
        except Refused as refused:
            raise refusal(refused) from None
        new = sum(change.new for change in changes)
        same = len(figures) - len(changes)
        self.stdout.write(f"{planning_round.title}: {new} new, {len(changes) - new} changed, {same} as they were.")
