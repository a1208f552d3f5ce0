"""Finding the entry of a list that somebody means by another spelling: case, spaces, punctuation, "&", short forms
such as "HICM for Managing Transfer of Care". What is not clear is left to the person, with the nearest entries first.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

SMALL_WORDS = frozenset(("a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"))
TYPO, LEAD = 0.88, 0.06
"""How like an entry a misspelling must be, and by how much more than any other."""
SHORTEST = 3


LONGEST = 200
"""A text longer than this is no entry of a list."""

Options = Sequence[tuple[str, str]]
"""The entries of a list as code and label."""


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that is meant, "" if that is not clear. ``exact``: it was written just as in the list."""

    code: str
    exact: bool


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text without what people write differently: case, accents of width, punctuation, "&" for "and"."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("+", " and ")
    text = re.sub(r"['’‘`]", "", text)
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def find(text: str, options: Options) -> Match:
    """The entry that a text means."""
    same = [code for code, label in options if text.strip() == label]
    if len(same) == 1:
        return Match(same[0], exact=True)
    wanted = plain(text[: LONGEST + 1])
    if not wanted or len(text) > LONGEST:
        return Match("", exact=False)
    for stage in (_same, _same_words, _beginning, _short_form, _any_order, _longer, _misspelt):
        found = stage(wanted, options)
        if found:
            return Match(found[0] if len(found) == 1 else "", exact=False)
    return Match("", exact=False)


def nearest(text: str, options: Options) -> tuple[str, ...]:
    """The code of every entry, the likeliest first."""
    wanted = plain(text[:LONGEST])
    return tuple(code for code, _ in sorted(options, key=lambda option: -_likeness(wanted, plain(option[1]))))


def _likeness(wanted: str, label: str) -> float:
    words = set(wanted.split()) & set(label.split()) - SMALL_WORDS
    return SequenceMatcher(None, wanted, label, autojunk=False).ratio() + 0.3 * bool(words)


def _same(wanted: str, options: Options) -> list[str]:
    return [code for code, label in options if wanted in (plain(label), plain(code))]


def _same_words(wanted: str, options: Options) -> list[str]:
    return [code for code, label in options if sorted(_words(wanted)) == sorted(_words(plain(label)))]


def _words(text: str) -> list[str]:
    """The words that carry meaning, in the singular."""
    return [_stem(word) for word in text.split() if word not in SMALL_WORDS]


def _stem(word: str) -> str:
    if len(word) > SHORTEST + 1 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > SHORTEST and word.endswith("s") and not word.endswith("ss") else word


def _beginning(wanted: str, options: Options) -> list[str]:
    if len(wanted) < SHORTEST:
        return []
    joined = wanted.replace(" ", "")
    return [
        code for code, label in options
        if plain(label).startswith(wanted) or plain(label).replace(" ", "").startswith(joined)
    ]  # fmt: skip


def _short_form(wanted: str, options: Options) -> list[str]:
    """The entries of which every word of the text is a word, the beginning of one, or the initials of several; and
    those that are themselves such a short form of the text."""
    found = []
    for code, label in options:
        full = plain(label)
        if _shortens(wanted.split(), full.split()) or _shortens(full.split(), wanted.split(), whole=True):
            found.append(code)
    return found


def _shortens(short: list[str], full: list[str], *, whole: bool = False) -> bool:
    """Whether the words of ``short`` can be found in ``full``, in their order. ``whole``: with nothing left over."""
    if not short:
        return not whole or all(word in SMALL_WORDS for word in full)
    first, rest = short[0], short[1:]
    if first in SMALL_WORDS and _shortens(rest, full, whole=whole):
        return True
    starts = range(len(full)) if not whole else range(min(1, len(full)))
    if whole and full and full[0] in SMALL_WORDS and _shortens(short, full[1:], whole=True):
        return True
    for at in starts:
        for taken in _taken(first, full[at:]):
            if _shortens(rest, full[at + taken :], whole=whole):
                return True
    return False


def _taken(word: str, full: list[str]) -> list[int]:
    """How many words of ``full``, from its first, the word may stand for."""
    ways = []
    head = full[0]
    if _stem(word) == _stem(head) or (len(word) >= SHORTEST and head.startswith(word)):
        ways.append(1)
    if len(word) > 1:
        for count in range(2, min(len(full), 8) + 1):
            words = full[:count]
            initials = "".join(each[0] for each in words)
            carrying = "".join(each[0] for each in words if each not in SMALL_WORDS)
            if word in (initials, carrying) and words[-1] not in SMALL_WORDS:
                ways.append(count)
    return ways


def _any_order(wanted: str, options: Options) -> list[str]:
    """The entries that have every word of the text, or a word that it begins, in whatever order."""
    words = _words(wanted)

    def has_all(label: list[str]) -> bool:
        left = list(label)
        for word in words:
            there = next((other for other in left if other == word or _begins(word, other)), None)
            if there is None:
                return False
            left.remove(there)
        return True

    return [code for code, label in options if words and has_all(_words(plain(label)))]


def _begins(word: str, other: str) -> bool:
    return len(word) >= SHORTEST and other.startswith(word)


def _longer(wanted: str, options: Options) -> list[str]:
    """The entries that the text begins with: something was added to the label."""
    return [code for code, label in options if f"{wanted} ".startswith(f"{plain(label)} ") and plain(label) != "other"]


def _misspelt(wanted: str, options: Options) -> list[str]:
    matchers = [(SequenceMatcher(None, plain(label), wanted, autojunk=False), code) for code, label in options]
    # The quick ratio is never below the true one, and most entries are nowhere near.
    near = sorted(
        ((each.ratio(), code) for each, code in matchers if each.quick_ratio() >= TYPO - LEAD), reverse=True
    )
    if not near or near[0][0] < TYPO or (len(near) > 1 and near[0][0] - near[1][0] < LEAD):
        return []
    return [near[0][1]]
