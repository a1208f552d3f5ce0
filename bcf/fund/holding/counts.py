"""Which count of the plan a number in a text is certainly said of: schemes, partners, changes, what is met."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bcf.fund.claims.values import Figure, Hedge, Kind, Reading
from bcf.fund.holding import phrases
from bcf.fund.holding.shapes import FIGURE, NAME, Shape, lines_of, shape_of
from bcf.fund.holding.vocabulary import POOL, Vocabulary


class Counted(StrEnum):
    """What is counted."""

    SCHEMES = "schemes"
    NHS_BODIES = "NHS bodies"
    DISTRICTS = "districts"
    CHANGES = "changes"
    AT_LEVEL = "changes at a level"
    CONDITIONS = "conditions"
    REQUIREMENTS = "requirements"
    MET = "requirements met"


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts. ``level`` is the level of maturity, by its label, of changes at a level."""

    figure: Figure
    counted: Counted
    level: str = ""
    present: bool = False


@dataclass(frozen=True)
class Words:
    """What a round calls the things that are counted, as patterns."""

    nhs_bodies: str
    changes: str
    levels: tuple[str, ...]


_ENDS = rf"(?:[.,;:)]|$| in (?:total|all)\b| {phrases.IN_YEAR}| from the pool\b)"
_PLAN = (
    rf"(?:the |our |this )?{phrases.NEUTRAL}(?:(?:{NAME}|expenditure plan|plan|pool|programme)(?: plan|"
    rf" programme)?)"
)
_OF_SCHEMES = tuple(
    re.compile(pattern) for pattern in (
        rf"(?:^|[.;:,] |\band ){_PLAN}(?: {phrases.IN_YEAR},?)? (?:has|contains|funds|comprises|consists of|is made"
        rf" up of|supports|pays for"
        rf"|includes|covers|sets out|lists)(?: a total of| all)? (?P<figure>{FIGURE}) (?:(?:{NAME}|individual"
        rf"|separate|funded|agreed)"
        rf" )*schemes{_ENDS}",
        rf"\b(?:a total of|all|our|across|the) (?P<figure>{FIGURE}) (?:{NAME}|funded|individual) schemes"
        rf"(?: (?:in|of|within|from|funded by) the (?:plan|{NAME}))?{_ENDS}",
        rf"\b(?:all|a total of) (?P<figure>{FIGURE}) schemes (?:in|of) (?:the|our|this) (?:{NAME}|plan)\b",
        rf"\bthere are (?P<figure>{FIGURE}) (?:{NAME} )?schemes in (?:the|our|this) (?:{NAME}|plan)\b",
    )
)  # fmt: skip
_PAST = re.compile(
    r"\b(?:was|were|had|in 20\d\d|previous(?:ly)?|last year|ended|reviewed|looked at|earlier|of which|new|existing"
    r"|other|would|could)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:stp|ics|llr|system|across (?:the )?(?:county|region)|nationally|nationwide|england|would|could)\b"
)


@lru_cache(maxsize=1024)
def counts_of(reading: Reading, vocabularies: tuple[Vocabulary, ...], words: Words) -> tuple[Count, ...]:
    """Every number of a text that certainly counts something of the plan."""
    return tuple(
        count for line in lines_of(reading) if any(figure.kind is Kind.COUNT for figure in line.figures)
        for count in _counts(shape_of(line, vocabularies), words)
    )  # fmt: skip


def _counts(shape: Shape, words: Words) -> Iterator[Count]:
    text = shape.text
    if _ELSEWHERE.search(text):
        return
    if not _PAST.search(text):
        for pattern in _OF_SCHEMES:
            yield from _found(shape, pattern, Counted.SCHEMES)
    yield from _partners(shape, words)
    yield from _asked(shape)
    if words.changes:
        yield from _changes(shape, words)


def _found(shape: Shape, pattern: re.Pattern[str], counted: Counted) -> Iterator[Count]:
    for match in pattern.finditer(shape.text):
        figure = shape.figure(match["figure"])
        named = [key for sign in re.findall(NAME, match[0]) for key in shape.mention(sign).keys]
        if counted is Counted.SCHEMES and any(key != POOL for key in named):
            continue
        if figure.kind is Kind.COUNT and figure.hedge is Hedge.NONE:
            yield Count(figure, counted)


def _partners(shape: Shape, words: Words) -> Iterator[Count]:
    by = (
        r"(?:agreed|approved|signed(?: off)?|supported|commissioned|written|prepared) by (?:[^,;.]{1,60} and"
        r" )?(?:the|our|both|all)?(?: of)?(?: the)? ?"
    )
    for counted, noun in ((Counted.NHS_BODIES, words.nhs_bodies), (Counted.DISTRICTS, r"district councils|districts")):
        pattern = re.compile(rf"(?:\bour |{by})(?P<figure>{FIGURE}) (?:{noun})\b")
        yield from _found(shape, pattern, counted)


def _asked(shape: Shape) -> Iterator[Count]:
    """ "all four national conditions", "all nine planning requirements are met", "eight of the nine requirements"."""
    for noun, counted in (("national conditions", Counted.CONDITIONS), ("planning requirements", Counted.REQUIREMENTS)):
        every = re.compile(rf"\b(?:all(?: of)?(?: the)?|the|of the) (?P<figure>{FIGURE}) {noun}\b")
        yield from _found(shape, every, counted)
    met = re.compile(
        rf"(?P<figure>{FIGURE}) (?:out )?of (?:the )?{FIGURE} (?:planning )?requirements (?:are|have been)"
        rf" (?:fully )?met\b"
    )
    yield from _found(shape, met, Counted.MET)


def _changes(shape: Shape, words: Words) -> Iterator[Count]:
    all_of = re.compile(
        rf"\b(?:all(?: of)?(?: the)?|the|of the|each of the) (?P<figure>{FIGURE}) (?:{words.changes})\b"
    )
    yield from _found(shape, all_of, Counted.CHANGES)
    if not re.search(words.changes, shape.text):
        return
    now = bool(re.search(r"\b(?:currently|at present|now|today|already)\b", shape.text))
    if re.search(r"\b(?:was|were|had been|in 20\d\d|last year)\b", shape.text):
        return
    for level in words.levels:
        small = re.escape(level.lower())
        pattern = re.compile(
            rf"(?P<figure>{FIGURE})(?: of (?:the |these )?(?:{FIGURE} )?)?(?: ?(?:{words.changes}))?(?: of the {NAME})?"
            rf" (?:(?:are|is|will be|to be|planned|expected|rated|assessed|as|at|remain|have been|now|currently"
            rf"|already)"
            rf" ){{0,6}}{small}(?=[.,;:)]|$| and | by | in | now )"
        )
        for count in _found(shape, pattern, Counted.AT_LEVEL):
            yield Count(count.figure, Counted.AT_LEVEL, level, present=now)
