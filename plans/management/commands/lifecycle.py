"""Print or write the description of a plan's life."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plans.lifecycle import written


class Command(BaseCommand):
    help = "Print a plan's life: stages, who may do what in which, and at which address. Made from the tables."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", metavar="FILE", help="write it there instead, such as docs/lifecycle.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            Path(options["write"]).write_text(written(), encoding="utf-8")
        else:
            self.stdout.write(written(), ending="")
