"""Days, persons and partners that a text names: the board's agreement, who holds a role, who is party to the plan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.claims.values import Day, Reading, Sentence
from bcf.fund.holding.shapes import DAY, lines_of, shape_of

_BOARD = r"(?:health (?:and|&) well-?being board|hwbb?)(?: \(hwbb?\))?"
_PLAN = r"(?:(?:the|this|our) (?:[a-z0-9/-]+ ){0,3}plan)"
_AGREES = (
    r"(?:(?:has |have |had |will |will formally |is due to |is to |formally |finally )*(?:agree[ds]?"
    r"|approve[ds]?|sign(?:s|ed)? off|consider(?:s|ed)?|ratif(?:y|ied)))"
)
_AGREED = re.compile(
    rf"{_BOARD} {_AGREES} (?:{_PLAN}|it) (?:for [\w/-]+ )?(?:at its (?:meeting|next meeting) )?(?:held )?(?:on|of)"
    rf" (?P<day>{DAY})"
    rf"|{_PLAN} (?:was|is|has been|will be|is due to be)(?: formally| finally)? (?:agreed|approved|signed off"
    rf"|ratified|considered) by"
    rf" (?:the )?(?:[a-z]+ )?{_BOARD} (?:at its meeting )?(?:held )?(?:on|of) (?P<day2>{DAY})"
)
_SUBMITTED = re.compile(
    rf"{_PLAN} (?:was|is|will be|is to be|has been)(?: formally)? submitted(?: to nhs england)? (?:on|by)"
    rf" (?P<day>{DAY})"
    rf"|(?:submission|deadline for submission|submission deadline|submission date)(?: date| of the plan)? (?:is|of"
    rf"|on|was) (?P<day2>{DAY})"
)
_DRAFT = re.compile(
    r"\b(?:draft|first|initial|outline|interim|revised|amended|resubmi\w*|previous|earlier|last|principle|delegat\w*|quarter\w*|also|again"
    r"|template)\b"
)


@lru_cache(maxsize=1024)
def agreed_days(reading: Reading) -> tuple[Day, ...]:
    """Days on which a text says that the board agrees the plan."""
    return tuple(_days(reading, _AGREED))


@lru_cache(maxsize=1024)
def submitted_days(reading: Reading) -> tuple[Day, ...]:
    """Days on which a text says that the plan is submitted."""
    return tuple(_days(reading, _SUBMITTED))


def _days(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Day]:
    for line in lines_of(reading):
        if line.days:
            shape = shape_of(line, ())
            for match in pattern.finditer(shape.text):
                if not _DRAFT.search(shape.text):
                    yield shape.day(match["day"] or match["day2"])


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whom a text names with a role."""

    person: str
    sentence: Sentence


_TITLE = r"(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?|Sir|Dame)\.? )"
_PERSON = rf"(?P<person>{_TITLE}?[A-Z][a-z'-]+(?: [A-Z]\.?)? (?:[A-Z][a-z]+-?)?[A-Z][A-Za-z'-]+)"
_NO_PERSON = frozenset(
    ["the", "board", "council", "city", "county", "service", "services", "health", "care", "group", "fund", "team",
     "chair", "director", "officer", "lead", "committee", "head", "better", "local", "authority", "clinical",
     "commissioning", "adult", "social", "trust", "nhs", "national", "plan", "vacant", "interim", "chief",
     "executive"]
)


@lru_cache(maxsize=1024)
def holders_of(reading: Reading, roles: tuple[str, ...]) -> tuple[tuple[str, Holder], ...]:
    """Who holds which of the roles, as a text says it: the role and then a name, or a name and then the role."""
    found: list[tuple[str, Holder]] = []
    for role in roles:
        words = r"\s".join(re.escape(word) for word in role.split())
        behind = re.compile(
            rf"(?i:\b{words})(?:,| is| \(|: ?| -) ?{_PERSON}(?=[,.;)]|$| (?:and|has|will|is|leads|chairs)\b)"
        )
        before = re.compile(rf"{_PERSON},? \(?(?:is |as )?(?:the |our )?(?i:{words})\b")
        for sentence in reading.sentences:
            if role.split()[-1].lower() in sentence.plain.lower():
                for pattern in (behind, before):
                    found.extend(
                        (role, Holder(match["person"], sentence)) for match in pattern.finditer(sentence.plain)
                        if not _NO_PERSON & {word.lower() for word in match["person"].split()}
                    )
    return tuple(found)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: they share a word of more than two letters."""
    first, second = (set(re.findall(r"[a-z]{3,}", name.lower())) for name in (one, other))
    return bool((first - _TITLES) & (second - _TITLES))


_TITLES = frozenset({"cllr", "councillor", "mrs", "miss", "prof", "professor", "sir", "dame"})

_PARTY = re.compile(
    r"\b(?:(?:plan|it) (?:is|was|has been) (?:jointly )?(?:agreed|approved|signed(?: off)?|written|developed)"
    r" (?:jointly )?(?:by|between)"
    r"|(?:is|are) part(?:y|ies) to (?:the|this) (?:plan|pool|agreement)|partners (?:to|in) (?:the|this) (?:plan"
    r"|pool) are"
    r"|contributes? £|pays? into the pool|parties to (?:the|this) (?:plan|pool|agreement):?)"
)
_NOT_OURS = re.compile(
    r"\b(?:neighbour\w*|also|their own|other|unlike|previous(?:ly)?|formerly|would|not|merge\w*|across)\b"
)


@lru_cache(maxsize=16)
def _bodies(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Names that end with what a body is: "North Hills CCG", "Vale District Council"."""
    words = "|".join(re.escape(kind) for kind in kinds)
    part = rf"(?!(?:{words}|Council)\b)[A-Z][a-z'-]+ (?:(?:and|&|of|on|upon) )?"
    return re.compile(rf"(?:NHS )?(?:{part}){{1,5}}(?:{words}|Council)\b")


@lru_cache(maxsize=1024)
def parties_in(reading: Reading, kinds: tuple[str, ...]) -> tuple[tuple[str, Sentence], ...]:
    """Councils and commissioning bodies that a text calls party to the plan; ``kinds`` is what the latter are."""
    found = []
    for sentence in reading.sentences:
        if _PARTY.search(sentence.plain) and not _NOT_OURS.search(sentence.plain):
            found += [(re.sub(r"^(?:The|And|By|Between) ", "", match[0]), sentence)
                      for match in _bodies(kinds).finditer(sentence.plain)]  # fmt: skip
    return tuple(found)


_COMMON = frozenset(
    ["nhs", "ccg", "icb", "clinical", "commissioning", "group", "integrated", "care", "board", "city", "county",
     "borough", "metropolitan", "district", "council", "the", "and", "of", "royal", "unitary", "authority", "north",
     "south", "east", "west"]
)


def place_words(name: str) -> frozenset[str]:
    """The words of a body's name that say which place it is of; all of them where none does."""
    words = frozenset(re.findall(r"[a-z]+", name.lower()))
    return (words - _COMMON) or words


def is_one_of(name: str, bodies: Iterable[str]) -> bool:
    """Whether a name shares its place with a body of the board."""
    wanted = place_words(name)
    return any(wanted & place_words(body) for body in bodies)
