"""The fund's rules: what a plan is checked against. A function a rule, a module a family.

Rules are pure: a round and a plan go in, findings come out. None asks which round it is; whatever
differs between rounds stands in the round's file.
"""

import hashlib
from pathlib import Path

from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding
from bcf.fund.places import Section
from bcf.fund.round import Round
from bcf.fund.rules import (  # noqa: F401 - importing a family enters its rules in the catalogue
    ambitions,
    amounts,
    answers,
    balances,
    commented,
    completeness,
    contacts,
    districts,
    documents,
    income,
    maturity,
    metrics,
    milestones,
    minimums,
    narrative,
    outputs,
    payers,
    placeholders,
    repeats,
    requirements,
    ring_fences,
    risks,
    rows,
    sizes,
    slips,
    text_before,
    text_counts,
    text_directions,
    text_metrics,
    text_money,
    text_people,
    text_schemes,
    text_shares,
    wording,
    year_on_year,
)
from bcf.fund.rules.again import Checked, row_findings
from bcf.fund.rules.context import ALONE, Background
from bcf.fund.rules.order import order_of
from bcf.fund.rules.registry import CATALOGUE, Rule

__all__ = ["RULES", "RULE_SET", "Background", "Checked", "check_plan", "check_scheme"]

RULES: tuple[Rule, ...] = tuple(CATALOGUE[rule_id] for rule_id in sorted(CATALOGUE))
"""Every rule, in the order of ids."""


def _digest(folder: Path) -> str:
    """A digest of the fund's code: whatever was checked by other code than this must be checked again."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


RULE_SET = _digest(Path(__file__).parent.parent)
"""The version of the rules: part of the key under which findings are kept."""


def check_plan(planning_round: Round, plan: PlanDocument, background: Background = ALONE) -> tuple[Finding, ...]:
    """Every finding in a plan, one for each cause: by section, gravest first, then by place."""
    return Checked.of(planning_round, plan, background).findings


def check_scheme(
    planning_round: Round, scheme: Scheme, promoted: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Every finding that can be made in one expenditure row without the rest of the plan, gravest first."""
    found = row_findings(planning_round, scheme, promoted)
    return tuple(sorted(found, key=order_of(planning_round, {Section.EXPENDITURE: [scheme.key]})))
