"""What is to be said under a row: cells that were refused, what was set besides, what the rules find, what is blank."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bcf.fund.document import Scheme
from bcf.fund.findings import Finding, Severity
from bcf.fund.round import Column, Round
from bcf.fund.rules.naming import name
from plans.forms.cells import CellOf
from schemes.clash import Clash
from schemes.columns import Cell
from schemes.reading import Reading

LOOKS = {
    Severity.BLOCKING: ("blocking", "To mend", "mend"),
    Severity.EXPLAIN: ("warning", "Explain", "mend"),
    Severity.ADVICE: ("advice", "Advice", ""),
    Severity.BETA: ("advice", "On trial", ""),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A thing said about one cell. ``tone`` is the mark that its input gets: error, mend or none."""

    anchor: str
    label: str
    look: str
    word: str
    tone: str
    message: str
    remedy: str = ""
    where: str = ""
    elsewhere: bool = False
    """Whether it is about something that stands on the row's own page only, such as who pays it."""

    @property
    def id(self) -> str:
        return f"why-{self.anchor}"


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that is still to be filled in."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the row counts to the ring-fence that is looked at, or does not."""

    counts: bool
    words: str


@dataclass(frozen=True, slots=True)
class News:
    """Everything said under a row."""

    refused: tuple[Item, ...] = ()
    remarks: tuple[str, ...] = ()
    found: tuple[Item, ...] = ()
    blanks: tuple[Blank, ...] = ()
    clash: Clash | None = None
    marks: Mapping[str, Item] = field(default_factory=dict)
    reason: Reason | None = None

    def __bool__(self) -> bool:
        return bool(self.refused or self.remarks or self.found or self.blanks or self.clash or self.reason)

    def tone(self, cell: Cell) -> str:
        return self.marks[cell.name].tone if cell.name in self.marks else ""

    def attributes(self, cell: Cell) -> str:
        """The attributes that tie an input to what is said about it; starts with a space."""
        item = self.marks.get(cell.name)
        if item is None:
            return ""
        invalid = ' aria-invalid="true"' if item.tone else ""
        return f' aria-describedby="{item.id}"{invalid}'


def news_of(
    planning_round: Round,
    cells: Sequence[Cell],
    scheme: Scheme,
    findings: Iterable[Finding],
    reading: Reading | None = None,
    clash: Clash | None = None,
    cell_of: CellOf | None = None,
) -> News:
    """What is to be said under a row, in the order in which it matters. ``cell_of`` finds places in the workbook."""
    findings = tuple(findings)
    if not findings and reading is None and clash is None:
        return _NOTHING
    by_anchor = {cell.anchor(scheme.key): cell for cell in cells}
    refused = tuple(
        Item(refusal.cell.anchor(scheme.key), refusal.cell.label, "blocking", "Not saved", "error",
             refusal.message, _kept(refusal.cell, planning_round, scheme),
             cell_of(refusal.cell.place(scheme.key)) if cell_of else "")
        for refusal in (reading.refused if reading else ())
    )
    taken = {item.anchor for item in refused}
    blanks: list[Cell] = []
    found = []
    for finding in findings:
        anchor = finding.place.anchor
        cell = by_anchor.get(anchor)
        if anchor in taken:
            continue
        if finding.read == "blank" and finding.severity is Severity.BLOCKING and cell is not None:
            blanks.append(cell)
        else:
            look, word, tone = LOOKS[finding.severity]
            found.append(Item(anchor, cell.label if cell else finding.title, look, word, tone,
                              _without_name(finding.message, scheme), finding.remedy,
                              cell_of(finding.place) if cell_of else "", cell is None))
    items = (*found, *refused)
    marks = {by_anchor[item.anchor].name: item for item in items if item.anchor in by_anchor}
    return News(
        refused, reading.remarks if reading else (), tuple(found), _blanks(planning_round, scheme, cells, blanks),
        clash, marks,
    )  # fmt: skip


_NOTHING = News()


def _blanks(
    planning_round: Round, scheme: Scheme, cells: Sequence[Cell], blank: Sequence[Cell]
) -> tuple[Blank, ...]:
    """The blank cells in the row's order; several of one column, such as the years of an amount, as one."""
    columns: dict[Column, list[Cell]] = {}
    for cell in cells:
        if cell in blank:
            columns.setdefault(cell.column, []).append(cell)
    return tuple(
        Blank(
            same[0].anchor(scheme.key),
            same[0].label if len(same) == 1 else f"{planning_round.columns[column]} ({len(same)} cells)",
        )
        for column, same in columns.items()
    )


def _kept(cell: Cell, planning_round: Round, scheme: Scheme) -> str:
    held = cell.words(planning_round, cell.text(scheme))
    return f"Kept for now: {held}" if held else "The cell stays blank for now."


def _without_name(message: str, scheme: Scheme) -> str:
    """The message without the row's name at its beginning: it stands under the row."""
    rest = message.removeprefix(f"{name(scheme)}: ")
    return rest[:1].upper() + rest[1:]
