"""Who else has a section open. Every open page beats; one that is silent for a while is gone."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from bcf.fund.places import Section
from plans.models import Appointment, Plan, Presence, Role, User
from plans.models.people import LOCAL_ROLES, REGIONAL_ROLES

BEAT_SECONDS = 15
GONE = timedelta(seconds=45)
FORGOTTEN = timedelta(minutes=10)
_TAB, _AT = re.compile(r"[A-Za-z0-9-]{8,40}"), re.compile(r"[A-Za-z0-9_-]{0,200}")


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the section. ``at`` is the anchor of the field or row in use there, "" where not known."""

    id: int
    name: str
    acts_for: str
    reads: bool
    at: str


def is_beat(tab: str, at: str) -> bool:
    """Whether what a browser sent can be a beat."""
    return bool(_TAB.fullmatch(tab) and _AT.fullmatch(at))


def beat(plan: Plan, user: User, tab: str, section: Section, at: str) -> None:
    """Say that a page of the section is open: one row is put in place or overwritten by one statement."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(plan=plan, user=user, tab=tab, section=section, at=at, seen_at=now)],
        update_conflicts=True, unique_fields=["plan", "user", "tab"], update_fields=["section", "at", "seen_at"],
    )  # fmt: skip
    Presence.objects.filter(plan=plan, seen_at__lt=now - FORGOTTEN).delete()


def leave(plan: Plan, user: User, tab: str) -> None:
    """Say that the page was closed."""
    Presence.objects.filter(plan=plan, user=user, tab=tab).delete()


def others(plan: Plan, section: Section, user: User) -> list[Other]:
    """Everybody else who has that section open, by name; of several pages of one person the one in use last."""
    since = timezone.now() - GONE
    rows = Presence.objects.filter(plan=plan, section=section, seen_at__gte=since, user__is_active=True)
    latest = {row.user.pk: row for row in rows.exclude(user=user).select_related("user").order_by("seen_at")}
    held = _held(plan, list(latest))
    found = [
        Other(pk, str(row.user), *_capacity(held.get(pk, [])), row.at)
        for pk, row in latest.items() if pk in held
    ]  # fmt: skip
    return sorted(found, key=lambda other: (other.name.lower(), other.id))


def _held(plan: Plan, people: list[int]) -> dict[int, list[Appointment]]:
    """The roles by which people see the plan. Whoever sees it no longer is not shown."""
    bodies = plan.board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    sees = (
        Q(role__in=LOCAL_ROLES, organisation__in=bodies)
        | Q(role__in=REGIONAL_ROLES, region=plan.board.region)
        | Q(role__in=(Role.NATIONAL, Role.ADMINISTRATOR))
    )
    found: dict[int, list[Appointment]] = {}
    if people:
        for held in Appointment.objects.filter(sees, user__in=people).select_related("organisation"):
            found.setdefault(held.user_id, []).append(held)
    return found


def _capacity(held: list[Appointment]) -> tuple[str, bool]:
    """For whom somebody is here, and whether only to read."""
    local = [one for one in held if one.organisation is not None]
    names = [one.organisation.name for one in local if one.organisation] or [one.get_role_display() for one in held]
    return ", ".join(dict.fromkeys(names)), not any(one.role == Role.AUTHOR for one in local)
