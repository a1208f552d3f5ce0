"""What of a plan is public once it is decided: the outcome, its conditions and the figures. Nothing before.

No people, no addresses, no texts of the narrative, and nothing of the review: see docs/decisions/0066.
"""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from assurance.actions.outcomes import Verdict
from assurance.models import Condition
from bcf.fund import metrics as arithmetic
from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.round import PeriodRole, Round
from bcf.fund.stages import DECIDED, Verb
from bcf.fund.text import harmless
from bcf.fund.values import decimal_text
from plans.models import Event, Plan, Seal
from plans.rounds import all_rounds

FORMAT = "bcf-public/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A decided plan in the list."""

    plan: Plan
    outcome: str
    approves: bool
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Money:
    """A row of figures: what it is of, and pounds by year."""

    label: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Ambition:
    """A metric in a period of the plan, as the round shows it."""

    metric: str
    period: str
    value: str


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """A scheme: what it is called, its type, and pounds by year."""

    name: str
    scheme_type: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class PublicRecord:
    """The public part of a decided plan."""

    entry: Entry
    seal: Seal
    conditions: tuple[Condition, ...]

    @property
    def planning_round(self) -> Round:
        return self.entry.plan.round

    @cached_property
    def document(self) -> PlanDocument:
        return PlanDocument.from_json(self.seal.document)

    @cached_property
    def money(self) -> Sequence[Money]:
        """Income by source, the whole pool, and planned expenditure."""
        figures, years = Figures(self.planning_round, self.document), self.planning_round.years
        rows = [
            Money(source.label, tuple(figures.income[code, year] for year in years))
            for code, source in self.planning_round.sources.items()
        ]
        return [
            *(row for row in rows if any(row.amounts)),
            Money("Income: the whole pool", tuple(figures.total_income(year) for year in years)),
            Money("Planned expenditure", tuple(figures.total_planned(year) for year in years)),
        ]

    @cached_property
    def ambitions(self) -> Sequence[Ambition]:
        """Every metric's value in the periods that the plan is for."""
        values = arithmetic.values(self.planning_round, self.document)
        return [
            Ambition(metric.name, period.label, arithmetic.shown(metric, values[metric.code, period.code]))
            for metric in self.planning_round.metrics.items for period in metric.periods
            if period.role is PeriodRole.PLAN and values[metric.code, period.code] is not None
        ]  # fmt: skip

    @cached_property
    def schemes(self) -> Sequence[SchemeLine]:
        """The rows of the expenditure plan, in the area's order."""
        types = self.planning_round.types
        return [
            SchemeLine(
                scheme.name, types[scheme.scheme_type].label if scheme.scheme_type in types else "",
                tuple(scheme.amount(year) for year in self.planning_round.years),
            )
            for scheme in self.document.schemes
        ]  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """The record as plain JSON values. The fields stay as they are; docs/data.md describes them."""
        board, years = self.entry.plan.board, self.planning_round.years

        def by_year(amounts: Sequence[Decimal]) -> dict[str, str]:
            return {year: decimal_text(amount) for year, amount in zip(years, amounts, strict=True)}

        return {
            "format": FORMAT,
            "board": {"code": board.code, "name": board.name, "region": board.region},
            "round": self.entry.plan.round_id,
            "outcome": self.entry.outcome,
            "approved": self.entry.approves,
            "decided_on": self.entry.on.isoformat(),
            "version": self.seal.number,
            "seal": self.seal.digest,
            "conditions": [
                {"number": one.number, "text": one.text, "due": one.due.isoformat(), "discharged_on": _discharged(one)}
                for one in self.conditions
            ],
            "figures": [{"label": row.label, "amounts": by_year(row.amounts)} for row in self.money],
            "metrics": [
                {"metric": one.metric, "period": one.period, "value": one.value} for one in self.ambitions
            ],
            "schemes": [
                {"name": one.name, "type": one.scheme_type, "amounts": by_year(one.amounts)} for one in self.schemes
            ],
        }  # fmt: skip

    def schemes_csv(self) -> str:
        """The schemes as a table for a spreadsheet."""
        out = io.StringIO()
        rows = csv.writer(out)
        plan = self.entry.plan
        rows.writerow(["board", "name of board", "round", "scheme", "scheme type", *self.planning_round.years])
        for one in self.schemes:
            amounts = [decimal_text(amount) for amount in one.amounts]
            rows.writerow([plan.board.code, harmless(plan.board.name), plan.round_id, harmless(one.name),
                           harmless(one.scheme_type), *amounts])  # fmt: skip
        return out.getvalue()


def public_plans() -> list[Entry]:
    """Every decided plan, in a fixed number of queries: newest round first, boards by name."""
    plans = {
        plan.pk: plan
        for plan in Plan.objects.in_stages(DECIDED).filter(round_id__in=all_rounds()).select_related("board")
    }
    decisions = Event.objects.filter(plan__in=plans, verb=Verb.DECIDE).order_by("number")
    last = {event.plan_id: event for event in decisions}
    rounds = list(all_rounds())
    entries = [_entry(plan, last[pk]) for pk, plan in plans.items() if pk in last]
    return sorted(entries, key=lambda entry: (rounds.index(entry.plan.round_id), entry.plan.board.name))


def public_record(board_code: str, round_id: str) -> PublicRecord | None:
    """The public part of that plan; None where there is no such plan or it is not decided, which is not told apart."""
    decided = Plan.objects.in_stages(DECIDED).filter(round_id__in=all_rounds()).select_related("board")
    plan = decided.filter(board__code=board_code, round_id=round_id).first()
    events = Event.objects.filter(plan=plan, verb=Verb.DECIDE) if plan else Event.objects.none()
    event = events.select_related("seal").order_by("-number").first()
    if plan is None or event is None or event.seal is None:
        return None
    return PublicRecord(_entry(plan, event), event.seal, tuple(Condition.objects.filter(plan=plan, seal=event.seal)))


def _entry(plan: Plan, event: Event) -> Entry:
    verdict = Verdict.of(event)
    outcome = plan.round.assurance.outcome(verdict.outcome)
    approves = bool(outcome and outcome.approves)
    return Entry(plan, verdict.label(plan.round), approves, timezone.localdate(event.at))


def _discharged(condition: Condition) -> str | None:
    return timezone.localdate(condition.discharged_at).isoformat() if condition.discharged_at else None


def by_round(entries: Sequence[Entry]) -> Iterator[tuple[Round, list[Entry]]]:
    """The entries under their rounds, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.plan.round_id, []).append(entry)
    for round_id, entries_of in found.items():
        yield all_rounds()[round_id], entries_of
