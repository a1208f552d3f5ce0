"""The forms above the table: what it can be filtered by, which columns it shows, and what it is filtered by now."""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.round import Round
from schemes.columns import Cell
from schemes.filtering import BLANK, LISTED, Part, Trouble
from schemes.looking import Looking, hideable


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ListField:
    """A drop-down of the filter."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be hidden."""

    name: str
    label: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Removable:
    """A condition in words, with the address at which it no longer holds."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class PartLink:
    """Which of a ring-fence's rows to show."""

    words: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterForm:
    """Everything that the page needs to filter, hide and clear."""

    fields: tuple[ListField, ...]
    words: str
    columns: tuple[Column, ...]
    tags: tuple[Removable, ...]
    clear_url: str
    parts: tuple[PartLink, ...]
    kept: tuple[tuple[str, str], ...]
    """Names and values of the address that the filter's form has no field for."""
    all_kept: tuple[tuple[str, str], ...]
    """The same for the columns' form, which has no field of the filter."""

    @property
    def hidden_count(self) -> int:
        return sum(not column.shown for column in self.columns)


def filter_form(looking: Looking, planning_round: Round, cells: Sequence[Cell], page_url: str) -> FilterForm:
    """The forms for what is looked at now."""
    query = looking.filter.query
    sort = {"sort": looking.order.query} if looking.order else {}
    hide = {"hide": ",".join(sorted(looking.hidden))} if looking.in_address else {}
    own = {"fence": query["fence"]} if "fence" in query else {}
    own |= {"part": query["part"]} if "part" in query else {}
    return FilterForm(
        fields=tuple(_fields(looking, planning_round)),
        words=looking.filter.words,
        columns=tuple(Column(cell.name, cell.label, cell.name not in looking.hidden) for cell in hideable(cells)),
        tags=tuple(
            Removable(tag.words, page_url + looking.query(**dict.fromkeys(tag.names)))
            for tag in looking.tags(planning_round)
        ),
        clear_url=page_url + looking.query(**dict.fromkeys((*query, "sort"))),
        parts=tuple(
            PartLink(words, page_url + looking.query(part=part), part == looking.filter.part)
            for part, words in ((None, "all of them"), *((part, f"those {part.label}") for part in Part))
        ),
        kept=tuple((own | sort | hide).items()),
        all_kept=tuple((query | sort).items()),
    )


def _fields(looking: Looking, planning_round: Round) -> list[ListField]:
    query = looking.filter.query
    fields = []
    for column in LISTED:
        if column in planning_round.columns:
            entries = [("", "Any"), *planning_round.labels(column).items(), (BLANK, "(blank)")]
            fields.append(_field(column.value, planning_round.columns[column], entries, query))
    troubles = [("", "Any row"), *((trouble.value, trouble.label) for trouble in Trouble)]
    return [*fields, _field("problem", "Problems", troubles, query)]


def _field(name: str, label: str, entries: list[tuple[str, str]], query: dict[str, str]) -> ListField:
    chosen = query.get(name, "")
    return ListField(name, label, tuple(Option(value, words, value == chosen) for value, words in entries))
