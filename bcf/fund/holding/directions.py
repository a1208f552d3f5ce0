"""Which way a text says that a metric will move, or that money has moved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.claims.values import Reading, Sentence
from bcf.fund.holding import phrases
from bcf.fund.holding.shapes import NAME, Shape, lines_of, shape_of
from bcf.fund.holding.vocabulary import Key, Vocabulary, What
from bcf.fund.round import Direction


@dataclass(frozen=True, slots=True)
class Moved:
    """What a passage says moves, which way, and the words that say so."""

    keys: tuple[Key, ...]
    way: Direction
    said: str
    sentence: Sentence


_DOWN = r"reduce|lower|decrease|cut|bring down"
_UP = r"increase|raise|grow"
_WILL_MOVE = re.compile(
    r"\b(?:we|plan|plans|partners|fund|pool|scheme|schemes|service|services|team|and|which|that) (?:will|aims? to"
    r"|plans? to|intends?"
    rf" to|expects? to|are expected to|is expected to) (?:further |also |continue to |together"
    rf" )*(?:(?P<down>{_DOWN})|(?P<up>{_UP}))"
    r" (?:further )?(?:the )?(?:(?:overall|total|our|older people's) )*(?:(?:number|numbers|rate|rates|level|levels"
    r"|share|proportion"
    rf"|percentage) (?:of )?)?(?:(?:long-term|older people|people|patients|those) )*(?P<name>{NAME})(?P<rest>.*)"
)
_NOT_ALL = re.compile(
    r"^(?: from| in (?:the )?(?!20)| at | by | due to| among| for people (?:with|under)| of (?:people|patients) with"
    r"| attribut\w+|,? (?:such|where)"
    r"| (?:team|service|scheme|staff|capacity|beds|episodes|packages|unit|costs?|delays?|offer|pathway))"
)
_INCREASED = re.compile(
    rf"(?:[a-z]+|{NAME}) (?:have|has) (?:increased|raised|grown) (?:our |the |its )?(?:investment|spending"
    rf"|spend|funding|expenditure|budget) (?:in|on|for) (?:the |our )?[\"']?(?P<name>{NAME})"
    rf"|\b(?:investment|spending|spend|funding|expenditure) (?:in|on|for) (?:the |our )?[\"']?(?P<name2>{NAME})(?:"
    rf" services?| scheme)?"
    rf" (?:has been|is|has) (?:increased|higher|risen|grown)"
    rf"|\bincreased (?:investment|spending|funding) (?:in|on|for) (?:the |our )?[\"']?(?P<name3>{NAME})"
)
_LESS = re.compile(
    r"\b(?:not|never|no|without|unless|rather|instead|avoid\w*|prevent\w*|risk|if|would|could|should|may|might|over"
    r" the (?:last|past)"
    r"|since 20\d\d|between)\b"
)


@lru_cache(maxsize=1024)
def metrics_moved(reading: Reading, names: Vocabulary) -> tuple[Moved, ...]:
    """Metrics that a text says the plan will raise or lower as a whole."""
    return tuple(
        moved for line in lines_of(reading) if re.search(rf"\b(?:{_DOWN}|{_UP})\b", line.sentence.plain)
        for moved in _metrics(shape_of(line, (names,)))
    )  # fmt: skip


def _metrics(shape: Shape) -> Iterator[Moved]:
    match = _WILL_MOVE.search(shape.text)
    if match and not _LESS.search(shape.text) and not _NOT_ALL.match(match["rest"]):
        mention = shape.mention(match["name"])
        if not re.search(NAME, match["rest"]):
            way = Direction.DOWN if match["down"] else Direction.UP
            yield Moved(mention.keys, way, match["down"] or match["up"], shape.line.sentence)


@lru_cache(maxsize=1024)
def money_raised(reading: Reading, vocabularies: tuple[Vocabulary, ...]) -> tuple[Moved, ...]:
    """What a text says that more money goes to than before."""
    found = []
    for line in lines_of(reading):
        if "increas" in line.sentence.plain or "higher" in line.sentence.plain or "risen" in line.sentence.plain:
            shape = shape_of(line, vocabularies)
            for match in _INCREASED.finditer(shape.text):
                mention = shape.mention(match["name"] or match["name2"] or match["name3"])
                whole = all(key.what in (What.SCHEME, What.TYPE, What.SOURCE) for key in mention.keys)
                named = mention.marked or What.SCHEME not in {key.what for key in mention.keys}
                if whole and named and not phrases.ELSEWHERE.search(shape.text) and not _LESS.search(shape.text):
                    found.append(Moved(mention.keys, Direction.UP, "increased", line.sentence))
    return tuple(found)
