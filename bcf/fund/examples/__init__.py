"""For every rule a plan that passes it and one that does not. The catalogue shows them, and the tests run them.

A module a family of rules: each adds its pairs under the id of the rule.
"""

from collections.abc import Mapping
from types import ModuleType

from bcf.fund.examples import (
    ambitions,
    amounts,
    balances,
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
    plans,
    repeats,
    requirements,
    ring_fences,
    risks,
    rows,
    slips,
    text_tables,
    wording,
    year_on_year,
)
from bcf.fund.examples.example import Example, Pair

__all__ = ["EXAMPLES", "Example", "Pair", "plans"]

FAMILIES: tuple[ModuleType, ...] = (
    ambitions, amounts, balances, completeness, contacts, districts, documents, income, maturity, metrics,
    milestones, minimums, narrative, outputs, payers, repeats, requirements, ring_fences, risks, rows, slips,
    text_tables, wording, year_on_year,
)  # fmt: skip


def _gathered() -> dict[str, Pair]:
    pairs: dict[str, Pair] = {}
    for family in FAMILIES:
        own: Mapping[str, Pair] = family.EXAMPLES
        if twice := pairs.keys() & own.keys():
            raise ValueError(f"examples are given twice for {', '.join(sorted(twice))}")
        pairs.update(own)
    return pairs


EXAMPLES: Mapping[str, Pair] = _gathered()
