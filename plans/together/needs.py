"""What needs a person, over all plans of the person's partnerships: asked, due, taken away, waited for."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from bcf.fund.document import BodyKind
from bcf.fund.places import Section, section_title
from bcf.fund.text import day
from plans.income import bodies_by_board
from plans.models import Agreement, Appointment, Plan, Role, SectionDuty, Thread, User
from plans.models.people import LOCAL_ROLES
from plans.progress import SectionProgress, State
from plans.standing import Standing
from plans.together.discussing import concerning
from plans.together.duties import Duty
from plans.workflow.waiting import waiting_for


@dataclass(frozen=True, slots=True)
class Need:
    """One thing: what it is, of which plan, where to go, what to know about it. ``mark`` is a word to be seen first."""

    title: str
    plan: str
    url: str
    note: str
    mark: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """Everything that needs a person, by kind."""

    signing: tuple[Need, ...]
    asked: tuple[Need, ...]
    sections: tuple[Need, ...]
    lost: tuple[Need, ...]
    waited: tuple[Need, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Need, ...]], ...]:
        """The kinds that have something, each under its heading."""
        found = (
            ("Your signature", self.signing),
            ("Comments that wait for you", self.asked),
            ("Your sections", self.sections),
            ("Your agreement was taken away", self.lost),
            ("Everybody else has agreed", self.waited),
        )
        return tuple((title, needs) for title, needs in found if needs)

    @property
    def number(self) -> int:
        return sum(len(needs) for _, needs in self.groups)


def local_plans(user: User, plans: "QuerySet[Plan]") -> list[Plan]:
    """Those of the plans in whose partnership the person is."""
    held = Appointment.objects.filter(user=user, role__in=LOCAL_ROLES)
    return list(plans.filter(board__in=held.values("organisation__links__board")))


def owned(user: User, plans: Sequence[Plan]) -> list[SectionDuty]:
    """The duties that a person has in those plans."""
    return list(SectionDuty.objects.filter(owner=user, plan__in=plans).select_related("owner"))


def needs_of(
    user: User, plans: Sequence[Plan], duties: Sequence[SectionDuty], standings: Mapping[int, Standing]
) -> Needs:
    """What needs the person in those plans, in a number of queries that does not grow with them.

    ``standings`` has at least the plans in which the person owns sections.
    """
    by_pk = {plan.pk: plan for plan in plans}
    if not by_pk:
        return Needs((), (), (), (), ())
    agreements = list(
        Agreement.objects.filter(plan__in=plans).filter(Q(ended_at__isnull=True) | Q(end=Agreement.End.CHANGED))
        .select_related("organisation", "ended_by")
    )  # fmt: skip
    return Needs(
        tuple(_signing(user, plans)), tuple(_asked(user, by_pk)), tuple(_sections(duties, by_pk, standings)),
        tuple(_lost(user, agreements, by_pk)), tuple(_waited(user, agreements, by_pk)),
    )


def _signing(user: User, plans: Sequence[Plan]) -> Iterable[Need]:
    for one in waiting_for(user, plans):
        url = reverse("sign", args=(*one.plan.args, one.place.key))
        meeting = one.place.signature.ratify_on if one.place.signature else None
        if meeting is None:
            yield Need(one.place.words, str(one.plan), url, f"{one.seal} waits for your signature.", "To sign", "note")
            continue
        late = meeting < timezone.localdate()
        note = f"{one.seal}: the board’s meeting that ratifies {'was' if late else 'is'} on {day(meeting)}."
        yield Need(one.place.words, str(one.plan), url, note, "To ratify", "bad" if late else "note")


def _asked(user: User, plans: Mapping[int, Plan]) -> Iterable[Need]:
    mine = Thread.objects.filter(concerning(user), plan__in=list(plans), resolved_at__isnull=True).values("pk")
    threads = Thread.objects.filter(pk__in=mine).prefetch_related("comments__author", "addressed")
    for thread in threads:
        last, addressed = thread.last, any(person.pk == user.pk for person in thread.addressed.all())
        if last is None or (not addressed and last.author_id == user.pk):
            continue
        words = last.text if len(last.text) <= 140 else f"{last.text[:140]}…"
        said = "withdrew a comment" if last.withdrawn_at else f"“{words}”"
        who = "You" if last.author_id == user.pk else str(last.author)
        plan = plans[thread.plan_id]
        yield Need(thread.about, str(plan), reverse("thread", args=(*plan.args, thread.pk)), f"{who}: {said}",
                   "For you" if addressed else "Answered", "note")


def _sections(
    duties: Sequence[SectionDuty], plans: Mapping[int, Plan], standings: Mapping[int, Standing]
) -> Iterable[Need]:
    last = datetime.date.max
    for row in sorted(duties, key=lambda row: (row.due or last, row.plan_id, row.section)):
        plan = plans[row.plan_id]
        part = next((part for part in standings[plan.pk].sections if part.section == row.section), None)
        if part is not None and part.state is not State.COMPLETE:
            yield _section(plan, part, Duty(row.owner, row.due, done=False))


def _section(plan: Plan, part: SectionProgress, duty: Duty) -> Need:
    return Need(section_title(part.section, plan.round), str(plan), reverse(part.section.value, args=plan.args),
                part.words, duty.when, "bad" if duty.overdue else "note")


def _lost(user: User, agreements: Iterable[Agreement], plans: Mapping[int, Plan]) -> Iterable[Need]:
    seen: set[tuple[int, str, int]] = set()
    for one in agreements:  # newest first: only the last word of a body on a section counts
        key = (one.plan_id, one.section, one.organisation_id)
        if key in seen:
            continue
        seen.add(key)
        if one.taken_away and one.noticed_at is None and one.agreed_by_id == user.pk:
            plan, section = plans[one.plan_id], Section(one.section)
            when = f" on {one.ended_at.day} {one.ended_at:%B %Y}" if one.ended_at else ""
            what = f" {one.changed}" if one.changed else " it"
            yield Need(section_title(section, plan.round), str(plan), _together(plan, section),
                       f"{one.ended_by or 'The system'} changed{what}{when}, after you had agreed for "
                       f"{one.organisation}.", "Changed since", "warn")


def _waited(user: User, agreements: Iterable[Agreement], plans: Mapping[int, Plan]) -> Iterable[Need]:
    own = set(Appointment.objects.filter(user=user, role=Role.AUTHOR).values_list("organisation", flat=True))
    agreed: dict[tuple[int, str], set[int]] = {}
    for one in agreements:
        if one.in_force:
            agreed.setdefault((one.plan_id, one.section), set()).add(one.organisation_id)
    links = bodies_by_board(plans.values())
    for (pk, name), bodies in sorted(agreed.items()):
        plan, section = plans[pk], Section(name)
        agreeing = [link for link in links[plan.board_id] if link.organisation.kind != BodyKind.DISTRICT]
        needed = {link.organisation_id for link in agreeing}
        for link in agreeing:
            if link.organisation_id in own and needed - bodies == {link.organisation_id}:
                yield Need(section_title(section, plan.round), str(plan), _together(plan, section),
                           f"It waits for {link.organisation} alone.", "To agree", "note")


def _together(plan: Plan, section: Section) -> str:
    return f"{reverse(section.value, args=plan.args)}#together"
