"""What a check found, as data for other programs. The fields are described in docs/data.md and stay as they are."""

from collections.abc import Iterable
from typing import Any

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, Severity
from bcf.fund.rules import Background
from bcf.fund.values import decimal_text
from plans.checking import rule_set_of
from plans.explaining import reasons_for
from plans.models import Plan, Reason
from plans.shown import ShownFinding, ShownPlace, shower


def as_data(plan: Plan, document: PlanDocument, background: Background, findings: Iterable[Finding]) -> dict[str, Any]:
    """The findings of a document of the plan, with what they were made from, as plain JSON values."""
    reasons = reasons_for(plan, findings)
    show = shower(plan, document, reasons)
    explained = sum(reasons.of(finding) is not None for finding in reasons.findings)
    return {
        "board": plan.board.code,
        "round": plan.round_id,
        "digest": document.digest,
        "rule_set": rule_set_of(plan.round, background),
        "counts": {
            **{severity.value: sum(finding.severity is severity for finding in reasons.findings)
               for severity in Severity},
            "explained": explained,
            "open": len(reasons.open_findings),
        },
        "findings": [finding_data(show(finding)) for finding in reasons.findings],
    }  # fmt: skip


def finding_data(shown: ShownFinding) -> dict[str, Any]:
    """One finding as plain JSON values."""
    finding = shown.finding
    return {
        "id": finding.rule,
        "severity": finding.severity.value,
        "title": finding.title,
        "section": finding.place.section.value,
        **_where(shown.places[0]),
        "read": finding.read,
        "expected": finding.expected,
        "difference": None if finding.difference is None else decimal_text(finding.difference),
        "message": finding.message,
        "remedy": finding.remedy,
        "places": [
            {**_where(place), "about": place.about, "read": place.read,
             "difference": None if place.difference is None else decimal_text(place.difference)}
            for place in shown.places
        ],
        "fingerprint": shown.fingerprint,
        "reason": _reason(shown.reason),
    }  # fmt: skip


def _where(place: ShownPlace) -> dict[str, Any]:
    return {
        "place": {"section": place.place.section.value, "item": place.place.item, "field": place.place.field,
                  "year": place.place.year, "words": place.words},
        "link": place.url,
        "cell": place.cell,
    }  # fmt: skip


def _reason(reason: Reason | None) -> dict[str, str] | None:
    if reason is None:
        return None
    return {"text": reason.text, "by": str(reason.given_by or ""), "at": reason.given_at.isoformat()}
