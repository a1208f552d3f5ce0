"""Holding a worked-out workbook against the figures that its layout says it must come to."""

import datetime
import re
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils.escape import unescape

from plans.outputs.workbook.refs import a1
from plans.outputs.workbook.values import CellValue, Formula, WorkbookLayout

ERROR = re.compile(r"#(REF|NAME|VALUE|DIV/0|N/A|NUM|NULL)[!?]?|Err:\d+")


def differences(layout: WorkbookLayout, worked_out: Workbook) -> list[str]:
    """Every cell that shows something else than the layout says, in words. Formulas are held to our own figures."""
    found = []
    for sheet in layout.sheets:
        shown = worked_out[sheet.title]
        for cell in sheet.cells:
            value = shown.cell(cell.row, cell.col).value
            if not same(cell, value):
                wanted = cell.content.expected if isinstance(cell.content, Formula) else cell.content
                text = cell.content.text if isinstance(cell.content, Formula) else ""
                found.append(f"{sheet.title}!{a1(cell.row, cell.col)}: {value!r} instead of {wanted!r} {text[:300]}")
    return found


def same(cell: CellValue, value: object) -> bool:
    """Whether a value that a spreadsheet shows is the one that we mean: numbers to 15 digits, texts to the letter."""
    wanted = cell.content.expected if isinstance(cell.content, Formula) else cell.content
    if wanted is None or wanted == "":
        return value in (None, "")
    if isinstance(wanted, str):
        # LibreOffice writes a formula's text result with _x0041_ escaped, and openpyxl reads it as it is written.
        shown = unescape(value) if isinstance(value, str) and isinstance(cell.content, Formula) else value
        return shown == wanted
    if isinstance(wanted, datetime.date):
        return isinstance(value, datetime.datetime) and value.date() == wanted
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    scale = max(Decimal(1), abs(Decimal(wanted)))
    return abs(Decimal(str(value)) - Decimal(wanted)) <= scale * Decimal("1e-9")


def errors(worked_out: Workbook) -> list[str]:
    """Every cell in which a formula failed."""
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in worked_out.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "e" or (isinstance(cell.value, str) and ERROR.fullmatch(cell.value))
    ]


def formulas(layout: WorkbookLayout) -> list[tuple[str, CellValue]]:
    """Every computed cell with its sheet's title."""
    return [(sheet.title, cell) for sheet in layout.sheets for cell in sheet.cells if isinstance(cell.content, Formula)]
