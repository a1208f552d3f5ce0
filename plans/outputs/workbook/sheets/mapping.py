"""The mapping sheet: the bodies that serve the board, and how many of its residents each NHS body has."""

from bcf.fund.document import BodyKind
from plans.outputs.workbook.book import SHARE, SHARE_FINE, Book
from plans.outputs.workbook.drawing import Drawing
from plans.outputs.workbook.frames import FIRST_COL
from plans.outputs.workbook.refs import a1
from plans.outputs.workbook.values import TEXT, SheetLayout, Style

HEAD = 4


def lay_out(book: Book, title: str) -> SheetLayout:
    """The mapping as a value."""
    drawing = Drawing(book, title, {FIRST_COL: 16, 3: 64, 4: 30, 5: 26})
    kinds = {BodyKind.LA: "Council", BodyKind.NHS: book.planning_round.round.nhs_body, BodyKind.DISTRICT: "District"}
    drawing.headers(HEAD, ["Code", "Body", "Kind", "Share of the board's residents"])
    for row, body in enumerate(book.plan.board.bodies, start=HEAD + 1):
        drawing.put(row, FIRST_COL, body.code, Style.ALLOCATED, TEXT)
        drawing.put(row, 3, body.name, Style.ALLOCATED, TEXT)
        drawing.put(row, 4, kinds[body.kind], Style.ALLOCATED)
        share = body.share
        number_format = SHARE if share is None or share % 1 == 0 else SHARE_FINE
        drawing.put(row, 5, None if share is None else share / 100, Style.ALLOCATED, number_format)
    return drawing.done(freeze=a1(HEAD + 1, 1), header_rows=(HEAD, HEAD))
