"""The sheet of contributions by organisation: pooled funds with their hosts, and who pays what of each scheme.

Names and amounts of schemes come from the expenditure sheet by formulas, so they move with it. A fund is
referred to by its number, since two may bear one name.
"""

from decimal import Decimal

from bcf.fund.balances import NOUGHT
from bcf.fund.document import Scheme
from bcf.fund.places import Place, Section
from bcf.fund.round import Column
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.drawing import Drawing
from plans.outputs.workbook.frames import STATUS_ROW
from plans.outputs.workbook.payers_frame import PayersFrame
from plans.outputs.workbook.refs import a1, area, on
from plans.outputs.workbook.typed import clean
from plans.outputs.workbook.values import GENERAL, WHOLE, Formula, Highlight, SheetLayout, Style

ADDS_UP, LESS, MORE = "Balanced", "Still to be allocated", "Over-programmed"
"""The words of the running balances, which are coloured as there."""
NONE = "No payers given"
ABOUT = "Beyond the template: what each organisation pays, where the partners say so."


def lay_out(book: Book, frame: PayersFrame) -> SheetLayout | None:
    """The sheet as a value; None for a plan that names neither payers nor funds."""
    if not frame.wanted:
        return None
    drawing = Drawing(book, frame.title, _widths(frame))
    drawing.band(STATUS_ROW, ABOUT, Style.SUBTITLE)
    _funds(drawing, frame)
    _table(drawing, frame)
    cells = area(frame.first, frame.verdict, frame.last, frame.verdict)
    drawing.highlights.append((cells, Highlight.BALANCE))
    return drawing.done(
        freeze=a1(frame.HEAD_ROW + 1, frame.HOST), header_rows=(frame.table_head, frame.table_head), zoom=85,
    )


def _widths(frame: PayersFrame) -> dict[int, float]:
    widths = {frame.NUMBER: 9.0, frame.NAME: 40.0, frame.HOST: 28.0, frame.NOTE: 28.0}
    return {**widths, **dict.fromkeys(range(frame.FIGURES, frame.verdict), 17.0), frame.verdict: 24.0}


def _heads(drawing: Drawing, frame: PayersFrame, row: int, first: list[str], amount: str) -> None:
    book, texts = drawing.book, list(first)
    for year in book.years:
        texts += [book.year_label(amount, year)]
        texts += [book.year_label(clean(frame.figures.name(body)), year) for body in frame.bodies]
        texts += [book.year_label("Together", year), book.year_label("Left", year)]
    drawing.headers(row, texts)


def _funds(drawing: Drawing, frame: PayersFrame) -> None:
    """A row per fund, one for the schemes below that are in none, and the total of both."""
    drawing.band(frame.HEAD_ROW - 1, "Pooled funds", Style.SECTION)
    _heads(drawing, frame, frame.HEAD_ROW, ["Number", "Pooled fund", "Host", "Note"], "Planned")
    for number, fund in enumerate(frame.funds, 1):
        row = frame.fund_rows[fund.key]
        drawing.put(row, frame.NUMBER, number, Style.LABEL, WHOLE)
        drawing.text_input(row, frame.NAME, fund.name, _fund_place(fund.key, "name"))
        drawing.text_input(row, frame.HOST, clean(frame.figures.name(fund.host)), _fund_place(fund.key, "host"))
        drawing.text_input(row, frame.NOTE, fund.note, _fund_place(fund.key, "note"))
        _sums(drawing, frame, row, [scheme for scheme in frame.schemes if scheme.pooled_fund == fund.key], number)
    outside = [scheme for scheme in frame.schemes if scheme.pooled_fund not in frame.fund_rows]
    drawing.put(frame.outside_row, frame.NAME, "Schemes below in no fund", Style.LABEL)
    _sums(drawing, frame, frame.outside_row, outside, None)
    _total(drawing, frame)


def _fund_place(key: str, attribute: str) -> Place:
    return Place(section=Section.EXPENDITURE, item=key, field=f"fund:{attribute}")


def _sums(drawing: Drawing, frame: PayersFrame, row: int, schemes: list[Scheme], number: int | None) -> None:
    """Sums over the schemes of a fund by its number, or over those without any."""
    numbers = _column(frame, frame.NUMBER)
    condition = f"--({numbers}={number})" if number else f'--({numbers}="")'
    for year in drawing.book.years:
        _sum(drawing, frame, row, frame.start(year), condition, sum((row_.amount(year) for row_ in schemes), NOUGHT))
        for body in frame.bodies:
            paid = sum((row_.payers.get(body, {}).get(year, NOUGHT) for row_ in schemes), NOUGHT)
            _sum(drawing, frame, row, frame.paid(body, year), condition, paid)
        _together_and_left(drawing, frame, row, year, schemes)


def _sum(drawing: Drawing, frame: PayersFrame, row: int, col: int, condition: str, expected: Decimal) -> None:
    text = f"SUMPRODUCT({_column(frame, col)},{condition})"
    drawing.put(row, col, Formula(text, expected), Style.COMPUTED, drawing.book.money)


def _column(frame: PayersFrame, col: int) -> str:
    first, last = a1(frame.first, col), a1(frame.last, col)
    return f"{first}:{last}"


def _total(drawing: Drawing, frame: PayersFrame) -> None:
    row = frame.total_row
    for col in range(frame.NUMBER, frame.FIGURES):
        drawing.put(row, col, "Together" if col == frame.NAME else None, Style.TOTAL)
    for year in drawing.book.years:
        above = [(frame.start(year), sum((scheme.amount(year) for scheme in frame.schemes), NOUGHT))]
        above += [(frame.paid(body, year),
                   sum((scheme.payers.get(body, {}).get(year, NOUGHT) for scheme in frame.schemes), NOUGHT))
                  for body in frame.bodies]  # fmt: skip
        for col, expected in above:
            text = f"SUM({a1(frame.HEAD_ROW + 1, col)}:{a1(frame.outside_row, col)})"
            drawing.put(row, col, Formula(text, expected), Style.TOTAL, drawing.book.money)
        _together_and_left(drawing, frame, row, year, list(frame.schemes), Style.TOTAL)


def _together_and_left(
    drawing: Drawing, frame: PayersFrame, row: int, year: str, schemes: list[Scheme], style: Style = Style.COMPUTED
) -> None:
    money = drawing.book.money
    paid = sum((scheme.paid(year) for scheme in schemes), NOUGHT)
    left = sum((scheme.amount(year) for scheme in schemes), NOUGHT) - paid
    place = None
    if style is Style.COMPUTED and row in frame.rows.values():
        place = Place(section=Section.EXPENDITURE, item=schemes[0].key, field="payers", year=year)
    block = _block(frame, row, year)
    together = drawing.put(row, frame.together(year), Formula(f"SUM({block})" if block else "0", paid), style, money)
    text = f"ROUND({a1(row, frame.start(year))}-{together},2)"
    drawing.put(row, frame.left(year), Formula(text, left), style, money, place)


def _block(frame: PayersFrame, row: int, year: str) -> str:
    """What all bodies pay on a row in a year; "" for a board without bodies."""
    if not frame.bodies:
        return ""
    return f"{a1(row, frame.paid(frame.bodies[0], year))}:{a1(row, frame.paid(frame.bodies[-1], year))}"


def _table(drawing: Drawing, frame: PayersFrame) -> None:
    drawing.band(frame.table_head - 1, "Who pays each scheme", Style.SECTION)
    _heads(drawing, frame, frame.table_head, ["Fund", "Scheme", "Scheme ID", "Source of funding"], "Amount")
    drawing.put(frame.table_head, frame.verdict, "Do they add up?", Style.HEADER_MID)
    numbers = {fund.key: number for number, fund in enumerate(frame.funds, 1)}
    for scheme in frame.schemes:
        _row(drawing, frame, frame.rows[scheme.key], scheme, numbers.get(scheme.pooled_fund))


def _row(drawing: Drawing, frame: PayersFrame, row: int, scheme: Scheme, number: int | None) -> None:
    book = drawing.book

    def place(field: str, year: str = "") -> Place:
        return Place(section=Section.EXPENDITURE, item=scheme.key, field=field, year=year)

    drawing.put(row, frame.NUMBER, number, Style.INPUT, WHOLE, place("pooled_fund"))
    _from_expenditure(drawing, row, frame.NAME, scheme, Column.NAME, scheme.name)
    _from_expenditure(drawing, row, frame.HOST, scheme, Column.SCHEME_ID, scheme.scheme_id)
    label = book.labels.sources.get(scheme.source, scheme.source)
    _from_expenditure(drawing, row, frame.NOTE, scheme, Column.SOURCE, label)
    for year in book.years:
        _amount(drawing, frame, row, scheme, year)
        for body in frame.bodies:
            amount = scheme.payers.get(body, {}).get(year)
            where = place(f"payers:{body}", year)
            drawing.put(row, frame.paid(body, year), amount, Style.INPUT, book.money, where)
        _together_and_left(drawing, frame, row, year, [scheme])
    _verdict(drawing, frame, row, scheme)


def _source_cell(book: Book, scheme: Scheme, column: Column, year: str = "") -> str:
    """The cell of the expenditure sheet that holds a column of the scheme; "" where there is none."""
    sheet = book.expenditure
    col = sheet.column(column, year) if sheet else None
    return on(sheet.title, sheet.rows[scheme.key], col) if sheet and col else ""


def _from_expenditure(drawing: Drawing, row: int, col: int, scheme: Scheme, column: Column, text: str) -> None:
    """A text of the scheme, from the expenditure sheet where that has it."""
    cell = _source_cell(drawing.book, scheme, column)
    shown = clean(text)
    content = Formula(f'IF({cell}="","",{cell})', shown) if cell else shown
    drawing.put(row, col, content, Style.COMPUTED, GENERAL)


def _amount(drawing: Drawing, frame: PayersFrame, row: int, scheme: Scheme, year: str) -> None:
    cell, amount = _source_cell(drawing.book, scheme, Column.AMOUNT, year), scheme.amount(year)
    content = Formula(f"N({cell})", amount) if cell else amount
    drawing.put(row, frame.start(year), content, Style.COMPUTED, drawing.book.money)


def _verdict(drawing: Drawing, frame: PayersFrame, row: int, scheme: Scheme) -> None:
    """Whether the payers of every year add up; a row without payers is only in a fund."""
    years = drawing.book.years
    left = [scheme.amount(year) - scheme.paid(year) for year in years]
    cells = [a1(row, frame.left(year)) for year in years]
    blocks = [block for year in years if (block := _block(frame, row, year))]
    count = f"COUNT({','.join(blocks)})" if blocks else "0"
    named = any(year in by_year for by_year in scheme.payers.values() for year in years)
    expected = NONE if not named else MORE if min(left) < 0 else LESS if max(left) > 0 else ADDS_UP
    text = (f'IF({count}=0,"{NONE}",IF(MIN({",".join(cells)})<0,"{MORE}",'
            f'IF(MAX({",".join(cells)})>0,"{LESS}","{ADDS_UP}")))')  # fmt: skip
    drawing.put(row, frame.verdict, Formula(text, expected), Style.COMPUTED)
