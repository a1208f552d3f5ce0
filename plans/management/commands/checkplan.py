"""Check a plan as it stands."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bcf.fund.findings import Severity
from bcf.fund.rules import check_plan
from plans.assembling import assemble
from plans.background import background_of
from plans.explaining import reasons_for
from plans.listing import as_data
from plans.management.finding import find_plan
from plans.shown import ShownFinding, shower


class Command(BaseCommand):
    help = "Check a plan as it stands. Ends with 1 when a finding would keep it from being sealed whatever is written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", help="ONS code or exact name")
        parser.add_argument("round", help="such as 2019-20")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON: see docs/data.md")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = find_plan(options["board"], options["round"])
        document, background = assemble(plan), background_of(plan)
        findings = check_plan(plan.round, document, background)
        if options["json"]:
            content = as_data(plan, document, background, findings)
            self.stdout.write(json.dumps(content, indent=2, ensure_ascii=False))
        else:
            show = shower(plan, document, reasons_for(plan, findings))
            self.stdout.write("".join(f"{line}\n" for line in _lines([show(finding) for finding in findings])))
        if any(finding.severity is Severity.BLOCKING for finding in findings):
            sys.exit(1)


def _lines(findings: Sequence[ShownFinding]) -> Iterator[str]:
    for severity in Severity:
        found = [shown for shown in findings if shown.finding.severity is severity]
        yield f"{severity.value.capitalize()}: {len(found)}"
        for shown in found:
            yield f"  {shown.finding.rule}  {shown.finding.cause} {shown.finding.remedy}"
            for place in shown.places:
                yield f"           at {place.words}{f', {place.cell}' if place.cell else ''}"
            if shown.reason:
                yield f"           stands with a reason: {' '.join(shown.reason.text.split())}"
