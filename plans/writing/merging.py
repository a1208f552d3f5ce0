"""Two people's versions of one text put together over the version that both began from. Pure functions.

A text is taken paragraph by paragraph (a line with the empty lines after it). Paragraphs that one person alone
changed are merged; where both changed the same, both versions stay, for a person to choose from.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

MOST_PARAGRAPHS = 3_000
MOST_WORDS = 3_000
"""Beyond these a text is compared as a whole: the time taken grows with the square."""

_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_WORDS = re.compile(r"\s+|\S+")


class Change(StrEnum):
    """Who changed a part of the text."""

    NONE = "none"
    MINE = "mine"
    THEIRS = "theirs"
    ALIKE = "alike"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of paragraphs: as both began, in mine and in theirs."""

    change: Change
    base: str
    mine: str
    theirs: str

    @property
    def merged(self) -> str:
        """What goes into the combined text: where both changed the same, mine and then theirs."""
        match self.change:
            case Change.MINE | Change.ALIKE:
                return self.mine
            case Change.THEIRS:
                return self.theirs
            case Change.NONE:
                return _spaced(self.base, self.mine, self.theirs)
            case Change.BOTH:
                return _apart(self.mine) + self.theirs


class Mark(StrEnum):
    """What became of words between two versions."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words with what became of it."""

    mark: Mark
    text: str


def merge(base: str | None, mine: str, theirs: str) -> tuple[Part, ...]:
    """The parts of two versions of a text. Without a ``base``, whatever differs counts as changed by both."""
    sides = [_paragraphs(text) for text in (mine if base is None else base, mine, theirs)]
    parts = []
    for begun, own, other in _stretches(*sides):
        first, second, third = "".join(begun), "".join(own), "".join(other)
        parts.append(Part(_change(begun, own, other, base is None), first, second, third))
    return tuple(part for part in parts if part.base or part.mine or part.theirs)


def combined(parts: Sequence[Part]) -> str:
    """The combined text of those parts."""
    return "".join(part.merged for part in parts).strip("\n")


def compared(before: str, after: str) -> tuple[Words, ...]:
    """What was added to and removed from a text, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        pieces = [(Mark.REMOVED, before), (Mark.ADDED, after)]
    else:
        pieces = list(_pieces(old, new))
    return tuple(Words(mark, text) for mark, text in pieces if text)


def _pieces(old: list[str], new: list[str]) -> Iterator[tuple[Mark, str]]:
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Mark.SAME, "".join(old[a0:a1])
        else:
            yield Mark.REMOVED, "".join(old[a0:a1])
            yield Mark.ADDED, "".join(new[b0:b1])


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, each with the line ends after it; the last as if something followed."""
    text = text.strip("\n")
    return _PARAGRAPH.findall(f"{text}\n\n") if text else []


def _keys(paragraphs: Sequence[str]) -> list[str]:
    return [paragraph.rstrip("\n") for paragraph in paragraphs]


_Stretch = tuple[list[str], list[str], list[str]]


def _stretches(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[_Stretch]:
    """Runs of paragraphs that all three have, and the runs between them."""
    if max(map(len, (base, mine, theirs))) > MOST_PARAGRAPHS:
        yield base, mine, theirs
        return
    in_mine, in_theirs = _matches(base, mine), _matches(base, theirs)
    stable = [(at, in_mine[at], in_theirs[at]) for at in range(len(base)) if at in in_mine and at in in_theirs]
    fences = [(-1, -1, -1), *stable, (len(base), len(mine), len(theirs))]
    kept: _Stretch = ([], [], [])
    for (a0, b0, c0), (a1, b1, c1) in pairwise(fences):
        between = base[a0 + 1:a1], mine[b0 + 1:b1], theirs[c0 + 1:c1]
        if any(between):
            yield kept
            yield between
            kept = ([], [], [])
        for side, text, at in zip(kept, (base, mine, theirs), (a1, b1, c1), strict=True):
            side.extend(text[at:at + 1])
    yield kept


def _matches(base: list[str], other: list[str]) -> dict[int, int]:
    """Which paragraph of ``other`` is the same as which of ``base``, by place."""
    found = difflib.SequenceMatcher(None, _keys(base), _keys(other), autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in found for step in range(block.size)}


def _change(base: list[str], mine: list[str], theirs: list[str], no_base: bool) -> Change:
    begun, own, other = _keys(base), _keys(mine), _keys(theirs)
    if own == other:
        return Change.NONE if own == begun else Change.ALIKE
    if no_base:
        return Change.BOTH
    if begun == own:
        return Change.THEIRS
    return Change.MINE if begun == other else Change.BOTH


def _spaced(base: str, mine: str, theirs: str) -> str:
    """Paragraphs that are the same but for the empty lines between them: whoever changed those wins, mine first."""
    return theirs if mine == base else mine


def _apart(text: str) -> str:
    return text.rstrip("\n") + "\n\n" if text else ""
