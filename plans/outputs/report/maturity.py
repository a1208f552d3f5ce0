"""The maturity model: where each change stands now, where it is planned to stand, and why."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bcf.fund.document import MaturityLevel
from plans.outputs.report.subject import Part, Subject, label_of
from plans.outputs.report.tables import NOT_GIVEN, Head, Row, Table, prose


@dataclass(frozen=True)
class Shown:
    table: Table
    priorities_label: str
    priorities: SafeString


def maturity(subject: Subject) -> Part | None:
    """The maturity part of the report, or None if the round has no maturity model."""
    model = subject.planning_round.maturity
    if model is None:
        return None
    entered = {entry.change: entry for entry in subject.plan.maturity}
    rows = []
    for number, change in enumerate(model.changes, 1):
        entry = entered.get(change.code, MaturityLevel(change=change.code))
        levels = [label_of(model.levels, level) or NOT_GIVEN for level in (entry.current, entry.planned)]
        below = (model.rank(entry.planned) or 0) < (model.rank(model.established) or 0) and bool(entry.planned)
        reason = prose(entry.reason, 3) if entry.reason.strip() or below else "–"
        rows.append(Row((f"{number}. {change.label}", *levels, reason)))
    heads = (Head("Change", 2), Head("Level now", 1), Head(f"Planned by {model.planned_by}", 1.1), Head("Reason", 1.8))
    table, priorities = Table(model.title, heads, tuple(rows)), prose(subject.plan.maturity_priorities, 4)
    body = Shown(table, model.priorities_label, priorities)
    return Part("maturity", model.short_title, "report/maturity.html", body, follows=True)
