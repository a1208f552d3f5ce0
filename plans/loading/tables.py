"""Reading a CSV file that somebody else made: as text by column, or every reason why it is not such a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bcf.fund.problems import Problem, Refused

LARGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: the line on which it begins, and its cells by column, without blanks around them."""

    line: int
    cells: dict[str, str]


def at(line: int, column: str = "") -> str:
    """How a place in a CSV file is named to whoever has to mend it."""
    return f"line {line}, column {column}" if column else f"line {line}"


def read_table(content: bytes, name: str, header: Sequence[str]) -> list[Row]:
    """The rows of a CSV file with exactly these columns, in any order. Empty rows are passed over.

    Raises Refused for what is too large, not UTF-8, not CSV, or has other columns or ragged rows.
    """
    text = _text(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = _lines(reader, name)
    columns = _columns(lines, name, header)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in lines:
        if not any(cells):
            continue
        if len(rows) == MOST_ROWS:
            raise Refused(name, [Problem(at(line), f"is one row too many; a file may have {MOST_ROWS:,} rows")])
        if len(cells) != len(columns):
            problems.append(Problem(at(line), f"has {len(cells)} cells; the header has {len(columns)}"))
        rows.append(Row(line, dict(zip(columns, cells, strict=False))))
    if problems:
        raise Refused(name, problems)
    if not rows:
        raise Refused(name, [Problem("file", "has no rows below its header")])
    return rows


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_FILE:
        message = f"is too large; a file may have {LARGEST_FILE // 1024 // 1024} MB"
        raise Refused(name, [Problem("file", message, f"{len(content):,} bytes")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "is not UTF-8 text; in Excel, save it as 'CSV UTF-8 (Comma delimited)'"
        raise Refused(name, [Problem(at(line), message, repr(content[error.start : error.start + 1]))]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Refused(name, [Problem(at(line), "holds a NUL character, which no text has; is this a CSV file?")])
    return text


def _lines(reader: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row's cells with the line on which it begins; a quoted cell may run over several lines."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(name, [Problem(at(line), f"is not CSV: {error}")]) from None
        yield line, [cell.strip() for cell in cells]


def _columns(lines: Iterator[tuple[int, list[str]]], name: str, header: Sequence[str]) -> list[str]:
    _, columns = next(lines, (1, []))
    if sorted(columns) != sorted(header):
        message = f"must be the header, with exactly the columns {','.join(header)}"
        raise Refused(name, [Problem(at(1), message, ",".join(columns)[:200])])
    return columns
