"""Names of cells and ranges as a formula writes them."""

import re
from functools import lru_cache

from openpyxl.utils import get_column_letter

_PLAIN = re.compile(r"[A-Za-z_]+")
_RESERVED = {"R", "C", "RC", "TRUE", "FALSE"}


@lru_cache(maxsize=256)
def letters(col: int) -> str:
    """The letters of a column counted from 1: 28 is AB."""
    return get_column_letter(col)


def a1(row: int, col: int) -> str:
    """``X12``."""
    return f"{letters(col)}{row}"


def fixed(row: int, col: int) -> str:
    """``$X$12``."""
    return f"${letters(col)}${row}"


def area(first_row: int, first_col: int, last_row: int, last_col: int) -> str:
    """``B5:F9``, or one cell's name where first and last are the same."""
    first, last = a1(first_row, first_col), a1(last_row, last_col)
    return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=256)
def quoted(title: str) -> str:
    """A sheet's title as a formula names it: in single quotation marks unless it is a plain word."""
    if _PLAIN.fullmatch(title) and title.upper() not in _RESERVED:
        return title
    return "'" + title.replace("'", "''") + "'"


def on(title: str, row: int, col: int) -> str:
    """``'6. Expenditure'!$X$12``: a cell named from another sheet."""
    return f"{quoted(title)}!{fixed(row, col)}"


def column_of(title: str, col: int, first: int, last: int) -> str:
    """``'6. Expenditure'!$X$12:$X$60``: part of a column named from any sheet."""
    return f"{quoted(title)}!${letters(col)}${first}:${letters(col)}${last}"


def literal(text: str) -> str:
    """A text constant in a formula. At most 255 characters, which is all that Excel takes."""
    return '"' + text[:255].replace('"', '""') + '"'
