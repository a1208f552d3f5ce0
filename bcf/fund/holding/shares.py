"""Which part of the plan a percentage in a text is certainly said of: so much of the pool, spent on this or that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.claims.values import Figure, Hedge, Kind, Reading
from bcf.fund.holding import phrases
from bcf.fund.holding.shapes import FIGURE, NAME, Shape, lines_of, shape_of
from bcf.fund.holding.vocabulary import Key, Vocabulary, What


@dataclass(frozen=True, slots=True)
class Shared:
    """A percentage, of what it is, and what it is spent on or comes from. ``commissioned`` where that is who buys."""

    figure: Figure
    whole: tuple[Key, ...]
    part: tuple[Key, ...]
    commissioned: bool = False


_WHOLE = (
    rf"of (?:all of )?(?:the |our |this )?{phrases.NEUTRAL}(?P<whole>{NAME})(?: (?:fund|budget|resources?"
    rf"|allocation|grant))?"
)
_TAIL = r"(?: (?:services?|schemes?|care|grant|contribution|funding|money|support))*"
_END = rf"(?: {phrases.IN_YEAR})?(?=[.,;:)]|$| and | while | but )"
_PATTERNS = tuple(
    re.compile(pattern) for pattern in (
        rf"(?P<figure>{FIGURE}) {_WHOLE}(?: by value)?(?:,? {phrases.IN_YEAR},?)? (?:(?:is|are|will be|has been|goes"
        rf"|go|is being|pays|is to be)"
        rf" ?)(?:(?:planned|to be|currently|being) )*(?:spent|invested|allocated|used|committed)? ?(?:on|in|to|for|by)"
        rf" (?:the |our )?[\"']?(?P<part>{NAME})[\"']?{_TAIL}{_END}",
        rf"(?P<figure>{FIGURE}) {_WHOLE}(?:,? {phrases.IN_YEAR},?)? (?:is|comes from|consists of|is made up of)"
        rf" (?:the |our )?"
        rf"(?P<part>{NAME}){_TAIL}{_END}",
        rf"(?P<part>{NAME})[\"']?{_TAIL} (?:takes?|accounts? for|makes? up|represents?|receives?|(?:is|are)(?: equal"
        rf" to)?) {phrases.HEDGE}"
        rf"(?P<figure>{FIGURE}) {_WHOLE}(?: by value)?{_END}",
    )
)  # fmt: skip
_COMMISSIONS = re.compile(
    rf"(?P<part>{NAME}) (?:commissions|buys) {phrases.HEDGE}(?P<figure>{FIGURE}) {_WHOLE}(?: by value)?{_END}"
)
_PARTS = {What.TYPE, What.AREA, What.SOURCE, What.SCHEME}


@lru_cache(maxsize=1024)
def shares_of(reading: Reading, vocabularies: tuple[Vocabulary, ...]) -> tuple[Shared, ...]:
    """Every percentage of a text that is certainly a part of the pool or of one of its sources."""
    return tuple(
        shared for line in lines_of(reading) if any(figure.kind is Kind.PERCENT for figure in line.figures)
        for shared in _shares(shape_of(line, vocabularies))
    )  # fmt: skip


def _shares(shape: Shape) -> Iterator[Shared]:
    text = shape.text
    if phrases.ELSEWHERE.search(text) or phrases.UNSURE.search(text) or phrases.ONCE.search(text):
        return
    if shape.line.periods and len({period.years for period in shape.line.periods}) > 1:
        return
    seen: set[str] = set()
    for pattern in (*_PATTERNS, _COMMISSIONS):
        for match in pattern.finditer(text):
            shared = _shared(shape, match, commissioned=pattern is _COMMISSIONS)
            if shared and match["figure"] not in seen:
                seen.add(match["figure"])
                yield shared


def _shared(shape: Shape, match: re.Match[str], *, commissioned: bool) -> Shared | None:
    figure, whole, part = shape.figure(match["figure"]), shape.mention(match["whole"]), shape.mention(match["part"])
    if figure.kind is not Kind.PERCENT or figure.hedge is Hedge.RANGE:
        return None
    wholes = tuple(key for key in whole.keys if key.what in (What.POOL, What.SOURCE))
    if len(wholes) != len(whole.keys) or not _starts(shape.text[:match.start()], match, figure, commissioned):
        return None
    wanted = {What.BODY} if commissioned else _PARTS
    if not all(key.what in wanted for key in part.keys) or set(part.keys) & set(wholes):
        return None
    return Shared(figure, wholes, part.keys, commissioned)


def _starts(lead: str, match: re.Match[str], figure: Figure, commissioned: bool) -> bool:
    """Whether a name that is the subject stands alone: "primary care", and not "spending on drugs in primary care"."""
    if match.start("part") > match.start("figure"):
        return True
    clause = re.split(r"[,;:.(]| (?:and|but|while) ", lead)[-1]
    return bool(phrases.SUBJECT.fullmatch(clause.lstrip())) and not figure.in_words


