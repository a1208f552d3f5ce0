"""Expected slippage: what partners think will remain unspent, shown in the draft's balances and nowhere else."""

from typing import Any

from django.http import QueryDict

from bcf.fund.findings import Finding
from bcf.fund.places import Section
from plans.forms.entry import Entry
from plans.programming import programming_of
from plans.views.entries import EntriesView
from schemes.slippage import slippage_entries


class SlippagePage(EntriesView):
    """A line for each source and year."""

    section = Section.EXPENDITURE
    template_name = "schemes/slippage.html"
    saved_message = "The expected slippage has been saved. It is shown beside the balances of this draft."

    def entries(self, data: QueryDict | None) -> list[Entry]:
        return slippage_entries(self.plan)

    def own_findings(self) -> tuple[Finding, ...]:
        return ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = self.standing.figures
        lines = {
            f"slippage-{balance.source}-{balance.year}": balance for balance in figures.balances
        }
        rows = [
            {"title": entry.title, "balance": lines[entry.key], "inputs": self.page.row(entry)}
            for entry in self.page.entries
        ]
        return super().get_context_data(
            lines=rows, programming=programming_of(self.plan, figures), figures=figures, **kwargs
        )
