"""The parts of a plan that are lists of the narrative document: milestones and reference documents.

A round that has none of them costs no query.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bcf.fund.document import Milestone as MilestoneValue
from bcf.fund.document import PlanDocument
from bcf.fund.document import ReferenceDocument as DocumentValue
from plans.models import Milestone, Plan, ReferenceDocument
from plans.parts import ReadsMany, by_plan


class MilestonesPart(ReadsMany):
    """The milestones, in the area's order."""

    fields = ("milestones",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        asked = [plan for plan in plans if plan.round.milestones]
        return by_plan(plans, Milestone.objects.filter(plan__in=asked) if asked else (), self._content)

    @staticmethod
    def _content(rows: list[Milestone]) -> Mapping[str, Any]:
        return {
            "milestones": [
                MilestoneValue.model_validate(
                    {"key": row.key, "title": row.title, "workstream": row.workstream, "start": row.start,
                     "end": row.end, "owner": row.owner, "state": row.state, "comment": row.comment}
                )
                for row in rows
            ]
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in plan.milestones.all():
            row.delete()
        for position, milestone in enumerate(document.milestones):
            Milestone.objects.create(plan=plan, position=position, **milestone.model_dump())


class DocumentsPart(ReadsMany):
    """The documents that the plan refers to."""

    fields = ("documents",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        asked = [plan for plan in plans if plan.round.documents]
        return by_plan(plans, ReferenceDocument.objects.filter(plan__in=asked) if asked else (), self._content)

    @staticmethod
    def _content(rows: list[ReferenceDocument]) -> Mapping[str, Any]:
        return {
            "documents": [
                DocumentValue(key=row.key, title=row.title, about=row.about, where=row.where, date=row.date)
                for row in rows
            ]
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        for row in plan.documents.all():
            row.delete()
        for position, reference in enumerate(document.documents):
            ReferenceDocument.objects.create(plan=plan, position=position, **reference.model_dump())


PARTS = (MilestonesPart(), DocumentsPart())
