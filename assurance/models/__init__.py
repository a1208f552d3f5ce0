"""What assurance holds: the area's answers to the planning requirements, and the review of plans."""

from assurance.models.outcome import Condition, ConditionEvidence, EscalationStep, Letter
from assurance.models.requirements import RequirementAnswer

__all__ = ["Condition", "ConditionEvidence", "EscalationStep", "Letter", "RequirementAnswer"]
