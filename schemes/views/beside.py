"""Last year beside this year: what each row and each total was, is, and how far it moved."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from bcf.fund.balances import Figures
from bcf.fund.difference import GROUPED, Difference, Fate, difference
from bcf.fund.document import PlanDocument
from bcf.fund.round import Column
from plans.assembling import assemble, one_moment
from plans.models import Plan
from plans.pages import PlanView
from plans.years import earlier_plans, earlier_rounds, later_rounds
from schemes.beside import ORDERS, WORDS, Order, Sums, as_csv, ordered, row_shown, totals


class Comparison(PlanView):
    """What the page and the file have in common: the earlier plan and the difference to it."""

    @cached_property
    def earlier(self) -> list[Plan]:
        return earlier_plans(self.request.user, self.plan)

    @cached_property
    def previous(self) -> Plan | None:
        """The plan asked for by ``with``, else the nearest earlier one."""
        wanted = self.request.GET.get("with", "")
        return next((plan for plan in self.earlier if plan.round_id == wanted), next(iter(self.earlier), None))

    @cached_property
    def held(self) -> PlanDocument:
        return self.document

    def difference(self, previous: Plan) -> Difference:
        with one_moment():
            before = assemble(previous)
            return difference(previous.round, before, self.round, self.held)


class BesidePage(Comparison):
    """The table with its totals. Where there is no earlier plan it says what can be done."""

    template_name = "schemes/beside.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            nav="My plans", previous=self.previous, earlier=self.earlier,
            figures=Figures(self.round, self.held), **kwargs,
        )  # fmt: skip
        if self.previous is None:
            return {**context, "startable": earlier_rounds(self.round), "later": later_rounds(self.round)}
        return {**context, **self._compared(self.previous)}

    def _compared(self, previous: Plan) -> dict[str, Any]:
        found = self.difference(previous)
        chosen = self.request.GET
        order = Order(chosen["order"]) if chosen.get("order") in set(Order) else Order.PLAN
        fate = Fate(chosen["show"]) if chosen.get("show") in set(Fate) else None
        rows = ordered(found.rows, order, fate)
        names = self.round.columns
        shown = {column: totals(found.spending[column]) for column in GROUPED}
        return {
            "years": found.years[0],
            "rows": [row_shown(row, previous.round, self.round) for row in rows],
            "row_count": len(found.rows),
            "pool": Sums.of(found.pool.total),
            "income_known": bool(found.pool.total.after),
            "planned": Sums.of(found.planned.total),
            "income": totals(found.income),
            "first_tables": [
                ("Spending by source", "by-source", shown[Column.SOURCE]),
                ("Spending by scheme type", "by-type", shown[Column.SCHEME_TYPE]),
            ],
            "more_tables": [
                (f"Spending by {names.get(column, column).casefold()}", f"by-{column}", shown[column])
                for column in (Column.AREA, Column.COMMISSIONER, Column.PROVIDER)
            ],
            "fates": [(one.value, WORDS[one], found.count(one), one is fate) for one in Fate],
            "told": [(WORDS[one], found.count(one)) for one in Fate if found.count(one)],
            "orders": [(one.value, words, one is order) for one, words in ORDERS.items()],
            "fate": fate, "order": order,
        }  # fmt: skip


class BesideFile(Comparison):
    """The table as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.previous is None:
            raise Http404("There is no earlier plan to compare with")
        text = as_csv(self.difference(self.previous), self.previous.round, self.round)
        name = f"bcf-{slugify(self.plan.board.name)}-{self.previous.round_id}-beside-{self.plan.round_id}.csv"
        # The mark at the beginning tells Excel that the text is UTF-8, without which £ and names come out wrong.
        return HttpResponse(
            "\ufeff" + text, content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )  # fmt: skip
