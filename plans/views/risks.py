"""The risk log."""

from functools import cached_property
from typing import Any

from bcf.fund.places import Section
from plans.forms.listed import Listing
from plans.forms.risks import risk_listing
from plans.models import Risk
from plans.outputs.risk_grid import Scored
from plans.views.listed import Arrangement, ListedView
from plans.views.papers import RiskLog, risk_log

HIGHEST_FIRST = "score"


def _highest_first(risk: Risk) -> int:
    return -(risk.likelihood or 0) * (risk.impact or 0)


class RisksPage(ListedView):
    """Every risk in its grid, in the log, and to edit."""

    section = Section.RISKS
    template_name = "plans/risks.html"
    row_template = "plans/risk_entry.html"
    saved_message = "The risks have been saved."
    arrangements = {"score": Arrangement("Save and put the highest score first", _highest_first)}

    @property
    def listing(self) -> Listing:
        assert self.round.risks is not None  # noqa: S101 - without them the section is not found
        return risk_listing(self.round.risks)

    @cached_property
    def log(self) -> RiskLog | None:
        order = self.request.GET.get("order")
        return risk_log(self.round, self.standing.document, highest_first=order == HIGHEST_FIRST)

    def beside(self, key: str) -> Scored | None:
        """The risk's score."""
        return next((row for row in self.log.rows if row.risk.key == key), None) if self.log else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(log=self.log, asked=self.round.risks, **kwargs)
