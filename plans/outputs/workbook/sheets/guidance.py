"""The guidance sheet: how to fill the workbook in, what the colours mean, and where the round's facts come from."""

from collections.abc import Iterator

from bcf.fund.base import Sourced, Value
from bcf.fund.round import SheetKind
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.drawing import Drawing
from plans.outputs.workbook.frames import FIRST_COL
from plans.outputs.workbook.refs import a1, on
from plans.outputs.workbook.values import SheetLayout, Style

USE = (
    ("Fill in", "Type in the yellow cells only. All other cells are locked, without a password, so that formulas "
                "stay as they are."),
    ("Lists", "Where a cell has a list, choose from it. Sub-types and output units depend on the scheme type, so "
              "choose that first."),
    ("Rows", "Give a scheme paid from two sources two rows. Empty rows for more schemes follow the last one; when you "
             "fill in more than ten of them, widen the print area."),
    ("Totals", "Every total, balance, ring-fence and metric is worked out as you type. A balance of nought means that "
               "all of a source is spent, no more and no less."),
    ("Complete?", "Each entry has a checker. It says Yes when nothing is missing, or No with the reason beside it. A "
                  "sheet is complete when none of its checkers says No, the workbook when every sheet is."),
    ("Long text", "Press Alt and Enter for a new line. Words are counted as you type."),
)
SAYS = {
    SheetKind.GUIDANCE: "How to use this workbook",
    SheetKind.CHECKLIST: "Whether each sheet is complete",
    SheetKind.COVER: "Whose plan this is, who answers for it, and whether every sheet is complete",
    SheetKind.SUMMARY: "Every total of the plan; nothing to fill in",
    SheetKind.NARRATIVE: "Answers to the narrative questions, with words used and left",
    SheetKind.INCOME: "What each contributor pays into the pool",
    SheetKind.EXPENDITURE: "The schemes, with running balances and required spend",
    SheetKind.MATURITY: "The level of each change now and as planned",
    SheetKind.METRICS: "Figures behind each metric and how the plan will move it",
    SheetKind.REQUIREMENTS: "Whether the plan meets each planning requirement, with the evidence",
    SheetKind.RISKS: "Risks to the plan, their scores and what is done about them",
    SheetKind.MILESTONES: "What will be in place by when, and who answers for it",
    SheetKind.DOCUMENTS: "Documents that the plan refers to, and where each can be found",
    SheetKind.MAPPING: "The bodies that serve the board; nothing to fill in",
}


def lay_out(book: Book, title: str) -> SheetLayout:
    """The guidance as a value."""
    drawing = Drawing(book, title, {FIRST_COL: 34, FIRST_COL + 1: 104})
    row = _pairs(drawing, 4, "How to use this workbook", USE)
    row = _key(drawing, row + 1)
    row = _sheets(drawing, row + 1)
    row = _dates(drawing, row + 1)
    row = _provenance(drawing, row + 1)
    references = tuple(book.planning_round.references.items())
    _pairs(drawing, row + 1, "Sources", references)
    return drawing.done(freeze=a1(4, 1))


def _pairs(drawing: Drawing, row: int, heading: str, pairs: tuple[tuple[str, str], ...]) -> int:
    drawing.band(row, heading, Style.SECTION)
    for at, (label, text) in enumerate(pairs, start=row + 1):
        drawing.put(at, FIRST_COL, label, Style.STRONG)
        drawing.put(at, FIRST_COL + 1, text, Style.LABEL)
    return row + 1 + len(pairs)


def _key(drawing: Drawing, row: int) -> int:
    drawing.band(row, "What the colours mean", Style.SECTION)
    key = (
        (Style.INPUT, "Yellow", "For you to fill in"),
        (Style.ALLOCATED, "Blue-grey", "Already filled in: set outside the area, or part of the round; locked"),
        (Style.COMPUTED, "Grey", "Worked out by a formula; locked"),
        (Style.TOTAL, "Darker grey, bold", "A total, worked out by a formula; locked"),
        (Style.CHECK, "Yes or No", "A checker: green with Yes, red with No"),
    )
    for at, (style, name, meaning) in enumerate(key, start=row + 1):
        drawing.put(at, FIRST_COL, name, style)
        drawing.put(at, FIRST_COL + 1, meaning, Style.LABEL)
    return row + 1 + len(key)


def _sheets(drawing: Drawing, row: int) -> int:
    drawing.band(row, "Sheets", Style.SECTION)
    at = row + 1
    for sheet in drawing.book.planning_round.sheets.items:
        drawing.put(at, FIRST_COL, sheet.title, Style.LINK, link=on(sheet.title, 1, FIRST_COL))
        drawing.put(at, FIRST_COL + 1, SAYS[sheet.kind], Style.LABEL)
        at += 1
    return at


def _dates(drawing: Drawing, row: int) -> int:
    dates = tuple((item.event, f"{item.date:%d %B %Y}".lstrip("0")) for item in drawing.book.planning_round.dates)
    return _pairs(drawing, row, "Dates of the round", dates) if dates else row - 1


def _provenance(drawing: Drawing, row: int) -> int:
    """What of the round has not been read in a published document."""
    drawing.band(row, "To be confirmed", Style.SECTION)
    text = (
        "The facts of this round come from published documents where they could be read. Those listed here could not: "
        "they are recalled, inferred or unknown, and are shown so that they can be checked before they are relied on."
    )
    drawing.put(row + 1, FIRST_COL, "Why this matters", Style.STRONG)
    drawing.put(row + 1, FIRST_COL + 1, text, Style.LABEL)
    at = row + 2
    for name, block in doubtful(drawing.book.planning_round):
        note = f". {block.note}" if block.note else ""
        sources = f", after {', '.join(block.source)}" if block.source else ""
        drawing.put(at, FIRST_COL, name, Style.STRONG)
        drawing.put(at, FIRST_COL + 1, f"{block.confidence.capitalize()}{sources}{note}", Style.LABEL)
        at += 1
    if at == row + 2:
        drawing.put(at, FIRST_COL, "Nothing", Style.STRONG)
        at += 1
    return at


def doubtful(value: object, name: str = "") -> Iterator[tuple[str, Sourced]]:
    """Every block of a round that is to be confirmed, with its name in words, in the round's order."""
    if isinstance(value, Sourced) and value.to_be_confirmed:
        yield name, value
    if isinstance(value, Value):
        for field in type(value).model_fields:
            yield from doubtful(getattr(value, field), _named(name, value, field))
    elif isinstance(value, tuple):
        for item in value:
            label = getattr(item, "label", "") or getattr(item, "event", "")
            yield from doubtful(item, f"{name}: {label}" if label else name)


def _named(name: str, value: Value, field: str) -> str:
    own = "" if field == "items" else field.replace("_", " ")
    return f"{name}, {own}" if name and own else name or own.capitalize()
