"""The list of sheets with a Yes or No each: on the cover and, in rounds that have one, on the checklist."""

from collections.abc import Sequence

from bcf.fund.round import SheetKind
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.drawing import COMPLETE, Drawing
from plans.outputs.workbook.frames import FIRST_COL, STATUS_ROW
from plans.outputs.workbook.lists import NO, YES
from plans.outputs.workbook.refs import a1, area, fixed, on
from plans.outputs.workbook.values import CellValue, Formula, Highlight, SheetLayout, Style


def put_list(
    drawing: Drawing, row: int, sheets: Sequence[tuple[SheetKind, SheetLayout]]
) -> tuple[bool, str]:
    """Puts the list from ``row``; gives whether all sheets are complete, and the formula that says so.

    The sheet that the list stands on is part of it.
    """
    drawing.band(row, "Is every sheet complete?", Style.SECTION)
    drawing.headers(row + 1, ["Sheet", "Complete?"])
    at, everything = row + 2, True
    for sheet in drawing.book.planning_round.sheets.items:
        status = _status(drawing, sheet.title, [layout for _, layout in sheets])
        if status is None:
            continue
        own = sheet.title == drawing.title
        cell = fixed(STATUS_ROW, FIRST_COL) if own else on(sheet.title, STATUS_ROW, FIRST_COL)
        complete = isinstance(status.content, Formula) and status.content.expected == COMPLETE
        everything = everything and complete
        drawing.put(at, FIRST_COL, sheet.title, Style.LINK, link=on(sheet.title, STATUS_ROW, FIRST_COL))
        drawing.put(at, FIRST_COL + 1, Formula(f'IF({cell}="{COMPLETE}","{YES}","{NO}")', YES if complete else NO),
                    Style.CHECK)
        at += 1
    cells = area(row + 2, FIRST_COL + 1, at - 1, FIRST_COL + 1)
    drawing.highlights.append((cells, Highlight.YES_NO))
    return everything, f'COUNTIF({cells},"{NO}")=0'


def _status(drawing: Drawing, title: str, layouts: Sequence[SheetLayout]) -> CellValue | None:
    """The status cell of a sheet, or None for a sheet with nothing to fill in."""
    if title == drawing.title:
        return drawing.cells.get((STATUS_ROW, FIRST_COL))
    cells = next((layout.cells for layout in layouts if layout.title == title), ())
    return next((cell for cell in cells if (cell.row, cell.col) == (STATUS_ROW, FIRST_COL)), None)


def lay_out(book: Book, title: str, sheets: Sequence[tuple[SheetKind, SheetLayout]]) -> SheetLayout:
    """The checklist of rounds whose workbook has one."""
    drawing = Drawing(book, title, {FIRST_COL: 44, FIRST_COL + 1: 30})
    put_list(drawing, STATUS_ROW + 2, sheets)
    return drawing.done(freeze=a1(STATUS_ROW, 1))
