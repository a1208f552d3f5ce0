"""What assurance holds: the area's answers to the planning requirements, and the review of plans."""

from assurance.models.outcome import Condition, ConditionEvidence, EscalationStep, Letter
from assurance.models.requirements import RequirementAnswer
from assurance.models.review import Judgement, Query, QueryMessage, Rating, RatingChoice, Side

__all__ = [
    "Condition",
    "ConditionEvidence",
    "EscalationStep",
    "Judgement",
    "Letter",
    "Query",
    "QueryMessage",
    "Rating",
    "RatingChoice",
    "RequirementAnswer",
    "Side",
]
