"""Writing a workbook's value as an xlsx file. The same value gives the same bytes.

Formulas carry no results: whoever opens the file works them out, so a figure can never be stale.
"""

import io
import re
import zipfile
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from plans.outputs.workbook.looks import FONT, HIGHLIGHTS, LOOKS, NAVY, UNLOCKED
from plans.outputs.workbook.refs import area, letters
from plans.outputs.workbook.values import (
    DATE,
    GENERAL,
    TEXT,
    CellValue,
    Formula,
    ListKind,
    Remark,
    SheetLayout,
    Style,
    Validation,
    WorkbookLayout,
)

A4 = 9
_STAMP = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_FORMULA = tuple("=+-@\t'")


def write(layout: WorkbookLayout) -> bytes:
    """The file of a workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _normal_font(workbook)
    styles: dict[tuple[Style, str, bool], StyleArray] = {}
    for sheet in layout.sheets:
        _sheet(workbook.create_sheet(sheet.title), sheet, layout, styles)
    for name, where in layout.names.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=where)
    properties = workbook.properties
    properties.title, properties.subject, properties.keywords = layout.title, layout.subject, layout.keywords
    properties.creator, properties.language = "Better Care Fund plans", "en-GB"
    workbook.calculation.fullCalcOnLoad = True
    held = io.BytesIO()
    workbook.save(held)
    return _timeless(held.getvalue())


def _normal_font(workbook: Any) -> None:
    """Column widths are counted in the digits of this font."""
    font = Font(name=FONT, size=10)
    workbook._named_styles["Normal"].font = font
    workbook._fonts[0] = font


def _timeless(content: bytes) -> bytes:
    """The file without the time of writing, which openpyxl puts in its properties and on every part."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _DATES.sub(b"", part)
            info = zipfile.ZipInfo(name, _STAMP)
            info.external_attr = 0o600 << 16
            target.writestr(info, part, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _sheet(
    sheet: Worksheet, layout: SheetLayout, workbook: WorkbookLayout, styles: dict[tuple[Style, str, bool], StyleArray]
) -> None:
    for value in layout.cells:
        _cell(sheet, value, styles)
    for col, width in layout.widths.items():
        sheet.column_dimensions[letters(col)].width = width
    for row, height in layout.heights.items():
        sheet.row_dimensions[row].height = round(height, 2)
    for validation in layout.validations:
        sheet.add_data_validation(_validation(validation))
    make_rule: Any = CellIsRule
    for cells, highlight in layout.highlights:
        for text, (fill, colour) in HIGHLIGHTS[highlight].items():
            pattern = PatternFill("solid", start_color=fill, end_color=fill)
            letters_look = Font(color=colour, bold=True)
            rule: Any = make_rule(operator="equal", formula=[f'"{text}"'], fill=pattern, font=letters_look)
            sheet.conditional_formatting.add(cells, rule)
    for remark in layout.remarks:
        _remark(sheet, remark)
    _view(sheet, layout)
    _page(sheet, layout, workbook)


def _cell(sheet: Worksheet, value: CellValue, styles: dict[tuple[Style, str, bool], StyleArray]) -> None:
    cell: Any = sheet.cell(value.row, value.col)
    content, quote = value.content, False
    if isinstance(content, Formula):
        cell.value = f"={content.text}"
    elif isinstance(content, str):
        quote = content.startswith(_LIKE_FORMULA)
        cell.value = _ESCAPE.sub("_x005F_", content)
        cell.data_type = "s"
    elif content is not None:
        cell.value = content
    if value.link:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=value.link)
    key = (value.style, value.number_format, quote)
    if key not in styles:
        styles[key] = _style(sheet, *key)
    cell._style = copy(styles[key])
    if value.down:
        for row in range(value.row + 1, value.row + value.down + 1):
            covered: Any = sheet.cell(row, value.col)
            covered._style = copy(styles[key])
        sheet.merge_cells(area(value.row, value.col, value.row + value.down, value.col))


def _remark(sheet: Worksheet, value: Remark) -> None:
    cell: Any = sheet.cell(value.row, value.col)
    cell.comment = Comment(_ESCAPE.sub("_x005F_", value.text), value.author, value.height, value.width)


def _style(sheet: Worksheet, style: Style, number_format: str, quote: bool) -> StyleArray:
    """A style as openpyxl keeps it, worked out once for all cells of its kind."""
    look = LOOKS[style]
    cell: Any = Cell(sheet, row=1, column=1)
    cell.font, cell.fill, cell.border = look.font, look.pattern, look.border
    cell.alignment = look.alignment(number=number_format not in (GENERAL, TEXT, DATE))
    cell.number_format = number_format
    if style in (Style.INPUT, Style.INPUT_LONG):
        cell.protection = UNLOCKED
    if quote:
        cell.quotePrefix = True
    found: StyleArray = copy(cell._style)
    return found


def _validation(value: Validation) -> DataValidation:
    found = DataValidation(
        type=value.kind.value,
        formula1=value.first,
        formula2=value.second or None,
        operator=None if value.kind is ListKind.LIST else "between",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=value.title or "Not in the list",
        error="Choose an entry of the list." if value.kind is ListKind.LIST else "Type a number within the bounds.",
    )
    if value.kind is ListKind.DATE:
        found.error = "Type a date, such as 15/12/2019."
    if value.message:
        found.showInputMessage, found.promptTitle, found.prompt = True, value.title, value.message
    found.add(value.cells)
    return found


def _view(sheet: Worksheet, layout: SheetLayout) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = layout.zoom
    if layout.freeze:
        sheet.freeze_panes = layout.freeze
    if layout.hidden:
        sheet.sheet_state = "hidden"
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    if layout.filtered:
        sheet.auto_filter.ref = layout.filtered
        protection.autoFilter = False


def _page(sheet: Any, layout: SheetLayout, workbook: WorkbookLayout) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", A4, 1, int(layout.one_page)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_properties.tabColor = NAVY
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    if layout.print_area:
        sheet.print_area = layout.print_area
    if layout.header_rows:
        sheet.print_title_rows = "{}:{}".format(*layout.header_rows)
    sheet.oddHeader.left.text, sheet.oddHeader.right.text = "&A", _page_text(workbook.title)
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = _page_text(workbook.foot), "Page &P of &N"


def _page_text(text: str) -> str:
    """A line of header or footer: & is a command there, and there is room for 255 characters in all."""
    return " ".join(text.split()).replace("&", "&&")[:110]


