"""A workbook as a value: sheets, cells, formulas with the figures they must come to, lists and looks.

Nothing here knows how a file is written; `write` turns these values into one.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bcf.fund.places import Place


class Style(StrEnum):
    """What a cell is; how that looks is for `looks`."""

    PLAIN = "plain"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STATUS = "status"
    SECTION = "section"
    GROUP = "group"
    HEADER = "header"
    HEADER_MID = "header_mid"
    LABEL = "label"
    STRONG = "strong"
    NOTE = "note"
    LINK = "link"
    INPUT = "input"
    INPUT_LONG = "input_long"
    ALLOCATED = "allocated"
    COMPUTED = "computed"
    TOTAL = "total"
    CHECK = "check"
    PROBLEM = "problem"
    ENTRY = "entry"
    ENTRY_LINK = "entry_link"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, without the leading =, and what it must come to: our own figure, or a text."""

    text: str
    expected: Decimal | str


Content = str | int | Decimal | datetime.date | Formula | None

GENERAL = "General"
TEXT = "@"
WHOLE = "#,##0"
DATE = "dd mmmm yyyy"


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell. ``place`` is what it holds of the plan; ``down`` counts the rows below that it also covers."""

    row: int
    col: int
    content: Content
    style: Style
    number_format: str = GENERAL
    place: Place | None = None
    link: str = ""
    down: int = 0


class ListKind(StrEnum):
    """What may be typed in cells."""

    LIST = "list"
    DECIMAL = "decimal"
    WHOLE = "whole"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Validation:
    """What the cells of a range take: a list (``first`` is its range) or a number between two bounds."""

    cells: str
    kind: ListKind
    first: str
    second: str = ""
    title: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a cell, in a box of that width and height in pixels."""

    row: int
    col: int
    text: str
    author: str
    width: int
    height: int


class Highlight(StrEnum):
    """Colours that depend on a cell's text. The text says the same, so that colour is never needed."""

    YES_NO = "yes_no"
    COMPLETE = "complete"
    BALANCE = "balance"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: cells in order of row and column, widths in characters, heights in points.

    ``filtered`` is the table that can be filtered by its columns.
    """

    title: str
    cells: tuple[CellValue, ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    freeze: str = ""
    header_rows: tuple[int, int] | None = None
    print_area: str = ""
    validations: tuple[Validation, ...] = ()
    highlights: tuple[tuple[str, Highlight], ...] = ()
    remarks: tuple[Remark, ...] = ()
    filtered: str = ""
    hidden: bool = False
    one_page: bool = False
    zoom: int = 100


@dataclass(frozen=True, slots=True)
class WorkbookLayout:
    """All sheets in order, defined names, document properties and the line at the foot of each page."""

    sheets: tuple[SheetLayout, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    subject: str = ""
    keywords: str = ""
    foot: str = ""
