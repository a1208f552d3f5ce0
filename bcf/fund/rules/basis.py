"""Which condition, requirement or practice a rule comes from, and what that is in a given round."""

from collections.abc import Iterator
from enum import StrEnum

from bcf.fund.round import Round


class Basis(StrEnum):
    """Where a rule comes from. The same idea keeps its name from round to round; its number in a round does not."""

    JOINTLY_AGREED = "jointly_agreed"
    SOCIAL_CARE_MAINTENANCE = "social_care_maintenance"
    OUT_OF_HOSPITAL = "out_of_hospital"
    TRANSFERS_OF_CARE = "transfers_of_care"
    RING_FENCES = "ring_fences"
    NARRATIVE = "narrative"
    HOUSING = "housing"
    SPENDING = "spending"
    OUTPUTS = "outputs"
    METRICS = "metrics"
    TEMPLATE = "template"
    PARTNERSHIP = "partnership"
    PRACTICE = "practice"

    @property
    def words(self) -> str:
        """Where the rule comes from, for a reader who has no round before them."""
        return _WORDS[self]


_WORDS = {
    Basis.JOINTLY_AGREED: "National condition: a jointly agreed plan",
    Basis.SOCIAL_CARE_MAINTENANCE: "National condition: social care maintenance",
    Basis.OUT_OF_HOSPITAL: "National condition: NHS commissioned out-of-hospital services",
    Basis.TRANSFERS_OF_CARE: "National condition: managing transfers of care",
    Basis.RING_FENCES: "National conditions that set a minimum spend",
    Basis.NARRATIVE: "Planning requirement: the narrative",
    Basis.HOUSING: "Planning requirement: the Disabled Facilities Grant",
    Basis.SPENDING: "Planning requirement: an agreed expenditure plan",
    Basis.OUTPUTS: "Planning requirement: planned outputs",
    Basis.METRICS: "Planning requirement: metrics",
    Basis.TEMPLATE: "The planning template and its checkers",
    Basis.PARTNERSHIP: "Partnership arrangements under section 75 of the NHS Act 2006",
    Basis.PRACTICE: "Good practice: mistakes seen in published plans",
}


def sources_in(planning_round: Round, basis: Basis) -> tuple[str, ...]:
    """The conditions and requirements of the round that a rule of that basis comes from, by code and title.

    Empty where the round has none such; the basis then speaks for itself.
    """
    conditions = {item.code: item for item in planning_round.conditions.items}
    fences = {requirement.code for requirement in planning_round.requirements.items if requirement.ring_fence}

    def of_requirements() -> Iterator[str]:
        for item in planning_round.requirements.items:
            condition = conditions.get(item.theme)
            concept = item.concept or (condition.concept if condition else "")
            if concept == basis or (basis is Basis.RING_FENCES and item.code in fences):
                yield f"{item.code} {condition.title if condition else item.theme}"

    named = [f"{item.code} {item.title}" for item in planning_round.conditions.items if item.concept == basis]
    return tuple(dict.fromkeys([*named, *of_requirements()]))
