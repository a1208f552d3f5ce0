"""The risk log."""

from typing import Any

from django.http import QueryDict

from bcf.fund.places import Place, Section
from plans.forms.entry import Entry
from plans.forms.risks import REMOVE, risk_entries
from plans.views.entries import EntriesView


class RisksPage(EntriesView):
    """Every risk, and room for another."""

    section = Section.RISKS
    template_name = "plans/risks.html"
    saved_message = "The risks have been saved."

    def entries(self, data: QueryDict | None) -> list[Entry]:
        risks = self.round.risks
        self.risks = risk_entries(self.plan, risks.scale, data) if risks else []
        return self.risks

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scores = {risk.key: risk.score for risk in self.standing.document.risks}
        risks = [
            {
                "title": entry.title,
                "score": scores.get(entry.identity["key"]),
                "inputs": self.page.row(entry),
                "remove": self.page.row(entry).get(REMOVE),
                "stored": entry.current is not None,
            }
            for entry in self.risks
        ]
        return super().get_context_data(
            risks=risks, place=Place(section=self.section).anchor, risk_block=self.round.risks, **kwargs
        )
