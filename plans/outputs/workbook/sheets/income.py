"""The income sheet: what each contributor pays into each source, with totals, gates and district breakdowns."""

from decimal import Decimal

from bcf.fund.balances import NOUGHT
from bcf.fund.places import Place, Section
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, bare
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.lists import ANSWERS, NO, YES
from plans.outputs.workbook.money_frames import IncomeBlock, IncomeFrame, IncomeLine
from plans.outputs.workbook.refs import a1, area, on
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import TEXT, Formula, ListKind, SheetLayout, Style, Validation

MOST = "100000000000"


def lay_out(book: Book, frame: IncomeFrame) -> SheetLayout:
    """The income sheet as a value."""
    money = {frame.AMOUNTS + at: 18.0 for at in range(2 * len(book.years))}
    drawing = Drawing(book, frame.title, {
        frame.LABEL: 44, frame.CONTRIBUTOR: 36, **money, frame.comment: 44, frame.check: CHECK_WIDTH,
        frame.problem: PROBLEM_WIDTH,
    })
    drawing.headers(frame.HEAD_ROW, [
        "Source of funding", "Contributor", *(book.year_label("Amount", year) for year in book.years),
        *(book.year_label("Published allocation", year) for year in book.years), "Comment", "Complete?",
        "What is missing or wrong",
    ])
    for block in frame.blocks.values():
        _block(drawing, frame, block)
    _totals(drawing, frame)
    _remark(drawing, frame)
    drawing.status([area(frame.HEAD_ROW + 1, frame.check, frame.pool_row, frame.check)])
    return drawing.done(freeze=a1(frame.HEAD_ROW + 1, frame.CONTRIBUTOR), header_rows=(frame.HEAD_ROW, frame.HEAD_ROW))


def _block(drawing: Drawing, frame: IncomeFrame, block: IncomeBlock) -> None:
    source = block.source
    drawing.band(block.row, drawing.book.labels.sources[source.code], Style.SECTION)
    kind = ", ".join(word for word, holds in (
        ("mandatory", source.mandatory), ("set nationally", source.allocated), ("capital", source.capital)) if holds)
    payer = "council" if source.payer == "LA" else "NHS"
    drawing.put(block.row, frame.CONTRIBUTOR, f"Paid by the {payer}{': ' if kind else ''}{kind}", Style.SECTION)
    if block.gate_row:
        _gate(drawing, frame, block, block.gate_row)
    for at, line in enumerate(block.lines):
        _line(drawing, frame, block, block.lines_row + at, line)
    for at in range(block.spare):
        _line(drawing, frame, block, block.lines_row + len(block.lines) + at, None)
    _block_total(drawing, frame, block)
    if block.districts:
        _breakdown(drawing, frame, block)


def _gate(drawing: Drawing, frame: IncomeFrame, block: IncomeBlock, row: int) -> None:
    book, code = drawing.book, block.source.code
    drawing.put(row, frame.LABEL, block.source.gate, Style.LABEL)
    answer = book.plan.gates.get(code, "")
    place = Place(section=Section.INCOME, item=code, field="gate")
    cell = drawing.put(row, frame.AMOUNTS, ANSWERS.get(answer, ""), Style.INPUT, place=place)
    drawing.choice(cell, book.lists.range("Yes or no"), "Yes or no", "Choose Yes or No.")
    lines = area(block.lines_row, frame.AMOUNTS, block.total_row - 1, frame.AMOUNTS + len(book.years) - 1)
    entered = any(amount for line in block.lines for amount in line.amounts.values())
    given = f"COUNT({lines})-COUNTIF({lines},0)"
    drawing.checker(row, frame.check, [
        Check(f'{cell}=""', not answer, "Answer Yes or No."),
        Check(f'AND({cell}="{NO}",{given}>0)', answer == "no" and entered,
              "The answer is No but an amount is given."),
        Check(f'AND({cell}="{YES}",{given}=0)', answer == "yes" and not entered, "Give the amount."),
    ])


def _line(drawing: Drawing, frame: IncomeFrame, block: IncomeBlock, row: int, line: IncomeLine | None) -> None:
    fixed = line.allocated if line else False
    style = Style.ALLOCATED if fixed else Style.INPUT
    drawing.put(row, frame.LABEL, "Set nationally, cannot be changed here" if fixed else "Contribution", Style.NOTE)
    drawing.put(row, frame.CONTRIBUTOR, line.contributor if line else None, style, TEXT)
    for year in drawing.book.years:
        place = _line_place(block, line, year)
        cell = drawing.put(row, frame.amount(year), line.amounts.get(year) if line else None, style,
                           drawing.book.money, place)
        if not fixed:
            _amount(drawing, cell)
    drawing.put(row, frame.comment, line.comment if line else None, style, TEXT)
    if not fixed:
        _line_checker(drawing, frame, row, line)


def _line_checker(drawing: Drawing, frame: IncomeFrame, row: int, line: IncomeLine | None) -> None:
    """A line says who pays and how much, in each year for which it was begun."""
    amounts = area(row, frame.AMOUNTS, row, frame.AMOUNTS + len(drawing.book.years) - 1)
    contributor, comment = (bare(a1(row, col)) for col in (frame.CONTRIBUTOR, frame.comment))
    begun = line.begun if line else ()
    cells = ",".join(a1(row, frame.amount(year)) for year in begun) or amounts
    entered, named = bool(line and line.amounts), bool(line and not blank(line.contributor))
    told = named or bool(line and not blank(line.comment))
    gaps = len(begun) - sum(year in line.amounts for year in begun) if line else 0
    negative = line is not None and any(amount < 0 for amount in line.amounts.values())
    drawing.checker(row, frame.check, [
        Check(f'AND(COUNT({amounts})>0,{contributor}="")', entered and not named, "Name the contributor."),
        Check(f'AND(COUNT({cells})<{max(1, len(begun))},{contributor}&{comment}<>"")', told and gaps > 0,
              "Give the amount."),
        _below_nought(amounts, negative),
    ], f'AND(COUNT({amounts})=0,{contributor}&{comment}="")', not entered and not told)


def _amount(drawing: Drawing, cell: str) -> None:
    drawing.validations.append(Validation(cell, ListKind.DECIMAL, "0", MOST, "Amount", "Pounds, nought or more."))


def _below_nought(cells: str, negative: bool) -> Check:
    return Check(f"MIN({cells})<0", negative, "An amount is below nought.")


def _line_place(block: IncomeBlock, line: IncomeLine | None, year: str) -> Place | None:
    """The place of a line that a body can be named by: the first of that body which no district's line shares."""
    if line is None or not line.body or line.body in block.districts:
        return None
    if next(other for other in block.lines if other.body == line.body) is not line:
        return None
    return Place(section=Section.INCOME, item=block.source.code, field=line.body, year=year)


def _block_total(drawing: Drawing, frame: IncomeFrame, block: IncomeBlock) -> None:
    book, code, row = drawing.book, block.source.code, block.total_row
    drawing.put(row, frame.LABEL, f"Total {book.labels.sources[code]}", Style.TOTAL)
    drawing.put(row, frame.CONTRIBUTOR, None, Style.TOTAL)
    checks = []
    for year in book.years:
        col, expected = frame.amount(year), book.figures.income[code, year]
        lines = area(block.lines_row, col, row - 1, col)
        place = Place(section=Section.INCOME, item=code, field="amount", year=year)
        cell = drawing.put(row, col, Formula(f"SUM({lines})", expected), Style.TOTAL, book.money, place)
        published = book.figures.allocated_income.get((code, year))
        there = drawing.put(row, frame.published(year), published, Style.ALLOCATED, book.money)
        if block.source.mandatory:
            entered = any(year in line.amounts for line in block.lines)
            checks.append(Check(f'AND(COUNT({lines})=0,OR({there}="",{there}<>0))', not entered and published != 0,
                                book.in_year("This contribution must be pooled", year)))
        if block.source.allocated:
            differs = published is not None and expected != published
            checks.append(Check(f'AND({there}<>"",ROUND({cell}-{there},2)<>0)', differs,
                                book.in_year("Differs from the published allocation", year)))
    if checks:
        drawing.checker(row, frame.check, checks)


def _breakdown(drawing: Drawing, frame: IncomeFrame, block: IncomeBlock) -> None:
    book, code = drawing.book, block.source.code
    names = {body.code: body.name for body in book.plan.board.bodies}
    given: dict[tuple[str, str], Decimal | None] = {}
    for line in book.plan.breakdown:
        if line.source == code and line.amount is not None:
            given[line.body, line.year] = (given.get((line.body, line.year)) or NOUGHT) + line.amount
    drawing.put(block.total_row + 1, frame.LABEL, "Of which, by district", Style.STRONG)
    for body, row in block.district_rows.items():
        drawing.put(row, frame.LABEL, "District", Style.NOTE)
        drawing.put(row, frame.CONTRIBUTOR, names.get(body, body), Style.LABEL)
        for year in book.years:
            place = Place(section=Section.INCOME, item=code, field=body, year=year)
            cell = drawing.put(row, frame.amount(year), given.get((body, year)), Style.INPUT, book.money, place)
            _amount(drawing, cell)
    _breakdown_total(drawing, frame, block, given)


def _breakdown_total(
    drawing: Drawing, frame: IncomeFrame, block: IncomeBlock, given: dict[tuple[str, str], Decimal | None]
) -> None:
    book, code, total_row = drawing.book, block.source.code, block.district_total_row or block.last
    drawing.put(total_row, frame.LABEL, "Total of the districts", Style.TOTAL)
    drawing.put(total_row, frame.CONTRIBUTOR, None, Style.TOTAL)
    drawing.put(total_row + 1, frame.LABEL, "Left to share out", Style.LABEL)
    checks = []
    for year in book.years:
        col = frame.amount(year)
        shared = sum((amount or NOUGHT for (_, of), amount in given.items() if of == year), NOUGHT)
        left = book.figures.income[code, year] - shared
        districts = area(total_row - len(block.districts), col, total_row - 1, col)
        cell = drawing.put(total_row, col, Formula(f"SUM({districts})", shared), Style.TOTAL, book.money)
        formula = Formula(f"ROUND({a1(block.total_row, col)}-{cell},2)", left)
        there = drawing.put(total_row + 1, col, formula, Style.COMPUTED, book.money)
        checks.append(Check(f"{there}<>0", left != 0, book.in_year("The districts do not make up the total", year)))
    every = area(total_row - len(block.districts), frame.AMOUNTS, total_row - 1, frame.AMOUNTS + len(book.years) - 1)
    negative = any(amount < 0 for (_, year), amount in given.items() if amount is not None and year in book.years)
    drawing.checker(total_row + 1, frame.check, [*checks, _below_nought(every, negative)])


def _totals(drawing: Drawing, frame: IncomeFrame) -> None:
    book, funding = drawing.book, drawing.book.planning_round.funding_sources
    drawing.band(frame.totals_row - 1, "Totals", Style.SECTION)
    for at, subtotal in enumerate(funding.subtotals):
        row = frame.totals_row + at
        drawing.put(row, frame.LABEL, subtotal.label, Style.LABEL)
        for year in book.years:
            cells = "+".join(a1(frame.blocks[code].total_row, frame.amount(year)) for code in subtotal.sources)
            formula = Formula(cells, book.figures.subtotal(subtotal.code, year))
            drawing.put(row, frame.amount(year), formula, Style.COMPUTED, book.money)
    drawing.put(frame.pool_row, frame.LABEL, "Total pooled budget", Style.TOTAL)
    drawing.put(frame.pool_row, frame.CONTRIBUTOR, None, Style.TOTAL)
    for year in book.years:
        cells = "+".join(a1(block.total_row, frame.amount(year)) for block in frame.blocks.values())
        formula = Formula(cells, book.figures.total_income(year))
        drawing.put(frame.pool_row, frame.amount(year), formula, Style.TOTAL, book.money)


def _remark(drawing: Drawing, frame: IncomeFrame) -> None:
    book, row = drawing.book, frame.remark_row
    drawing.put(row - 1, frame.LABEL, book.planning_round.funding_sources.comment_label, Style.STRONG)
    place = Place(section=Section.INCOME, item="comment", field="value")
    drawing.long_input(row, frame.LABEL, book.plan.income_comment, place)


def names(book: Book, frame: IncomeFrame) -> dict[str, str]:
    """Defined names for the income of each source and of each subtotal."""
    found = {}
    for year in book.years:
        suffix = year.replace("-", "_")
        for code, block in frame.blocks.items():
            found[f"Income_{code}_{suffix}"] = on(frame.title, block.total_row, frame.amount(year))
        found[f"Pooled_budget_{suffix}"] = on(frame.title, frame.pool_row, frame.amount(year))
    return found
