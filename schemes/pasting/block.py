"""A block of cells as it comes from a clipboard or a text area: tab separated as spreadsheets write it, an HTML
table where there is no text, or lines with semicolons or commas."""

import csv
import io
from collections.abc import Sequence
from html.parser import HTMLParser

from schemes.reading import clean

MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_BYTES = 1024 * 1024

Block = tuple[tuple[str, ...], ...]
"""Lines of cells, all of one width."""


class Unusable(ValueError):
    """There is nothing to paste, or too much. The text says which, and what to do."""


def read_block(text: str, html: str = "", *, typed: bool = False) -> Block:
    """The block in a text, or in the HTML if there is no text. ``typed`` says that it came through a text area,
    where lines with semicolons or commas are understood too. Raises Unusable."""
    if len(text.encode("utf-8", "replace")) + len(html.encode("utf-8", "replace")) > 2 * MOST_BYTES or (
        len((text or html).encode("utf-8", "replace")) > MOST_BYTES
    ):
        raise Unusable("The block is larger than 1 MB. Copy fewer rows at a time, without pictures.")
    text = clean(text)
    if not text.strip() and html:
        lines = _html_table(html)
    elif "\t" in text or not typed:
        lines = _separated(text, "\t")
    else:
        lines = _courtesy(text)
    return _checked(lines)


def _checked(lines: list[list[str]]) -> Block:
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    if not lines:
        raise Unusable("There is nothing to paste. Copy the rows in your spreadsheet, then paste them here.")
    width = max(max((at + 1 for at, cell in enumerate(line) if cell.strip()), default=0) for line in lines)
    if len(lines) > MOST_ROWS + 1:
        raise Unusable(
            f"The block has {len(lines):,} rows. At most {MOST_ROWS} can be pasted at once: paste it in parts."
        )
    if width > MOST_COLUMNS:
        raise Unusable(f"The block has {width:,} columns. At most {MOST_COLUMNS} can be pasted: copy fewer columns.")
    return tuple(tuple((*line, *[""] * width)[:width]) for line in lines)


def _separated(text: str, separator: str) -> list[list[str]]:
    """Lines and cells as spreadsheets write them: a cell with a quote at its start may hold line ends, tabs and
    doubled quotes. A quote that nothing closes is an ordinary character."""
    lines: list[list[str]] = []
    line: list[str] = []
    at, end = 0, len(text)
    while at <= end:
        cell, at = _quoted(text, at, separator) if text.startswith('"', at) else _plain(text, at, separator)
        line.append(cell)
        if at >= end or text[at] == "\n":
            lines.append(line)
            line = []
        at += 1
    return lines


def _plain(text: str, at: int, separator: str) -> tuple[str, int]:
    stops = [stop for stop in (text.find(separator, at), text.find("\n", at)) if stop >= 0]
    stop = min(stops, default=len(text))
    return text[at:stop], stop


def _quoted(text: str, at: int, separator: str) -> tuple[str, int]:
    parts, start = [], at + 1
    while (quote := text.find('"', start)) >= 0:
        parts.append(text[start:quote])
        after = quote + 1
        if text.startswith('"', after):
            parts.append('"')
            start = after + 1
        elif after == len(text) or text[after] in (separator, "\n"):
            return "".join(parts), after
        else:
            break
    return _plain(text, at, separator)


def _courtesy(text: str) -> list[list[str]]:
    """Lines with semicolons, or with commas where every line has as many: a list of amounts such as 1,200 has them
    too, so a comma counts only where the first line names columns and holds no figure."""
    first = text.lstrip("\n").split("\n", 1)[0]
    if ";" in first:
        return _csv(text, ";")
    if "," in first and not any(character.isdigit() for character in first):
        lines = _csv(text, ",")
        if len({len(line) for line in lines if any(line)}) == 1:
            return lines
    return _separated(text, "\t")


def _csv(text: str, delimiter: str) -> list[list[str]]:
    try:
        return [list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        return _separated(text, delimiter)


class _Table(HTMLParser):
    """The cells of the first table; a cell that spans columns or rows stands in the first of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = []
        self.cell: list[str] | None = None
        self.spans = 1
        self.pending: dict[int, int] = {}
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.hidden += 1
        elif tag == "tr":
            self._end_cell()
            self.lines.append([])
            self._skip_spanned()
        elif tag in ("td", "th") and self.lines:
            self._end_cell()
            found = dict(attrs)
            self.spans = _span(found.get("colspan"))
            if (rows := _span(found.get("rowspan"))) > 1:
                at = len(self.lines[-1])
                self.pending.update(dict.fromkeys(range(at, at + self.spans), rows))
            self.cell = []
        elif tag in ("br", "p", "div") and self.cell:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.hidden = max(0, self.hidden - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.hidden:
            self.cell.append(" ".join(data.split()) if data.strip() else " ")

    def _end_cell(self) -> None:
        if self.cell is None or len(self.lines[-1]) > MOST_COLUMNS:
            self.cell = None
            return
        self.lines[-1] += [clean("".join(self.cell)).strip(), *[""] * (self.spans - 1)]
        self.cell = None
        self._skip_spanned()

    def _skip_spanned(self) -> None:
        line = self.lines[-1]
        while self.pending.get(len(line), 1) > 1 and len(line) <= MOST_COLUMNS:
            self.pending[len(line)] -= 1
            if len(self.lines) > 1 or line:
                line.append("")


def _span(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1


def _html_table(html: str) -> list[list[str]]:
    reader = _Table()
    reader.feed(html)
    reader.close()
    reader._end_cell()
    return reader.lines
