"""One thing stated as two amounts, over all texts of a plan.

Only what the fund's own words name is compared - the pool, the minimum, the grants, the ring-fences -, only where the
amount is tied to the name with nothing between, and only within one year.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault
from bcf.fund.claims.comparing.nearby import Nearby
from bcf.fund.claims.values import Figure, Reading, Sentence

_BCF = r"(?:better care fund|bcf)(?: \(bcf\))?"
_POOL = r"(?:pooled (?:fund|budget)|pool)"
_NAMES: dict[str, tuple[str, ...]] = {
    "the pool": (
        rf"(?:(?:total|overall|whole|entire|local|joint) )?{_BCF} {_POOL}",
        rf"(?:total|overall) (?:value of the )?(?:{_POOL}|{_BCF})(?: (?:budget|fund|pool|plan))?",
        rf"total value of (?:the )?(?:{_BCF}|{_POOL})(?: (?:plan|{_POOL}))?",
        rf"size of the (?:{_BCF}|{_POOL})",
    ),
    "the minimum contribution": (
        r"(?:total )?(?:ccg'?s?'?|nhs|icb) minimum"
        r"(?: (?:bcf contribution|contribution to the bcf|contribution|allocation|funding|fund))?",
        r"minimum (?:ccg|nhs|icb) (?:contribution|allocation|fund(?:ing)?)",
    ),
    "the improved Better Care Fund": (
        r"(?:total )?(?:improved better care fund|ibcf)(?: \(ibcf\))?(?: (?:grant|allocation|funding|money|monies))?",
    ),
    "the Disabled Facilities Grant": (
        r"(?:total )?(?:disabled facilities grant|dfg)(?: \(dfg\))?(?: (?:allocation|funding|budget))?",
    ),
    "the winter pressures money": (r"winter pressures? (?:grant|allocation|funding|money)",),
    "the minimum for social care": (
        r"minimum (?:contribution (?:to|for)|required for|spend (?:on|for)) (?:adult )?social care",
        r"(?:adult )?social care (?:minimum|ring-?fence)(?: contribution)?",
    ),
    "the minimum for services out of hospital": (
        r"(?:minimum|ring-?fenced?) (?:contribution (?:to|for)|amount for|for|spend on)"
        r" (?:nhs commissioned )?out[- ]of[- ]hospital(?: (?:services|care))?",
        r"out[- ]of[- ]hospital (?:minimum|ring-?fence)",
    ),
}
_PATTERNS = {name: re.compile(rf"\b(?:{'|'.join(ways)})(?![\w-])") for name, ways in _NAMES.items()}
_AFTER_NAME = re.compile(
    r"^(?:'s)?(?: \([a-z]{2,5}\))?(?: (?:for|in) (?:the (?:financial )?year )?(?:20\d\d[/-]\d\d(?:\d\d)?"
    r"|this year|the year))?,?"
    r"(?: (?:is|are|will be|stands at|amounts to|totals|will total|comes to|equals|remains|of|at|set at|:|-|=|now"
    r"|currently))*:? "
    r"(?:(?:a total of|about|around|approximately|circa|c\.?|some|nearly|almost|just over|just under|over|up to) ?)?$"
)
_BEFORE_NAME = re.compile(
    r"^(?: (?:million|m))?(?: (?:for|in) 20\d\d[/-]\d\d)?(?: (?:total|overall|of|for|from|in|through))?(?: (?:the"
    r"|our|its))? ?$"
)
_BY_ITSELF = re.compile(
    r"(?:^|[(:,;-]|\b(?:the|our|its|this|a|an|of|from|in|for|and|with|is|that|local|whose))\s*$"
    r"|[£\d]\S*\s(?:million )?$"
)
"""What may stand before a name: nothing that makes it the pool or the grant of somebody or of something."""
_NOT_IT = re.compile(
    r"\b(?:increas\w*|reduc\w*|decreas\w*|uplift\w*|additional\w*|extra|more|less|share|part|proportion|per|each"
    r"|between|national\w*"
    r"|england|government|was|were|previous\w*|last year|prior|originally|draft|revised|indicative|provisional"
    r"|estimated|forecast"
    r"|of which|out of|from the|within the|remaining|remainder|underspend\w*|carry|carried|slippage|contingency"
    r"|risk|district\w*"
    r"|capital|revenue|saving\w*|efficienc\w*|growth|new|first|second|tranche|phase|pilot|section 256|s256|mental"
    r"|equipment|children\w*"
    r"|top[- ]up|minimum of|mandatory|mandated|not|if|could|would|should|compar\w*|instead)\b",
    re.IGNORECASE,
)
_LARGEST = Decimal(500_000_000)


@dataclass(frozen=True, slots=True)
class _Stated:
    name: str
    years: tuple[str, ...]
    figure: Figure
    sentence: Sentence


def amounts_stated_twice(readings: Iterable[Reading], one_year: bool = True) -> Iterator[Contradiction]:
    """Every two statements of one amount that cannot both be so; the later one is the finding.

    Where the plan is for more than ``one_year``, statements that name no year may be of two, and are left alone.
    """
    by_name: dict[tuple[str, tuple[str, ...]], list[_Stated]] = {}
    for reading in readings:
        for stated in _stated(reading):
            if one_year or stated.years:
                by_name.setdefault((stated.name, stated.years), []).append(stated)
    for (name, years), all_stated in by_name.items():
        found: set[tuple[str, str]] = set()
        for one, two in combinations(all_stated, 2):
            pair = (one.figure.said, two.figure.said)
            if one.figure.interval.meets(two.figure.interval) or pair in found:
                continue
            found.add(pair)
            when = f" for {', '.join(years)}" if years else ""
            yield Contradiction(
                Fault.AMOUNT, two.sentence.text, two.figure.spot,
                f"{name[0].upper()}{name[1:]}{when} is given as {two.figure.said} here and as {one.figure.said} "
                "elsewhere.",
                two.figure.said, one.figure.said, other=one.sentence.text, other_spot=one.figure.spot,
                difference=two.figure.value - one.figure.value,
            )  # fmt: skip


@lru_cache(maxsize=512)
def _stated(reading: Reading) -> tuple[_Stated, ...]:
    return tuple(_all_stated(reading))


def _all_stated(reading: Reading) -> Iterator[_Stated]:
    nearby = Nearby(reading)
    for sentence in reading.sentences:
        money = [
            figure for figure in nearby.money(sentence)
            if not figure.is_rate and figure.interval.is_closed and figure.value < _LARGEST
        ]  # fmt: skip
        if len(money) != 1 or len(nearby.money(sentence)) != 1:
            continue
        small = sentence.plain.lower()
        if len(small) != len(sentence.plain) or _NOT_IT.search(small):
            continue
        (figure,) = money
        names = [name for name, pattern in _PATTERNS.items() if _is_tied(small, pattern, figure, sentence)]
        if len(names) == 1 and len(figure.years) <= 1:
            yield _Stated(names[0], figure.years, figure, sentence)


def _is_tied(small: str, pattern: re.Pattern[str], figure: Figure, sentence: Sentence) -> bool:
    """Whether the sentence names one thing, and the amount stands right after or right before the name."""
    start, end = figure.spot.start - sentence.start, figure.spot.end - sentence.start
    matches = [match for match in pattern.finditer(small) if _BY_ITSELF.search(small[:match.start()])]
    return any(
        bool(_AFTER_NAME.match(small[match.end():start])) if match.end() <= start
        else match.start() >= end and bool(_BEFORE_NAME.match(small[end:match.start()]))
        for match in matches
    )  # fmt: skip

