"""The parts of a plan that are lists of the narrative document: milestones and reference documents.

A round that has none of them costs no query.
"""

from collections.abc import Mapping
from typing import Any

from bcf.fund.document import Milestone as MilestoneValue
from bcf.fund.document import PlanDocument
from bcf.fund.document import ReferenceDocument as DocumentValue
from plans.models import Milestone, Plan, ReferenceDocument


class MilestonesPart:
    """The milestones, in the area's order."""

    fields = ("milestones",)

    def read(self, plan: Plan) -> Mapping[str, Any]:
        return {
            "milestones": [
                MilestoneValue.model_validate(
                    {"key": row.key, "title": row.title, "workstream": row.workstream, "start": row.start,
                     "end": row.end, "owner": row.owner, "state": row.state, "comment": row.comment}
                )
                for row in (plan.milestones.all() if plan.round.milestones else ())
            ]
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in plan.milestones.all():
            row.delete()
        for position, milestone in enumerate(document.milestones):
            Milestone.objects.create(plan=plan, position=position, **milestone.model_dump())


class DocumentsPart:
    """The documents that the plan refers to."""

    fields = ("documents",)

    def read(self, plan: Plan) -> Mapping[str, Any]:
        return {
            "documents": [
                DocumentValue(key=row.key, title=row.title, about=row.about, where=row.where, date=row.date)
                for row in (plan.documents.all() if plan.round.documents else ())
            ]
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in plan.documents.all():
            row.delete()
        for position, reference in enumerate(document.documents):
            ReferenceDocument.objects.create(plan=plan, position=position, **reference.model_dump())


PARTS = (MilestonesPart(), DocumentsPart())
