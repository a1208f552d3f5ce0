"""The planning requirements: what each asks, whether the plan meets it, the evidence, and what follows from a No."""

from bcf.fund.document import RequirementAnswer
from bcf.fund.places import Place, Section
from bcf.fund.round import Requirement
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, bare, missing
from plans.outputs.workbook.dates import EARLIEST
from plans.outputs.workbook.drawing import CHECK_WIDTH, Drawing
from plans.outputs.workbook.frames import FIRST_COL, RequirementsFrame
from plans.outputs.workbook.lists import ANSWERS, NO
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import SheetLayout, Style

THEME, CODE, ASK, ENQUIRIES = FIRST_COL, 3, 4, 5


def lay_out(book: Book, frame: RequirementsFrame) -> SheetLayout:
    """The planning requirements as a value."""
    drawing = Drawing(book, frame.title, {
        THEME: 24, CODE: 8, ASK: 36, ENQUIRIES: 62, 6: 9, 7: 38, 8: 34, 9: 19, frame.CHECK: CHECK_WIDTH,
        frame.PROBLEM: 30,
    })
    drawing.headers(frame.HEAD_ROW, [
        "Theme", "Code", "Planning requirement", "Key lines of enquiry and where to look", "Met?",
        "Where the evidence is", "If not met: what is being done", "If not met: by when", "Complete?",
        "What is missing",
    ])
    known = {answer.code: answer for answer in book.plan.requirements}
    for item in book.planning_round.requirements.items:
        _requirement(drawing, frame, item, known.get(item.code, RequirementAnswer(code=item.code)))
    drawing.status([area(frame.HEAD_ROW + 1, frame.CHECK, frame.last, frame.CHECK)])
    met = area(frame.HEAD_ROW + 1, 6, frame.last, 6)
    drawing.choice(met, book.lists.range("Yes or no"), "Met?", "Choose Yes or No.")
    return drawing.done(freeze=a1(frame.HEAD_ROW + 1, ASK), header_rows=(frame.HEAD_ROW, frame.HEAD_ROW))


def theme(book: Book, item: Requirement) -> str:
    """The theme as people read it: a condition with its title, or the theme's own words."""
    title = next((one.title for one in book.planning_round.conditions.items if one.code == item.theme), "")
    return f"{item.theme}: {title}" if title else item.theme


def _requirement(drawing: Drawing, frame: RequirementsFrame, item: Requirement, answer: RequirementAnswer) -> None:
    row = frame.rows[item.code]
    drawing.put(row, THEME, theme(drawing.book, item), Style.LABEL)
    drawing.put(row, CODE, item.code, Style.LABEL)
    drawing.put(row, ASK, item.ask, Style.LABEL)
    lines = [f"•  {line}" for line in item.enquiries]
    lines += [f"Look at: {', '.join(item.evidence)}"] if item.evidence else []
    drawing.put(row, ENQUIRIES, "\n".join(lines), Style.LABEL)

    def place(field: str) -> Place:
        return Place(section=Section.REQUIREMENTS, item=item.code, field=field)

    met = drawing.put(row, 6, ANSWERS.get(answer.met, answer.met), Style.INPUT, place=place("met"))
    drawing.text_input(row, 7, answer.evidence, place("evidence"))
    action = drawing.text_input(row, 8, answer.action, place("action"))
    due = a1(row, 9)
    if answer.due and answer.due < EARLIEST:
        drawing.text_input(row, 9, answer.due.isoformat(), place("due"))
    else:
        drawing.date_input(row, 9, answer.due, place("due"))
    unmet = answer.met == "no"
    drawing.checker(row, frame.CHECK, [
        missing(met, not answer.met, "Yes or No"),
        Check(f'AND({met}="{NO}",{bare(action)}="")', unmet and blank(answer.action), "Say what is being done."),
        Check(f'AND({met}="{NO}",{due}="")', unmet and answer.due is None, "Give the date."),
    ])
