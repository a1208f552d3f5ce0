"""The milestones: name, dates, and whether the dates can be."""

import datetime

from bcf.fund.document import Milestone, MilestoneState
from bcf.fund.papers import MilestoneColumn
from bcf.fund.places import Place, Section
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, missing
from plans.outputs.workbook.dates import EARLIEST
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.paper_frames import MilestonesFrame
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import SheetLayout, Style

HEADS = {
    "title": "Milestone", "workstream": "Workstream", "start": "Starts", "end": "Ends, or is due", "state": "State",
    "owner": "Owner", "comment": "Comment",
}  # fmt: skip
WIDTHS = {"title": 52.0, "workstream": 28.0, "start": 19.0, "end": 19.0, "state": 13.0, "owner": 28.0, "comment": 48.0}


def lay_out(book: Book, frame: MilestonesFrame) -> SheetLayout:
    """The milestones as a value."""
    drawing = Drawing(book, frame.title, {
        **{col: WIDTHS[field] for field, col in frame.columns.items()},
        frame.check: CHECK_WIDTH, frame.check + 1: PROBLEM_WIDTH,
    })
    heads = [HEADS[field] for field in frame.fields]
    drawing.headers(frame.HEAD_ROW, [*heads, "Complete?", "What is missing or wrong"])
    first, milestones = frame.HEAD_ROW + 1, book.plan.milestones
    for row in range(first, frame.last + 1):
        number = row - first
        _milestone(drawing, frame, row, milestones[number] if number < len(milestones) else None)
    drawing.status([area(first, frame.check, frame.last, frame.check)])
    if col := frame.columns.get(MilestoneColumn.STATE):
        labels = ",".join(state.words for state in MilestoneState)
        drawing.choice(area(first, col, frame.last, col), f'"{labels}"', "State", "How far the work is.")
    return drawing.done(freeze=a1(first, frame.columns["title"] + 1), header_rows=(frame.HEAD_ROW, frame.HEAD_ROW))


def _milestone(drawing: Drawing, frame: MilestonesFrame, row: int, milestone: Milestone | None) -> None:
    given = milestone or Milestone(key="0")
    cells: dict[str, str] = {}
    for field, col in frame.columns.items():
        place = Place(section=Section.MILESTONES, item=given.key, field=field) if milestone else None
        match field:
            case "start" | "end":
                cells[field] = put_date(drawing, row, col, getattr(given, field), place)
            case "state":
                label = MilestoneState(given.state).words if given.state else ""
                cells[field] = drawing.put(row, col, label, Style.INPUT, place=place)
            case _:
                cells[field] = drawing.text_input(row, col, getattr(given, field), place)
    start, end = cells["start"], cells["end"]
    both = [day for day in (given.start, given.end) if day and day >= EARLIEST]
    checks = [
        missing(cells["title"], blank(given.title), "What will be reached"),
        Check(f'{end}=""', given.end is None, "The date by which it is reached is missing."),
        Check(f"IF(COUNT({start},{end})=2,{end}<{start},FALSE)", len(both) == 2 and both[1] < both[0],
              "It ends before it starts."),
    ]  # fmt: skip
    if owner := cells.get("owner"):
        checks.append(missing(owner, blank(given.owner), "The owner"))
    nothing = not any(getattr(given, field) for field in frame.fields)
    drawing.checker(row, frame.check, checks, f"COUNTA({','.join(cells.values())})=0", nothing)


def put_date(drawing: Drawing, row: int, col: int, day: datetime.date | None, place: Place | None) -> str:
    """A cell for a date; one from before a workbook's calendar begins stands there as text."""
    if day and day < EARLIEST:
        return drawing.text_input(row, col, day.isoformat(), place)
    return drawing.date_input(row, col, day, place)
