"""Totals that the words before a list give, or its last item."""

import re
from collections.abc import Iterator

from bcf.fund.claims.comparing.nearby import Nearby, items_after
from bcf.fund.claims.comparing.told import NOT_ALL, OVER_YEARS, UNREAD, Told, years_named
from bcf.fund.claims.values import Block, BlockKind, Figure, Kind

_INSIDE = re.compile(r"\b(?:includ\w*|of which)\b", re.IGNORECASE)
_LIST_CUE = re.compile(
    r"\b(?:total|compris\w+|made up|consist\w*|as follows|broken down|breakdown|split|divided|composed|allocat\w+"
    r"|following"
    r"|funded|(?:be|been|is|are) (?:spent|used|invested|distributed))\b",
    re.IGNORECASE,
)
_TOTAL_ITEM = re.compile(r"^(?:\W*)(?:grand |overall )?total\b", re.IGNORECASE)
_PART_OF_LIST = re.compile(r"\b(?:key|main|some|largest|biggest|major|significant)\b", re.IGNORECASE)


def told_in_lists(nearby: Nearby) -> Iterator[Told]:
    """Totals that the words before a list give, or an item of it that begins with "Total"."""
    for intro, items in items_after(nearby.reading):
        amounts = [_one_amount(nearby, item) for item in items]
        last = items[-1]
        quote = " ".join(item.text for item in items)
        if _TOTAL_ITEM.match(last.text):
            *parts, total = amounts
            if total and len(parts) > 1 and all(parts):
                yield Told(total, [part for part in parts if part], quote)
            continue
        stated = _announced(nearby, intro)
        if stated and len(items) > 1 and all(amounts) and not any(_TOTAL_ITEM.match(item.text) for item in items):
            led = intro.text if intro else ""
            if not _compares_years(nearby, items) or OVER_YEARS.search(led):
                yield Told(stated, [amount for amount in amounts if amount], f"{led} {quote}")


def _compares_years(nearby: Nearby, items: list[Block]) -> bool:
    """Whether the items are amounts of different years; what stands in brackets may be of any."""
    return years_named(" ".join(re.sub(r"\([^()]*\)", "", nearby.plain(item)) for item in items)) > 1


def _announced(nearby: Nearby, intro: Block | None) -> Figure | None:
    """The one amount of money in the sentence that leads to a list, where that says that the list is all of it."""
    if intro is None or intro.kind is BlockKind.HEADING:
        return None
    sentence = nearby.last_sentence(intro)
    money = nearby.money(sentence) if sentence else []
    if sentence is None or len(money) != 1 or money[0].is_rate or not money[0].interval.is_closed:
        return None
    said = sentence.plain.rstrip()
    if not _LIST_CUE.search(said) or NOT_ALL.search(said) or _PART_OF_LIST.search(said):
        return None
    return money[0] if said.endswith(":") or re.search(r"\bas follows|\bfollowing|\bbelow", said) else None


def _one_amount(nearby: Nearby, item: Block) -> Figure | None:
    """The one amount of an item; what stands in brackets after it, or is said to be part of it, is left out."""
    money = [figure for figure in nearby.in_block(item) if figure.kind is Kind.MONEY]
    if not money or any(figure.is_rate for figure in money) or UNREAD.search(nearby.plain(item)):
        return None
    first, *others = money
    said = nearby.plain(item)[first.spot.end:]
    inside = _INSIDE.search(said)
    for other in others:
        before = said[: other.spot.start - first.spot.end]
        if before.count("(") <= before.count(")") and not (inside and inside.start() < len(before)):
            return None
    return first
