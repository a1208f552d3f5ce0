"""One event on two days: the agreement of the plan by the board, and the like, over all texts of a plan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault
from bcf.fund.claims.values import Day, Reading, Sentence
from bcf.fund.text import day as written_day

_BOARD = r"(?:health (?:and|&) well-?being board|hwbb?)(?: \(hwbb?\))?"
_AGREED = r"(?:approved|agreed|signed off|ratified|endorsed)"
_PLAN = r"(?:better care fund|bcf)(?: \(bcf\))?(?: narrative)? plan|(?:this|the) (?:\w+ )?plan"
_EVENTS = {
    "agreed by the board": re.compile(
        rf"(?:{_PLAN})(?: for [\w/-]+)? (?:was|has been|were)(?: formally| fully| finally)? {_AGREED}"
        rf" by (?:the )?(?:\w+ )?{_BOARD}(?: at its meeting)?(?: held)?,? on (?:the )?$"
        rf"|{_BOARD}(?: has| formally"
        rf"| finally)* {_AGREED} (?:{_PLAN})(?: for [\w/-]+)?(?: at its meeting)?(?: held)?,? on (?:the )?$"
        rf"|date (?:{_AGREED}) (?:at|by) (?:the )?{_BOARD}:? (?:the )?$"
    ),
    "submitted": re.compile(
        rf"(?:{_PLAN})(?: for [\w/-]+)? (?:was|has been|were"
        rf"|will be)(?: formally)? submitted(?: to nhs england)?,? (?:on|by) (?:the )?$"
        r"|date submitted:? (?:the )?$"
    ),
}
_NOT_THAT_ONE = re.compile(
    r"\b(?:draft|first|second|initial|outline|interim|revised|amended|resubmi\w*|previous|earlier|last year"
    r"|in principle|subject to"
    r"|delegat\w*|again|further|refresh\w*|also|template|quarter\w*)\b"
)
_APART = 120
"""Days: what is further apart is said of the plans of two years."""


@dataclass(frozen=True, slots=True)
class _Dated:
    event: str
    day: Day
    sentence: Sentence


def events_dated_twice(readings: Iterable[Reading]) -> Iterator[Contradiction]:
    """Every event of the plan that its texts put on two days; the later mention is the finding."""
    dated = [one for reading in readings for one in _dated(reading)]
    told: set[frozenset[str]] = set()
    for one, two in combinations(dated, 2):
        first, second = one.day.date, two.day.date
        if one.event != two.event or first is None or second is None or first == second:
            continue
        days = frozenset((first.isoformat(), second.isoformat()))
        if abs((first - second).days) > _APART or days in told:
            continue
        told.add(days)
        yield Contradiction(
            Fault.EVENT, two.sentence.text, two.day.spot,
            f"The plan is said to be {one.event} on {written_day(second)} here and on {written_day(first)} elsewhere.",
            written_day(second), written_day(first), other=one.sentence.text, other_spot=one.day.spot,
        )  # fmt: skip


@lru_cache(maxsize=512)
def _dated(reading: Reading) -> tuple[_Dated, ...]:
    found: list[_Dated] = []
    for day in reading.days:
        sentence = reading.sentences[day.sentence]
        small = sentence.plain.lower()
        if not day.day or day.date is None or len(small) != len(sentence.plain) or _NOT_THAT_ONE.search(small):
            continue
        before = small[: day.spot.start - sentence.start]
        found.extend(_Dated(event, day, sentence) for event, words in _EVENTS.items() if words.search(before))
    return tuple(found)
