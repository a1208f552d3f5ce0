"""The page of planning requirements: each question with its key lines of enquiry beside it."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from assurance.forms import requirement_entry
from assurance.models import RequirementAnswer
from bcf.fund.places import Section
from bcf.fund.round import Requirement
from plans.forms.entry import Entry
from plans.views.entries import EntriesView
from plans.views.plan import ring_fence_meters


class RequirementsPage(EntriesView):
    """Every planning requirement, grouped by its theme."""

    section = Section.REQUIREMENTS
    template_name = "assurance/requirements.html"
    saved_message = "The planning requirements have been saved."

    def entries(self, data: QueryDict | None) -> list[Entry]:
        rows = {row.code: row for row in RequirementAnswer.objects.filter(plan=self.plan)}
        self.by_code = {
            requirement.code: requirement_entry(requirement, rows.get(requirement.code))
            for requirement in self.round.requirements.items
        }
        return list(self.by_code.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.meters = list(ring_fence_meters(self.standing.figures))
        return super().get_context_data(themes=list(self._themes()), **kwargs)

    def _themes(self) -> Iterator[dict[str, Any]]:
        """Requirements with the same theme one after the other, under the condition's title where it is one."""
        conditions = {condition.code: condition for condition in self.round.conditions.items}
        themes: dict[str, list[dict[str, Any]]] = {}
        for requirement in self.round.requirements.items:
            themes.setdefault(requirement.theme, []).append(self._shown(requirement))
        for theme, requirements in themes.items():
            condition = conditions.get(theme)
            yield {
                "title": f"{condition.code}: {condition.title}" if condition else theme,
                "requires": condition.requires if condition else "",
                "requirements": requirements,
            }

    def _shown(self, requirement: Requirement) -> dict[str, Any]:
        return {
            "requirement": requirement,
            "inputs": self.page.row(self.by_code[requirement.code]),
            "meters": [meter for meter in self.meters if meter["code"] == requirement.ring_fence],
        }
