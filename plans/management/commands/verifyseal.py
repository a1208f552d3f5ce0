"""Say whether a file is one of a sealed version."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plans.management.finding import read_file
from plans.workflow.proof import prove
from plans.workflow.verdict import NOT_ONE, facts, verdict


class Command(BaseCommand):
    help = (
        "Say whether a workbook, PDF or JSON is that of a sealed version, unaltered, and how the version stands. "
        "Ends with 1 when it is none, or when the plan's chain is not whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        proof = prove(read_file(options["file"]))
        if proof is None:
            self.stdout.write(NOT_ONE)
            sys.exit(1)
        self.stdout.write(verdict(proof))
        for name, text in facts(proof):
            self.stdout.write(f"{name}: {text}")
        if proof.trouble:
            sys.exit(1)
