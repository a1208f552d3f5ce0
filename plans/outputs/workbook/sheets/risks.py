"""The risk log: likelihood times impact gives the score."""

from decimal import Decimal

from bcf.fund.document import Risk
from bcf.fund.places import Place, Section
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, missing
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.frames import RisksFrame
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import WHOLE, Formula, ListKind, SheetLayout, Style, Validation

WIDTHS = {"risk": 52.0, "likelihood": 12.0, "impact": 12.0, "score": 10.0, "mitigation": 60.0, "owner": 26.0}


def lay_out(book: Book, frame: RisksFrame) -> SheetLayout | None:
    """The risk log as a value, or None where the round has none."""
    risks = book.planning_round.risks
    if risks is None:
        return None
    columns = frame.COLUMNS
    drawing = Drawing(book, frame.title, {
        **{columns[name]: width for name, width in WIDTHS.items()},
        frame.CHECK: CHECK_WIDTH, frame.PROBLEM: PROBLEM_WIDTH,
    })
    drawing.headers(frame.HEAD_ROW, [
        "Risk", f"Likelihood (1 to {risks.scale})", f"Impact (1 to {risks.scale})", "Score", "How it is lessened",
        "Who answers for it", "Complete?", "What is missing or wrong",
    ])
    first = frame.HEAD_ROW + 1
    for row in range(first, frame.last + 1):
        number = row - first
        _risk(drawing, frame, row, book.plan.risks[number] if number < len(book.plan.risks) else None, risks.scale)
    drawing.status([area(first, frame.CHECK, frame.last, frame.CHECK)])
    scores = area(first, columns["likelihood"], frame.last, columns["impact"])
    drawing.validations.append(Validation(
        scores, ListKind.WHOLE, "1", str(risks.scale), "Score", f"A whole number from 1 to {risks.scale}."))
    return drawing.done(freeze=a1(first, columns["likelihood"]), header_rows=(frame.HEAD_ROW, frame.HEAD_ROW))


def _risk(drawing: Drawing, frame: RisksFrame, row: int, risk: Risk | None, scale: int) -> None:
    columns = frame.COLUMNS

    def place(field: str) -> Place | None:
        return Place(section=Section.RISKS, item=risk.key, field=field) if risk else None

    given = risk or Risk(key="0")
    texts = {name: drawing.text_input(row, columns[name], getattr(given, name), place(name))
             for name in ("risk", "mitigation", "owner")}
    numbers = {name: drawing.put(row, columns[name], getattr(given, name), Style.INPUT, WHOLE, place(name))
               for name in ("likelihood", "impact")}
    both = ",".join(numbers.values())
    score = Formula(f'IF(COUNT({both})<2,"",{"*".join(numbers.values())})',
                    "" if given.score is None else Decimal(given.score))
    drawing.put(row, columns["score"], score, Style.COMPUTED, WHOLE, place("score"))
    empty = not any((given.risk, given.mitigation, given.owner, given.likelihood, given.impact))
    inputs = ",".join([*texts.values(), *numbers.values()])
    outside = [value for value in (given.likelihood, given.impact) if value is not None and value > scale]
    drawing.checker(row, frame.CHECK, [
        missing(texts["risk"], blank(given.risk), "The risk"),
        Check(f"COUNT({both})<2", given.score is None, "Likelihood or impact is missing."),
        Check(f"MAX({both})>{scale}", bool(outside), f"The scale runs from 1 to {scale}."),
        missing(texts["mitigation"], blank(given.mitigation), "How it is lessened"),
        missing(texts["owner"], blank(given.owner), "Who answers for it"),
    ], f"COUNTA({inputs})=0", empty)
