"""A section that is a list in the area's own order: every row to edit, room for another, and moving rows about."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import QueryDict

from bcf.fund.places import Place
from plans.forms.entry import Entry
from plans.forms.listed import REMOVE, Listing
from plans.forms.versioned import Shown
from plans.ordering import Step, arrange, move
from plans.views.entries import EntriesView

_MOVE = re.compile(r"(up|down):([A-Za-z0-9_-]{1,36})")
ADD = "add"
"""The fragment of the place where a new row is written."""
OPEN_UP_TO = 6
"""With more rows than this each is folded to one line, so that a long list can be looked through."""


@dataclass(frozen=True)
class ListedRow:
    """A row as its template needs it.

    ``beside`` is whatever a page adds to what can be typed. A row that is ``folded`` shows its ``name`` until it
    is opened; one with a message or a conflict stands open.
    """

    title: str
    key: str
    anchor: str
    inputs: Mapping[str, Shown]
    remove: Shown | None
    stored: bool
    first: bool
    last: bool
    beside: Any = None
    name: str = ""
    folded: bool = False

    @property
    def new(self) -> bool:
        """Whether the row is not there yet, and so nothing can be said of it."""
        return not self.stored


@dataclass(frozen=True)
class Arrangement:
    """An order that the whole list can be put in: what its button says, and the key that it sorts by."""

    label: str
    by: Callable[[Any], Any]


class ListedView(EntriesView):
    """What a page adds is its `listing`, the orders it can be put in, and the template of a row."""

    row_template: ClassVar[str]
    template_name = "plans/listed.html"
    arrangements: ClassVar[Mapping[str, Arrangement]] = {}

    @property
    def listing(self) -> Listing:
        raise NotImplementedError

    def entries(self, data: QueryDict | None) -> list[Entry]:
        self.listed = self.listing.entries(self.plan, data)
        return self.listed

    def after_saving(self) -> str:
        """Back to the page: to the row that was moved, or to where the next one is written."""
        asked = self.request.POST
        if chosen := self.arrangements.get(asked.get("arrange", "")):
            arrange(self.listing.model, self.plan, chosen.by)
        elif found := _MOVE.fullmatch(asked.get("move", "")):
            return self._moved(Step(found.group(1)), found.group(2))
        elif asked.get("then") == ADD:
            return f"{self.request.path}#{ADD}"
        return self.request.path

    def _moved(self, step: Step, key: str) -> str:
        listing = self.listing
        place = move(listing.model, self.plan, key, step)
        if place is None:
            messages.warning(self.request, f"The {listing.noun} that you moved has been removed.")
            return self.request.path
        many = len(listing.rows(self.plan))
        messages.success(self.request, f"It is {listing.noun} {place} of {many} now.")
        # The button that was pressed, or where there is nothing further that way, its opposite.
        ends = {Step.UP: place == 1, Step.DOWN: place == many}
        button = step if not ends[step] else Step.DOWN if step is Step.UP else Step.UP
        return f"{self.request.path}#{self._anchor(key)}-{button}"

    def _anchor(self, key: str) -> str:
        return Place(section=self.section, item=key).anchor

    def _asks(self, entry: Entry) -> bool:
        """Whether something in the row waits for an answer."""
        wrong = any(part.name in self.page.form.errors for part in entry.inputs)
        return wrong or any(clash.entry is entry for clash in self.page.clashes)

    def beside(self, key: str) -> Any:
        """What a page shows with a stored row beside its inputs."""
        return None

    def _rows(self) -> list[ListedRow]:
        stored = [entry for entry in self.listed if entry.current is not None]
        rows = []
        for entry in self.listed:
            inputs, key = self.page.row(entry), str(entry.identity["key"])
            rows.append(ListedRow(
                title=entry.title, key=key, anchor=self._anchor(key), inputs=inputs, remove=inputs.get(REMOVE),
                stored=entry.current is not None, first=entry in stored[:1], last=entry in stored[-1:],
                beside=self.beside(key), name=inputs[entry.inputs[0].attribute].text,
                folded=len(stored) > OPEN_UP_TO and entry in stored and not self._asks(entry),
            ))
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            listed=self._rows(),
            listing=self.listing,
            row_template=self.row_template,
            arrangements=self.arrangements,
            place=Place(section=self.section).anchor,
            add=ADD,
            **kwargs,
        )
