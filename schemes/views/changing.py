"""Answering a change of several rows: their parts of the page swapped in, or the whole page where they are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from schemes.grid import GridRow
from schemes.views.base import ExpenditureView

MOST_SWAPPED = 20
"""When more rows than this change, the page is loaded anew: that is quicker than swapping each."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row to show anew, and the key of the row it stands above; "" for the last."""

    row: GridRow
    before: str


class ChangingView(ExpenditureView):
    """An address that changes rows and has no page of its own."""

    http_method_names = ["post", "options"]

    def http_method_not_allowed(self, *args: object, **kwargs: object) -> HttpResponse:
        return HttpResponseNotAllowed(["POST"])

    def forget(self) -> None:
        """Have the plan read anew: what was read before this request wrote is no longer so."""
        for name in ("grid", "standing", "cell_of"):
            self.__dict__.pop(name, None)

    def changed(self, said: str, keys: Sequence[str], *, removed: Sequence[str] = (), focus: str = "",
                warn: bool = False) -> HttpResponse:
        """What a change of those rows answers: by parts, as a whole, or by an ordinary form's way back."""
        focus = focus or self._where_to_go(keys)
        if not self.request.htmx:  # type: ignore[attr-defined]
            messages.add_message(self.request, messages.WARNING if warn else messages.SUCCESS, said)
            return redirect(f"{self.page_url}{self.looking.query()}#{focus}" if focus else self.page_url)
        if not self._is_swapped(len(keys) + len(removed)):
            return self._anew(said, focus)
        return self._by_parts(said, keys, removed, focus)

    def _is_swapped(self, count: int) -> bool:
        """Whether rows are swapped one by one: they are few, and the table in the browser is neither filtered nor
        sorted, so that they have the same neighbours there."""
        whole = not self.looking.filter and self.looking.order is None
        return whole and count <= MOST_SWAPPED and len(self.grid.schemes) > count

    def _anew(self, said: str, focus: str) -> HttpResponse:
        response = render(
            self.request, "schemes/told.html",
            {"plan": self.plan, "grid": self.grid, "panel": self.panel, "told": said, "oob": True,
             "changes": self.own_changes},
        )  # fmt: skip
        response["HX-Reswap"] = "none"
        response["Grid-Anew"] = focus or "grid"
        return response

    def _by_parts(self, said: str, keys: Sequence[str], removed: Sequence[str], focus: str) -> HttpResponse:
        order = [scheme.key for scheme in self.grid.schemes]
        # From the bottom up: whatever a row is put above is in its place already.
        wanted = [key for key in reversed(order) if key in set(keys)]
        fresh = [
            Fresh(self.grid_row(key), order[at] if (at := order.index(key) + 1) < len(order) else "")
            for key in wanted
        ]
        response = render(
            self.request, "schemes/changed.html",
            {"plan": self.plan, "grid": self.grid, "panel": self.panel, "said": f"{said} {self.panel.in_words}.",
             "told": said, "oob": True, "fresh": fresh, "gone": removed, "changes": self.own_changes},
        )  # fmt: skip
        response["Grid-State"] = "done"
        response["Grid-Focus"] = focus
        response["Grid-Force"] = "1"
        response["Grid-Changed"] = "1"
        response["HX-Reswap"] = "none"
        return response

    def _where_to_go(self, keys: Sequence[str]) -> str:
        return self.first_anchor(keys[0]) if keys else ""
