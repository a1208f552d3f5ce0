"""Print or write the JSON schema of a plan."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from plans.loading.schema import schema_text


class Command(BaseCommand):
    help = "Print the JSON schema of a plan, or with --write bring docs/plan.schema.json up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            path = Path(settings.BASE_DIR) / "docs" / "plan.schema.json"
            path.write_text(schema_text(), encoding="utf-8")
            self.stdout.write(f"Wrote {path}.")
        else:
            self.stdout.write(schema_text(), ending="")
