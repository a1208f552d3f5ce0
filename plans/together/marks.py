"""Taking away agreements that a change of somebody else has overtaken. Called within the transaction that changes."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from plans.models import Agreement, Plan, Versioned
from plans.together.partners import editor, writes_for

_ELSEWHERE = {
    "contacts": Section.COVER, "contributions": Section.INCOME, "breakdown": Section.INCOME, "gates": Section.INCOME,
    "income_comment": Section.INCOME, "schemes": Section.EXPENDITURE, "pooled_funds": Section.EXPENDITURE,
    "maturity_priorities": Section.MATURITY,
}  # fmt: skip
"""Fields of the document that are not called like their section."""


def overtake(row: Versioned, plan: Plan) -> None:
    """Take away what other bodies had agreed of the section in which that row, just changed, stands."""
    if (section := row.stands_in) is not None:
        _end(plan, [section], _named(row))


def overtake_by(plan: Plan, before: PlanDocument, after: PlanDocument) -> None:
    """The same for every section in which two versions of the whole plan differ."""
    changed = {
        section for field in PlanDocument.model_fields
        if (section := _section_of(field)) and getattr(before, field) != getattr(after, field)
    }
    _end(plan, changed, "the whole section, loaded anew")


def any_in_force(plan: Plan) -> bool:
    """Whether there is anything to take away in that plan."""
    return Agreement.objects.filter(plan=plan, ended_at__isnull=True).exists()


def _end(plan: Plan, sections: Iterable[Section], changed: str) -> None:
    """What the editor's own bodies agreed stays: they know what they changed."""
    standing = list(Agreement.objects.filter(plan=plan, section__in=list(sections), ended_at__isnull=True))
    if not standing:
        return
    person, now = editor(), timezone.now()
    own = {body.pk for body in writes_for(person, plan)}
    for agreement in standing:
        if agreement.organisation_id not in own:
            agreement.ended_at, agreement.ended_by = now, person
            agreement.end, agreement.changed = Agreement.End.CHANGED, changed
            agreement.save()


def section_digest(document: PlanDocument, section: Section) -> str:
    """A short digest of what a section holds: the same as long as nobody has changed it. Moving rows is no change."""
    return content_digest(document.as_json(), section)


def content_digest(content: Mapping[str, Any], section: Section) -> str:
    """The same of a plan that is at hand as plain JSON values, such as a sealed version."""
    own = {field: _unordered(content[field]) for field in content if _section_of(field) is section}
    return hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:24]


def _unordered(held: Any) -> Any:
    return sorted(json.dumps(entry, sort_keys=True) for entry in held) if isinstance(held, list) else held


def _section_of(field: str) -> Section | None:
    return _ELSEWHERE.get(field) or next((section for section in Section if section == field), None)


def _named(row: Versioned) -> str:
    """What the change was made to, where a row has a name of its own."""
    words = " ".join(str(row).split()) if hasattr(row, "key") else ""
    return f"“{words[:200]}”" if words else ""
