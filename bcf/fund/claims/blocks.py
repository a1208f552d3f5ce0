"""A text cut into what a reader sees: headings, paragraphs, items of lists, cells of tables, and their sentences.

The Markdown is read by the parser of `bcf.fund.prose`. What comes out of a word processor is no Markdown: bullets as
characters, "(1)" at the head of a line and cells between tabs are taken for what they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bcf.fund.claims.values import Block, BlockKind, Sentence
from bcf.fund.claims.words import content_words
from bcf.fund.prose import REFERENCE, new_parser

_COMMON = str.maketrans({
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\n": " ", "\u2018": "'", "\u2019": "'",
    "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u2212": "-",
})  # fmt: skip

_PASTED_ITEM = re.compile(
    r"\s*(?:(?P<bullet>[•·▪◦●○■□➢➤✓✔]|[o§](?=\s{1,8}\S)(?=\s+[A-Z£])|[-–—*](?=\s))"
    r"|\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*(?P<words>\S.*)"
)
_WRAPPED = 60
"""Lines of a paragraph that are all longer than this were broken to fit a page, and are one run of words."""
_END = re.compile(r"""[.!?]["')\]]{0,2}\s+(?=["'(\[]?[A-Z0-9£•])""")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|approx|no|nos|vs|c|ca|cf|dr|mr|mrs|ms|st|prof|cllr|para|fig|ref|vol|pp?|inc|ltd|dept|incl"
    r"|excl|max|min|avg|est|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Za-z]|\.[a-z])\.$",
    re.IGNORECASE,
)


def common(text: str) -> str:
    """The text with dashes, quotes and spaces in their common form, character for character."""
    return text.translate(_COMMON)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return new_parser()


def blocks_of(text: str, figures: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks of a Markdown text; names in braces are put in from ``figures``, where it has them."""
    cutter = _Cutter(figures)
    cutter.cut(_parser().parse(text))
    return tuple(cutter.blocks)


@dataclass
class _Cutter:
    """Walks over the tokens and keeps the blocks."""

    figures: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    _lists: list[tuple[int, bool]] = field(default_factory=list)
    _groups: int = 0
    _heading: str = ""
    _kind: BlockKind = BlockKind.PARAGRAPH
    _depth: int = 0
    _mark: str | None = None
    _table: int = -1
    _row: int = -1
    _column: int = -1

    def cut(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._lists.append((self._new_group(), token.type.startswith("ordered")))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._mark = token.info if self._lists[-1][1] else ""
                case "heading_open":
                    self._kind, self._depth = BlockKind.HEADING, int(token.tag[1:])
                case "heading_close":
                    self._kind, self._depth = BlockKind.PARAGRAPH, 0
                case "table_open":
                    self._table, self._row = self._new_group(), -1
                case "table_close":
                    self._table = -1
                case "tr_open":
                    self._row, self._column = self._row + 1, -1
                case "th_open" | "td_open":
                    self._column += 1
                case "inline":
                    self._inline(self._words(token))
                case "fence" | "code_block":
                    self._lines(token.content.strip("\n"))

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups - 1

    def _words(self, token: Token) -> str:
        pieces = []
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                pieces.append("\n")
            elif child.type == REFERENCE:
                pieces.append(self.figures.get(child.content, f"{{{child.content}}}"))
            elif child.type != "image":
                pieces.append(child.content)
        return "".join(pieces)

    def _inline(self, words: str) -> None:
        if self._table >= 0:
            self._add(BlockKind.CELL, words.replace("\n", " "), group=self._table, row=self._row, column=self._column)
        elif self._kind is BlockKind.HEADING:
            self._heading = words
            self._add(BlockKind.HEADING, words, depth=self._depth)
        elif self._lists:
            if self._mark is None:
                self._add(BlockKind.PARAGRAPH, _joined(words), group=self._lists[-1][0], depth=len(self._lists))
            else:
                self._add(
                    BlockKind.ITEM, _joined(words), group=self._lists[-1][0], depth=len(self._lists), mark=self._mark
                )
            self._mark = None
        else:
            self._lines(words)

    def _lines(self, words: str) -> None:
        """A paragraph: as it is, or as the list or the table that was pasted."""
        lines = words.split("\n")
        if len(lines) > 1 and all("\t" in line for line in lines):
            group = self._new_group()
            for row, line in enumerate(lines):
                for column, cell in enumerate(line.split("\t")):
                    self._add(BlockKind.CELL, cell.strip(), group=group, row=row, column=column)
            return
        items = [_PASTED_ITEM.fullmatch(line) for line in lines]
        if sum(item is not None for item in items) < (2 if len(lines) > 1 else 1) or (
            len(lines) == 1 and items[0] and not items[0]["bullet"]
        ):
            self._add(BlockKind.PARAGRAPH, _joined(words))
            return
        self._pasted(lines, items)

    def _pasted(self, lines: list[str], items: list[re.Match[str] | None]) -> None:
        """Lines of which some begin with a bullet or a number; those that do not go on with the line before.

        A second kind of bullet is a list in the list.
        """
        group, run, mark, depth = -1, "", "", 1
        signs: list[str] = []
        for line, item in zip(lines, items, strict=True):
            if item is None:
                run = f"{run}\n{line}" if run else line
                continue
            if run:
                self._pasted_run(run, group, mark, depth)
            if group < 0:
                group = self._joining_group() if not run else self._new_group()
            run, mark = item["words"], item["mark"] or ""
            sign = item["bullet"] or ("1" if mark.isdigit() else "a")
            if sign not in signs:
                signs.append(sign)
            depth = signs.index(sign) + 1
        self._pasted_run(run, group, mark, depth)

    def _joining_group(self) -> int:
        """The pasted list that goes on from the block before, as bullets with blank lines between do, or a new one."""
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind is BlockKind.ITEM and last.depth == 1:
            return last.group
        return self._new_group()

    def _pasted_run(self, run: str, group: int, mark: str, depth: int) -> None:
        if group < 0:
            self._add(BlockKind.PARAGRAPH, _joined(run))
        else:
            self._add(BlockKind.ITEM, _joined(run), group=group, depth=depth, mark=mark)

    def _add(
        self, kind: BlockKind, text: str, *, group: int = -1, depth: int = 0, mark: str = "", row: int = -1,
        column: int = -1,
    ) -> None:  # fmt: skip
        heading = "" if kind is BlockKind.HEADING else self._heading
        self.blocks.append(Block(len(self.blocks), kind, text, heading, group, depth, mark, row, column))


def _joined(words: str) -> str:
    """Words whose lines were broken to fit a page, as one run; other line ends are kept."""
    lines = words.split("\n")
    if len(lines) > 1 and all(len(line) >= _WRAPPED for line in lines[:-1]):
        return " ".join(lines)
    return words


def sentences_of(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """The sentences of all blocks, in order."""
    index = 0
    for block in blocks:
        for start, end in _ends(block.text):
            said = block.text[start:end]
            yield Sentence(index, block.index, start, said, common(said), content_words(common(said)))
            index += 1


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text starts and ends. A line end ends one where lines were not broken to fit a page."""
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start, stop = line.start(), line.end()
        for match in _END.finditer(text, start, stop):
            if not _ABBREVIATED.search(text, max(start, match.start() - 12), match.start() + 1):
                yield start, match.start() + len(match[0].rstrip())
                start = match.end()
        if text[start:stop].strip():
            yield start, stop
