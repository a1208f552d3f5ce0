"""One sentence twice with another number: a figure of last year that was left in one place and changed in the other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault
from bcf.fund.claims.comparing.nearby import Nearby
from bcf.fund.claims.values import BlockKind, Figure, Hedge, Kind, Reading, Sentence

_LEAST_WORDS = 6
_OF_MANY = re.compile(
    r"\b(?:this|these|scheme|project|service|localit\w+|ward|practice|team|district|area|each|another|first"
    r"|second|third|phase|pilot"
    r"|option|site|it|they|target|plan|actual|baseline|outturn|previous\w*|last|next|former|before|after|draft"
    r"|was|were|had)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    words: tuple[str, ...]
    years: tuple[str, ...]
    figure: Figure
    sentence: Sentence


def figures_stated_twice(readings: Iterable[Reading]) -> Iterator[Contradiction]:
    """Every two sentences of the same words and years with figures that cannot both be so."""
    same: dict[tuple[object, ...], list[_Said]] = {}
    for reading in readings:
        for one in _said(reading):
            same.setdefault((one.words, one.years, one.figure.kind, one.figure.noun), []).append(one)
    for every in same.values():
        if len(every) != 2:
            continue
        one, two = every
        if one.figure.interval.meets(two.figure.interval):
            continue
        yield Contradiction(
            Fault.SHARE, two.sentence.text, two.figure.spot,
            f"The same is said with {two.figure.said} here and with {one.figure.said} elsewhere.",
            two.figure.said, one.figure.said, other=one.sentence.text, other_spot=one.figure.spot,
            difference=two.figure.value - one.figure.value if two.figure.kind is Kind.MONEY else None,
        )  # fmt: skip


@lru_cache(maxsize=512)
def _said(reading: Reading) -> tuple[_Said, ...]:
    nearby = Nearby(reading)
    found = []
    dated = {day.sentence for day in reading.days}
    for sentence in reading.sentences:
        figures = nearby.figures(sentence)
        if len(figures) != 1 or len(sentence.words) < _LEAST_WORDS or sentence.index in dated:
            continue
        (figure,) = figures
        if reading.blocks[sentence.block].kind is not BlockKind.PARAGRAPH or _OF_MANY.search(sentence.plain):
            continue
        if figure.hedge in (Hedge.NONE, Hedge.ABOUT) and figure.interval.is_closed:
            found.append(_Said(sentence.words, figure.years, figure, sentence))
    return tuple(found)
