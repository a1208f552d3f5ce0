"""A sentence with its names, figures and years replaced by one sign each, so that what ties them can be seen.

Between the signs stand the words in small letters, with single spaces.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from bcf.fund.claims.blocks import common
from bcf.fund.claims.values import Day, Figure, Period, Reading, Sentence
from bcf.fund.holding.vocabulary import PLACE, Mention, Vocabulary, words_of

_FIRST_NAME, _FIRST_FIGURE, _FIRST_YEAR, _FIRST_DAY = 0xE000, 0xE400, 0xE800, 0xEC00
NAME, FIGURE, YEAR, DAY = "[\ue000-\ue3ff]", "[\ue400-\ue7ff]", "[\ue800-\uebff]", "[\uec00-\uefff]"
"""Any name, figure, financial year or run of them, and day, in a pattern over a shape."""
HERE = "here"
"""What stands for the board's own place."""
_MOST = 0x400

Claim = TypeVar("Claim", Figure, Period, Day)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with all that was read in it."""

    sentence: Sentence
    figures: tuple[Figure, ...]
    periods: tuple[Period, ...]
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence as signs and words. Signs are looked up by their place in ``text``."""

    text: str
    line: Line
    mentions: tuple[Mention, ...]

    def mention(self, sign: str) -> Mention:
        return self.mentions[ord(sign) - _FIRST_NAME]

    def figure(self, sign: str) -> Figure:
        return self.line.figures[ord(sign) - _FIRST_FIGURE]

    def period(self, sign: str) -> Period:
        return self.line.periods[ord(sign) - _FIRST_YEAR]

    def day(self, sign: str) -> Day:
        return self.line.days[ord(sign) - _FIRST_DAY]


@lru_cache(maxsize=512)
def lines_of(reading: Reading) -> tuple[Line, ...]:
    """The sentences of a text with what was read in each."""
    figures = _by_sentence(reading.figures)
    periods = _by_sentence(reading.periods)
    days = _by_sentence(reading.days)
    return tuple(
        Line(one, tuple(figures.get(one.index, ())), tuple(periods.get(one.index, ())), tuple(days.get(one.index, ())))
        for one in reading.sentences
    )


@lru_cache(maxsize=512)
def words_in(reading: Reading) -> frozenset[str]:
    """Every word of a text, as words are compared."""
    return frozenset(word for block in reading.blocks for word in words_of(common(block.text)))


def _by_sentence(claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.sentence, []).append(claim)
    return found


def shape_of(line: Line, vocabularies: Iterable[Vocabulary]) -> Shape:
    """The shape of a sentence. Where two vocabularies know a name, the longer one counts; both if they are equal."""
    start, plain = line.sentence.start, line.sentence.plain
    spots = [one.spot for one in line.figures] + [one.spot for one in line.periods] + [one.spot for one in line.days]
    taken = [(spot.start - start, spot.end - start) for spot in spots]
    mentions = _together(chain.from_iterable(known.mentions(plain, taken) for known in vocabularies))
    signs = [
        *((at.start, at.end, _FIRST_NAME + number) for number, at in enumerate(mentions)),
        *_signs(line.figures, start, _FIRST_FIGURE), *_signs(line.periods, start, _FIRST_YEAR),
        *_signs(line.days, start, _FIRST_DAY),
    ]  # fmt: skip
    pieces, at = [], 0
    for begin, end, sign in sorted(signs):
        if begin < at:
            continue
        is_place = sign < _FIRST_FIGURE and mentions[sign - _FIRST_NAME].keys == (PLACE,)
        pieces += [plain[at:begin].lower(), HERE if is_place else chr(sign)]
        at = end
    pieces.append(plain[at:].lower())
    return Shape(_tidy("".join(pieces)), line, mentions)


def _signs(claims: Sequence[Figure | Period | Day], start: int, first: int) -> Iterable[tuple[int, int, int]]:
    return (
        (one.spot.start - start, one.spot.end - start, first + number) for number, one in enumerate(claims[:_MOST])
    )


def _together(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda at: (at.start, -at.end)):
        last = kept[-1] if kept else None
        if last and one.start < last.end:
            if (one.start, one.end) == (last.start, last.end):
                keys = tuple(dict.fromkeys(last.keys + one.keys))
                kept[-1] = Mention(keys, last.start, last.end, last.marked or one.marked)
            continue
        kept.append(one)
    return tuple(kept[:_MOST])


_BRACKETED = re.compile(rf"(?<={NAME})(?P<close>[\"']?) \((?:the )?[\"']?(?:{NAME}|[a-z]{{2,6}})s?[\"']?\)")


def _tidy(text: str) -> str:
    """Single spaces; an abbreviation in brackets after a name is part of it."""
    return _BRACKETED.sub(r"\g<close>", re.sub(r"\s+", " ", text)).strip()
