"""How a reader looks at the table: filtered, sorted, with columns hidden. It comes out of the page's address;
hidden columns are also remembered for the person and plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bcf.fund.round import Column, Round
from schemes.columns import Cell
from schemes.filtering import Filter, Tag, read_filter
from schemes.ordering import Order, read_order

NO_FILTER = Filter()
ALWAYS_SHOWN = (Column.SCHEME_ID, Column.NAME)
"""Columns that tell which row is which, and so cannot be hidden."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What is shown of the table. ``in_address`` says that the hidden columns stand in the address themselves."""

    filter: Filter = NO_FILTER
    order: Order | None = None
    hidden: frozenset[str] = frozenset()
    in_address: bool = False

    def query(self, **changes: str | None) -> str:
        """The address's query with its ``?``, some names set or, where None, left out; blank if nothing is left."""
        wanted: dict[str, str | None] = {**self.filter.query}
        if self.order:
            wanted["sort"] = self.order.query
        if self.in_address:
            wanted["hide"] = ",".join(sorted(self.hidden))
        wanted |= changes
        query = urlencode({name: value for name, value in wanted.items() if value is not None})
        return f"?{query}" if query else ""

    def sort_query(self, cell: Cell) -> str:
        """The address that a column's heading leads to: rising, then falling, then the plan's own order."""
        if self.order is None or self.order.cell != cell:
            return self.query(sort=cell.name)
        return self.query(sort=None if self.order.falling else f"-{cell.name}")

    def tags(self, planning_round: Round) -> tuple[Tag, ...]:
        """What is filtered and sorted by, in words."""
        order = (Tag(self.order.words, ("sort",)),) if self.order else ()
        return (*self.filter.tags(planning_round), *order)


def looking_of(
    query: Mapping[str, str], planning_round: Round, cells: Sequence[Cell], remembered: Sequence[str] = ()
) -> Looking:
    """What an address asks for. ``remembered`` are the columns to hide where it does not say."""
    in_address = "hide" in query
    hidden = query["hide"].split(",") if in_address else remembered
    return Looking(
        filter=read_filter(query, planning_round),
        order=read_order(query.get("sort", ""), cells),
        hidden=frozenset(cell.name for cell in hideable(cells) if cell.name in hidden),
        in_address=in_address,
    )


def hideable(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells whose columns may be hidden: all but the first and those that name the row."""
    return tuple(cell for at, cell in enumerate(cells) if at and cell.column not in ALWAYS_SHOWN)
