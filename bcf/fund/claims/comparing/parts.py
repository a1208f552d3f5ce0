"""Totals against the parts that a sentence, or the list after it, names."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault, added, written
from bcf.fund.claims.comparing.listed import told_in_lists
from bcf.fund.claims.comparing.nearby import Nearby
from bcf.fund.claims.comparing.sums import without_inner
from bcf.fund.claims.comparing.told import NOT_ALL, OVER_YEARS, Told, unsafe, years_named
from bcf.fund.claims.values import Figure, Kind, Reading, Sentence

_MADE_OF = re.compile(
    r"(?:^[^:]{0,70}?\b(?:compris(?:es|ed|ing)(?: of)?|made up (?:of|from|by|as follows)|consist(?:s|ed|ing) of"
    r"|composed of|broken down (?:as follows|into|as|between)|split (?:as follows|between|into|across)"
    r"|divided (?:between|into)|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )being|namely|i\.e\.|as follows"
    r"|funded (?:by|from))|^[^:]{0,30}:)[ :,-]*(?P<rest>[^:]{0,70})$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"^,? of which (?:about |around |some |nearly |over )?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^(?: (?:in total|overall|of funding|in 20\d\d[/-]\d\d))? ?\((?:[^()£]{0,40})$")
_THIS_IS_MADE_OF = re.compile(
    r"(?:this|it|the (?:total|fund|pool|pooled (?:fund|budget)|sum|amount|budget)|which)(?: (?:total|sum|amount"
    r"|budget|fund|figure|is|was"
    r"|will be))* (?:compris(?:es|ed)|(?:is|was) made up|made up|consists|is composed|is broken down|is split)\b",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"(?:,? (?:giving|making)(?: us)?(?: an?)?(?: (?:overall|combined|grand))?(?: total| pool| sum)?(?: (?:fund"
    r"|budget|investment|contribution|value))?(?: of)?"
    r"|,? (?:which|and) (?:totals|comes to|adds up to|add up to|gives a total of|makes a total of)"
    r"|,? totall?ing|, (?:i\.e\. )?a (?:combined |grand |overall )?total(?: \w+)? of|, in total| =) ?$",
    re.IGNORECASE,
)
_TOTAL_BEFORE = re.compile(r"\b(?:totals?|totall?ing|altogether|overall|combined)\b[^£]{0,40}$", re.IGNORECASE)
_TOTAL_AFTER = re.compile(r"^ (?:in total|total|altogether|overall|in all)\b", re.IGNORECASE)
def wrong_totals(reading: Reading) -> Iterator[Contradiction]:
    """Every total of money in a text that its own parts do not give."""
    nearby = Nearby(reading)
    yield from _larger_parts(nearby)
    for total in (*_in_sentences(nearby), *told_in_lists(nearby)):
        value, interval = added(total.parts)
        if total.total.interval.meets(interval) or _nested(total):
            continue
        if any(total.total.interval.meets(sum_) for sum_ in without_inner([part.interval for part in total.parts])):
            continue
        parts = " + ".join(written(part.value, Kind.MONEY) for part in total.parts)
        yield Contradiction(
            fault=Fault.PARTS, quote=total.quote, spot=total.total.spot,
            said=f"The parts named come to {written(value, Kind.MONEY)}, and the total is given as {total.total.said}.",
            read=total.total.said, expected=f"{parts} = {written(value, Kind.MONEY)}",
            difference=total.total.value - value,
        )  # fmt: skip


def _larger_parts(nearby: Nearby) -> Iterator[Contradiction]:
    """ "£10m, of which £12m": a part that is more than the whole."""
    for sentence in nearby.reading.sentences:
        money = nearby.money(sentence)
        for whole, part in pairwise(money):
            over = part.interval.low > whole.interval.high
            if over and _OF_WHICH.match(_between(sentence, whole, part)) and not (whole.is_rate or part.is_rate):
                yield Contradiction(
                    Fault.PARTS, sentence.text, part.spot,
                    f"{part.said} is said to be part of {whole.said}, which is less.", part.said,
                    f"at most {whole.said}", difference=part.value - whole.value,
                )  # fmt: skip


def _nested(total: Told) -> bool:
    """Whether some of the parts may be parts of the part before them, so that the total is right after all."""
    parts = total.parts
    if not 3 <= len(parts) <= 8:
        return False
    for size in range(1, len(parts) - 1):
        for dropped in combinations(range(1, len(parts)), size):
            kept = [part for place, part in enumerate(parts) if place not in dropped]
            inside = all(
                parts[place].value <= parts[max(keep for keep in range(place) if keep not in dropped)].value
                for place in dropped
            )
            if inside and total.total.interval.meets(added(kept)[1]):
                return True
    return False


def _in_sentences(nearby: Nearby) -> Iterator[Told]:
    for place, sentence in enumerate(nearby.reading.sentences):
        money = nearby.money(sentence)
        if not money:
            continue
        found = _total_first(sentence, money) or _total_last(sentence, money) or _total_and_brackets(sentence, money)
        if found is None and place and len(money) > 1:
            found = _total_before(nearby, nearby.reading.sentences[place - 1], sentence, money)
        if found:
            yield found


def _total_first(sentence: Sentence, money: list[Figure]) -> Told | None:
    """ "£2.1m, made up of £1.2m for one and £0.9m for another", or the same in brackets."""
    for place, total in enumerate(money[:-2]):
        following = money[place + 1:]
        between = _between(sentence, total, following[0])
        if cue := _MADE_OF.search(between):
            parts = _parts(sentence, following, _at(sentence, following[0].spot.start) - len(cue["rest"]))
        elif _IN_BRACKETS.match(between):
            stop = sentence.plain.find(")", _at(sentence, following[0].spot.start))
            inside = [figure for figure in following if _at(sentence, figure.spot.end) <= stop]
            parts = _parts(sentence, inside, _at(sentence, inside[0].spot.start), stop) if len(inside) > 1 else None
            parts = parts if parts and _same_years(sentence, total, parts, stop) else None
        else:
            continue
        if parts and total.interval.is_closed and not total.is_rate:
            return Told(total, parts, sentence.text)
    return None


def _total_last(sentence: Sentence, money: list[Figure]) -> Told | None:
    """ "£1.2m for one and £0.9m for another, making £2.1m". What stands before the parts may be no part."""
    for place, total in enumerate(money):
        if place < 2 or not _MAKING.search(_between(sentence, money[place - 1], total)):
            continue
        start = _at(sentence, money[0].spot.start)
        parts = _parts(sentence, money[:place], start, _at(sentence, total.spot.start))
        if parts is None or total.is_rate or not total.interval.is_closed:
            return None
        runs = [parts[first:] for first in range(1, len(parts) - 1)]
        if any(total.interval.meets(added(run)[1]) for run in runs):
            return None
        return Told(total, parts, sentence.text)
    return None


def _total_and_brackets(sentence: Sentence, money: list[Figure]) -> Told | None:
    """ "A total of £2.1m goes to carers (£1.2m) and to falls (£0.9m)"."""
    total, *parts = money
    stated = _TOTAL_BEFORE.search(sentence.plain[: _at(sentence, total.spot.start)]) or _TOTAL_AFTER.search(
        sentence.plain[_at(sentence, total.spot.end):]
    )
    if not stated or len(parts) < 2 or total.is_rate or not total.interval.is_closed:
        return None
    tail = sentence.plain[_at(sentence, total.spot.end):]
    alone = all(
        sentence.plain[: _at(sentence, part.spot.start)].endswith("(")
        and sentence.plain[_at(sentence, part.spot.end):].startswith(")")
        for part in parts
    )
    if not alone or unsafe(tail, parts) or years_named(tail) > 0:
        return None
    return Told(total, parts, sentence.text)


def _total_before(nearby: Nearby, before: Sentence, sentence: Sentence, money: list[Figure]) -> Told | None:
    """ "The total is £2.1m. This is made up of £1.2m for one and £0.9m for another."."""
    match = _THIS_IS_MADE_OF.match(sentence.plain)
    totals = nearby.money(before)
    if not match or before.block != sentence.block or len(totals) != 1:
        return None
    parts = _parts(sentence, money, match.end())
    total = totals[0]
    if parts is None or total.is_rate or not total.interval.is_closed or NOT_ALL.search(before.plain):
        return None
    return Told(total, parts, f"{before.text} {sentence.text}")


def _parts(sentence: Sentence, figures: list[Figure], start: int, stop: int | None = None) -> list[Figure] | None:
    """The parts that a run of words lists, one in each of its clauses; None where it can be read in another way.

    What a bracket after a part says is about that part.
    """
    said = sentence.plain[start:stop]
    if unsafe(said, figures):
        return None
    if years_named(said) > 1 and not OVER_YEARS.search(sentence.plain[:start]):
        return None
    parts: list[Figure] = []
    end = start
    for figure in figures:
        between = sentence.plain[end:_at(sentence, figure.spot.start)]
        if parts and between.count("(") > between.count(")") and not _opens_part(sentence, parts[-1], between):
            continue
        if parts and not re.search(r",|;|\band\b|\+|&|\)|\n|/|-", between):
            return None
        parts.append(figure)
        end = _at(sentence, figure.spot.end)
    return parts if len(parts) > 1 else None


def _opens_part(sentence: Sentence, last: Figure, between: str) -> bool:
    """Whether a bracket holds the next part, as in "the CCG (£8m) and the council (£4m)", and not more on the last."""
    return between.lstrip().startswith(")") or re.search(r",|;|\band\b|\+|&", between.partition("(")[0]) is not None


def _same_years(sentence: Sentence, total: Figure, parts: list[Figure], stop: int) -> bool:
    """Whether what stands in brackets breaks the total down and does not compare it with other years."""
    said = sentence.plain[_at(sentence, total.spot.end):stop]
    return not years_named(said) or bool(OVER_YEARS.search(sentence.plain[: _at(sentence, total.spot.start)]))


def _at(sentence: Sentence, offset: int) -> int:
    return offset - sentence.start


def _between(sentence: Sentence, first: Figure, second: Figure) -> str:
    return sentence.plain[_at(sentence, first.spot.end):_at(sentence, second.spot.start)]
