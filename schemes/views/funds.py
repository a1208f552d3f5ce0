"""The page of pooled funds: add, rename, host, remove; what stands in each; who contributes and who pays."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from bcf.fund.payers import PayerFigures
from bcf.fund.places import Section
from plans.forms.entry import Entry
from plans.saving import hold_open
from plans.shown import ShownFinding
from plans.views.entries import EntriesView
from schemes.funds import REMOVE, fund_entries, fund_shown, release_rows, year_shown
from schemes.models import PooledFund

ABOUT = "PAY-"
"""How the ids of the rules about payers and pooled funds begin."""


class PooledFundsPage(EntriesView):
    """Every fund, and room for another. Whoever removes a fund releases its rows in the same step."""

    section = Section.EXPENDITURE
    template_name = "schemes/pooled_funds.html"
    saved_message = "The pooled funds have been saved."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            hold_open(self.plan, Section.EXPENDITURE)
            before = self._keys()
            response = super().post(request, *args, **kwargs)
            if released := release_rows(self.plan, before - self._keys()):
                messages.info(request, f"{released} row{' is' if released == 1 else 's are'} in no pooled fund now.")
            return response

    def _keys(self) -> set[str]:
        return set(PooledFund.objects.filter(plan=self.plan).values_list("key", flat=True))

    def entries(self, data: QueryDict | None) -> list[Entry]:
        self.funds = fund_entries(self.plan, PayerFigures(self.round, self.document), data)
        return self.funds

    @cached_property
    def payer_figures(self) -> PayerFigures:
        """Who pays what in the plan as it stands; read it only when answering."""
        return PayerFigures(self.round, self.standing.document)

    def shown_findings(self) -> list[ShownFinding]:
        return [shown for shown in super().shown_findings() if shown.finding.rule.startswith(ABOUT)]

    def neighbours(self) -> dict[str, Any]:
        return {"previous": self._link(self.section, "Back to the section"), "next": None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = self.payer_figures
        hosts = {fund.key: fund.host for fund in figures.plan.pooled_funds}
        funds = [
            {
                "title": entry.title,
                "inputs": self.page.row(entry),
                "remove": self.page.row(entry).get(REMOVE),
                "stored": entry.current is not None,
                "new": entry.current is None,
                "shown": fund_shown(self.plan, figures, key, hosts[key]) if key in hosts else None,
            }
            for entry in self.funds
            for key in [entry.identity["key"]]
        ]
        return super().get_context_data(
            funds=funds,
            fund_names=[fund.name or "Fund without a name" for fund in figures.plan.pooled_funds],
            years=[year_shown(figures, self.standing.figures, year) for year in self.round.years],
            parent="Expenditure",
            parent_url=reverse("expenditure", args=self.plan.args),
            **kwargs,
        )
