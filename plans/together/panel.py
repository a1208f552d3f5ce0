"""What a section's page says about working together: owner, agreement, and what is being discussed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bcf.fund.places import Place, Section
from plans.models import Agreement, Organisation, Plan, Thread, User
from plans.progress import State
from plans.standing import Standing
from plans.together.discussing import threads_of
from plans.together.duties import Duty
from plans.together.partners import agreeing_bodies, is_partner, writes_for
from plans.together.seen import seen


@dataclass(frozen=True, slots=True)
class Mark:
    """How a body stands to a section: its agreement in force, or the one that was taken away last, or neither."""

    body: Organisation
    agreement: Agreement | None
    lost: Agreement | None
    own: bool


def marks_of(
    bodies: Iterable[Organisation], agreements: Iterable[Agreement], own: Iterable[Organisation]
) -> tuple[Mark, ...]:
    """Each body's mark, from all agreements with one section, newest first."""
    found, mine = list(agreements), {body.pk for body in own}
    return tuple(
        Mark(
            body,
            next((one for one in found if one.organisation_id == body.pk and one.in_force), None),
            _lost(next((one for one in found if one.organisation_id == body.pk), None)),
            body.pk in mine,
        )
        for body in bodies
    )  # fmt: skip


def _lost(newest: Agreement | None) -> Agreement | None:
    return newest if newest is not None and newest.taken_away else None


def agreements_of(plan: Plan) -> dict[str, list[Agreement]]:
    """Every agreement ever made in the plan by section, newest first."""
    found: dict[str, list[Agreement]] = {}
    for one in Agreement.objects.filter(plan=plan).select_related("agreed_by", "ended_by", "organisation"):
        found.setdefault(one.section, []).append(one)
    return found


class SectionTogether:
    """The panel of one section, or of one place in it. Nothing is read before a template asks."""

    def __init__(self, plan: Plan, user: User, standing: Standing, place: Place) -> None:
        self.plan, self.user, self.standing, self.place = plan, user, standing, place
        self.section: Section = place.section

    @cached_property
    def is_partner(self) -> bool:
        return is_partner(self.user, self.plan)

    @cached_property
    def duty(self) -> Duty:
        row = self.plan.duties.filter(section=self.section).select_related("owner").first()
        done = any(part.section is self.section and part.state is State.COMPLETE for part in self.standing.sections)
        return Duty(row.owner if row else None, row.due if row else None, done)

    @cached_property
    def own_bodies(self) -> list[Organisation]:
        return writes_for(self.user, self.plan)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        agreements = Agreement.objects.filter(plan=self.plan, section=self.section)
        read = list(agreements.select_related("agreed_by", "ended_by", "organisation"))
        return marks_of(agreeing_bodies(self.plan), read, self.own_bodies)

    @property
    def agreed(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.agreement)

    @property
    def lost(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.lost and not mark.agreement)

    @property
    def may_agree(self) -> tuple[Mark, ...]:
        """The person's own bodies that have not agreed."""
        return tuple(mark for mark in self.marks if mark.own and not mark.agreement)

    @property
    def at_stake(self) -> str:
        """The bodies whose agreement a change by this person would take away."""
        return ", ".join(mark.body.name for mark in self.agreed if not mark.own)

    @property
    def seen(self) -> str:
        """What the person is about to agree with."""
        return seen(self.plan, self.standing.document, self.section)

    @cached_property
    def threads(self) -> list[Thread]:
        """The open threads of the section; on the page of one entry, those of the entry."""
        if not self.is_partner:
            return []
        found = threads_of(self.plan).filter(section=self.section, resolved_at__isnull=True)
        return list(found.filter(item=self.place.item) if self.place.item else found)

    @cached_property
    def by_anchor(self) -> Mapping[str, list[Thread]]:
        """The open threads by the anchor of their place."""
        found: dict[str, list[Thread]] = {}
        for thread in self.threads:
            found.setdefault(thread.place.anchor, []).append(thread)
        return found

    @cached_property
    def by_row(self) -> Mapping[str, int]:
        """How many open threads there are about an entry or anything in it."""
        found: dict[str, int] = {}
        for thread in self.threads:
            if thread.item:
                found[thread.item] = found.get(thread.item, 0) + 1
        return found
