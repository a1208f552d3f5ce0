"""Text that people wrote in Markdown, read in one way for every use: the page, the PDF, the workbook, the checks.

A text may name figures of the plan, ``{pool total}``, and pictures that are kept with it,
``![words](picture:0123456789abcdef)``. Figures are put in once the Markdown has been read, so that none can be taken
for a list or a heading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bcf.fund.references import References

PICTURE = re.compile(r"picture:([0-9a-f]{16})")
"""The address of a picture kept with the plan, by the first 16 digits of its SHA-256."""

REFERENCE = "reference"
"""The type of token that stands for a figure; its content is the name as typed."""

_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_BRACES = re.compile(r"\{\{([^{}\n]*)\}\}|\{([^{}\n]*[^\W_][^{}\n]*)\}")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Named:
    """A figure that a text names, as typed between the braces."""

    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a text shows: its name in the plan, and the words that stand for it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as plain words: its pieces in order, with the figures that it names and the pictures that it shows."""

    pieces: tuple[str | Named, ...]
    pictures: tuple[Shown, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of figures in the text, each once, in the order of the text."""
        return tuple(dict.fromkeys(piece.name for piece in self.pieces if isinstance(piece, Named)))


def plain(text: str, references: References) -> str:
    """The text as words alone, figures put in: what the workbook holds and what is counted against a limit.

    A list keeps its bullets and numbers, a row of a table is a line with semicolons between its cells, a picture is
    its words in brackets, and a name that no figure has stays as it was typed.
    """
    return "".join(
        piece if isinstance(piece, str) else resolved(piece.name, references) for piece in read(text).pieces
    )


def resolved(name: str, references: References) -> str:
    """What stands for a name: the figure in words, or the name in its braces where there is no such figure."""
    found = references.find(name)
    return found.shown if found else f"{{{name}}}"


@lru_cache(maxsize=128)
def read(text: str) -> Prose:
    """The text as plain pieces. Kept for a while: the same text is asked for by every page of a plan."""
    reader = _Reader()
    reader.read(_parser().parse(text))
    return Prose(tuple(_joined(reader.pieces)), tuple(reader.pictures))


def new_parser() -> MarkdownIt:
    """CommonMark with tables and names of figures. An indented line stays prose: people indent, they mean no code."""
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("code")
    parser.validateLink = may_be_linked  # type: ignore[method-assign]
    parser.inline.ruler.before("link", REFERENCE, _name_of_figure)
    return parser


def may_be_linked(url: str) -> bool:
    """Whether an address becomes a link or a picture; any other stays in the text as it was typed."""
    return _LINK.match(url) is not None or PICTURE.fullmatch(url) is not None


def picture_name(token: Token) -> str:
    """The name of the plan's picture that an image token shows, "" for a picture from elsewhere."""
    match = PICTURE.fullmatch(str(token.attrs["src"]))
    return match[1] if match else ""


def words_of(token: Token) -> list[str | Named]:
    """The words that stand for an image."""
    return [
        Named(child.content) if child.type == REFERENCE else child.content or " " * child.type.endswith("break")
        for child in token.children or ()
    ]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return new_parser()


def _name_of_figure(state: StateInline, silent: bool) -> bool:
    """``{name}`` names a figure; ``{{words}}``, like ``\\{words\\}``, is words in braces."""
    match = _BRACES.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("text" if match[2] is None else REFERENCE, "", 0)
        token.content = f"{{{match[1]}}}" if match[2] is None else match[2].strip()
    state.pos = match.end()
    return True


class _Reader:
    """Turns tokens into plain pieces."""

    def __init__(self) -> None:
        self.pieces: list[str | Named] = []
        self.pictures: list[Shown] = []
        self._lists: list[str] = []
        self._mark = ""
        self._line = 0
        self._cells = -1
        self._first = False

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    self._lists.append(_BULLET)
                case "ordered_list_open":
                    self._lists.append("")
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._mark = self._lists[-1] or f"{token.info}{token.markup}"
                case "paragraph_open" | "heading_open":
                    self._begin(token)
                case "table_open":
                    self._begin(token)
                    self._first = True
                case "tr_open":
                    if not self._first:
                        self.pieces.append("\n")
                    self._first, self._cells = False, 0
                case "tr_close":
                    self._cells = -1
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._begin(token)
                    self.pieces.append(token.content.rstrip("\n"))
                case "hr":
                    self._begin(token)
                    self.pieces.append("———")

    def _begin(self, token: Token) -> None:
        """A new line for a block; an empty one before it where the text has one."""
        start, end = token.map or (self._line, self._line)
        if self.pieces:
            self.pieces.append("\n\n" if start > self._line else "\n")
        self._line = end
        if self._lists:
            self.pieces.append("  " * (len(self._lists) - 1) + (f"{self._mark} " if self._mark else "  "))
            self._mark = ""

    def _inline(self, token: Token) -> None:
        if self._cells >= 0:
            if self._cells:
                self.pieces.append("; ")
            self._cells += 1
        links: list[tuple[str, int]] = []
        for child in token.children or ():
            match child.type:
                case "softbreak" | "hardbreak":
                    self.pieces.append("\n")
                case "link_open":
                    links.append((str(child.attrs["href"]), len(self.pieces)))
                case "link_close":
                    self._address(*links.pop())
                case "image":
                    self._picture(child)
                case _ if child.type == REFERENCE:
                    self.pieces.append(Named(child.content))
                case _:
                    self.pieces.append(child.content)

    def _address(self, url: str, start: int) -> None:
        """Where a link leads, after its words, unless those say it already."""
        words = "".join(piece if isinstance(piece, str) else piece.name for piece in self.pieces[start:])
        where = url.removeprefix("mailto:")
        if where not in words and _LINK.match(url):
            self.pieces.append(f" ({where})")

    def _picture(self, token: Token) -> None:
        name, words = picture_name(token), words_of(token)
        if not name:
            self.pieces.extend(words)
            return
        said = "".join(word if isinstance(word, str) else word.name for word in words).strip()
        self.pictures.append(Shown(name, said))
        self.pieces.extend(["[Picture: ", *words, "]"] if said else ["[Picture]"])


def _joined(pieces: Iterable[str | Named]) -> Iterable[str | Named]:
    """Neighbouring words as one piece, without the empty ones."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        yield piece
        words = ""
    if words:
        yield words
