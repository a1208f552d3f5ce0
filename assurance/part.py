"""Planning requirements as part of the plan document."""

from collections.abc import Mapping
from typing import Any

from assurance.models import RequirementAnswer
from bcf.fund.document import PlanDocument
from plans.models import Plan


class RequirementsPart:
    """The area's answers to the planning requirements."""

    fields = ("requirements",)

    def read(self, plan: Plan) -> Mapping[str, Any]:
        return {
            "requirements": [
                {"code": row.code, "met": row.met, "evidence": row.evidence, "action": row.action, "due": row.due}
                for row in RequirementAnswer.objects.filter(plan=plan)
            ]
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in RequirementAnswer.objects.filter(plan=plan):
            row.delete()
        for answer in document.requirements:
            RequirementAnswer.objects.create(plan=plan, **answer.model_dump())
