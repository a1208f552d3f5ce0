"""Owners and due dates of sections, in words, and the entry by which they are edited."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from bcf.fund.places import Place, Section
from plans.forms.entry import Entry, Input
from plans.forms.fields import ChosenField, DayField
from plans.models import Plan, SectionDuty, User
from plans.together.partners import appointments, partners


@dataclass(frozen=True, slots=True)
class Duty:
    """Who looks after a section and by when. ``done`` when the section is complete: then nothing is overdue."""

    owner: User | None
    due: datetime.date | None
    done: bool

    @property
    def overdue(self) -> bool:
        return self.due is not None and not self.done and self.due < timezone.localdate()

    @property
    def when(self) -> str:
        """The due date in words; "" without one."""
        if self.due is None:
            return ""
        day = f"{self.due.day} {self.due:%B %Y}"
        if self.overdue:
            return f"Overdue since {day}"
        return f"Due today, {day}" if self.due == timezone.localdate() and not self.done else f"Due {day}"

    @property
    def words(self) -> str:
        """Owner and due date in one line; "" where neither is set."""
        return ". ".join(filter(None, (f"Owner: {self.owner}" if self.owner else "", self.when)))


def duties_of(plan: Plan) -> dict[str, SectionDuty]:
    """The plan's stored duties by section."""
    return {duty.section: duty for duty in plan.duties.select_related("owner")}


def duty_entry(plan: Plan, section: Section, row: SectionDuty | None) -> Entry:
    """The entry of a section's owner and due date. An owner who has left stays until another is chosen."""
    people = partners(appointments(plan), authors_only=True)
    choices = [(str(pk), f"{user}, {bodies}") for pk, (user, bodies) in people.items()]
    stored = str(row.owner_id) if row and row.owner_id else ""
    if row and row.owner and row.owner_id not in people:
        choices.append((stored, f"{row.owner} (no longer an author here)"))
    owner = ChosenField([("", "Nobody yet"), *choices], stored=stored, label="Owner",
                        help_text="Who sees to it that this section gets done. Every author can still write in it.")
    due = DayField(label="Due date")
    return Entry(
        key="duty", title="Owner and due date", model=SectionDuty, identity={"section": section.value}, current=row,
        inputs=(Input("owner", Place(section=section, field="owner"), owner, anchor="owner"),
                Input("due", Place(section=section, field="due"), due, anchor="due")),
        read=_read, write=_write,
    )  # fmt: skip


def _read(row: Any) -> Mapping[str, Any]:
    return {"owner": str(row.owner_id) if row and row.owner_id else "", "due": row.due if row else None}


def _write(values: Mapping[str, Any], row: Any) -> Mapping[str, Any]:
    changes = dict(values)
    if "owner" in changes:
        chosen = changes.pop("owner")
        changes["owner_id"] = int(chosen) if chosen else None
    return changes
