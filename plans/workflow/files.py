"""The files of a sealed version: made once by the worker out of the seal itself, and kept by their digests."""

import datetime
import hashlib
import json
from collections.abc import Callable
from functools import partial

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.text import day
from plans import running
from plans.models import Job, Seal, SealedFile, User
from plans.outputs import report, workbook
from plans.outputs.given import Given
from plans.writing.pictures import pictures_in

ENDINGS = {SealedFile.Kind.WORKBOOK: "xlsx", SealedFile.Kind.REPORT: "pdf"}


def make(job: Job) -> None:
    """Make what is missing of the files of the version that the job's key names. Done again, it changes nothing."""
    seal = Seal.objects.select_related("plan__board").get(plan=job.plan, digest=job.key)
    for number, (kind, maker) in enumerate(_makers(seal).items()):
        if not SealedFile.objects.filter(seal=seal, kind=kind).exists():
            running.report(job, 10 + 40 * number, f"Making the {kind.label}")
            keep(seal, kind, maker())


def findings_of(seal: Seal) -> list[Finding]:
    """What the checks found in the version when it was sealed."""
    return [Finding.model_validate(one) for one in json.loads(seal.findings)]


def reasons_of(seal: Seal) -> dict[str, Given]:
    """The reasons with which those findings stood, by fingerprint."""
    return {
        given["fingerprint"]: Given(
            given["text"], given["by"], timezone.localtime(datetime.datetime.fromisoformat(given["at"])).date()
        )
        for given in json.loads(seal.reasons)
    }  # fmt: skip


def ready(seal: Seal) -> bool:
    """Whether all files of the version are there."""
    return SealedFile.objects.filter(seal=seal).count() == len(SealedFile.Kind)


def job_of(seal: Seal) -> Job | None:
    """The last job that was to make the files of the version."""
    return Job.objects.filter(plan=seal.plan_id, kind=Job.Kind.SEAL, key=seal.digest).first()


def ask_again(seal: Seal, person: User) -> None:
    """Have the files made whose making failed. While it is under way, or done, nothing is asked for."""
    last = job_of(seal)
    if last is not None and last.snapshot is not None and not last.open and not ready(seal):
        running.queue_render(seal.plan, Job.Kind.SEAL, last.snapshot, seal.digest, person)


def name_of(file: SealedFile) -> str:
    """What the file is called when it is handed out. The seal's plan and board are at hand."""
    plan = file.seal.plan
    return f"bcf-{plan.round_id}-{plan.board.code}-version-{file.seal.number}.{ENDINGS[SealedFile.Kind(file.kind)]}"


def _makers(seal: Seal) -> dict[SealedFile.Kind, Callable[[], bytes]]:
    planning_round, document = seal.plan.round, PlanDocument.from_json(seal.document)
    findings = findings_of(seal)
    sealed_on = day(timezone.localtime(seal.sealed_at))
    return {
        SealedFile.Kind.WORKBOOK: partial(
            workbook.render_workbook, planning_round, document, findings, digest=seal.digest, version=seal.number
        ),
        SealedFile.Kind.REPORT: partial(
            report.render_report, planning_round, document, findings, digest=seal.digest, sealed=True,
            cell_of=workbook.cell_of(planning_round, document), status=f"Version {seal.number}, {sealed_on}",
            pictures=pictures_in(seal.plan, document), reasons=reasons_of(seal),
        ),
    }  # fmt: skip


def keep(seal: Seal, kind: SealedFile.Kind, content: bytes) -> None:
    """Put a file of the version down. Of two workers who come to this at once, the first one's file stands."""
    made = SealedFile(
        seal=seal, kind=kind, sha256=hashlib.sha256(content).hexdigest(), size=len(content), made_at=timezone.now()
    )
    plan = seal.plan
    name = f"{plan.board.code}/{plan.round_id}/version-{seal.number}-{made.sha256[:16]}.{ENDINGS[kind]}"
    made.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            made.write()
    except IntegrityError:
        made.file.delete(save=False)
