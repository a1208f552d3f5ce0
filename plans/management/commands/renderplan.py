"""Write a plan's workbook and report into a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from bcf.fund.rules import check_plan
from plans.assembling import assemble
from plans.background import background_of
from plans.explaining import reasons_by_plan
from plans.management.finding import find_plan


class Command(BaseCommand):
    help = "Write the workbook and the PDF of a plan as it stands into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", help="ONS code or exact name")
        parser.add_argument("round", help="such as 2019-20")
        parser.add_argument("--out", required=True, help="the folder; made if it is not there")
        parser.add_argument(
            "--annotated", action="store_true", help="also write the workbook with the checks, as -checks.xlsx"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # The PDF library is slow to load, and no other command needs it.
        from plans.models import Job, Output
        from plans.rendering import MADE_BY, RENDERERS, given_in
        from plans.writing.pictures import pictures_in

        plan, folder = find_plan(options["board"], options["round"]), Path(options["out"])
        document = assemble(plan)
        findings = list(check_plan(plan.round, document, background_of(plan)))
        stem = f"{slugify(plan.board.name)}-{plan.round_id}-{document.digest[:12]}"
        pictures, reasons = pictures_in(plan, document), given_in(findings, reasons_by_plan([plan])[plan.pk])
        kinds = [*MADE_BY[Job.Kind.RENDER], *(MADE_BY[Job.Kind.ANNOTATE] if options["annotated"] else ())]
        made = {}
        for kind in kinds:
            _, make, ending, _ = RENDERERS[kind]
            checks = "-checks" if kind is Output.Kind.ANNOTATED else ""
            made[f"{stem}{checks}.{ending}"] = make(plan.round, document, findings, pictures, reasons)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in made.items():
                (folder / name).write_bytes(content)
                self.stdout.write(str(folder / name))
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error.strerror}.") from None
