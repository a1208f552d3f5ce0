"""Making a plan's files from a snapshot, and keeping them under its digest."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.round import Round
from bcf.fund.rules import Background
from plans import running
from plans.assembling import assemble
from plans.background import background_of
from plans.checking import findings_now, rule_set_of
from plans.explaining import Reasons, reasons_by_plan
from plans.models import Job, Output, Plan, Reason, Snapshot, User
from plans.outputs import report, workbook
from plans.outputs.given import Given
from plans.writing.pictures import pictures_in

Renderer = Callable[[Round, PlanDocument, list[Finding], Mapping[str, bytes], Mapping[str, Given]], bytes]


def _workbook(
    planning_round: Round, document: PlanDocument, findings: list[Finding], pictures: Mapping[str, bytes],
    reasons: Mapping[str, Given],
) -> bytes:  # fmt: skip
    return workbook.render_workbook(planning_round, document, findings, digest=document.digest)


def _annotated(
    planning_round: Round, document: PlanDocument, findings: list[Finding], pictures: Mapping[str, bytes],
    reasons: Mapping[str, Given],
) -> bytes:  # fmt: skip
    return workbook.render_annotated(planning_round, document, findings, digest=document.digest, reasons=reasons)


def _report(
    planning_round: Round, document: PlanDocument, findings: list[Finding], pictures: Mapping[str, bytes],
    reasons: Mapping[str, Given],
) -> bytes:  # fmt: skip
    cell_of = workbook.cell_of(planning_round, document)
    return report.render_report(
        planning_round, document, findings, digest=document.digest, cell_of=cell_of, pictures=pictures,
        reasons=reasons,
    )


RENDERERS: dict[Output.Kind, tuple[str, Renderer, str, str]] = {
    Output.Kind.WORKBOOK: (workbook.RENDERER, _workbook, "xlsx", "Making the workbook"),
    Output.Kind.REPORT: (report.RENDERER, _report, "pdf", "Making the PDF"),
    Output.Kind.ANNOTATED: (workbook.ANNOTATED_RENDERER, _annotated, "xlsx", "Writing the checks into the workbook"),
}

MADE_BY: Mapping[str, tuple[Output.Kind, ...]] = {
    Job.Kind.RENDER: (Output.Kind.WORKBOOK, Output.Kind.REPORT),
    Job.Kind.ANNOTATE: (Output.Kind.ANNOTATED,),
}
"""The files that a job makes. The workbook with the checks is for working on a plan, so it is made by itself."""


def renderer_of(kind: Output.Kind, plan: Plan, background: Background, given: Iterable[Reason]) -> str:
    """What a file depends on beside the plan: the renderer's version, what its findings depend on, and the reasons."""
    said = [f"{reason.pk} {reason.version}" for reason in given]
    reasons = f" {hashlib.sha256(' '.join(said).encode()).hexdigest()[:16]}" if said else ""
    return f"{RENDERERS[kind][0]} {rule_set_of(plan.round, background)}{reasons}"


def given_in(findings: Iterable[Finding], given: Iterable[Reason]) -> dict[str, Given]:
    """The reasons with which those findings stand, by fingerprint, as the report prints them."""
    reasons = Reasons(tuple(given), tuple(findings))
    return {
        finding.fingerprint: Given(reason.text, str(reason.given_by or "somebody who has left"), on(reason))
        for finding in reasons.findings if (reason := reasons.of(finding))
    }  # fmt: skip


def on(reason: Reason) -> datetime.date:
    """The day on which a reason was given, where the site is."""
    return timezone.localtime(reason.given_at).date()


def request_files(plan: Plan, user: User | None, kind: Job.Kind = Job.Kind.RENDER) -> Job:
    """Freeze the plan as it stands and have files made from that. The job is done at once if they exist."""
    document, background, given = assemble(plan), background_of(plan), reasons_by_plan([plan])[plan.pk]
    with transaction.atomic():
        snapshot, _ = Snapshot.objects.get_or_create(
            plan=plan, digest=document.digest, defaults={"content": document.canonical()}
        )
        key = " ".join([document.digest, *(renderer_of(file, plan, background, given) for file in MADE_BY[kind])])
        return running.queue_render(plan, kind, snapshot, hashlib.sha256(key.encode()).hexdigest(), user)


def render(job: Job) -> None:
    """Make what is missing of the snapshot's files that this job is for."""
    snapshot, planning_round = job.snapshot, job.plan.round
    if snapshot is None:
        raise ValueError("a render job needs a snapshot")
    document = PlanDocument.from_json(snapshot.content)
    running.report(job, 5, "Checking the plan")
    background, given = background_of(job.plan), reasons_by_plan([job.plan])[job.plan.pk]
    findings = list(findings_now(job.plan, document, background))
    pictures, reasons = pictures_in(job.plan, document), given_in(findings, given)
    for number, kind in enumerate(MADE_BY[job.kind]):
        _, make, ending, step = RENDERERS[kind]
        running.report(job, 10 + 40 * number, step)
        renderer = renderer_of(kind, job.plan, background, given)
        if not _existing(snapshot, kind, renderer):
            content = make(planning_round, document, findings, pictures, reasons)
            running.report(job, 45 + 40 * number, step)
            _keep(job.plan, snapshot, kind, renderer, content, ending)


def _existing(snapshot: Snapshot, kind: Output.Kind, renderer: str) -> bool:
    found = Output.objects.filter(snapshot=snapshot, kind=kind, renderer=renderer).first()
    return found is not None and found.on_disk


def _keep(
    plan: Plan, snapshot: Snapshot, kind: Output.Kind, renderer: str, content: bytes, ending: str
) -> None:
    name = f"{snapshot.digest[:16]}-{hashlib.sha256(renderer.encode()).hexdigest()[:8]}.{ending}"
    output = Output(plan=plan, snapshot=snapshot, kind=kind, renderer=renderer)
    output.file.save(f"{plan.board.code}/{plan.round_id}/{name}", ContentFile(content), save=False)
    # Two workers may come to this at once, when one was thought dead: the later file stands, and neither fails.
    Output.objects.update_or_create(
        snapshot=snapshot,
        kind=kind,
        renderer=renderer,
        defaults={
            "plan": plan,
            "file": output.file.name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
        },
    )


def outputs_of(plan: Plan, digest: str) -> list[tuple[Output, bool]]:
    """The newest file of each kind, and whether it is what would be made of the plan now.

    It is not once the plan has moved on from ``digest``, or the renderer, the rules or the round have changed.
    """
    found: dict[str, tuple[Output, bool]] = {}
    background, given = background_of(plan), reasons_by_plan([plan])[plan.pk]
    for output in Output.objects.filter(plan=plan).select_related("snapshot"):
        renderer = renderer_of(Output.Kind(output.kind), plan, background, given)
        current = output.snapshot.digest == digest and output.renderer == renderer
        if output.kind not in found or (current and not found[output.kind][1]):
            found[output.kind] = output, current
    return [found[kind] for kind in Output.Kind.values if kind in found]
