"""Which figure of a metric a number in a text is certainly said of: its value, or what goes into it.

A number counts only where the sentence is about one metric and says that this is the plan, the target or the ambition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bcf.fund.claims.blocks import common
from bcf.fund.claims.values import Block, Figure, Hedge, Kind, Reading
from bcf.fund.claims.words import singular
from bcf.fund.holding import phrases
from bcf.fund.holding.shapes import FIGURE, YEAR, Shape, lines_of, shape_of
from bcf.fund.holding.vocabulary import Key, Vocabulary, What
from bcf.fund.round import Display, Metric, Round


@dataclass(frozen=True, slots=True)
class Measured:
    """A number, its metric, and which figure of it: an input by its code, or "" for the value. ``years`` as said.

    ``beside`` is the other of two inputs that are told together: so many of so many.
    """

    figure: Figure
    metric: str
    input: str
    years: tuple[str, ...]
    beside: "Measured | None" = None


_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned)?(?: is| are)?|target(?:s|ed)?|ambitions?|aims?|aim(?:ing)? (?:for|to)|trajectory|goal"
    r"|commit\w*|expect(?:ed|s)?"
    rf"|intend\w*)\b[^,;:{FIGURE[1:-1]}]{{0,110}}$"
)
_RATE = re.compile(r"\brates? (?:of|is|to|at|will be|for [^,;]{1,30} is) " + phrases.HEDGE + "$")
_PER = re.compile(r" (?:admissions? |people |spells? |delays? )?(?:per|for every|in every) (?:10|1)00,?000\b")
_A_DAY = re.compile(r" (?:[a-z]+ ){0,2}?(?:a day|per day|each day|daily|every day)\b")
_SO_MANY_OF = re.compile(
    rf"(?P<part>{FIGURE}) (?:people |discharges |patients |older people )?(?:out )?of (?:the |those |these"
    rf" )?(?P<whole>{FIGURE})(?! days)"
    rf"|\bof (?:the |those )?(?P<whole2>{FIGURE}) [^;:{FIGURE[1:-1]}]{{3,90}}, [^;:{FIGURE[1:-1]}]{{0,25}}\b(?:plan"
    rf"|planned|aim|target)"
    rf" (?:is )?(?:that|for|to have) (?P<part2>{FIGURE})"
)
_NOT_THAT = re.compile(
    r"\b(?:national(?:ly)?|england|regional|average|comparator|neighbours?|actual|outturn|achieved|performance|than"
    r"|against|exceed\w*|on track|fell|rose|was|were"
    r"|had|by hospital|reduc\w+ (?:of|by)|increas\w+ (?:of|by)|improve\w* (?:of|by)|saving|cost\w*|beds?|each"
    r" quarter|per quarter|monthly"
    r"|a month|per month|weekly|a week|wards?|last year|compared|previous(?:ly)?|since|could|would|stretch|under \d"
    r"|aged under)\b"
)
_GOES_ON = re.compile(
    rf"(?: (?:per|for every) (?:10|1)00,?000| a day| per day)? (?:in|for) {YEAR},? (?:and|rising to"
    rf"|falling to|then) "
)
"""Between two figures of one metric that are told after each other."""
_HEAD = re.compile(r"[^.:]{3,60}[.:](?= )")
_MEASURING = re.compile(r"\b(?:target|plan|planned|ambition|trajectory|aim|goal)\b")


@lru_cache(maxsize=16)
def _vocabulary(named: tuple[tuple[str, str], ...]) -> Vocabulary:
    return Vocabulary.of((name, Key(What.METRIC, code)) for name, code in named)


def metric_names(planning_round: Round) -> Vocabulary:
    """Metrics by their names, the names that people use for them, and their codes."""
    also = planning_round.names.metrics if planning_round.names else {}
    named = [
        (name, metric.code)
        for metric in planning_round.metrics.items
        for name in (metric.name, metric.code, *also.get(metric.code, ()))
    ]
    return _vocabulary(tuple(named))


@dataclass(frozen=True)
class Scale:
    """How a metric's figures are told: the words that count its inputs, and whether its value is a percentage."""

    code: str
    percent: bool
    has_rate: bool
    single: str
    inputs: tuple[tuple[str, frozenset[str]], ...]


def scales_of(planning_round: Round) -> tuple[Scale, ...]:
    """The metrics of a round that have figures."""
    return tuple(_scale(metric) for metric in planning_round.metrics.items if metric.formula)


def _scale(metric: Metric) -> Scale:
    words = {
        entry.code: frozenset(singular(word) for word in re.findall(r"[a-z]{4,}", entry.label.lower().split("(")[0]))
        for entry in metric.inputs
    }
    shared = frozenset.intersection(*words.values()) if len(words) > 1 else frozenset()
    return Scale(
        metric.code, metric.display is Display.PERCENT, "100000" in metric.formula,
        metric.inputs[0].code if len(metric.inputs) == 1 else "",
        tuple((code, found - shared) for code, found in words.items()),
    )  # fmt: skip


@lru_cache(maxsize=1024)
def measures_of(reading: Reading, names: Vocabulary, scales: tuple[Scale, ...]) -> tuple[Measured, ...]:
    """Every number of a text that is certainly a planned figure of a metric."""
    found: list[Measured] = []
    for line in lines_of(reading):
        if any(figure.kind in (Kind.COUNT, Kind.PERCENT) for figure in line.figures):
            about = _about(reading.blocks[line.sentence.block], names)
            found.extend(_measures(shape_of(line, (names,)), scales, about))
    return tuple(found)


def _about(block: Block, names: Vocabulary) -> str:
    """The one metric that a paragraph is about, by its first words or by its heading."""
    first = _HEAD.match(common(block.text))
    for title in (first[0] if first else "", common(block.heading)):
        named = {key.code for mention in names.mentions(title) for key in mention.keys}
        if len(named) == 1:
            return named.pop()
    return ""


def _measures(shape: Shape, scales: tuple[Scale, ...], about: str) -> Iterator[Measured]:
    named = {key.code for mention in shape.mentions for key in mention.keys}
    code = next(iter(named)) if len(named) == 1 else about if not named else ""
    scale = next((one for one in scales if one.code == code), None)
    if scale is None or _NOT_THAT.search(shape.text) or not _MEASURING.search(shape.text):
        return
    last: tuple[int, str | None] = (-1, None)
    for sign in re.finditer(FIGURE, shape.text):
        figure, lead, rest = shape.figure(sign[0]), shape.text[:sign.start()], shape.text[sign.end():]
        goes_on = last[0] >= 0 and _GOES_ON.fullmatch(shape.text[last[0]:sign.start()]) is not None
        if figure.hedge not in (Hedge.NONE, Hedge.ABOUT) or not (goes_on or _PLANNED.search(lead)):
            continue
        which = last[1] if goes_on else _which(scale, figure, lead, rest)
        last = sign.end(), which
        years = _years(shape, figure)
        if which is not None and years is not None:
            yield Measured(figure, scale.code, which, years)
    yield from _pairs(shape, scale)


def _pairs(shape: Shape, scale: Scale) -> Iterator[Measured]:
    """ "214 of the 230 people", "of the 230 people who leave hospital, the plan is for 214 to be at home"."""
    if not scale.percent or len(scale.inputs) != 2:
        return
    for match in _SO_MANY_OF.finditer(shape.text):
        part, whole = shape.figure(match["part"] or match["part2"]), shape.figure(match["whole"] or match["whole2"])
        years = _years(shape, part)
        if years is None or part.kind is not Kind.COUNT or whole.kind is not Kind.COUNT or part.value > whole.value:
            continue
        one = Measured(part, scale.code, scale.inputs[0][0], years)
        two = Measured(whole, scale.code, scale.inputs[1][0], years)
        yield replace(one, beside=two)
        yield replace(two, beside=one)


def _which(scale: Scale, figure: Figure, lead: str, rest: str) -> str | None:
    """Which figure of the metric is meant: an input's code, "" for the value, None where that is not certain."""
    if figure.kind is Kind.PERCENT:
        return "" if scale.percent else None
    if figure.kind is not Kind.COUNT:
        return None
    if scale.has_rate and (_PER.match(rest) or _RATE.search(lead)):
        return ""
    if scale.single and _A_DAY.match(rest):
        return ""
    if figure.per or figure.in_words:
        return None
    fitting = [code for code, called in scale.inputs if _is_noun(figure, called)]
    return fitting[0] if len(fitting) == 1 and not scale.single else None


def _is_noun(figure: Figure, called: frozenset[str]) -> bool:
    return any(singular(word.lower()) in called for word in figure.noun)


def _years(shape: Shape, figure: Figure) -> tuple[str, ...] | None:
    """The years that a number is said of; None where the sentence speaks of several and ties it to none."""
    if not re.search(YEAR, phrases.COMPARED.sub("", shape.text)):
        return ()
    return figure.years or None
