"""The milestones."""

import datetime
from typing import Any

from bcf.fund.places import Section
from plans.forms.listed import Listing
from plans.forms.milestones import SUGGESTIONS, milestone_listing
from plans.models import Milestone
from plans.views.listed import Arrangement, ListedView
from plans.views.papers import milestone_plan


def _by_date(milestone: Milestone) -> tuple[datetime.date, datetime.date]:
    """What starts first, first; what has no date, last."""
    first, last = milestone.start or milestone.end, milestone.end or milestone.start
    return first or datetime.date.max, last or datetime.date.max


class MilestonesPage(ListedView):
    """Every milestone as a chart, as a table, and to edit."""

    section = Section.MILESTONES
    template_name = "plans/milestones.html"
    row_template = "plans/milestone_entry.html"
    saved_message = "The milestones have been saved."
    arrangements = {"date": Arrangement("Save and put in order of date", _by_date)}

    @property
    def listing(self) -> Listing:
        assert self.round.milestones is not None  # noqa: S101 - without them the section is not found
        return milestone_listing(self.round.milestones)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document, block = self.standing.document, self.round.milestones
        used = [" ".join(milestone.workstream.split()) for milestone in document.milestones]
        return super().get_context_data(
            plan_of_milestones=milestone_plan(self.round, document),
            asked=block,
            suggestions=[name for name in dict.fromkeys([*(block.workstreams if block else ()), *used]) if name],
            suggestions_id=SUGGESTIONS,
            **kwargs,
        )
