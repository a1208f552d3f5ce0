"""Print a plan as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plans.assembling import assemble
from plans.management.finding import find_plan


class Command(BaseCommand):
    help = "Print a plan as JSON, as loadplan reads it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", help="ONS code or exact name")
        parser.add_argument("round", help="such as 2019-20")

    def handle(self, *args: Any, **options: Any) -> None:
        document = assemble(find_plan(options["board"], options["round"]))
        self.stdout.write(json.dumps(document.as_json(), indent=2, ensure_ascii=False))
