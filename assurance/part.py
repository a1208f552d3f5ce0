"""Planning requirements as part of the plan document."""

from collections.abc import Mapping, Sequence
from typing import Any

from assurance.models import RequirementAnswer
from bcf.fund.document import PlanDocument
from plans.models import Plan
from plans.parts import ReadsMany, by_plan


class RequirementsPart(ReadsMany):
    """The area's answers to the planning requirements."""

    fields = ("requirements",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        return by_plan(plans, RequirementAnswer.objects.filter(plan__in=plans), lambda rows: {
            "requirements": [
                {"code": row.code, "met": row.met, "evidence": row.evidence, "action": row.action, "due": row.due}
                for row in rows
            ]
        })  # fmt: skip

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in RequirementAnswer.objects.filter(plan=plan):
            row.delete()
        for answer in document.requirements:
            RequirementAnswer.objects.create(plan=plan, **answer.model_dump())
