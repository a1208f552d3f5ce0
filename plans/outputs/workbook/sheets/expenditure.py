"""The expenditure sheet: running balances, required spend, and a row per scheme."""

from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.places import Place, Section
from bcf.fund.round import Column
from plans.outputs.workbook.book import SHARE, SHARE_FINE, Book, spent
from plans.outputs.workbook.drawing import PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.fences import counted
from plans.outputs.workbook.frames import FIRST_COL
from plans.outputs.workbook.lists import NO, YES
from plans.outputs.workbook.money_frames import ExpenditureFrame, TableColumn
from plans.outputs.workbook.numbers import number
from plans.outputs.workbook.refs import a1, area, on
from plans.outputs.workbook.rows import row_checks
from plans.outputs.workbook.values import (
    GENERAL,
    TEXT,
    Content,
    Formula,
    Highlight,
    ListKind,
    SheetLayout,
    Style,
    Validation,
)

WIDTHS: dict[Column, float] = {
    Column.SCHEME_ID: 8, Column.NAME: 27, Column.DESCRIPTION: 34, Column.SCHEME_TYPE: 21, Column.SUB_TYPE: 21,
    Column.TYPE_OTHER: 17, Column.OUTPUT_UNIT: 12, Column.OUTPUT_ESTIMATE: 11, Column.IMPACT: 11, Column.AREA: 13,
    Column.AREA_OTHER: 16, Column.COMMISSIONER: 15, Column.JOINT_NHS: 15, Column.JOINT_LA: 15, Column.PROVIDER: 16,
    Column.SOURCE: 17, Column.DURATION: 13, Column.AMOUNT: 15, Column.NEW_OR_EXISTING: 11,
}
MONEY_WIDTH, STATUS_WIDTH = 15.0, 19.0
BALANCED, LEFT, OVER = "Balanced", "Still to be allocated", "Over-programmed"
MET, UNMET, UNKNOWN = "Met", "Not met", "No minimum loaded"


def lay_out(book: Book, frame: ExpenditureFrame) -> SheetLayout:
    """The expenditure sheet as a value."""
    drawing = Drawing(book, frame.title, _widths(frame))
    _balances(drawing, frame)
    _required_spend(drawing, frame)
    _table_head(drawing, frame)
    for at in range(frame.first, frame.last + 1):
        number = at - frame.first
        _row(drawing, frame, at, book.plan.schemes[number] if number < len(book.plan.schemes) else None)
    _validations(drawing, frame)
    checked = [area(frame.first, FIRST_COL, frame.last, FIRST_COL)]
    verdicts = area(frame.BALANCE_HEAD + 1, frame.verdict, frame.head_row - 2, frame.verdict)
    drawing.highlights.append((verdicts, Highlight.BALANCE))
    _status(drawing, frame, checked)
    drawing.heights |= {frame.head_row - 1: 20.0}
    return drawing.done(
        freeze=a1(frame.first, frame.label + 1),
        header_rows=(frame.head_row - 1, frame.head_row),
        last_row=frame.head_row + len(book.plan.schemes) + 10,
        zoom=85,
    )


def _widths(frame: ExpenditureFrame) -> dict[int, float]:
    widths = {column.col: WIDTHS[column.spec.code] for column in frame.columns}
    for col in range(frame.label + 1, frame.verdict + 1):
        widths[col] = max(MONEY_WIDTH, widths.get(col, 0))
    widths[frame.label] = max(WIDTHS[Column.NAME], widths[frame.label])
    widths[frame.verdict] = max(21.0, widths[frame.verdict])
    return {FIRST_COL: STATUS_WIDTH, **widths, frame.problem: PROBLEM_WIDTH}


def _balances(drawing: Drawing, frame: ExpenditureFrame) -> None:
    book, head = drawing.book, frame.BALANCE_HEAD
    drawing.put(head, frame.label, "Running balances", Style.HEADER)
    drawing.put(head, frame.verdict, "Balance", Style.HEADER_MID)
    for year in book.years:
        drawing.headers(
            head, [book.year_label(text, year) for text in ("Income", "Planned expenditure", "Left to allocate")],
            frame.figure(year, 0),
        )
    by_year = {(balance.source, balance.year): balance for balance in book.figures.balances}
    for code, row in frame.balance_rows.items():
        label = book.labels.sources[code]
        label_ref = drawing.put(row, frame.label, label, Style.LABEL)
        for year in book.years:
            balance = by_year[code, year]
            _income(drawing, frame, row, year, balance.income, code)
            _money(drawing, row, frame.figure(year, 1),
                   spent(frame, Column.SOURCE, label, f"${label_ref}", year), balance.planned)
            _left(drawing, frame, row, year, balance.left, Place(
                section=Section.EXPENDITURE, item=code, field="balance", year=year))
        _verdict(drawing, frame, row, [by_year[code, year].left for year in book.years])
    _totals(drawing, frame)


def _totals(drawing: Drawing, frame: ExpenditureFrame) -> None:
    book, row = drawing.book, frame.balance_total_row
    drawing.put(row, frame.label, "Total, including rows without a source", Style.TOTAL)
    for year in book.years:
        income, planned = book.figures.total_income(year), book.figures.total_planned(year)
        first, last = (a1(line, frame.figure(year, 0)) for line in (frame.BALANCE_HEAD + 1, row - 1))
        _money(drawing, row, frame.figure(year, 0), f"SUM({first}:{last})", income, Style.TOTAL)
        _money(drawing, row, frame.figure(year, 1), f"SUM({frame.range(Column.AMOUNT, year)})", planned, Style.TOTAL)
        _left(drawing, frame, row, year, income - planned, None, Style.TOTAL)
    _verdict(drawing, frame, row, [book.figures.total_income(y) - book.figures.total_planned(y) for y in book.years],
             Style.TOTAL)


def _money(
    drawing: Drawing, row: int, col: int, text: str, expected: Decimal, style: Style = Style.COMPUTED,
    place: Place | None = None,
) -> None:
    drawing.put(row, col, Formula(text, expected), style, drawing.book.money, place)


def _income(
    drawing: Drawing, frame: ExpenditureFrame, row: int, year: str, expected: Decimal, code: str
) -> None:
    """The income of a source, from the income sheet; a round without such a sheet has no formula for it."""
    income = drawing.book.income
    col = frame.figure(year, 0)
    if income is None:
        drawing.put(row, col, expected, Style.ALLOCATED, drawing.book.money)
        return
    _money(drawing, row, col, on(income.title, income.blocks[code].total_row, income.amount(year)), expected)


def _left(
    drawing: Drawing, frame: ExpenditureFrame, row: int, year: str, expected: Decimal, place: Place | None,
    style: Style = Style.COMPUTED,
) -> None:
    income, planned = (a1(row, frame.figure(year, number)) for number in (0, 1))
    _money(drawing, row, frame.figure(year, 2), f"ROUND({income}-{planned},2)", expected, style, place)


def _verdict(
    drawing: Drawing, frame: ExpenditureFrame, row: int, left: list[Decimal], style: Style = Style.COMPUTED
) -> None:
    cells = [a1(row, frame.figure(year, 2)) for year in drawing.book.years]
    low, high = f"MIN({','.join(cells)})", f"MAX({','.join(cells)})"
    expected = OVER if min(left) < 0 else LEFT if max(left) > 0 else BALANCED
    text = f'IF({low}<0,"{OVER}",IF({high}>0,"{LEFT}","{BALANCED}"))'
    drawing.put(row, frame.verdict, Formula(text, expected), style)


def _required_spend(drawing: Drawing, frame: ExpenditureFrame) -> None:
    book, head = drawing.book, frame.fence_head
    if not book.planning_round.ring_fences:
        return
    drawing.put(head, frame.label, "Required spend", Style.HEADER)
    drawing.put(head, frame.verdict, "Requirement", Style.HEADER_MID)
    for year in book.years:
        drawing.headers(
            head, [book.year_label(text, year) for text in ("Minimum required", "Planned", "Under spend")],
            frame.figure(year, 0),
        )
    by_year = {(spend.code, spend.year): spend for spend in book.figures.required_spend}
    for fence in book.planning_round.ring_fences:
        row = frame.fence_rows[fence.code]
        drawing.put(row, frame.label, fence.short_label, Style.LABEL)
        for year in book.years:
            spend = by_year[fence.code, year]
            drawing.put(row, frame.figure(year, 0), spend.minimum, Style.ALLOCATED, book.money)
            place = Place(section=Section.EXPENDITURE, item=fence.code, field="minimum", year=year)
            _money(drawing, row, frame.figure(year, 1), counted(book, frame, fence, year), spend.planned, place=place)
            minimum, planned = (a1(row, frame.figure(year, number)) for number in (0, 1))
            _money(drawing, row, frame.figure(year, 2), f"ROUND(MAX(0,{minimum}-{planned}),6)", spend.under_spend)
        spends = [by_year[fence.code, year] for year in book.years]
        known = [a1(row, frame.figure(year, 0)) for year in book.years]
        under = "+".join(a1(row, frame.figure(year, 2)) for year in book.years)
        text = f'IF(COUNT({",".join(known)})<{len(known)},"{UNKNOWN}",IF({under}>0,"{UNMET}","{MET}"))'
        expected = UNKNOWN if any(spend.minimum is None for spend in spends) else (
            MET if all(spend.met for spend in spends) else UNMET)
        drawing.put(row, frame.verdict, Formula(text, expected), Style.COMPUTED)


def _status(drawing: Drawing, frame: ExpenditureFrame, checked: list[str]) -> None:
    """The sheet is complete when it has rows, none says No, every balance is nought and every requirement is met."""
    rows = [*frame.balance_rows.values(), frame.balance_total_row, *frame.fence_rows.values()]
    cells = [drawing.cells[row, frame.verdict].content for row in rows]
    good = sum(1 for cell in cells if isinstance(cell, Formula) and cell.expected in (BALANCED, MET))
    verdicts = area(frame.BALANCE_HEAD + 1, frame.verdict, frame.head_row - 2, frame.verdict)
    count = f'COUNTIF({verdicts},"{BALANCED}")+COUNTIF({verdicts},"{MET}")={len(rows)}'
    answers = area(frame.first, FIRST_COL, frame.last, FIRST_COL)
    verdicts_of_rows = (drawing.cells[row, FIRST_COL].content for row in range(frame.first, frame.last + 1))
    there = any(isinstance(verdict, Formula) and verdict.expected for verdict in verdicts_of_rows)
    any_row = f'COUNTIF({answers},"{YES}")+COUNTIF({answers},"{NO}")>0'
    drawing.status(checked, f"{count},{any_row}", good == len(rows) and there)


def _table_head(drawing: Drawing, frame: ExpenditureFrame) -> None:
    book, head = drawing.book, frame.head_row
    drawing.put(head - 1, FIRST_COL, None, Style.GROUP)
    drawing.put(head, FIRST_COL, "Complete?", Style.HEADER)
    shown = ""
    for column in frame.columns:
        group = column.spec.group
        drawing.put(head - 1, column.col, group if group and group != shown else None, Style.GROUP)
        shown = group
        label = column.spec.label
        if column.spec.code is Column.IMPACT:
            label = f"{label} {column.extra}"
        elif column.spec.code is Column.AMOUNT:
            label = book.year_label(label, column.extra)
        drawing.put(head, column.col, label, Style.HEADER_MID)
    drawing.put(head - 1, frame.problem, None, Style.GROUP)
    drawing.put(head, frame.problem, "What is missing or wrong", Style.HEADER_MID)


def _row(drawing: Drawing, frame: ExpenditureFrame, row: int, scheme: Scheme | None) -> None:
    for column in frame.columns:
        content, number_format = _content(drawing.book, column, scheme)
        place = None
        if scheme:
            year = column.extra if column.spec.code is Column.AMOUNT else ""
            place = Place(section=Section.EXPENDITURE, item=scheme.key, field=column.field, year=year)
        drawing.put(row, column.col, content, Style.INPUT, number_format, place)
    inputs = area(row, frame.TABLE_COL, row, frame.problem - 1)
    cells = (drawing.cells[row, column.col].content for column in frame.columns)
    empty = all(content in (None, "") for content in cells)
    checks = row_checks(drawing.book, frame, row, scheme or Scheme(key="0"))
    drawing.checker(row, FIRST_COL, checks, f"COUNTA({inputs})=0", empty, frame.problem)


def _content(book: Book, column: TableColumn, scheme: Scheme | None) -> tuple[Content, str]:
    """What a cell of the table shows, labels for codes, and its number format."""
    labels, code = book.labels, column.spec.code
    lists = {
        Column.SCHEME_TYPE: labels.types, Column.SUB_TYPE: {}, Column.OUTPUT_UNIT: labels.units,
        Column.AREA: labels.areas, Column.COMMISSIONER: labels.commissioners, Column.PROVIDER: labels.providers,
        Column.SOURCE: labels.sources, Column.NEW_OR_EXISTING: labels.new_or_existing,
    }
    if code is Column.AMOUNT:
        return (scheme.amounts.get(column.extra) if scheme else None), book.money
    if code in (Column.JOINT_NHS, Column.JOINT_LA):
        share: Decimal | None = getattr(scheme, code.value) if scheme else None
        return (None, SHARE) if share is None else (share / 100, SHARE if share % 1 == 0 else SHARE_FINE)
    if code is Column.OUTPUT_ESTIMATE:
        estimate = scheme.output_estimate if scheme else None
        return estimate, number(estimate)
    if scheme is None:
        return None, GENERAL if code in lists or code is Column.IMPACT else TEXT
    if code is Column.IMPACT:
        level = scheme.impact.get(column.extra, "")
        return labels.impact.get(level, level), GENERAL
    if code is Column.SUB_TYPE:
        return labels.sub_type(scheme.scheme_type, scheme.sub_type), GENERAL
    if code in lists:
        value = str(getattr(scheme, code.value))
        return lists[code].get(value, value), GENERAL
    return str(getattr(scheme, code.value)), TEXT


def _validations(drawing: Drawing, frame: ExpenditureFrame) -> None:
    book, lists = drawing.book, drawing.book.lists
    names = {
        Column.SCHEME_TYPE: "Type", Column.IMPACT: "Impact", Column.AREA: "Area", Column.COMMISSIONER: "Commissioner",
        Column.PROVIDER: "Provider", Column.SOURCE: "Source", Column.NEW_OR_EXISTING: "New or existing",
    }
    dependent = {Column.SUB_TYPE: ("Sub-type's type", "Sub-type"), Column.OUTPUT_UNIT: ("Unit's type", "Unit")}
    type_cell = f"${a1(frame.first, frame.column(Column.SCHEME_TYPE) or 1)}"
    largest = f"{book.planning_round.expenditure.largest_amount:f}"
    for column in frame.columns:
        cells = area(frame.first, column.col, frame.last, column.col)
        code, label, hint = column.spec.code, column.spec.label, column.spec.hint
        if code in names:
            drawing.choice(cells, lists.range(names[code]), label, hint)
        elif code in dependent:
            drawing.choice(cells, lists.dependent(*dependent[code], type_cell), label, hint)
        elif code is Column.AMOUNT:
            hint = hint or f"Pounds from 0 to {book.planning_round.expenditure.largest_amount:,}."
            _between(drawing, cells, label, hint, largest)
        elif code is Column.OUTPUT_ESTIMATE:
            _between(drawing, cells, label, hint or "A number.", "1000000000")
        elif code in (Column.JOINT_NHS, Column.JOINT_LA):
            _between(drawing, cells, label, hint or "A percentage from 0% to 100%.", "1")


def _between(drawing: Drawing, cells: str, title: str, message: str, most: str) -> None:
    drawing.validations.append(Validation(cells, ListKind.DECIMAL, "0", most, title[:32], message[:255]))


def names(book: Book, frame: ExpenditureFrame) -> dict[str, str]:
    """Defined names for the totals of this sheet."""
    found = {}
    for year in book.years:
        suffix = year.replace("-", "_")
        for number_, name in enumerate(("Income", "Expenditure", "Balance")):
            col = frame.figure(year, number_)
            found[f"Total_{name}_{suffix}"] = on(frame.title, frame.balance_total_row, col)
        for code, row in frame.fence_rows.items():
            found[f"Planned_{code}_{suffix}"] = on(frame.title, row, frame.figure(year, 1))
            found[f"Minimum_{code}_{suffix}"] = on(frame.title, row, frame.figure(year, 0))
    return found
