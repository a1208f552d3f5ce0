"""Sealing a plan: freezing it as a version that people sign."""

import json
from collections.abc import Sequence
from typing import Any

from bcf.fund.findings import Finding
from bcf.fund.rules import check_plan
from bcf.fund.stages import Verb
from plans import running
from plans.assembling import assemble
from plans.background import background_of
from plans.checking import rule_set_of
from plans.explaining import Reasons, reasons_for
from plans.models import Job, Plan, Seal, Snapshot, User
from plans.workflow.acting import acting


class StillOpen(Exception):
    """Findings keep the plan from being sealed. ``findings`` are they, as they stand under the lock."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} findings keep the plan from being sealed")


class ChangedSince(Exception):
    """The plan is no longer the one that the person saw when they asked for it to be sealed."""


def seal(plan: Plan, person: User, *, seen: str | None = None) -> Seal:
    """Freeze the plan as its next version and have its files made.

    ``seen`` is the digest of the plan as the person saw it, None where nobody looked. It is checked anew from the
    start, under the lock. Raises StillOpen, ChangedSince, and what `acting` raises.
    """
    with acting(plan, person, Verb.SEAL) as deed:
        document, background = assemble(plan), background_of(plan)
        if seen not in (None, document.digest):
            raise ChangedSince
        reasons = reasons_for(plan, check_plan(plan.round, document, background))
        if reasons.open_findings:
            raise StillOpen(reasons.open_findings)
        last = Seal.objects.filter(plan=plan).order_by("-number").first()
        made = Seal(
            plan=plan, number=last.number + 1 if last else 1,
            document=document.canonical(), document_digest=document.digest,
            findings=_json([finding.model_dump(mode="json") for finding in reasons.findings]),
            reasons=_json(list(_given(reasons))),
            round_digest=plan.round.digest, rule_set=rule_set_of(plan.round, background),
            previous=last.digest if last else "", sealed_by=person, sealed_at=deed.at,
        ).write()  # fmt: skip
        deed.seal = made
        deed.data = {"version": made.number, "seal": made.digest}
        snapshot, _ = Snapshot.objects.get_or_create(
            plan=plan, digest=document.digest, defaults={"content": document.canonical()}
        )
        running.queue_render(plan, Job.Kind.SEAL, snapshot, made.digest, person)
    return made


def _given(reasons: Reasons) -> Sequence[dict[str, Any]]:
    """The reasons with which findings stand, as the seal keeps them."""
    return [
        {"rule": finding.rule, "fingerprint": finding.fingerprint, "text": reason.text,
         "by": str(reason.given_by or "somebody who has left"), "at": reason.given_at.isoformat()}
        for finding in reasons.findings if (reason := reasons.of(finding))
    ]  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
