"""Reasons with which findings may stand: giving, changing and withdrawing them, and what is open without.

A reason holds for the finding it was given for, told by the finding's fingerprint. Once the figures under the
finding change it is void: kept, shown, and offered again for what is found there now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Place
from plans.models import Conflict, Plan, Reason, User
from plans.saving import delete_row, hold, save_row


@dataclass(frozen=True)
class Reasons:
    """The reasons given in a plan, held against what is found in it now."""

    given: tuple[Reason, ...]
    findings: tuple[Finding, ...]

    def of(self, finding: Finding) -> Reason | None:
        """The reason with which a finding stands; None if it has none, or is not of those that may stand with one."""
        if finding.severity is not Severity.EXPLAIN:
            return None
        return self._by_fingerprint.get((finding.rule, finding.fingerprint))

    def before(self, finding: Finding) -> Reason | None:
        """A void reason for what the same rule found at one of the same places before."""
        if finding.severity is not Severity.EXPLAIN or self.of(finding):
            return None
        here = set(finding.places)
        same = (reason for reason in self.void if reason.rule == finding.rule)
        return next((reason for reason in same if here & _places(reason)), None)

    @cached_property
    def void(self) -> tuple[Reason, ...]:
        """Reasons for what is no longer found as it was."""
        now = {(finding.rule, finding.fingerprint) for finding in self.findings}
        return tuple(reason for reason in self.given if (reason.rule, reason.fingerprint) not in now)

    @cached_property
    def left_over(self) -> tuple[Reason, ...]:
        """Void reasons that none of the present findings could take up."""
        offered = {reason.pk for finding in self.findings if (reason := self.before(finding))}
        return tuple(reason for reason in self.void if reason.pk not in offered)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What keeps the plan from being sealed: what must be mended, and what is to be explained and is not."""
        return tuple(
            finding for finding in self.findings
            if finding.severity is Severity.BLOCKING or (finding.severity is Severity.EXPLAIN and not self.of(finding))
        )  # fmt: skip

    @cached_property
    def _by_fingerprint(self) -> Mapping[tuple[str, str], Reason]:
        return {(reason.rule, reason.fingerprint): reason for reason in self.given}


def _places(reason: Reason) -> set[Place]:
    return {Place.model_validate(place) for place in reason.places}


def reasons_for(plan: Plan, findings: Iterable[Finding]) -> Reasons:
    """The plan's reasons beside what is found in it now."""
    given = Reason.objects.filter(plan=plan).select_related("given_by")
    return Reasons(tuple(given), tuple(findings))


def reasons_by_plan(plans: Sequence[Plan]) -> Mapping[int, tuple[Reason, ...]]:
    """The reasons of several plans by primary key, in one query."""
    found: dict[int, tuple[Reason, ...]] = {plan.pk: () for plan in plans}
    for reason in Reason.objects.filter(plan__in=plans).select_related("given_by"):
        found[reason.plan_id] = (*found[reason.plan_id], reason)
    return found


def give(plan: Plan, finding: Finding, text: str, person: User, *, before: int | None, version: int) -> Reason:
    """Let a finding stand with that reason.

    ``before`` is the primary key of the reason that this one changes or takes the place of, ``version`` its version
    as the browser read it; None and 0 for the first one. Raises Conflict, with the reason as it stands, when
    somebody else has given, changed or withdrawn it since, and ValueError for a finding that may not stand.
    """
    if finding.severity is not Severity.EXPLAIN:
        raise ValueError(f"a finding of {finding.rule} cannot stand with a reason: it is {finding.severity.words}")
    named = {"rule": finding.rule, "fingerprint": finding.fingerprint}
    with transaction.atomic():
        hold(plan)
        standing = Reason.objects.filter(plan=plan, **named).first()
        if standing and standing.pk != before:
            raise Conflict(standing)
        content = {"text": text, "message": finding.message, "given_by": person, "given_at": timezone.now(),
                   "places": [place.model_dump(mode="json") for place in finding.places]}  # fmt: skip
        if before is None:
            return save_row(Reason, plan, named, version, content)
        return save_row(Reason, plan, {"pk": before, "rule": finding.rule}, version, {**named, **content})


def withdraw(plan: Plan, reason: int, version: int) -> None:
    """Take a reason away; its history stays. Raises Conflict when somebody else has changed or withdrawn it since."""
    delete_row(Reason, plan, {"pk": reason}, version)
