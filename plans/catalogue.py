"""The catalogue of rules as this site has it: told for its rounds, filtered, and with what was promoted here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.findings import Severity
from bcf.fund.places import Section
from bcf.fund.rules.registry import CATALOGUE, Rule
from bcf.fund.rules.told import Told, tell
from plans.models import Promotion
from plans.rounds import all_rounds


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as the catalogue shows it on this site."""

    told: Told
    promotion: Promotion | None = None

    @property
    def rule(self) -> Rule:
        return self.told.rule

    @property
    def on_trial(self) -> bool:
        """Whether its findings ask for nothing here yet."""
        return self.rule.beta and self.promotion is None

    @property
    def standing(self) -> Severity:
        """How grave its findings are on this site now."""
        return Severity.BETA if self.on_trial else self.rule.severity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of the catalogue asks for; "" asks for nothing. ``severity`` is a `Severity`."""

    section: str = ""
    severity: str = ""
    round_id: str = ""

    def holds(self, entry: Entry) -> bool:
        """Whether the reader asks for this rule."""
        rounds = {held.id for held in entry.told.rounds}
        return (
            (not self.section or self.section in entry.rule.sections)
            and (not self.severity or self.severity == entry.standing)
            and (not self.round_id or self.round_id in rounds)
        )


def entries() -> tuple[Entry, ...]:
    """Every rule of the catalogue, in the order of ids."""
    promotions = {promotion.rule: promotion for promotion in Promotion.objects.select_related("promoted_by")}
    return tuple(Entry(told, promotions.get(told.rule.id)) for told in told_rules())


def families(found: Iterable[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by the family of their rule."""
    grouped: dict[str, tuple[Entry, ...]] = {}
    for entry in found:
        grouped[entry.told.family] = (*grouped.get(entry.told.family, ()), entry)
    return grouped


def sections_with_rules() -> tuple[Section, ...]:
    """The sections that a rule is about, in the order of a plan."""
    return tuple(section for section in Section if any(section in told.rule.sections for told in told_rules()))


def told_rules() -> tuple[Told, ...]:
    """Every rule told for the rounds of this site. Their examples are checked once a process."""
    return _told(tuple(planning_round.digest for planning_round in all_rounds().values()), tuple(CATALOGUE.values()))


@lru_cache(maxsize=2)
def _told(rounds: tuple[str, ...], rules: tuple[Rule, ...]) -> tuple[Told, ...]:
    return tell(all_rounds())
