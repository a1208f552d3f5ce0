"""Changes that a sentence tells with their figures: from so much to so much, by so much, or halved.

A change is read only where the figures are tied to each other by words that leave no other reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bcf.fund.claims.values import Change, Figure, Hedge, Interval, Kind, Sentence, Spot, Way
from bcf.fund.claims.words import singular

_UP = (
    r"increas(?:e|ed|es|ing)|rise|rises|rising|rose|risen|grow|grows|growing|grew|grown|growth|up|uplift(?:ed)?|gone up"
    r"|went up|double[ds]?|doubling|trebled?|trebling|tripled?|tripling|quadrupled"
)
_DOWN = (
    r"reduc(?:e|ed|es|ing|tions?)|decreas(?:e|ed|es|ing)|fall(?=\s(?:of|from|by|in|to)\b|$|[\s,.)])"
    r"|falls(?=\s(?:from|by|to)\b)|fell"
    r"|fallen|falling(?=\s(?:from|by|to)\b)|drop|drops|dropped|dropping|declin(?:e|ed|es|ing)|lowered|cut|cuts|down"
    r"|halved?|halving"
)
_DIRECTION = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:slow|slowed|slowing|limit(?:ed|ing)?|curb\w*|prevent\w*|avoid\w*|gap|instead|rather|against|without"
    r"|not|never"
    r"|offset|despite|although|whilst|while|whereas|but|target|targets|ambition|savings?|deficit|pressure|cuts? in"
    r"|(?:re)?admission avoidance)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?P<sure>(?:down|up)\s)?from\s(?:(?:an?|the|its|our|current|baseline|average|level|total|position|figure|rate"
    r"|around|about|approximately|circa|some|nearly|almost|just|over|under|more|than|of|c\.?)\s?)*$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"^(?P<between>[^;:]{0,70}?)\b(?:down\s|up\s)?to\s(?:(?:an?|the|current|target|average|level|total|position"
    r"|figure|rate"
    r"|around|about|approximately|circa|some|nearly|almost|just|over|under|more|less|than|of|c\.?)\s?)*$",
    re.IGNORECASE,
)
_NO_LINK = re.compile(r"\b(?:to|and|but|or|from|while|whilst|with)\b", re.IGNORECASE)
_BACK = re.compile(
    r"^[^;:.]{0,40}?,?\s\(?(?P<way>down|up)\sfrom\s(?:(?:an?|the|around|about|over|of|just)\s)*$", re.IGNORECASE
)
_COMPARED = re.compile(
    r"^[^;:.()]{0,50}?,? (?:when )?(?:compared (?:with|to)|as against|versus) (?:(?:an?|the|about"
    r"|around) )*$", re.IGNORECASE
)
_TO_BEFORE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: (?!by\b|from\b)[a-z-]+){{0,4}} to $", re.IGNORECASE)
_FROM_AFTER = re.compile(r"^(?: [\w/-]+){0,6}?,? from (?:(?:an?|the) )?$", re.IGNORECASE)
_BY_TO = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: in [\w/ -]{{1,20}}?)?(?: by)?(?: (?:an?|the|further|about|around"
    rf"|some))*? $",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"^[^;:().]{0,40}\((?:in |from |was )*(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december"
    r"|last (?:year|month|quarter)|previous(?:ly)?(?: \w+)?|q[1-4]"
    r"|(?:in )?20\d\d[/-]\d\d)[,:=]?(?: 20\d\d)?(?: was)? $",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(r"\b(?:by|of|an?|the|overall|further|additional)\s(?:[a-z]+\s){0,2}$|^\s*$", re.IGNORECASE)
_ANOTHER = re.compile(
    r",|\b(?:and|but|with|while|whilst|which|when|where|target\w*|compared"
    r"|against|by(?! 20\d\d)|after|following|despite|due|through)\b",
    re.IGNORECASE,
)
_BY_LINK = re.compile(
    r"^[^;:.]{0,50}?(?:,|\(|\s-|\bwhich\b|\brepresenting|\bequating|\bequivalent|\bie\b|\bi\.e\.|=|\bthis is)\s?"
    r"(?:\(|is|was|represents|equates|equals|to|a|an|the|of|by|i\.e\.|overall|net|total|around|about"
    r"|approximately|some|or"
    rf"|nearly|almost|over|just|more|than|circa|c\.?|further|{_UP}|{_DOWN}|\s)*$",
    re.IGNORECASE,
)
_BY_AFTER = re.compile(
    rf"^\s?(?:(?:overall|relative|net|year[- ]on[- ]year|in-year|annual|planned|significant)\s)?(?:{_UP}|{_DOWN})\b",
    re.IGNORECASE,
)

_WORD = re.compile(
    r"\b(?P<hedge>more than|over|at least|nearly|almost|just under|just over|virtually|effectively|about|roughly)?\s?"
    r"\b(?:(?P<halved>halv(?:ed|es|ing))|(?P<doubled>doubl(?:ed|es|ing)(?!-|\sup\b))|(?P<trebled>trebl(?:ed|es"
    r"|ing)|tripl(?:ed|es|ing))"
    r"|(?P<quadrupled>quadrupl(?:ed|es|ing))"
    r"|by\s(?:(?P<hedge2>more than|over|at least|nearly|almost|about|around|roughly|just under|just over)\s)?"
    r"(?:(?P<times>a|one|two|three)[\s-])?(?P<share>half|thirds?|quarters?|fifths?))\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"\b(?:from|compared|against|versus|halved|doubled|trebled|tripled)\b", re.IGNORECASE)
"""Without one of these words a sentence of one or two figures tells no change that is read here."""
_HALVED = re.compile(
    r"(?P<word>\b(?:(?:more than|over|nearly|almost|about|roughly) )?(?:halved|doubled|trebled|tripled))(?: in number)?"
    r"(?: \(|, | - )(?:which is |i\.e\. |that is )?(?:an? )?"
    r"(?P<of>(?:fall|drop|reduction|decrease|rise|increase) of )?$",
    re.IGNORECASE,
)
_FACTORS = {
    "halved": Decimal("0.5"), "doubled": Decimal(2), "trebled": Decimal(3), "quadrupled": Decimal(4),
}  # fmt: skip
_SHARES = {"half": Decimal("0.5"), "third": Decimal(1) / 3, "quarter": Decimal("0.25"), "fifth": Decimal("0.2")}
_TIMES = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class _Pair:
    """What was before and what after; the way where the words that tie them say it, and by how much likewise."""

    before: Figure
    after: Figure
    way: Way = Way.NONE
    by: Figure | None = None


def changes_of(sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Change]:
    """The changes that a sentence tells."""
    if len(figures) < 3 and not _HINT.search(sentence.plain):
        return
    taken = -1
    yield from _halved(sentence, figures)
    for place in range(len(figures) - 1):
        if place <= taken:
            continue
        if triple := _by_to(sentence, figures[place:place + 3]):
            taken = place + 2
            yield _change(sentence, triple, figures[place], figures[place + 2], "", None)
        elif pair := _pair(sentence, figures[place], figures[place + 1]):
            by = _by(sentence, figures, place)
            lead, rest = _around(sentence, figures, place)
            word, factor = _factor(lead, rest)
            found = replace(pair, way=pair.way or _way(lead, rest), by=by)
            yield _change(sentence, found, figures[place], figures[place + 1], word, factor)


def _halved(sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Change]:
    """ "halved, a fall of 30%": a word and the percentage that explains it."""
    for figure in figures:
        start, end = figure.spot.start - sentence.start, figure.spot.end - sentence.start
        match = _HALVED.search(sentence.plain[:start])
        after = _BY_AFTER.match(sentence.plain[end:])
        if figure.kind is Kind.PERCENT and match and not figure.in_words and (match["of"] or after):
            word, factor = _factor(match["word"], "")
            way = Way.DOWN if word.lower().split()[-1].startswith("halv") else Way.UP
            yield Change(way, None, None, figure, word, factor, sentence.text, figure.spot, sentence.index)


def _change(
    sentence: Sentence, pair: _Pair, first: Figure, last: Figure, word: str, factor: Interval | None
) -> Change:
    return Change(
        pair.way, pair.before, pair.after, pair.by, word, factor, sentence.text,
        Spot(first.spot.question, first.spot.block, first.spot.start, last.spot.end), sentence.index,
    )  # fmt: skip


def _pair(sentence: Sentence, first: Figure, second: Figure) -> _Pair | None:
    """Two figures that stand next to each other and are tied as before and after, in this order or the other."""
    if Hedge.RANGE in (first.hedge, second.hedge) or first.kind is not second.kind or _scales_differ(first, second):
        return None
    lead = sentence.plain[:first.spot.start - sentence.start]
    between = sentence.plain[first.spot.end - sentence.start:second.spot.start - sentence.start]
    if back := _BACK.match(between):
        return _Pair(second, first, Way.UP if back["way"].lower() == "up" else Way.DOWN)
    opening, link = _FROM.search(lead), _TO.match(between)
    if opening and link and not _NO_LINK.search(link["between"]):
        sure = (opening["sure"] or "").strip().lower()
        way = Way.UP if sure == "up" else Way.DOWN if sure == "down" else Way.NONE
        same = first.per in ("", second.per) and _nouns_agree(first, second)
        return _Pair(first, second, way) if same else None
    if not _alike(first, second):
        return None
    if (towards := _TO_BEFORE.search(lead)) and _FROM_AFTER.match(between) and not _UNSURE.search(lead[-60:]):
        return _Pair(second, first, Way(str(towards.lastgroup)))
    return _Pair(second, first) if _COMPARED.match(between) else None


def _by_to(sentence: Sentence, figures: Sequence[Figure]) -> _Pair | None:
    """ "rose by 84 days to 222 days (August 138 days)", or "from 138 days"."""
    if len(figures) < 3 or len({figure.kind for figure in figures}) > 1:
        return None
    by, after, before = figures
    at = [(figure.spot.start - sentence.start, figure.spot.end - sentence.start) for figure in figures]
    direction = _BY_TO.search(sentence.plain[:at[0][0]])
    then = sentence.plain[at[1][1]:at[2][0]]
    tied = re.fullmatch(r"(?: [a-z]+){0,3} to ", sentence.plain[at[0][1]:at[1][0]])
    closed = _FROM_AFTER.match(then) or (
        _THEN.match(then) and re.match(r"[^()]{0,20}\)", sentence.plain[at[2][1]:])
    )  # fmt: skip
    if not (direction and tied and closed and _alike(by, after) and _alike(after, before)):
        return None
    return _Pair(before, after, Way(str(direction.lastgroup)), by)


def _alike(first: Figure, second: Figure) -> bool:
    """Whether two figures count the same, as far as the words after them say."""
    return first.per == second.per and _nouns_agree(first, second)


def _nouns_agree(first: Figure, second: Figure) -> bool:
    return not first.noun or not second.noun or singular(first.noun[0].lower()) == singular(second.noun[0].lower())


def _scales_differ(first: Figure, second: Figure) -> bool:
    """Whether one may have left its unit to the other, as in "from £1.2 to £1.5m"."""
    low, high = sorted((abs(first.value), abs(second.value)))
    return first.kind in (Kind.MONEY, Kind.COUNT) and 0 < low < 1000 and high > 500 * low


def _around(sentence: Sentence, figures: Sequence[Figure], place: int) -> tuple[str, str]:
    """What leads to a pair of figures and what follows it, up to the next clause or pair."""
    start = figures[place].spot.start - sentence.start
    end = figures[place + 1].spot.end - sentence.start
    before = re.split(r"[;:]", sentence.plain[:start])[-1][-140:]
    after = re.split(r"[;:]|\b(?:and|but|while|whilst|with|from)\b", sentence.plain[end:])[0][:80]
    return before, after


def _way(lead: str, rest: str) -> Way:
    """The one way that the words say; none where they say both or something else as well."""
    words = [match.lastgroup for match in _DIRECTION.finditer(lead)]
    if re.match(r"[^.]{0,40}?[,(-]", rest):
        words += [match.lastgroup for match in _DIRECTION.finditer(rest)]
    if not words or len(set(words)) > 1 or _UNSURE.search(lead):
        return Way.NONE
    return Way.UP if words[0] == "up" else Way.DOWN


def _by(sentence: Sentence, figures: Sequence[Figure], place: int) -> Figure | None:
    """The figure that says by how much, before the pair or after it."""
    plain, offset = sentence.plain, sentence.start
    if place:
        figure = figures[place - 1]
        between = plain[figure.spot.end - offset:figures[place].spot.start - offset]
        leading = plain[:figure.spot.start - offset]
        near = re.search(r"[^;:,.]*$", leading)
        said = _DIRECTION.search(between) or _DIRECTION.search(near[0] if near else "")
        tied = re.fullmatch(r"[^.;:()]{0,110}", between)
        if said and tied and _FROM.search(plain[:figures[place].spot.start - offset]) and _BY_BEFORE.search(leading):
            return None if _ANOTHER.search(between) else figure
    if place + 2 < len(figures):
        figure = figures[place + 2]
        between = plain[figures[place + 1].spot.end - offset:figure.spot.start - offset]
        after = plain[figure.spot.end - offset:]
        if _BY_LINK.match(between) and (_DIRECTION.search(between) or _BY_AFTER.match(after)):
            return figure
    return None


def _factor(lead: str, rest: str) -> tuple[str, Interval | None]:
    """The word that says how many times as much, and what it allows."""
    lead = _FROM.sub("", lead).rstrip(" ,(-")
    clause = re.split(r"[,;(]|\b(?:and|but|while|whilst|with)\b", lead)[-1]
    match = _WORD.search(clause) or _WORD.match(rest.lstrip(" ,(-"))
    if match is None:
        return "", None
    hedge = (match["hedge"] or match["hedge2"] or "").lower()
    if match["share"]:
        share = _SHARES[match["share"].lower().rstrip("s")] * _TIMES[(match["times"] or "").lower()]
        direction = _DIRECTION.search(clause)
        if direction is None:
            return "", None
        factor = 1 + share if direction.lastgroup == "up" else 1 - share
        size = share
    else:
        factor = next(value for name, value in _FACTORS.items() if match[name])
        size = abs(factor - 1)
    return match[0].strip(), _loose(factor, size, hedge)


def _loose(factor: Decimal, size: Decimal, hedge: str) -> Interval:
    """The factors that a word may stand for: about a sixth of the change either way, more on the side of a hedge."""
    slack = size * Decimal("0.17")
    low, high = factor - slack, factor + slack
    grows = factor > 1
    if hedge in ("more than", "over", "at least", "just over"):
        return Interval(low, Decimal("Infinity")) if grows else Interval(Decimal("-Infinity"), high)
    if hedge in ("nearly", "almost", "just under", "virtually"):
        return Interval(low - slack, high) if grows else Interval(low, high + slack)
    if hedge:
        return Interval(low - slack, high + slack)
    return Interval(low, high)

