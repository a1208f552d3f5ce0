"""Deciding scheme by scheme after rolling forward: continue, review or stop.

One rule: "stop" takes the row out of the plan and keeps it here as it stood; continue or review puts it back.
A decision counts only while it agrees with the plan: a row that somebody brought back or deleted in the
expenditure table is undecided again. New and ended are never stored, they follow from the two plans.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from bcf.fund.carrying import carry
from bcf.fund.document import PlanDocument
from bcf.fund.document import Scheme as SchemeValue
from plans.models import Decision, Plan, RollForward
from plans.rounds import get_round
from plans.saving import delete_row, hold_open, save_row
from schemes.models import Scheme
from schemes.part import ROW_PARTS, scheme_value
from schemes.writing import save_scheme

Choice = Decision.Choice


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the earlier plan, of this plan, or of both. Rows without ``before`` are new."""

    key: str
    before: SchemeValue | None
    after: SchemeValue | None
    decision: Decision | None

    @property
    def choice(self) -> str:
        """The decision as far as it agrees with the plan, "" while there is none."""
        return counted(self.decision, self.after is not None)

    @property
    def name(self) -> str:
        held = self.after or self.before
        return (held.name if held else "") or "Scheme without a name"

    @property
    def ended(self) -> bool:
        """Whether the row was deleted without a decision to stop it."""
        return self.after is None and not self.choice


def counted(decision: Decision | None, in_plan: bool) -> str:
    """A stored choice, or "" where it contradicts whether the row stands in the plan."""
    if decision is None or (decision.choice == Choice.STOP) is in_plan:
        return ""
    return decision.choice


def rolled(plan: Plan) -> RollForward | None:
    """From what the plan was rolled forward, if it was."""
    return RollForward.objects.filter(plan=plan).select_related("snapshot__plan", "made_by").first()


def predecessor(made: RollForward) -> PlanDocument:
    """The earlier plan as it stood when it was rolled forward."""
    return PlanDocument.from_json(made.snapshot.content)


def lines(plan: Plan, before: PlanDocument, rows: Iterable[SchemeValue]) -> list[Line]:
    """Every row of the earlier plan in its order, then those that are new."""
    held = {row.key: row for row in rows}
    decisions = {decision.key: decision for decision in plan.decisions.all()}
    known = [Line(row.key, row, held.get(row.key), decisions.get(row.key)) for row in before.schemes]
    keys = {line.key for line in known}
    return known + [Line(key, None, row, None) for key, row in held.items() if key not in keys]


def choices_of(plan: Plan, keys: Iterable[str]) -> Mapping[str, str]:
    """What is decided of those rows, which stand in the plan, in words: for a tag beside each. One query."""
    wanted = set(keys)
    return {
        decision.key: decision.get_choice_display()
        for decision in plan.decisions.all()
        if decision.key in wanted and counted(decision, in_plan=True)
    }


def carry_out(plan: Plan, made: RollForward, keys: Iterable[str]) -> tuple[list[str], list[str]]:
    """Bring the plan in line with the decisions on those rows. Gives the names taken out and those put back."""
    out, back = [], []
    with transaction.atomic():
        hold_open(plan)
        standing = set(Scheme.objects.filter(plan=plan).values_list("key", flat=True))
        for decision in Decision.objects.select_for_update().filter(plan=plan, key__in=list(keys)).order_by("pk"):
            stands = decision.key in standing
            if decision.choice == Choice.STOP and stands:
                out.append(_take_out(plan, decision))
            elif decision.choice in (Choice.CONTINUE, Choice.REVIEW) and not stands:
                back.append(_put_back(plan, made, decision))
    return out, back


def _take_out(plan: Plan, decision: Decision) -> str:
    row = Scheme.objects.select_for_update().prefetch_related(*ROW_PARTS).get(plan=plan, key=decision.key)
    value = scheme_value(row)
    changes = {"kept": value.model_dump_json(exclude_defaults=True), "position": row.position}
    save_row(Decision, plan, {"key": decision.key}, decision.version, changes)
    delete_row(Scheme, plan, {"key": decision.key}, row.version)
    return value.name or str(row)


def _put_back(plan: Plan, made: RollForward, decision: Decision) -> str:
    """The row as it stood when it was stopped; one that was deleted otherwise as it was first carried over."""
    if decision.kept:
        value, position = SchemeValue.model_validate_json(decision.kept), decision.position
        save_row(Decision, plan, {"key": decision.key}, decision.version, {"kept": ""})
    else:
        value, position = _carried_again(plan, made, decision.key)
    last = _last_version(plan, decision.key)
    row = save_scheme(plan, 0, value)
    # The version goes on from the last it had: whoever still has the deleted row open is to meet a conflict.
    row.position, row.version = position, last + 1
    row.save()
    return value.name or str(row)


def _last_version(plan: Plan, key: str) -> int:
    history: Any = Scheme.history
    return int(history.filter(plan_id=plan.pk, key=key).aggregate(last=Max("version"))["last"] or 0)


def _carried_again(plan: Plan, made: RollForward, key: str) -> tuple[SchemeValue, int]:
    before = predecessor(made)
    uplifts = {
        (source, year): Decimal(per_cent) for source, years in made.uplifts.items() for year, per_cent in years.items()
    }
    at, row = next((at, row) for at, row in enumerate(before.schemes) if row.key == key)
    alone = before.model_copy(update={"schemes": (row,)})
    found = carry(get_round(before.round), alone, plan.round, uplifts, narrative=False, contacts=False, lists=False)
    return found.rows[0].after, at
