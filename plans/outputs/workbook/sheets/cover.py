"""The cover: whose plan this is, who answers for it, and whether every sheet is complete."""

from collections.abc import Sequence

from bcf.fund.document import Contact
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import CoverField, CoverKind, SheetKind
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, bare, missing, unlike
from plans.outputs.workbook.dates import read_date
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.frames import FIRST_COL, CoverFrame
from plans.outputs.workbook.lists import ANSWERS
from plans.outputs.workbook.refs import a1, area, literal
from plans.outputs.workbook.sheets.completeness import put_list
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import Formula, Highlight, SheetLayout, Style

COMPLETE_TEMPLATE, INCOMPLETE_TEMPLATE = "Complete Template", "Incomplete Template"
SAYS = {
    Severity.BLOCKING: "that must be mended before the plan can be signed",
    Severity.EXPLAIN: "that may stand with a written reason",
    Severity.ADVICE: "worth a look",
    Severity.BETA: "of checks on trial",
}


def lay_out(book: Book, frame: CoverFrame, others: Sequence[tuple[SheetKind, SheetLayout]]) -> SheetLayout:
    """The cover as a value. ``others`` are the sheets already drawn, whose checkers it gathers."""
    drawing = Drawing(book, frame.title, {
        FIRST_COL: 50, frame.ANSWER: 38, 4: 34, 5: 36, frame.CHECK: CHECK_WIDTH, frame.PROBLEM: PROBLEM_WIDTH,
    })
    _facts(drawing, frame)
    _fields(drawing, frame)
    _contacts(drawing, frame)
    first, last = frame.checked
    drawing.status([area(first, frame.CHECK, last, frame.CHECK)])
    complete, formula = put_list(drawing, frame.sheets_row, others)
    text = f"IF({formula},{literal(COMPLETE_TEMPLATE)},{literal(INCOMPLETE_TEMPLATE)})"
    expected = COMPLETE_TEMPLATE if complete else INCOMPLETE_TEMPLATE
    cell = drawing.put(frame.TEMPLATE_ROW, FIRST_COL, Formula(text, expected), Style.STATUS)
    drawing.highlights.append((cell, Highlight.COMPLETE))
    drawing.heights[frame.TEMPLATE_ROW] = 30.0
    return drawing.done(freeze=a1(frame.TEMPLATE_ROW + 1, 1), one_page=True)


def _facts(drawing: Drawing, frame: CoverFrame) -> None:
    book, board = drawing.book, drawing.book.plan.board
    drawing.band(frame.FACTS_ROW, "About this plan", Style.SECTION)
    facts = [
        ("Health and Wellbeing Board", board.name),
        ("ONS code", board.code),
        ("Kind of area", f"{board.kind}, two-tier" if board.two_tier else board.kind),
        ("Region", board.region),
        ("Planning round", f"{book.planning_round.title} ({book.planning_round.id})"),
        ("Financial years", ", ".join(book.years)),
        ("Digest of the plan that this workbook was made from", book.digest),
        ("Checks that stood open when this workbook was made", _open_checks(book)),
    ]
    for at, (label, value) in enumerate(facts, start=frame.FACTS_ROW + 1):
        drawing.put(at, FIRST_COL, label, Style.LABEL)
        drawing.put(at, frame.ANSWER, value, Style.ALLOCATED)
    drawing.heights[frame.FACTS_ROW + 7] = 30.0


def _open_checks(book: Book) -> str:
    if book.findings is None:
        return "Not checked yet"
    if not book.findings:
        return "None"
    counts = [(severity, sum(1 for finding in book.findings if finding.severity is severity)) for severity in Severity]
    return f"{len(book.findings)}: " + "; ".join(f"{count} {SAYS[severity]}" for severity, count in counts if count)


def _fields(drawing: Drawing, frame: CoverFrame) -> None:
    drawing.band(frame.fields_row, "Cover details", Style.SECTION)
    heads = ["Question", "Answer", "", "", "Complete?", "What is missing"]
    drawing.headers(frame.fields_row + 1, heads)
    fields = drawing.book.planning_round.cover.fields
    for field in fields:
        _field(drawing, frame, field, fields)


def _field(drawing: Drawing, frame: CoverFrame, field: CoverField, fields: Sequence[CoverField]) -> None:
    book, row = drawing.book, frame.fields[field.code]
    value = book.plan.cover.get(field.code, "")
    place = Place(section=Section.COVER, item=field.code, field="value")
    drawing.put(row, FIRST_COL, field.label, Style.LABEL)
    cell = a1(row, frame.ANSWER)
    if field.kind is CoverKind.DATE:
        drawing.date_input(row, frame.ANSWER, read_date(value) or value, place)
    elif field.kind is CoverKind.YES_NO:
        drawing.put(row, frame.ANSWER, ANSWERS.get(value, value), Style.INPUT, place=place)
        drawing.choice(cell, book.lists.range("Yes or no"), "Yes or no", "Choose Yes or No.")
    else:
        drawing.text_input(row, frame.ANSWER, value, place)
    drawing.checker(row, frame.CHECK, _field_checks(book, frame, field, fields, cell, value))


def _field_checks(
    book: Book, frame: CoverFrame, field: CoverField, fields: Sequence[CoverField], cell: str, value: str
) -> list[Check]:
    return [*_field_missing(book, frame, field, fields, cell, value), *unlike(cell, field.kind, value)]


def _field_missing(
    book: Book, frame: CoverFrame, field: CoverField, fields: Sequence[CoverField], cell: str, value: str
) -> list[Check]:
    if field.required:
        return [missing(cell, blank(value), "The answer")]
    if field.required_when is None:
        return []
    code, answer = field.required_when
    if code not in frame.fields:
        return []
    other = next(item for item in fields if item.code == code)
    shown = ANSWERS.get(answer, answer) if other.kind is CoverKind.YES_NO else answer
    asked = book.plan.cover.get(code, "") == answer
    there = a1(frame.fields[code], frame.ANSWER)
    return [Check(f'AND({there}={literal(shown)},{bare(cell)}="")', asked and blank(value), "The answer is missing.")]


def _contacts(drawing: Drawing, frame: CoverFrame) -> None:
    book = drawing.book
    if not frame.contacts:
        return
    drawing.band(frame.contacts_row, "Contacts", Style.SECTION)
    heads = ["Role", "Name", "Job title", "E-mail", "Complete?", "What is missing"]
    drawing.headers(frame.contacts_row + 1, heads)
    known = {contact.role: contact for contact in book.plan.contacts}
    for role in book.planning_round.cover.contacts:
        row, contact = frame.contacts[role.code], known.get(role.code, Contact(role=role.code))
        drawing.put(row, FIRST_COL, role.label, Style.LABEL)
        values = (contact.name, contact.job_title, contact.email)
        for at, (field, value) in enumerate(zip(frame.CONTACT_FIELDS, values, strict=True)):
            place = Place(section=Section.COVER, item=role.code, field=field)
            drawing.text_input(row, frame.ANSWER + at, value, place)
        checks = [
            missing(a1(row, frame.ANSWER), blank(contact.name), "The name"),
            missing(a1(row, frame.ANSWER + 2), blank(contact.email), "The e-mail"),
        ]
        if not role.required:
            cells = area(row, frame.ANSWER, row, frame.ANSWER + len(frame.CONTACT_FIELDS) - 1)
            given = any(drawing.cells[row, frame.ANSWER + at].content for at in range(len(frame.CONTACT_FIELDS)))
            checks = [Check(f"AND(COUNTA({cells})>0,{one.formula})", given and one.exists, one.message)
                      for one in checks]
        checks += unlike(a1(row, frame.ANSWER + 2), CoverKind.EMAIL, contact.email)
        drawing.checker(row, frame.CHECK, checks)
