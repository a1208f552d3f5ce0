"""The sheet of checks: a line for every finding at each of its places, with a link to the cell it is about."""

from collections.abc import Sequence

from bcf.fund.findings import Severity
from plans.outputs.given import STANDS
from plans.outputs.workbook.annotating import Placed
from plans.outputs.workbook.book import POUNDS_AND_PENCE, Book
from plans.outputs.workbook.drawing import Drawing
from plans.outputs.workbook.frames import FIRST_COL, FIRST_ROW, STATUS_ROW
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.values import TEXT, WHOLE, Highlight, SheetLayout, Style

COLUMNS = (
    ("No.", 7.0), ("How grave", 20.0), ("Section", 22.0), ("Rule", 11.0), ("Where", 30.0), ("What was found", 62.0),
    ("Read", 26.0), ("Expected", 26.0), ("Difference", 15.0), ("What to do", 58.0),
    ("Reason given", 48.0), ("By", 26.0),
)  # fmt: skip
NUMBER, SEVERITY, SECTION, RULE, WHERE, MESSAGE, READ, EXPECTED, DIFFERENCE, REMEDY, REASON, BY = range(
    FIRST_COL, FIRST_COL + len(COLUMNS)
)
HEAD_ROW = FIRST_ROW
LONGEST = 2_000
"""Characters of what was read that are repeated here: an answer stands whole in its own cell."""
NOTHING = "The checks found nothing."


def lay_out(book: Book, title: str, found: Sequence[Placed]) -> SheetLayout:
    """The sheet as a value. A finding with several places has a line for each, all with its number."""
    drawing = Drawing(book, title, {FIRST_COL + at: width for at, (_, width) in enumerate(COLUMNS)})
    drawing.band(STATUS_ROW, _summary(found), Style.SUBTITLE)
    drawing.headers(HEAD_ROW, [head for head, _ in COLUMNS])
    for row, one in enumerate(found, HEAD_ROW + 1):
        _line(drawing, row, one)
    last = HEAD_ROW + max(1, len(found))
    drawing.highlights.append((area(HEAD_ROW + 1, SEVERITY, last, SEVERITY), Highlight.SEVERITY))
    filtered = area(HEAD_ROW, FIRST_COL, last, BY) if found else ""
    return drawing.done(
        freeze=a1(HEAD_ROW + 1, FIRST_COL), header_rows=(HEAD_ROW, HEAD_ROW), filtered=filtered, zoom=90
    )


def _summary(found: Sequence[Placed]) -> str:
    if not found:
        return NOTHING
    numbers = {one.number: one.words for one in found}
    asked = [*(severity.words for severity in Severity), STANDS]
    counts = [(list(numbers.values()).count(words), words.lower()) for words in asked]
    places = "" if len(found) == len(numbers) else f" at {len(found)} places"
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"{len(numbers)} found{places}: {told}. Each stands as a comment on its cell too."


def _line(drawing: Drawing, row: int, one: Placed) -> None:
    finding = one.finding
    drawing.put(row, NUMBER, one.number, Style.ENTRY, WHOLE)
    drawing.put(row, SEVERITY, one.words, Style.ENTRY)
    drawing.put(row, SECTION, one.section, Style.ENTRY)
    drawing.put(row, RULE, finding.rule, Style.ENTRY)
    drawing.put(row, WHERE, f"{one.sheet}, {a1(one.row, one.col)}", Style.ENTRY_LINK, link=one.cell)
    for col, text in ((MESSAGE, finding.message), (READ, finding.read), (EXPECTED, finding.expected),
                      (REMEDY, finding.remedy)):  # fmt: skip
        drawing.put(row, col, text if len(text) <= LONGEST else f"{text[:LONGEST]}…", Style.ENTRY, TEXT)
    drawing.put(row, DIFFERENCE, finding.difference, Style.ENTRY, POUNDS_AND_PENCE)
    drawing.put(row, REASON, one.given.text if one.given else None, Style.ENTRY, TEXT)
    drawing.put(row, BY, one.given.signed if one.given else None, Style.ENTRY, TEXT)
