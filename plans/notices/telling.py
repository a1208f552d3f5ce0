"""Who is told of which event, in what words. Notices are written in the transaction of the event."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bcf.fund.stages import AREA, ASSURERS, REGION, Capacity, Verb
from bcf.fund.text import day
from plans.models import Appointment, Board, Event, Notice, Plan, Role, User
from plans.models.people import LOCAL_ROLES, REGIONAL_ROLES
from plans.notices.posting import announce

MORNING = datetime.time(7, 30)
"""When the mail of a day goes to who reads once a day, in the site's own time."""

_AUTHORS = frozenset({Capacity.AUTHOR})
_NATION = frozenset({Capacity.NATIONAL})
_MANAGER = frozenset({Capacity.BETTER_CARE_MANAGER})


@dataclass(frozen=True)
class Telling:
    """Whom an event is told to, where its link leads, and what they have to do about it."""

    to: frozenset[Capacity]
    page: str
    wants: str = ""


TELLINGS: Mapping[Verb, Telling] = {
    Verb.SEAL: Telling(AREA, "standing", "If a place is yours to sign: read the version and sign it."),
    Verb.REOPEN: Telling(AREA, "standing", "The signatures of that version are void; the next will be signed anew."),
    Verb.SIGN: Telling(_AUTHORS, "standing"),
    Verb.RATIFY: Telling(_AUTHORS, "standing"),
    Verb.RECORD: Telling(AREA, "standing"),
    Verb.SUBMIT: Telling(AREA | REGION, "standing"),
    Verb.WITHDRAW: Telling(AREA | REGION, "standing"),
    Verb.BEGIN: Telling(_AUTHORS, "standing"),
    Verb.ASK: Telling(_AUTHORS, "queries", "An answer is asked for."),
    Verb.ANSWER: Telling(REGION, "review"),
    Verb.CLOSE: Telling(_AUTHORS, "queries"),
    Verb.RETURN: Telling(AREA, "plan", "The sections that were named are open: change them, then seal and sign anew."),
    Verb.RECOMMEND: Telling(_NATION | ASSURERS, "recommendation"),
    Verb.REFER_BACK: Telling(REGION, "recommendation"),
    Verb.DECIDE: Telling(AREA | REGION, "decision", "The letter can be downloaded there in a moment."),
    Verb.EVIDENCE: Telling(_NATION | _MANAGER, "decision", "Evidence is to be looked at."),
    Verb.DISCHARGE: Telling(AREA | _MANAGER, "decision"),
    Verb.ESCALATE: Telling(AREA | _MANAGER, "decision"),
}
"""Judging and rating tell nobody: they are read where the review is."""


def tell(event: Event) -> None:
    """Write the notices of an event. Whoever did it is not told."""
    telling = TELLINGS.get(Verb(event.verb))
    if telling is None:
        return
    people = [person for person in people_of(event.plan, telling.to) if person.pk != event.person_id]
    said = " ".join(part for part in (_details(event), telling.wants) if part)
    subject = f"{event.plan}: {event.person} {Verb(event.verb).done}"
    address = reverse(telling.page, args=event.plan.args)
    write(event.plan, people, f"event {event.pk}", subject, said, address)


def write(plan: Plan, people: Iterable[User], key: str, subject: str, text: str, address: str) -> None:
    """Tell people something once, by inbox and mail as each wants. What was told before under the key stays."""
    now = timezone.now()
    Notice.objects.bulk_create(
        (
            Notice(
                person=person, plan=plan, key=f"{key} {person.pk}", subject=subject[:250], text=text, address=address,
                mail=Notice.Mail.NONE if person.mail == User.Mail.NEVER else Notice.Mail.DUE,
                in_digest=person.mail == User.Mail.DAILY,
                mail_after=next_morning(now) if person.mail == User.Mail.DAILY else now,
            )
            for person in people
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    announce()


def people_of(plan: Plan, capacities: Iterable[Capacity]) -> list[User]:
    """The people who act on the plan in one of those capacities, each once."""
    bodies = Board.bodies.through.objects.filter(board_id=plan.board_id).values("organisation")
    here = (
        Q(role__in=LOCAL_ROLES, organisation__in=bodies)
        | Q(role__in=REGIONAL_ROLES, region=plan.board.region)
        | Q(role=Role.NATIONAL)
    )
    held = Appointment.objects.filter(here, role__in=[str(capacity) for capacity in capacities])
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def next_morning(now: datetime.datetime) -> datetime.datetime:
    """The next time that the mail of a day goes out."""
    here = timezone.localtime(now)
    date = here.date() + datetime.timedelta(days=0 if here.time() < MORNING else 1)
    return timezone.make_aware(datetime.datetime.combine(date, MORNING))


def _details(event: Event) -> str:
    """What the event's data say that a reader of the notice should know."""
    data, said = event.data, []
    if "place" in data and "name" in data:
        said.append(f"{data['name']}.")
    if version := data.get("version"):
        said.append(f"Version {version}.")
    if data.get("late"):
        said.append("Submitted late.")
    if requirement := data.get("requirement"):
        said.append(f"Requirement {requirement}.")
    if due := data.get("due") if event.verb != Verb.SUBMIT else "":
        said.append(f"Due on {day(datetime.date.fromisoformat(due))}.")
    if reason := data.get("reason"):
        said.append(str(reason))
    return " ".join(said)
