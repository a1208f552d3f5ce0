"""Check a plan as it stands."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bcf.fund.findings import Finding, Severity
from bcf.fund.rules import check_plan
from plans.assembling import assemble
from plans.background import background_of
from plans.management.finding import find_plan


class Command(BaseCommand):
    help = "Check a plan as it stands. Ends with 1 when a finding would keep it from being sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", help="ONS code or exact name")
        parser.add_argument("round", help="such as 2019-20")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = find_plan(options["board"], options["round"])
        document = assemble(plan)
        findings = list(check_plan(plan.round, document, background_of(plan)))
        if options["json"]:
            content = {"board": plan.board.code, "round": plan.round_id, "digest": document.digest,
                       "findings": [finding.model_dump(mode="json") for finding in findings]}
            self.stdout.write(json.dumps(content, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("".join(f"{line}\n" for line in _lines(findings)))
        if any(finding.severity is Severity.BLOCKING for finding in findings):
            sys.exit(1)


def _lines(findings: list[Finding]) -> list[str]:
    lines = []
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        lines.append(f"{severity.value.capitalize()}: {len(found)}")
        for finding in found:
            place = finding.place
            where = " ".join(part for part in (place.section, place.item, place.field, place.year) if part)
            lines.append(f"  {finding.rule}  {where}: {finding.message} {finding.remedy}".rstrip())
    return lines
