"""A number of things announced against the list that follows, or the numbered points of the same sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault
from bcf.fund.claims.comparing.nearby import Nearby, items_after
from bcf.fund.claims.values import Block, BlockKind, Figure, Hedge, Kind, Reading, Sentence

_MEASURES = re.compile(
    r"(?:second|minute|hour|day|night|week|month|year|time|people|person|patient|resident|bed|place|pound|percent"
    r"|point|mile"
    r"|admission|case|referral|visit|home|package|client|user|carer|member|staff|nurse|worker|adult|child"
    r"|children|household"
    r"|population|delay|contact|call|practice|gp|wte|post|unit)s?",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"(?:ccg|council|authorit(?:y|ie)|partner|organisation|board|trust|team|district|provider|bod(?:y|ie)"
    r"|commissioner|agenc(?:y|ie)"
    r"|part(?:y|ie)|localit(?:y|ie)|federation|borough|hospital|group|lead|director|stakeholder|side|service|system)s?",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:includ\w*|such as|for example|e\.g|among\w*|of the|of these|of our|first|next|last|over|at least"
    r"|remaining|other"
    r"|further|each|both|per)\b",
    re.IGNORECASE,
)
_OF_LISTED = re.compile(r"\bof (?:the|these|our|those|all)\b", re.IGNORECASE)
_ENDS_HERE = re.compile(
    r"^(?: [a-z&/'-]+){1,6}?(?: (?:below|as follows|namely|here|in total|which are|these are"
    r"|that are))?\s*:-?\s*$", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|was|has|have|had|will|would|can|could|should|must|agreed?|agrees|work\w*|support\w*|provid\w*"
    r"|deliver\w*|ensur\w*"
    r"|help\w*|need\w*|to)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:(?:are|were)(?: (?:set out|listed|shown|described|summarised|outlined|given))?(?: (?:below|here"
    r"|as follows))?|as follows"
    r"|comprise|consist of|(?:have|has) been (?:made|identified|agreed|selected|proposed|added|set)|(?:were"
    r"|are) (?:made|identified"
    r"|agreed|selected|proposed|added|set)|listed below|set out below)\s*:-?\s*$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bfollowing(?: [a-z-]+){0,2} $", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[:,;]))\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s*\S)")


def wrong_counts(reading: Reading) -> Iterator[Contradiction]:
    """Every announced number of things whose list has another length."""
    nearby = Nearby(reading)
    for intro, items in items_after(reading):
        yield from _wrong_list(nearby, intro, items)
    for sentence in reading.sentences:
        yield from _wrong_points(sentence, nearby.figures(sentence))


def _wrong_list(nearby: Nearby, intro: Block | None, items: list[Block]) -> Iterator[Contradiction]:
    if intro is None or intro.kind is not BlockKind.PARAGRAPH or len(items) < 2:
        return
    sentence = nearby.last_sentence(intro)
    figure = _announced(sentence, nearby.figures(sentence)) if sentence else None
    if sentence is None or figure is None or Decimal(len(items)) == figure.value:
        return
    if len(items) >= 2 * figure.value:
        return
    if figure.value in _other_lengths(nearby, intro, items) or _goes_on(nearby.reading, items):
        return
    what = " ".join(figure.noun)
    yield Contradiction(
        Fault.LIST, sentence.text, figure.spot,
        f"“{figure.said} {what}” are announced, and the list that follows has {len(items)} points.",
        f"{figure.said} {what}", f"{len(items)} points", other=" • ".join(item.text for item in items),
    )  # fmt: skip


def _announced(sentence: Sentence, figures: list[Figure]) -> Figure | None:
    """The one number in a sentence that ends in a colon, where it says how long the list is."""
    plain = sentence.plain.rstrip()
    counts = [figure for figure in figures if figure.kind is Kind.COUNT]
    if not plain.endswith((":", ":-")) or len(counts) != 1 or len(figures) != 1:
        return None
    (figure,) = counts
    start, end = figure.spot.start - sentence.start, figure.spot.end - sentence.start
    if figure.hedge is not Hedge.NONE or figure.per or not 2 <= figure.value <= 30 or not _is_listy(figure):
        return None
    before, after = plain[:start], plain[end:]
    if _NOT_ALL.search(after) or re.search(r"\b(?:includ\w*|such as|(?:over|within|in) the (?:next|last"
                                           r"|past))\b", before, re.IGNORECASE):
        return None
    if _OF_LISTED.match(after.lstrip()) or (re.search(r"\bof (?:the|these|our) $", before) and _is_body(figure)):
        return None
    if _FOLLOWING.search(before):
        return figure
    if _is_body(figure):
        return figure if _LISTED.search(after) and not re.search(r"made|agreed|identified|proposed", after) else None
    if _ENDS_HERE.match(after) and not _VERB.search(after):
        return figure
    return figure if _LISTED.search(after) and len(after) < 90 else None


def _is_listy(figure: Figure) -> bool:
    """Whether what is counted can be the points of a list: a plural that is no measure."""
    plurals = [word for word in figure.noun if word.lower().endswith("s") and not word.lower().endswith("ss")]
    return bool(plurals) and not any(_MEASURES.fullmatch(word) for word in figure.noun)


def _is_body(figure: Figure) -> bool:
    return any(_BODIES.fullmatch(word) for word in figure.noun)


def _other_lengths(nearby: Nearby, intro: Block, items: list[Block]) -> set[Decimal]:
    """Other ways to count the list: with the points of the lists in it."""
    blocks = nearby.reading.blocks
    last = items[-1].index
    inner = [block for block in blocks[intro.index + 1: last + 1] if block.kind is BlockKind.ITEM]
    after = blocks[last + 1:last + 30]
    tail = [block for block in after if block.kind is BlockKind.ITEM and block.depth > items[-1].depth]
    return {Decimal(len(inner)), Decimal(len(inner) + len(tail))}


def _goes_on(reading: Reading, items: list[Block]) -> bool:
    """Whether the list may go on after a paragraph, or is numbered on from another."""
    marks = [item.mark for item in items if item.mark]
    if marks and marks[0] not in ("1", "a", "i", "A", "I"):
        return True
    after = reading.blocks[items[-1].index + 1: items[-1].index + 4]
    for block in after:
        if block.kind in (BlockKind.HEADING, BlockKind.CELL):
            return False
        if block.kind is BlockKind.ITEM and block.group != items[0].group and block.depth <= items[0].depth:
            return True
    return False


def _wrong_points(sentence: Sentence, figures: list[Figure]) -> Iterator[Contradiction]:
    """ "three aims: (1) ..., (2) ... "."""
    for figure in figures:
        if figure.kind is not Kind.COUNT or figure.hedge is not Hedge.NONE or not _is_listy(figure):
            continue
        after = sentence.plain[figure.spot.end - sentence.start:]
        head, colon, tail = after.partition(":")
        if not colon or len(head) > 60 or _NOT_ALL.search(head) or re.search(r"\d", head):
            continue
        points = _numbered(tail) or _between_semicolons(figure, head, tail)
        if points < 2 or points == figure.value or not 2 <= figure.value <= 30:
            continue
        what = " ".join(figure.noun)
        yield Contradiction(
            Fault.LIST, sentence.text, figure.spot,
            f"“{figure.said} {what}” are announced, and {points} points follow.", f"{figure.said} {what}",
            f"{points} points",
        )  # fmt: skip


def _numbered(tail: str) -> int:
    """How many points are numbered in their order; nought where they are not."""
    marks = [match["mark"] for match in _NUMBERED.finditer(tail)]
    return len(marks) if len(marks) > 1 and _in_order(marks) else 0


def _between_semicolons(figure: Figure, head: str, tail: str) -> int:
    """How many points stand between semicolons right after what is counted; nought where they may be something else."""
    pieces = tail.split(";")
    if len(pieces) < 2 or ":" in tail or ("(" in tail and ";" in tail[tail.find("("):tail.find(")")]):
        return 0
    counted = " ".join(figure.noun).lower()
    said = head.strip().lower()
    return len([piece for piece in pieces if piece.strip(" .")]) if said == counted else 0


def _in_order(marks: list[str]) -> bool:
    if all(mark.isdigit() for mark in marks):
        return [int(mark) for mark in marks] == list(range(1, len(marks) + 1))
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    return marks in (list("abcdefghijklmnop"[:len(marks)]), roman[:len(marks)])
