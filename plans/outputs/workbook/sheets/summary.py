"""The summary: every total of the plan on one sheet, all of it live."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.balances import NOUGHT
from bcf.fund.round import Column
from plans.outputs.workbook.book import Book, spent
from plans.outputs.workbook.drawing import Drawing
from plans.outputs.workbook.frames import FIRST_COL
from plans.outputs.workbook.refs import a1, on
from plans.outputs.workbook.sheets.summary_answers import put_answers
from plans.outputs.workbook.values import Content, Formula, SheetLayout, Style

LABEL, FIGURES = FIRST_COL, FIRST_COL + 1
ALL_YEARS = "All years"
Totals = Mapping[tuple[str, str], Decimal]


def lay_out(book: Book, title: str) -> SheetLayout:
    """The summary as a value."""
    columns = 3 * (len(book.years) + (len(book.years) > 1))
    drawing = Drawing(book, title, {LABEL: 74, **{FIGURES + at: 19.0 for at in range(columns)}})
    row = _income_and_expenditure(drawing, 4)
    row = _required_spend(drawing, row + 1)
    figures, labels = book.figures, book.labels
    types = {item.code: item.summary_label for item in book.planning_round.scheme_types.items}
    row = _spend(drawing, row + 1, "scheme type", Column.SCHEME_TYPE, labels.types, figures.by_scheme_type, types)
    row = _spend(drawing, row + 1, "area of spend", Column.AREA, labels.areas, figures.by_area)
    row = _spend(drawing, row + 1, "commissioner", Column.COMMISSIONER, labels.commissioners, figures.by_commissioner)
    row = _spend(drawing, row + 1, "provider", Column.PROVIDER, labels.providers, figures.by_provider)
    put_answers(drawing, row + 1)
    return drawing.done(freeze=a1(4, FIGURES))


def _put(drawing: Drawing, row: int, col: int, text: str | None, expected: Decimal, style: Style) -> str:
    """A total; where the round has no sheet that a formula could refer to, the figure itself."""
    content: Content = expected if text is None else Formula(text, expected)
    return drawing.put(row, col, content, style, drawing.book.money)


def _income_and_expenditure(drawing: Drawing, row: int) -> int:
    book, figures = drawing.book, drawing.book.figures
    drawing.band(row, "Income and expenditure", Style.SECTION)
    spans = [*book.years, ALL_YEARS] if len(book.years) > 1 else list(book.years)
    heads = [book.year_label(text, span) for span in spans for text in ("Income", "Expenditure", "Difference")]
    drawing.headers(row + 1, ["Source of funding", *heads])
    at = row + 2
    rows = {code: at + number for number, code in enumerate(book.planning_round.sources)}
    for code, line in rows.items():
        _line(drawing, line, book.labels.sources[code], _source_formulas(book, code),
              {year: (figures.income[code, year], figures.planned[code, year]) for year in book.years}, Style.COMPUTED)
    at += len(rows)
    for subtotal in book.planning_round.funding_sources.subtotals:
        texts = {
            year: tuple("+".join(a1(rows[code], FIGURES + 3 * number + part) for code in subtotal.sources)
                        for part in (0, 1))
            for number, year in enumerate(book.years)
        }
        sums = {year: (figures.subtotal(subtotal.code, year),
                       sum((figures.planned[code, year] for code in subtotal.sources), NOUGHT)) for year in book.years}
        pairs = {year: (pair[0], pair[1]) for year, pair in texts.items()}
        _line(drawing, at, subtotal.label, pairs, sums, Style.TOTAL)
        at += 1
    pool: dict[str, tuple[str | None, str | None]] = {}
    for number, year in enumerate(book.years):
        income = "+".join(a1(line, FIGURES + 3 * number) for line in rows.values())
        pool[year] = income, _all_spend(book, year)
    sums = {year: (figures.total_income(year), figures.total_planned(year)) for year in book.years}
    _line(drawing, at, "Total, including rows without a source", pool, sums, Style.TOTAL)
    return at + 1


def _source_formulas(book: Book, code: str) -> dict[str, tuple[str | None, str | None]]:
    income, spending, found = book.income, book.expenditure, {}
    for year in book.years:
        paid = on(income.title, income.blocks[code].total_row, income.amount(year)) if income else None
        planned = on(spending.title, spending.balance_rows[code], spending.figure(year, 1)) if spending else None
        found[year] = paid, planned
    return found


def _all_spend(book: Book, year: str) -> str | None:
    return f"SUM({book.expenditure.range(Column.AMOUNT, year)})" if book.expenditure else None


def _line(
    drawing: Drawing, row: int, label: str, texts: Mapping[str, tuple[str | None, str | None]],
    sums: Mapping[str, tuple[Decimal, Decimal]], style: Style,
) -> None:
    """Income, expenditure and their difference for each year and, in a round of several years, over all of them."""
    years = drawing.book.years
    drawing.put(row, LABEL, label, Style.TOTAL if style is Style.TOTAL else Style.LABEL)
    for number, year in enumerate(years):
        for part in (0, 1):
            _put(drawing, row, FIGURES + 3 * number + part, texts[year][part], sums[year][part], style)
        _difference(drawing, row, FIGURES + 3 * number, sums[year][0] - sums[year][1], style)
    if len(years) > 1:
        first = FIGURES + 3 * len(years)
        for part in (0, 1):
            cells = "+".join(a1(row, FIGURES + 3 * number + part) for number in range(len(years)))
            _put(drawing, row, first + part, cells, sum((sums[year][part] for year in years), NOUGHT), style)
        _difference(drawing, row, first, sum((sums[year][0] - sums[year][1] for year in years), NOUGHT), style)


def _difference(drawing: Drawing, row: int, first: int, expected: Decimal, style: Style) -> None:
    _put(drawing, row, first + 2, f"ROUND({a1(row, first)}-{a1(row, first + 1)},2)", expected, style)


def _required_spend(drawing: Drawing, row: int) -> int:
    book, frame = drawing.book, drawing.book.expenditure
    if not book.planning_round.ring_fences:
        return row - 1
    drawing.band(row, "Required spend", Style.SECTION)
    texts = ("Minimum required", "Planned", "Under spend")
    heads = [book.year_label(text, year) for year in book.years for text in texts]
    drawing.headers(row + 1, ["Ring-fence", *heads])
    at, by_year = row + 2, {(spend.code, spend.year): spend for spend in book.figures.required_spend}
    for fence in book.planning_round.ring_fences:
        drawing.put(at, LABEL, fence.label, Style.LABEL)
        for number, year in enumerate(book.years):
            spend, col = by_year[fence.code, year], FIGURES + 3 * number
            cells = [on(frame.title, frame.fence_rows[fence.code], frame.figure(year, part)) if frame else None
                     for part in (0, 1, 2)]
            minimum = Formula(f'IF({cells[0]}="","Not loaded",{cells[0]})', "Not loaded" if spend.minimum is None
                              else spend.minimum) if cells[0] else spend.minimum
            drawing.put(at, col, minimum, Style.COMPUTED, book.money)
            _put(drawing, at, col + 1, cells[1], spend.planned, Style.COMPUTED)
            _put(drawing, at, col + 2, cells[2], spend.under_spend, Style.COMPUTED)
        at += 1
    return at


def _spend(
    drawing: Drawing, row: int, by: str, column: Column, labels: Mapping[str, str], sums: Totals,
    shown: Mapping[str, str] | None = None,
) -> int:
    """Spend by the entries of one list; what no row has chosen yet stands in a line of its own."""
    book, frame, years = drawing.book, drawing.book.expenditure, drawing.book.years
    if frame is not None and frame.column(column) is None:
        return row - 1
    drawing.band(row, f"Expenditure by {by}", Style.SECTION)
    heads = [book.year_label("Expenditure", year) for year in years] + ([ALL_YEARS] if len(years) > 1 else [])
    drawing.headers(row + 1, [by[0].upper() + by[1:], *heads])
    at = row + 2
    for code, label in labels.items():
        drawing.put(at, LABEL, (shown or labels)[code], Style.LABEL)
        listed = on(book.lists.title, *book.lists.cell(column, code))
        for number, year in enumerate(years):
            text = spent(frame, column, label, listed, year) if frame else None
            _put(drawing, at, FIGURES + number, text, sums[code, year], Style.COMPUTED)
        _over_years(drawing, at, sum((sums[code, year] for year in years), NOUGHT), Style.COMPUTED)
        at += 1
    for style, label in ((Style.COMPUTED, "Not chosen yet"), (Style.TOTAL, "Total")):
        drawing.put(at, LABEL, label, Style.TOTAL if style is Style.TOTAL else Style.LABEL)
        totals = []
        for number, year in enumerate(years):
            listed_sum = sum((sums[code, year] for code in labels), NOUGHT)
            col, rows = FIGURES + number, (row + 2, row + 1 + len(labels))
            everything = book.figures.total_planned(year)
            known = f"SUM({a1(rows[0], col)}:{a1(rows[1], col)})"
            if style is Style.TOTAL:
                text, expected = _all_spend(book, year), everything
            else:
                text = f"ROUND({_all_spend(book, year)}-{known},2)" if frame else None
                expected = everything - listed_sum
            totals.append(expected)
            _put(drawing, at, col, text, expected, style)
        _over_years(drawing, at, sum(totals, NOUGHT), style)
        at += 1
    return at


def _over_years(drawing: Drawing, row: int, expected: Decimal, style: Style) -> None:
    years = len(drawing.book.years)
    if years > 1:
        cells = f"SUM({a1(row, FIGURES)}:{a1(row, FIGURES + years - 1)})"
        _put(drawing, row, FIGURES + years, cells, expected, style)
