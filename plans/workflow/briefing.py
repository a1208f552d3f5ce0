"""What a signatory reads before signing: the figures that matter, what changed since they last looked, the reasons."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from bcf.fund import metrics
from bcf.fund.balances import Figures
from bcf.fund.difference import Difference, Fate, difference
from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.places import Section, section_title
from bcf.fund.text import pounds, signed_pounds
from plans.balances_panel import BalancesPanel, balances_panel
from plans.models import Look, Seal, User
from plans.outputs.given import Given
from plans.together.marks import section_digest
from plans.workflow.files import findings_of, reasons_of

MOST_ROWS = 6
"""Rows that are named among what changed, largest change first."""

_FATES = {Fate.NEW: "new", Fate.ENDED: "ended", Fate.RENAMED: "renamed", Fate.CHANGED: "changed"}


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric with its value in each period; none where the round asks for words alone."""

    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from an earlier version, in words."""

    since: Seal
    money: tuple[str, ...]
    rows: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def none(self) -> bool:
        return not (self.money or self.rows or self.sections)


class Briefing:
    """One version as its signatory reads it. ``before`` is the version that they saw last, if any."""

    def __init__(self, seal: Seal, before: Seal | None) -> None:
        self.seal, self.before = seal, before
        self.planning_round = seal.plan.round

    @cached_property
    def document(self) -> PlanDocument:
        return PlanDocument.from_json(self.seal.document)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.planning_round, self.document)

    @property
    def panel(self) -> BalancesPanel:
        """Every source and every ring-fence."""
        return balances_panel(self.figures)

    @property
    def metrics(self) -> list[MetricLine]:
        values = metrics.values(self.planning_round, self.document)
        return [
            MetricLine(f"{metric.ref} {metric.name}", tuple(
                (period.label, metrics.shown(metric, values[metric.code, period.code]) or "–")
                for period in metric.periods if metric.formula
            ))
            for metric in self.planning_round.metrics.items
        ]  # fmt: skip

    @cached_property
    def explained(self) -> Sequence[tuple[Finding, Given]]:
        """The findings that stand with a reason, each with it."""
        given = reasons_of(self.seal)
        return [(one, given[one.fingerprint]) for one in findings_of(self.seal) if one.fingerprint in given]

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the version that the reader saw last; None where this is the first."""
        if self.before is None:
            return None
        old = PlanDocument.from_json(self.before.document)
        found = difference(self.planning_round, old, self.planning_round, self.document)
        return Changes(
            self.before, tuple(_money(found)), tuple(_rows(found)),
            tuple(section_title(section, self.planning_round) for section in _differing(old, self.document)),
        )  # fmt: skip


def _money(found: Difference) -> Iterator[str]:
    for total in (found.pool, found.planned, *found.income):
        if total.total.amount:
            yield f"{total.label}: {pounds(total.total.after)}, {signed_pounds(total.total.amount)}"


def _rows(found: Difference) -> Iterator[str]:
    different = [row for row in found.rows if row.fate is not Fate.SAME]
    largest = sorted(different, key=lambda row: -abs(row.total.amount))
    for row in largest[:MOST_ROWS]:
        amount = f", {signed_pounds(row.total.amount)}" if row.total.amount else ""
        yield f"{row.row.name or 'Scheme without a name'}: {_FATES[row.fate]}{amount}"
    if len(largest) > MOST_ROWS:
        more = len(largest) - MOST_ROWS
        yield f"{more} more scheme{'' if more == 1 else 's'} with smaller changes"


def _differing(old: PlanDocument, new: PlanDocument) -> Iterator[Section]:
    """The sections that hold something else; figures set outside the area count as income."""
    for section in Section:
        given = section is Section.INCOME and old.allocations != new.allocations
        if given or section_digest(old, section) != section_digest(new, section):
            yield section


def last_seen(person: User, seal: Seal) -> Seal | None:
    """The newest earlier version that the person signed, or opened to sign."""
    seen = Q(looks__person=person) | Q(signatures__signed_by=person)
    earlier = Seal.objects.filter(seen, plan=seal.plan_id, number__lt=seal.number)
    return earlier.order_by("-number").first()


def look(person: User, seal: Seal) -> datetime.datetime:
    """Note that the person has the version before their eyes. Gives when that was first so."""
    return Look.objects.get_or_create(person=person, seal=seal)[0].at
