"""Drawing a sheet: cells are put one by one; row heights follow from what they hold."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from bcf.fund.places import Place
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, problem, verdict
from plans.outputs.workbook.frames import FIRST_COL, STATUS_ROW, SUBTITLE_ROW, TITLE_ROW
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.typed import TALLEST, clean, height
from plans.outputs.workbook.values import (
    DATE,
    GENERAL,
    TEXT,
    CellValue,
    Content,
    Formula,
    Highlight,
    ListKind,
    SheetLayout,
    Style,
    Validation,
)

COMPLETE, INCOMPLETE = "Sheet complete", "Sheet incomplete"
MARGIN = 2.0
CHECK_WIDTH, PROBLEM_WIDTH = 11.0, 38.0


class Drawing:
    """A sheet in the making."""

    def __init__(self, book: Book, title: str, widths: dict[int, float]) -> None:
        self.book, self.title = book, title
        self.widths = {1: MARGIN, **widths}
        self.cells: dict[tuple[int, int], CellValue] = {}
        self.heights: dict[int, float] = {}
        self.validations: list[Validation] = []
        self.highlights: list[tuple[str, Highlight]] = []
        self._head()

    @property
    def last_col(self) -> int:
        return max(self.widths)

    def _head(self) -> None:
        plan = self.book.plan
        about = f"{clean(plan.board.name)} · {self.book.planning_round.title} · {self.book.mark}"
        self.band(TITLE_ROW, self.title, Style.TITLE)
        self.band(SUBTITLE_ROW, about, Style.SUBTITLE)
        self.heights |= {TITLE_ROW: 30.0, SUBTITLE_ROW: 18.0}

    def band(self, row: int, text: str, style: Style, last: int | None = None) -> None:
        """A line of text over the whole width of the sheet, or to the column ``last``."""
        for col in range(FIRST_COL, (last or self.last_col) + 1):
            self.put(row, col, text if col == FIRST_COL else None, style)

    def put(
        self,
        row: int,
        col: int,
        content: Content,
        style: Style = Style.PLAIN,
        number_format: str = GENERAL,
        place: Place | None = None,
        link: str = "",
        down: int = 0,
    ) -> str:
        """Puts a cell and gives its name. Text is cleaned; a text too long for a cell goes to the long texts."""
        if isinstance(content, str):
            whose = f"{self.title} {a1(row, col)}"
            content = self.book.long_texts.fit(clean(content), whose) or None
        if isinstance(content, Decimal):
            content = content.normalize() + 0
        self.cells[row, col] = CellValue(row, col, content, style, number_format, place, link, down)
        return a1(row, col)

    def headers(self, row: int, texts: Iterable[str], first: int = FIRST_COL) -> None:
        """Heads of columns: the sheet's first to the left, as the labels below it, the others in the middle."""
        for col, text in enumerate(texts, start=first):
            self.put(row, col, text, Style.HEADER if col == FIRST_COL else Style.HEADER_MID)
        self.heights[row] = max(22.0, self.heights.get(row, 0.0))

    def text_input(self, row: int, col: int, text: str, place: Place | None = None) -> str:
        return self.put(row, col, text, Style.INPUT, TEXT, place)

    def long_input(self, row: int, col: int, text: str, place: Place, down: int = 0) -> str:
        """A box for running text, which starts at its top."""
        return self.put(row, col, text, Style.INPUT_LONG, TEXT, place, down=down)

    def date_input(self, row: int, col: int, date: datetime.date | str | None, place: Place | None = None) -> str:
        """A cell for a date; what was typed and is none stands there as it was typed."""
        cell = self.put(row, col, date, Style.INPUT, DATE, place)
        hint = "A date, such as 15/12/2019."
        self.validations.append(Validation(cell, ListKind.DATE, "36526", "73050", "Date", hint))
        return cell

    def choice(self, cells: str, source: str, title: str = "", message: str = "") -> None:
        """A drop-down list over those cells."""
        self.validations.append(Validation(cells, ListKind.LIST, source, "", title[:32], message[:255]))

    def checker(
        self,
        row: int,
        col: int,
        checks: list[Check],
        unless: str = "",
        skipped: bool = False,
        said_in: int | None = None,
    ) -> Formula:
        """A Yes or No and, in the column ``said_in`` (the next one), what is missing."""
        said = said_in or col + 1
        found = problem(checks, unless, skipped)
        self.put(row, said, found, Style.PROBLEM)
        answer = verdict(a1(row, said), found, unless, skipped)
        self.put(row, col, answer, Style.CHECK)
        return answer

    def status(self, ranges: list[str], also: str = "TRUE", also_holds: bool = True) -> None:
        """The sheet's own line: complete when none of its checkers says No and ``also`` is true."""
        wrong = any(
            isinstance(cell.content, Formula) and cell.content.expected == "No" and cell.style is Style.CHECK
            for cell in self.cells.values()
        )
        count = "+".join(f'COUNTIF({cells},"No")' for cells in ranges) or "0"
        expected = COMPLETE if also_holds and not wrong else INCOMPLETE
        formula = Formula(f'IF(AND({count}=0,{also}),"{COMPLETE}","{INCOMPLETE}")', expected)
        cell = self.put(STATUS_ROW, FIRST_COL, formula, Style.STATUS)
        self.highlights.append((cell, Highlight.COMPLETE))
        self.highlights += [(cells, Highlight.YES_NO) for cells in ranges]
        self.heights[STATUS_ROW] = 20.0

    def done(
        self,
        freeze: str = "",
        header_rows: tuple[int, int] | None = None,
        last_row: int | None = None,
        zoom: int = 100,
        one_page: bool = False,
        filtered: str = "",
    ) -> SheetLayout:
        """The sheet as a value. ``last_row`` is the last row to print where empty rows follow."""
        for (row, col), cell in self.cells.items():
            self._grow(row, col, cell)
        cells = tuple(self.cells[spot] for spot in sorted(self.cells))
        bottom = last_row or max(cell.row + cell.down for cell in cells)
        return SheetLayout(
            title=self.title,
            cells=cells,
            widths=self.widths,
            heights=self.heights,
            freeze=freeze,
            header_rows=header_rows,
            print_area=area(1, 1, bottom, self.last_col),
            validations=tuple(self.validations),
            highlights=tuple(self.highlights),
            zoom=zoom,
            one_page=one_page,
            filtered=filtered,
        )

    def _grow(self, row: int, col: int, cell: CellValue) -> None:
        """A row is as high as its tallest wrapped cell needs; headings run on to the right and need one line."""
        if row <= STATUS_ROW or cell.down or cell.style in (Style.SECTION, Style.TITLE, Style.SUBTITLE):
            return
        shown = cell.content.expected if isinstance(cell.content, Formula) else cell.content
        if isinstance(shown, str) and shown:
            needed = min(TALLEST, height(shown, self.widths.get(col, 10.0)))
            self.heights[row] = max(self.heights.get(row, 17.0), needed)
