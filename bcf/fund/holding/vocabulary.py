"""The figures of a plan with the names that people use for them, and where such names stand in a sentence.

Every name comes from the round's labels, from the names that its file adds, from the plan's rows or from its bodies.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from bcf.fund.claims.words import singular
from bcf.fund.document import Board, BodyKind, Scheme
from bcf.fund.round import Round


class What(StrEnum):
    """What kind of thing a name names."""

    POOL = "pool"
    SOURCE = "source"
    FENCE = "fence"
    TYPE = "type"
    AREA = "area"
    SCHEME = "scheme"
    BODY = "body"
    PLACE = "place"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class Key:
    """A figure of a plan: its kind and its code; for a scheme its name in plain words."""

    what: What
    code: str = ""


Named = tuple[str, Key]
"""A name and the figure that it stands for."""

POOL = Key(What.POOL)
PLACE = Key(What.PLACE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: what it may stand for, and its characters. ``marked`` where it is written as a name."""

    keys: tuple[Key, ...]
    start: int
    end: int
    marked: bool


WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?|&")
_YEARS_OF_TITLE = re.compile(r"[\s,:-]*\b(?:for )?20\d\d(?:\s?[-/]\s?\d{2,4})?\s*$")
_POOLED = ("pooled budget", "pooled fund", "pool")
_ALL_OF_IT = ("total planned expenditure", "total planned spend", "total planned spending")
_TAIL = frozenset({"service", "scheme", "spend", "fund", "contribution", "grant", "payment"})
"""Last words of a label that people leave out."""
_SAME = {"budgets": "budget", "&": "and", "non": "non"}
_OF_SCHEME = frozenset({"scheme", "service", "team", "project", "programme", "pilot"})


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small, in the singular, hyphens and slashes cutting."""
    return tuple(norm(match[0]) for match in WORD.finditer(text.replace("’", "'")))


@lru_cache(maxsize=16384)
def word_set(text: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(words_of(text))


@lru_cache(maxsize=16384)
def norm(word: str) -> str:
    """One word as it is compared."""
    small = word.lower().removesuffix("'s")
    return _SAME.get(small, singular(small))


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Names by their first word, the longest first. Two are the same only if they are one: each is made once."""

    index: dict[str, list[tuple[tuple[str, ...], tuple[Key, ...]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, named: Iterable[Named]) -> "Vocabulary":
        keys: dict[tuple[str, ...], list[Key]] = {}
        for name, key in named:
            words = words_of(name)
            if words and key not in keys.setdefault(words, []):
                keys[words].append(key)
        index: dict[str, list[tuple[tuple[str, ...], tuple[Key, ...]]]] = {}
        for words, those in sorted(keys.items(), key=lambda item: -len(item[0])):
            index.setdefault(words[0], []).append((words, tuple(those)))
        return cls(index)

    def mentions(self, plain: str, taken: Iterable[tuple[int, int]] = ()) -> Iterator[Mention]:
        """Every name in a sentence, the longest where several begin at one word; none within ``taken``."""
        spans = list(taken)
        words = [
            match for match in WORD.finditer(plain)
            if not any(start <= match.start() < end for start, end in spans)
        ]  # fmt: skip
        forms = [norm(match[0]) for match in words]
        at = 0
        while at < len(words):
            found = self._at(plain, words, forms, at)
            if found is None:
                at += 1
                continue
            size, keys = found
            yield _mention(plain, words, at, size, keys)
            at += size

    def _at(
        self, plain: str, words: list[re.Match[str]], forms: list[str], at: int
    ) -> tuple[int, tuple[Key, ...]] | None:
        for name, keys in self.index.get(forms[at], ()):
            size = len(name)
            if tuple(forms[at:at + size]) == name and _unbroken(plain, words, at, size):
                if keys[0].what is What.BODY and _is_plural(words[at + size - 1][0], name[-1]):
                    continue
                return size, keys
        return None


def _is_plural(said: str, name: str) -> bool:
    """Whether several are spoken of: "CCGs" names none of them."""
    return said.lower().removesuffix("'s") != name


def _unbroken(plain: str, words: list[re.Match[str]], at: int, size: int) -> bool:
    """Whether nothing but spaces, hyphens and the like stands between the words."""
    return all(
        re.fullmatch(r"[\s'/,-]{1,3}|\s?-\s?|\s?\(|\)\s?", plain[words[one].end():words[one + 1].start()])
        for one in range(at, at + size - 1)
    )


def _mention(plain: str, words: list[re.Match[str]], at: int, size: int, keys: tuple[Key, ...]) -> Mention:
    start, end = words[at].start(), words[at + size - 1].end()
    if plain[start:end].count("(") > plain[start:end].count(")") and plain[end:end + 1] == ")":
        end += 1
    said = [match[0] for match in words[at:at + size] if len(match[0]) > 3]
    capital = bool(said) and all(word[0].isupper() or word[0].isdigit() for word in said)
    quoted = plain[max(0, start - 1):start] in ('"', "'") and plain[end:end + 1] in ('"', "'")
    following = norm(words[at + size][0]) if at + size < len(words) else ""
    first = not plain[:start].strip("\"'( ")
    marked = quoted or (capital and (not first or size > 1)) or following in _OF_SCHEME
    return Mention(keys, start, end, marked)


def names_of_round(planning_round: Round) -> Iterator[Named]:
    """What the round itself names: the pool, its sources, ring-fences, scheme types and areas."""
    also = planning_round.names
    for fund in fund_names(planning_round):
        for name in (fund, f"{fund} plan", f"{fund} programme", *(f"{fund} {pooled}" for pooled in _POOLED)):
            yield name, POOL
    for name in (*_POOLED, *_ALL_OF_IT):
        yield name, POOL
    for source in planning_round.funding_sources.items:
        key = Key(What.SOURCE, source.code)
        for name in (source.label, *(also.sources.get(source.code, ()) if also else ())):
            yield from ((one, key) for one in _shortened(name))
    for fence in planning_round.ring_fences:
        key = Key(What.FENCE, fence.code)
        for name in (fence.label, fence.short_label, *(also.ring_fences.get(fence.code, ()) if also else ())):
            yield name, key
    for kind in planning_round.scheme_types.items:
        if kind.needs_text:
            continue
        key = Key(What.TYPE, kind.code)
        for label in {kind.label, kind.summary_label}:
            for name in (label, *label.split(" or "), *label.split(" / ")):
                yield from ((one, key) for one in _shortened(name) if len(words_of(one)) > 1)
            yield label, key
    for area in planning_round.expenditure.areas.items:
        if not area.needs_text:
            yield area.label, Key(What.AREA, area.code)


def names_of_plan(schemes: Iterable[Scheme], board: Board, planning_round: Round) -> Iterator[Named]:
    """What the plan names: its schemes by names of two words or more, and the bodies of its board."""
    for row in schemes:
        words = words_of(row.name)
        if len(words) > 1 or row.name.isupper():
            yield row.name, Key(What.SCHEME, " ".join(words))
    yield board.name, PLACE
    bodies = board.bodies
    also = planning_round.names
    for body in bodies:
        yield body.name, Key(What.BODY, body.code)
    for kind, names in (
        (BodyKind.LA, ("council", *(also.council if also else ()))),
        (BodyKind.NHS, (planning_round.round.nhs_body, *(also.nhs_body if also else ()))),
    ):
        only = [body for body in bodies if body.kind is kind]
        if len(only) == 1:
            for name in names:
                yield name, Key(What.BODY, only[0].code)


def fund_names(planning_round: Round) -> tuple[str, ...]:
    """What the fund is called: as the round says, else its title without the years, and the initials of that."""
    if planning_round.names and planning_round.names.fund:
        return planning_round.names.fund
    title = _YEARS_OF_TITLE.sub("", planning_round.title).strip()
    initials = "".join(word[0] for word in title.split() if word[0].isupper())
    return (title, initials) if len(initials) > 2 else (title,)


def _shortened(name: str) -> Iterator[str]:
    """A label, and the same without a last word that people leave out."""
    yield name
    words = name.split()
    if len(words) > 2 and norm(words[-1]) in _TAIL:
        yield " ".join(words[:-1])


@lru_cache(maxsize=256)
def vocabulary_of(named: tuple[Named, ...]) -> Vocabulary:
    """The vocabulary of those names, made once."""
    return Vocabulary.of(named)
