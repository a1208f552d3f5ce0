"""The page that says of many rows at once who pays them and from which fund. Nothing is saved before it was shown."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bcf.fund.payers import PayerFigures
from bcf.fund.places import Section
from plans.saving import hold_open
from schemes.changes import change as recorded
from schemes.clash import last_change
from schemes.many_payers import (
    KEEP,
    NONE,
    STATES,
    Change,
    Filter,
    Wish,
    change_of,
    funds,
    listed,
    previewed,
    seal_of,
    ways,
)
from schemes.models import Change as Recorded
from schemes.models import Scheme
from schemes.views.base import ExpenditureView

ALL = "all"


class ManyPayers(ExpenditureView):
    """Rows to tick, what to do with them, and what would come of it. All of it is saved, or none."""

    template_name = "schemes/many_payers.html"
    trouble = ""

    @cached_property
    def figures_of_payers(self) -> PayerFigures:
        return PayerFigures(self.round, self.standing.document)

    @cached_property
    def versions(self) -> Mapping[str, int]:
        return dict(Scheme.objects.filter(plan=self.plan).values_list("key", "version"))

    @cached_property
    def which(self) -> Filter:
        """The filter of the address; what it does not know is passed over."""
        asked, figures = self.request.GET, self.figures_of_payers
        known = {
            "source": set(self.round.sources), "state": set(STATES),
            "fund": {NONE, *(fund.key for fund in figures.plan.pooled_funds)},
        }  # fmt: skip
        return Filter(**{name: asked[name] for name, codes in known.items() if asked.get(name) in codes})

    @cached_property
    def wish(self) -> Wish:
        """What the form asks for; what it does not know is left as it is."""
        sent, figures = self.request.POST, self.figures_of_payers
        fund, how = sent.get("fund", KEEP), sent.get("how", KEEP)
        return Wish(
            fund if fund in dict(funds(figures)) else KEEP, how if how in dict(ways(figures)) else KEEP,
            tuple(body for body in figures.payers if body in sent.getlist("between")),
        )  # fmt: skip

    @cached_property
    def ticked(self) -> dict[str, int]:
        """The version at which each ticked row was read, by key."""
        if ALL in self.request.POST:
            rows = [row for row in self.figures_of_payers.plan.schemes if self.which.takes(row, self.round.years)]
            return {row.key: self.versions.get(row.key, 0) for row in rows}
        tokens = [token.rpartition(".") for token in self.request.POST.getlist("row")]
        return {key: int(version) for key, _, version in tokens
                if key and version.isascii() and version.isdigit() and len(version) < 10}  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "save" not in request.POST:
            self.trouble = self._trouble()
            return self.render_to_response(self.get_context_data(preview=not self.trouble),
                                           status=422 if self.trouble else 200)  # fmt: skip
        with transaction.atomic():
            hold_open(self.plan, Section.EXPENDITURE)
            self.trouble = self._trouble() or self._moved()
            if not self.trouble:
                return self._saved()
        return self.render_to_response(self.get_context_data(preview=bool(self.changes)), status=409)

    @cached_property
    def changes(self) -> list[Change]:
        """What the wish makes of the rows ticked, in the plan's order."""
        figures = self.figures_of_payers
        return [change_of(figures, row, self.wish) for row in figures.plan.schemes if row.key in self.ticked]

    def _trouble(self) -> str:
        if not self.changes:
            return "Tick at least one row."
        return "Choose a fund, or a way to say who pays." if self.wish.nothing else ""

    def _moved(self) -> str:
        """Why what was shown can no longer be saved as it was; "" if it can."""
        changed = [key for key, version in self.ticked.items() if self.versions.get(key) != version]
        if changed:
            who = sorted({last_change(self.plan, key)[0] for key in changed})
            rows = "1 row was" if len(changed) == 1 else f"{len(changed)} rows were"
            return f"{rows} changed or deleted by {' and '.join(who)} since you looked. Look at what would change now."
        if self.request.POST.get("seal") != seal_of(self.changes):
            return "Figures behind this have changed since you looked. Look at what would change now."
        return ""

    def _saved(self) -> HttpResponse:
        saved = [change for change in self.changes if change.changes]
        with recorded(self.plan, self.person, Recorded.Kind.BULK) as desk:
            for change in saved:
                desk.save(self.versions[change.before.key], change.after)
        messages.success(self.request, f"{len(saved)} row{' was' if len(saved) == 1 else 's were'} saved.")
        return redirect(self.request.get_full_path())

    def get_context_data(self, *, preview: bool = False, **kwargs: Any) -> dict[str, Any]:
        figures, sent = self.figures_of_payers, self.request.method == "POST"
        between = self.wish.between if sent else figures.payers
        rows = listed(figures, self.versions, self.which, frozenset(self.ticked if sent else ()))
        changes = self.changes if preview else []
        shown = [previewed(figures, change, self.versions.get(change.before.key, 0)) for change in changes]
        context = super().get_context_data(
            rows=rows, which=self.which, trouble=self.trouble, preview=shown, wish=self.wish,
            seal=seal_of(self.changes) if preview else "", changing=sum(one.changes for one in shown),
            ways=ways(figures), funds=funds(figures), has_funds=bool(figures.plan.pooled_funds),
            bodies=[(body, figures.name(body), body in between) for body in figures.payers if body in figures.names],
            sources=[(code, source.label) for code, source in self.round.sources.items()], states=STATES.items(),
            fund_filters=[(fund.key, fund.name or "Fund without a name") for fund in figures.plan.pooled_funds],
            parent="Pooled funds", parent_url=reverse("pooled-funds", args=self.plan.args), **kwargs,
        )  # fmt: skip
        return {**context, "findings": ()}
