"""Schemes that a text names: those that it says are paid from the plan, and whether the plan has such a row."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.claims.values import Reading, Sentence
from bcf.fund.claims.words import content_words
from bcf.fund.holding.vocabulary import norm, words_of

_NOUN = r"(?:Scheme|Service|Services|Team|Project|Programme|Hub|Pilot)"
_NAME = (
    rf"(?:\"(?P<quoted>[A-Z][^\"]{{3,60}})\"(?= (?:scheme|service|team|project|programme|pilot)\b)"
    rf"|(?P<capital>(?:[A-Z][A-Za-z'&-]+ (?:(?:and|for|of|to|at|in|the|from) )?){{1,5}}{_NOUN})\b"
    r"|(?P<small>(?:[A-Z][A-Za-z'&-]+ ){1,4}[A-Z][A-Za-z'&-]+)(?= (?:scheme|service|team|project|programme|pilot)\b))"
)
_PAYER = (
    r"(?:[Tt]he |[Oo]ur |[Tt]his )?(?:[A-Za-z/0-9-]+ )?(?:pool|pooled budget|pooled fund|plan|fund|Fund"
    r"|BCF|iBCF|grant|Grant)"
)
_FUNDS = (
    rf"(?:{_PAYER}|\b[Ww]e) (?:also |will |will also |continues? to |now )?(?:funds?|pays? for|invests? in|supports?)"
    r" (?:the |our |a |an )?"
)
_FUNDED = (
    r"(?:,? (?:scheme|service|team|project|programme|pilot))?(?: is| are| will be|, which is|, also| continues to"
    r" be)* (?:funded|paid"
    rf"|paid for|commissioned|financed) (?:in full |jointly |wholly )?(?:by|from|through|out of) {_PAYER}"
)
_COSTS = r"(?: scheme| service| team| project| programme| pilot)? \(£\d"
_SURE = tuple(
    re.compile(pattern) for pattern in (
        rf"{_FUNDS}{_NAME}", rf"(?:[Tt]he |[Oo]ur |^){_NAME}\"?{_FUNDED}", rf"(?:[Tt]he |[Oo]ur |^){_NAME}\"?{_COSTS}",
    )
)  # fmt: skip
_OUTSIDE = re.compile(
    r"\b(?:outside|not (?:part|paid|funded|from)|general fund|own (?:budget|resources)|separate(?:ly)?|until|ended"
    r"|ceased|closed"
    r"|formerly|was|were|had|previous(?:ly)?|would|could|propos\w+|bid|other areas?|national(?:ly)?|neighbouring)\b"
)
_GENERIC = frozenset(
    ["scheme", "service", "team", "project", "programme", "hub", "pilot", "support", "care", "health", "social",
     "community", "integrated", "integration", "joint", "fund", "funding", "city", "county", "new", "local",
     "specialist", "and", "for", "of", "to", "at", "in", "the", "from", "with", "by", "on", "a", "an", "system",
     "home", "increase", "existing", "additional", "wellbeing", "people", "patient", "work", "worker", "staff",
     "staffing", "cost", "other", "pathway", "group"]
)
"""Words that say little about which scheme is meant."""


@dataclass(frozen=True, slots=True)
class Funded:
    """A scheme that a text says is paid from the plan."""

    name: str
    sentence: Sentence


@lru_cache(maxsize=1024)
def funded_in(reading: Reading) -> tuple[Funded, ...]:
    """Every scheme that a text names as paid from the plan, each once."""
    found: dict[tuple[str, ...], Funded] = {}
    for sentence in reading.sentences:
        if not _OUTSIDE.search(sentence.plain):
            for pattern in _SURE:
                for match in pattern.finditer(sentence.plain):
                    name = match["quoted"] or match["capital"] or match["small"]
                    name = re.sub(r"^(?:The|Our|This|An?|In|For) ", "", name)
                    if distinctive(name):
                        found.setdefault(words_of(name), Funded(name, sentence))
    return tuple(found.values())


@lru_cache(maxsize=4096)
def distinctive(name: str) -> frozenset[str]:
    """The words of a name by which it is known, in every form that a text may give them."""
    words = {word for word in words_of(name) if word not in _GENERIC and (len(word) > 2 or not word.isalpha())}
    return frozenset(words | {word.lower() for word in re.findall(r"\b[A-Z]{2,6}\b", name)} - _GENERIC)


@lru_cache(maxsize=1024)
def all_words(text: str) -> frozenset[str]:
    """Every word of a text in the form in which words are compared, abbreviations also in full."""
    return frozenset(words_of(text)) | frozenset(norm(word) for word in content_words(text))


def initials(name: str) -> str:
    """The first letters of a name's words."""
    words = (word for word in re.findall(r"[a-z]+", name.lower()) if word not in ("and", "of", "for", "the"))
    return "".join(word[0] for word in words)


def is_among(name: str, rows: Iterable[tuple[str, str]]) -> bool:
    """Whether a named scheme may be one of the rows, given by their names and by all that they say of themselves."""
    wanted, letters = distinctive(name), initials(name)
    for row, said in rows:
        words = all_words(said)
        if len(wanted & words) * 2 >= len(wanted) > 0:
            return True
        if len(letters) > 2 and (letters in words or letters[:-1] in words or initials(row) == letters):
            return True
        if _alike(name, row):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    first, second = " ".join(words_of(one)), " ".join(words_of(other))
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() > 0.7 and matcher.quick_ratio() > 0.7 and matcher.ratio() > 0.7


@lru_cache(maxsize=512)
def full_words(reading: Reading) -> frozenset[str]:
    """Every word of a text."""
    found: set[str] = set()
    for block in reading.blocks:
        found |= all_words(block.text)
    return frozenset(found)


@lru_cache(maxsize=512)
def size_of(reading: Reading) -> int:
    """How many words a text has."""
    return sum(len(block.text.split()) for block in reading.blocks)


_GOES_ON = re.compile(r"\b(?:continu\w+|remains?|still|will|keeps?|again|is|are|provides?|works?|helps?|offers?)\b")


def still_named(reading: Reading, names: Iterable[str]) -> Iterator[Funded]:
    """Those of the names that a text has word for word, in sentences of today."""
    for name in names:
        pattern = re.compile(r"\b" + r"\W+".join(re.escape(part) for part in re.findall(r"\w+", name)) + r"\b")
        for sentence in reading.sentences:
            named = name[:4] in sentence.plain and pattern.search(sentence.plain)
            if named and _GOES_ON.search(sentence.plain) and not _OUTSIDE.search(sentence.plain):
                yield Funded(name, sentence)
                break
