"""The narrative: questions with their prompts, the answers, and the words used and left."""

from decimal import Decimal

from bcf.fund.places import Place, Section
from bcf.fund.round import Question
from bcf.fund.text import Counting, count_words
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, missing
from plans.outputs.workbook.drawing import CHECK_WIDTH, Drawing
from plans.outputs.workbook.frames import FIRST_ROW, NarrativeFrame
from plans.outputs.workbook.refs import a1
from plans.outputs.workbook.typed import LINE, blank, excel_words, split_words
from plans.outputs.workbook.values import WHOLE, Formula, SheetLayout, Style


def lay_out(book: Book, frame: NarrativeFrame) -> SheetLayout:
    """The narrative sheet as a value."""
    drawing = Drawing(book, frame.title, {
        frame.TEXT: frame.WIDTH, frame.LIMIT: 11, frame.USED: 11, frame.LEFT: 11, frame.CHECK: CHECK_WIDTH,
        frame.CHECK + 1: 28,
    })
    narrative = book.planning_round.narrative
    if narrative.prompt:
        drawing.put(FIRST_ROW, frame.TEXT, narrative.prompt, Style.NOTE)
    rows = []
    for question in narrative.questions:
        _question(drawing, frame, question)
        rows.append(frame.questions[question.code][1])
    drawing.status([a1(row, frame.CHECK) for row in rows])
    return drawing.done(freeze=a1(4, 1))


def _question(drawing: Drawing, frame: NarrativeFrame, question: Question) -> None:
    head, row, rows = frame.questions[question.code]
    title = " ".join(part for part in (question.ref, question.title) if part)
    drawing.headers(head, [title, "Word limit", "Words used", "Words left", "Complete?", "What is missing or wrong"])
    for at, prompt in enumerate(question.prompts, start=1):
        drawing.put(head + at, frame.TEXT, f"•  {prompt}", Style.NOTE)
    text = frame.text(question.code)
    place = Place(section=Section.NARRATIVE, item=question.code, field="value")
    cell = drawing.long_input(row, frame.TEXT, text, place, down=rows - 1)
    drawing.heights |= {row + at: 2 * LINE for at in range(rows)}
    _words(drawing, frame, question, row, cell, text)


def _words(drawing: Drawing, frame: NarrativeFrame, question: Question, row: int, cell: str, text: str) -> None:
    counting = drawing.book.planning_round.narrative.counting
    whole = drawing.book.long_texts.cells_of(drawing.title, cell) or [cell]
    formula = excel_words(whole) if counting is Counting.EXCEL else split_words(whole)
    words = count_words(text, counting)
    used = drawing.put(row, frame.USED, Formula(formula, Decimal(words)), Style.COMPUTED, WHOLE)
    checks = [missing(cell, blank(text), "The answer")] if question.required else []
    if question.limit is not None:
        limit = drawing.put(row, frame.LIMIT, question.limit, Style.ALLOCATED, WHOLE)
        left = Formula(f"{limit}-{used}", Decimal(question.limit - words))
        drawing.put(row, frame.LEFT, left, Style.COMPUTED, WHOLE)
        checks.append(Check(f"{used}>{limit}", words > question.limit, "The answer is over its limit."))
    else:
        drawing.put(row, frame.LIMIT, "None", Style.ALLOCATED)
    drawing.checker(row, frame.CHECK, checks)


