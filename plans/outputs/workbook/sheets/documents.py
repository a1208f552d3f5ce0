"""The reference documents: title and where each is."""

from bcf.fund.document import ReferenceDocument
from bcf.fund.places import Place, Section
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import missing
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.paper_frames import DocumentsFrame
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.sheets.milestones import put_date
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import SheetLayout

HEADS = {"title": "Document", "about": "What it is about", "date": "Date", "where": "Where it is"}
WIDTHS = {"title": 48.0, "about": 56.0, "date": 19.0, "where": 52.0}


def lay_out(book: Book, frame: DocumentsFrame) -> SheetLayout:
    """The reference documents as a value. Where they are stands as text: no cell leads out of the workbook."""
    drawing = Drawing(book, frame.title, {
        **{col: WIDTHS[field] for field, col in frame.columns.items()},
        frame.check: CHECK_WIDTH, frame.check + 1: PROBLEM_WIDTH,
    })
    heads = [HEADS[field] for field in frame.fields]
    drawing.headers(frame.HEAD_ROW, [*heads, "Complete?", "What is missing"])
    first, documents = frame.HEAD_ROW + 1, book.plan.documents
    for row in range(first, frame.last + 1):
        number = row - first
        _document(drawing, frame, row, documents[number] if number < len(documents) else None)
    drawing.status([area(first, frame.check, frame.last, frame.check)])
    return drawing.done(freeze=a1(first, frame.columns["title"] + 1), header_rows=(frame.HEAD_ROW, frame.HEAD_ROW))


def _document(drawing: Drawing, frame: DocumentsFrame, row: int, document: ReferenceDocument | None) -> None:
    given = document or ReferenceDocument(key="0")
    cells: dict[str, str] = {}
    for field, col in frame.columns.items():
        place = Place(section=Section.DOCUMENTS, item=given.key, field=field) if document else None
        if field == "date":
            cells[field] = put_date(drawing, row, col, given.date, place)
        else:
            cells[field] = drawing.text_input(row, col, getattr(given, field), place)
    nothing = not any(getattr(given, field) for field in frame.fields)
    drawing.checker(row, frame.check, [
        missing(cells["title"], blank(given.title), "The title"),
        missing(cells["where"], blank(given.where), "Where it can be found"),
    ], f"COUNTA({','.join(cells.values())})=0", nothing)
