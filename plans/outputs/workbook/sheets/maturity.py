"""The maturity model: each change with its level now, its planned level and the reason for a low plan."""

from collections.abc import Mapping

from bcf.fund.document import MaturityLevel
from bcf.fund.places import Place, Section
from bcf.fund.round import Change, Maturity
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, bare, missing
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.frames import FIRST_COL, MaturityFrame
from plans.outputs.workbook.refs import a1, area, column_of
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import SheetLayout, Style


def lay_out(book: Book, frame: MaturityFrame) -> SheetLayout | None:
    """The sheet as a value, or None where the round has no maturity model."""
    model = book.planning_round.maturity
    if model is None:
        return None
    drawing = Drawing(book, frame.title, {
        FIRST_COL: 50, 3: 22, 4: 22, 5: 62, frame.CHECK: CHECK_WIDTH, frame.PROBLEM: PROBLEM_WIDTH,
    })
    established = book.labels.levels[model.established]
    drawing.headers(frame.HEAD_ROW, [
        model.short_title, "Level now", f"Level planned for {model.planned_by}",
        f"If planned below “{established}”: why, and what is being done", "Complete?", "What is missing or wrong",
    ])
    known = {level.change: level for level in book.plan.maturity}
    for change in model.changes:
        _change(drawing, frame, model, change, known)
    _priorities(drawing, frame, model)
    first = frame.HEAD_ROW + 1
    drawing.status([area(first, frame.CHECK, frame.last, frame.CHECK)])
    levels = area(first, 3, frame.last, 4)
    drawing.choice(levels, book.lists.range("Maturity level"), "Level", "Choose a level of the model.")
    return drawing.done(freeze=a1(first, 3), header_rows=(frame.HEAD_ROW, frame.HEAD_ROW))


def _change(
    drawing: Drawing, frame: MaturityFrame, model: Maturity, change: Change, known: Mapping[str, MaturityLevel]
) -> None:
    book, row = drawing.book, frame.rows[change.code]
    level, labels = known.get(change.code, MaturityLevel(change=change.code)), book.labels.levels
    drawing.put(row, FIRST_COL, change.label, Style.LABEL)

    def place(field: str) -> Place:
        return Place(section=Section.MATURITY, item=change.code, field=field)

    current = drawing.put(row, 3, labels.get(level.current, level.current), Style.INPUT, place=place("current"))
    planned = drawing.put(row, 4, labels.get(level.planned, level.planned), Style.INPUT, place=place("planned"))
    reason = drawing.text_input(row, 5, level.reason, place("reason"))
    drawing.heights[row] = 30.0
    drawing.checker(row, frame.CHECK, [
        missing(current, not level.current, "The level now"),
        missing(planned, not level.planned, "The planned level"),
        *(_unknown(book, model, code, cell) for code, cell in ((level.current, current), (level.planned, planned))),
        _low(book, model, level, planned, reason),
    ])


def _unknown(book: Book, model: Maturity, code: str, cell: str) -> Check:
    """A level that the model does not have."""
    found = f"SUMPRODUCT(--({book.lists.range('Maturity level')}={cell}))=0"
    return Check(f'AND({cell}<>"",{found})', bool(code) and model.rank(code) is None, "Choose a level of the model.")


def _low(book: Book, model: Maturity, level: MaturityLevel, planned: str, reason: str) -> Check:
    """A level planned below established needs a reason."""
    rank, wanted = model.rank(level.planned), model.rank(model.established)
    low = rank is not None and wanted is not None and rank < wanted
    col, first = book.lists.numbers["Maturity level"], 2
    below = column_of(book.lists.title, col, first, first + max(0, (wanted or 0) - 1))
    test = f"SUMPRODUCT(--({below}={planned}))>0" if wanted else "FALSE"
    return Check(f'AND({bare(reason)}="",{planned}<>"",{test})', low and blank(level.reason),
                 f"Say why the plan stays below {book.labels.levels[model.established]}.")


def _priorities(drawing: Drawing, frame: MaturityFrame, model: Maturity) -> None:
    row = frame.priorities
    if row is None:
        return
    drawing.put(row - 1, FIRST_COL, model.priorities_label, Style.STRONG)
    place = Place(section=Section.MATURITY, item="priorities", field="value")
    drawing.long_input(row, FIRST_COL, drawing.book.plan.maturity_priorities, place)
    drawing.heights[row] = 80.0


