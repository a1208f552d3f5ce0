"""Checking a plan, and checking it again after an edit: only what could have changed is looked at anew.

A rule of the whole plan runs again when a part of the plan that it read has changed; a rule about single rows
runs again on the rows that have changed. What comes out is the same as of a check from the start.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding, together
from bcf.fund.round import Round
from bcf.fund.rules.context import ALONE, PARTS, Background, Context
from bcf.fund.rules.order import order_of, rows_of
from bcf.fund.rules.registry import CATALOGUE, Rule

Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What one rule found, and which parts of the plan it read to find it."""

    reads: frozenset[str]
    found: Findings


@dataclass(frozen=True)
class Checked:
    """A plan that has been checked, with what is needed to check its next version quickly."""

    planning_round: Round
    plan: PlanDocument
    background: Background
    by_rule: Mapping[str, Looked]
    by_row: Mapping[str, tuple[Scheme, Findings]]
    findings: Findings
    """Every finding, one for each cause: by section, gravest first, then by place."""

    @classmethod
    def of(cls, planning_round: Round, plan: PlanDocument, background: Background = ALONE) -> "Checked":
        """Check a plan from the start."""
        return _check(planning_round, plan, background, frozenset(PARTS), {}, {})

    def again(self, planning_round: Round, plan: PlanDocument, background: Background = ALONE) -> "Checked":
        """Check another version of the plan. The findings are those of `of`; the work is that of the difference."""
        if planning_round is not self.planning_round or background.digest != self.background.digest:
            return Checked.of(planning_round, plan, background)
        changed = frozenset(part for part in PARTS if getattr(plan, part) != getattr(self.plan, part))
        return _check(planning_round, plan, background, changed, self.by_rule, self.by_row)


def _check(
    planning_round: Round, plan: PlanDocument, background: Background, changed: frozenset[str],
    by_rule: Mapping[str, Looked], by_row: Mapping[str, tuple[Scheme, Findings]],
) -> Checked:  # fmt: skip
    context = Context(planning_round, plan, background)
    looked: dict[str, Looked] = {}
    for rule in _plan_rules():
        before = by_rule.get(rule.id)
        looked[rule.id] = before if before and not before.reads & changed else _look(rule, context)
    rows: dict[str, tuple[Scheme, Findings]] = {}
    found: list[Finding] = [finding for one in looked.values() for finding in one.found]
    for scheme in plan.schemes:
        before_row = by_row.get(scheme.key)
        if before_row is None or before_row[0] != scheme:
            before_row = scheme, row_findings(planning_round, scheme, background.promoted)
        rows[scheme.key] = before_row
        found.extend(before_row[1])
    order = order_of(planning_round, rows_of(plan))
    return Checked(planning_round, plan, background, looked, rows, together(sorted(found, key=order)))


def _look(rule: Rule, context: Context) -> Looked:
    context.reads.clear()
    found = tuple(rule.check(context))
    return Looked(frozenset(context.reads), found)


def _plan_rules() -> tuple[Rule, ...]:
    """The rules that look at a plan as a whole."""
    return tuple(rule for rule in CATALOGUE.values() if rule.row_check is None)


def row_findings(planning_round: Round, scheme: Scheme, promoted: frozenset[str]) -> Findings:
    """What the rules about single rows find in one row, in the order of rules."""
    return tuple(
        finding for rule in CATALOGUE.values() if rule.row_check
        for finding in rule.check_scheme(planning_round, scheme, promoted)
    )  # fmt: skip
