"""The catalogue told for people: where each rule applies and comes from, its bounds, and what passes and fails it.

docs/rules.md (`written`) and the pages of the product are made from this, so neither can say what no rule does.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from bcf.fund.bounds import Checks
from bcf.fund.examples import EXAMPLES, Example, Pair
from bcf.fund.findings import Finding, Severity, together
from bcf.fund.places import section_title, sections_of
from bcf.fund.round import Round
from bcf.fund.rules.basis import sources_in
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import CATALOGUE, Rule
from bcf.fund.text import number

LARGEST_SHARE = 1


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that a rule keeps to: its name in the round file, what it is, and its value in a round."""

    name: str
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class InRound:
    """A rule in one round: the sections it is about, the conditions and requirements it comes from, its bounds."""

    id: str
    sections: tuple[str, ...]
    sources: tuple[str, ...]
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A rule with what there is to say of it. ``finding`` is what it really finds in the plan that fails it."""

    rule: Rule
    family: str
    rounds: tuple[InRound, ...]
    passes: str
    fails: str
    finding: Finding

    @property
    def severity(self) -> Severity:
        """How grave its findings are, for a rule on trial once it is promoted."""
        return self.rule.severity

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections it is about, in the words of the rounds it applies to."""
        return tuple(dict.fromkeys(title for held in self.rounds for title in held.sections))

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """Its bounds, each once where the rounds agree."""
        return tuple(dict.fromkeys(bound for held in self.rounds for bound in held.bounds))

    def bound_in(self, bound: Bound) -> tuple[str, ...]:
        """The rounds that set the bound so."""
        return tuple(held.id for held in self.rounds if bound in held.bounds)


def tell(rounds: Mapping[str, Round]) -> tuple[Told, ...]:
    """Every rule told for those rounds, in the order of ids."""
    rules = [CATALOGUE[rule_id] for rule_id in sorted(CATALOGUE)]
    families = _families(rules)
    return tuple(_told(rule, families[rule.id[:3]], rounds, EXAMPLES[rule.id]) for rule in rules)


def by_family(told: Iterable[Told]) -> Sequence[tuple[str, tuple[Told, ...]]]:
    """Told rules with the title of each family before them."""
    return [(title, tuple(group)) for title, group in groupby(told, key=lambda one: one.family)]


def _families(rules: Iterable[Rule]) -> dict[str, str]:
    """What each family is called, by the first letters of its ids: as the module of its first rule begins."""
    titles: dict[str, str] = {}
    for rule in rules:
        words = sys.modules[(rule.row_check or rule.plan_check).__module__].__doc__ or rule.id[:3]
        titles.setdefault(rule.id[:3], words.partition(":")[0].partition(".")[0].strip())
    return titles


def _told(rule: Rule, family: str, rounds: Mapping[str, Round], pair: Pair) -> Told:
    bounds = _bounds_read(rule, (pair.passes, pair.fails))
    applied = [held for held in rounds.values() if rule.applies(held)]
    return Told(
        rule, family, tuple(_in_round(rule, held, bounds) for held in applied),
        pair.passes.words, pair.fails.words, together(pair.fails.findings(rule.id))[0],
    )  # fmt: skip


def _in_round(rule: Rule, planning_round: Round, bounds: tuple[str, ...]) -> InRound:
    present = sections_of(planning_round)
    return InRound(
        planning_round.id,
        tuple(section_title(section, planning_round) for section in rule.sections if section in present),
        sources_in(planning_round, rule.basis),
        tuple(_bound(planning_round, name) for name in bounds),
    )


class _Watched:
    """The bounds of a round, remembering which of them were asked for."""

    def __init__(self, checks: Checks, reads: set[str]) -> None:
        self._checks = checks
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        self._reads.add(name)
        return getattr(self._checks, name)


def _bounds_read(rule: Rule, examples: Iterable[Example]) -> tuple[str, ...]:
    """Which bounds the rule asks its round for, seen as it checks its examples."""
    reads: set[str] = set()
    for example in examples:
        watched: Any = _Watched(example.planning_round.checks, reads)
        planning_round = example.planning_round.model_copy(update={"checks": watched})
        tuple(rule.check(Context(planning_round, example.plan, example.background)))
    return tuple(name for name in Checks.model_fields if name in reads)


def _bound(planning_round: Round, name: str) -> Bound:
    field, value = Checks.model_fields[name], getattr(planning_round.checks, name)
    share = any(getattr(limit, "le", None) == LARGEST_SHARE for limit in field.metadata)
    shown = (f"{number(value * 100)}%" if share else number(value)) if isinstance(value, Decimal) else str(value)
    return Bound(name, field.description or "", shown)
