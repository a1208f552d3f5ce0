"""What a check finds: which rule, how grave, where, what was read, what was expected and how to mend it."""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

from bcf.fund.base import Value
from bcf.fund.places import Place


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    BLOCKING = "blocking"
    """The plan cannot be sealed while it stands."""
    EXPLAIN = "explain"
    """It may stand with a written reason."""
    ADVICE = "advice"
    """Worth a look."""
    BETA = "beta"
    """A new check on trial: worth a look, and never more than that until a national administrator promotes it."""

    @property
    def words(self) -> str:
        """What a reader has to do about it."""
        return _WORDS[self]


_WORDS = {
    Severity.BLOCKING: "Must be mended",
    Severity.EXPLAIN: "Mend or explain",
    Severity.ADVICE: "Advice",
    Severity.BETA: "New check on trial",
}


BLANK = "blank"
"""What a finding says it read where nothing was entered."""


class Seen(Value):
    """One of the places at which one cause was seen."""

    place: Place
    about: str = ""
    read: str = ""
    difference: Decimal | None = None


class Finding(Value):
    """One thing that a rule found, in words for the person who has to mend it.

    ``rule`` is the rule's permanent id. ``difference`` is in pounds where money is missing (below
    nought) or over (above nought). ``read`` and ``expected`` are as a person would write them.
    ``about`` is what the message is said of, such as a scheme's name, and ``fault`` what is wrong with it.
    One cause gives one finding: where the same fault was seen at several places, ``also`` has the others.
    """

    rule: str
    severity: Severity
    title: str
    place: Place
    fault: str
    remedy: str
    about: str = ""
    read: str = ""
    expected: str = ""
    difference: Decimal | None = None
    also: tuple[Seen, ...] = ()

    @property
    def cause(self) -> str:
        """The finding without its places: for who lists them beside it."""
        return _sentence(self.fault) if self.also else self.message

    @property
    def message(self) -> str:
        """The finding in a sentence or two."""
        if not self.also:
            return f"{self.about}: {self.fault}" if self.about else _sentence(self.fault)
        named = [self.about, *(seen.about for seen in self.also)]
        return f"{_sentence(self.fault).removesuffix('.')}. This stands at {self.count} places: {_listed(named)}."

    @property
    def count(self) -> int:
        """At how many places the fault was seen."""
        return 1 + len(self.also)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place at which the fault was seen, in the order of the plan."""
        return (self.place, *(seen.place for seen in self.also))

    @property
    def is_blank(self) -> bool:
        """Whether there was nothing to read: something to fill in rather than to mend."""
        return self.read == BLANK

    @property
    def fingerprint(self) -> str:
        """Names what was found and the figures it rests on: it changes when they do, and so does what was said of it.

        A reason that was given for a finding holds for exactly this.
        """
        seen = ((place.model_dump_json(), read) for place, read in zip(self.places, self._reads, strict=True))
        parts = [self.rule, self.fault, self.expected, str(self.difference), *(part for one in seen for part in one)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    @property
    def _reads(self) -> tuple[str, ...]:
        return (self.read, *(seen.read for seen in self.also))

    def apart(self) -> Iterator["Finding"]:
        """A finding for each place."""
        yield self.model_copy(update={"also": ()})
        for seen in self.also:
            yield self.model_copy(update={"also": (), **{name: getattr(seen, name) for name in Seen.model_fields}})


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with each cause told once, where it was seen first. Only those said about something are put together."""
    causes: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        own = () if finding.about else (number,)
        cause = (finding.rule, finding.severity, finding.place.section, finding.fault, finding.expected, finding.remedy)
        causes.setdefault((*cause, *own), []).append(finding)
    return tuple(_as_one(same) for same in causes.values())


def _as_one(same: list[Finding]) -> Finding:
    first, *rest = same
    if not rest:
        return first
    seen = tuple(Seen(**{name: getattr(one, name) for name in Seen.model_fields}) for one in rest)
    return first.model_copy(update={"also": seen})


def apart(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with one for each place."""
    return tuple(one for finding in findings for one in finding.apart())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: list[str], most: int = 4) -> str:
    """Names in a row, each once; those over ``most`` are counted."""
    different = list(dict.fromkeys(names))
    if len(different) > most:
        different = [*different[: most - 1], f"{len(different) - most + 1} others"]
    return different[0] if len(different) == 1 else f"{', '.join(different[:-1])} and {different[-1]}"
