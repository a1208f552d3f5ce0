"""Texts that do not fit one cell of a workbook: kept whole on a sheet of their own, in cells below one another."""

from dataclasses import dataclass, field

from plans.outputs.workbook.refs import on, quoted
from plans.outputs.workbook.typed import CELL_LIMIT, TALLEST, parts, units
from plans.outputs.workbook.values import CellValue, SheetLayout, Style

NOTE_ROOM = 300


@dataclass
class LongTexts:
    """Collects long texts while the sheets are drawn. ``fit`` gives what stands in the cell itself."""

    title: str
    entries: list[tuple[str, list[str]]] = field(default_factory=list)
    row: int = 4
    places: dict[str, list[str]] = field(default_factory=dict)

    def fit(self, text: str, whose: str) -> str:
        """The text as its own cell can hold it; ``whose`` names that cell."""
        if 2 * len(text) <= CELL_LIMIT or units(text) <= CELL_LIMIT:
            return text
        pieces = parts(text)
        rows = range(self.row + 1, self.row + 1 + len(pieces))
        self.entries.append((whose, pieces))
        self.row = rows.stop + 1
        where = f"the sheet {quoted(self.title)} from row {rows[0]}"
        note = f" [This text is longer than a cell can hold. It stands whole on {where}.]"
        self.places[whose] = [on(self.title, row, 2) for row in rows]
        return parts(text, CELL_LIMIT - NOTE_ROOM)[0] + note

    def cells_of(self, sheet: str, cell: str) -> list[str]:
        """The names of the cells that hold the text of that cell whole; none if it fitted."""
        return self.places.get(f"{sheet} {cell}", [])

    def layout(self) -> SheetLayout | None:
        """The sheet, or None if every text fitted."""
        if not self.entries:
            return None
        cells = [CellValue(1, 2, "Long texts", Style.TITLE),
                 CellValue(2, 2, "Texts too long for one cell, whole, continued from cell to cell.", Style.SUBTITLE)]
        row, heights = 4, {1: 30.0}
        for whose, pieces in self.entries:
            cells.append(CellValue(row, 2, whose, Style.SECTION))
            for at, piece in enumerate(pieces, start=1):
                cells.append(CellValue(row + at, 2, piece, Style.ALLOCATED))
                heights[row + at] = TALLEST
            row += len(pieces) + 2
        return SheetLayout(self.title, tuple(cells), {1: 2.0, 2: 150.0}, heights)
