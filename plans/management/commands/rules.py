"""Print or write the catalogue of rules."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from bcf.fund.rounds_on_disk import BUNDLED, read_rounds
from bcf.fund.rules.written import as_markdown

DOCUMENT = Path("docs") / "rules.md"


class Command(BaseCommand):
    help = "Print the catalogue of rules as Markdown, or with --write bring docs/rules.md up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--write", nargs="?", type=Path, const=Path(settings.BASE_DIR) / DOCUMENT, default=None, metavar="FILE"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        text = as_markdown(read_rounds([BUNDLED]))
        if path := options["write"]:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {path}.")
        else:
            self.stdout.write(text, ending="")
