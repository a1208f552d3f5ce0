"""Which rows a reader wants to see: by the entry of a list, by words, by what is wrong with them, by a ring-fence.

A filter comes out of an address and goes back into one, so that it can be bookmarked and sent to a colleague.
What an address holds that this round does not know is passed over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bcf.fund.counting import Counting, counting
from bcf.fund.document import Scheme
from bcf.fund.findings import Finding, Severity
from bcf.fund.round import Column, RingFence, Round

BLANK = "-"
"""What stands in an address for "nothing chosen yet"; no code of a round is only this."""

LISTED = (Column.SOURCE, Column.SCHEME_TYPE, Column.AREA, Column.COMMISSIONER, Column.PROVIDER)
"""Columns that can be filtered by an entry of their list."""

LONGEST_WORDS = 100

FindingsOf = Callable[[Scheme], Iterable[Finding]]


class Trouble(StrEnum):
    """What may be wrong with a row."""

    ANY = "any"
    MEND = "mend"
    BLANK = "blank"
    EXPLAIN = "explain"

    @property
    def label(self) -> str:
        return _TROUBLES[self]

    def befalls(self, findings: Iterable[Finding]) -> bool:
        """Whether one of a row's findings is of this kind. Advice is no trouble."""
        return any(self in _kinds_of(finding) for finding in findings)


_TROUBLES = {
    Trouble.ANY: "Has a problem",
    Trouble.MEND: "Must be mended",
    Trouble.BLANK: "Still to fill in",
    Trouble.EXPLAIN: "Mend or explain",
}


def _kinds_of(finding: Finding) -> tuple[Trouble, ...]:
    if finding.severity in (Severity.ADVICE, Severity.BETA):
        return ()
    if finding.severity is Severity.EXPLAIN:
        return (Trouble.ANY, Trouble.EXPLAIN)
    return (Trouble.ANY, Trouble.BLANK if finding.is_blank else Trouble.MEND)


class Part(StrEnum):
    """Which of a ring-fence's rows: those that count, or those paid from its sources that do not."""

    YES = "yes"
    NO = "no"

    @property
    def label(self) -> str:
        return "that count" if self is Part.YES else "that do not count"


@dataclass(frozen=True, slots=True)
class Tag:
    """A condition in words, with the names in the address that must go to lift it."""

    words: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that a row must all fulfil; false where there is none."""

    listed: tuple[tuple[Column, str], ...] = ()
    words: str = ""
    trouble: Trouble | None = None
    fence: RingFence | None = None
    part: Part | None = None

    def __bool__(self) -> bool:
        return bool(self.listed or self.words or self.trouble or self.fence)

    def matches(self, scheme: Scheme, planning_round: Round, findings_of: FindingsOf) -> bool:
        """Whether the row fulfils every condition. ``findings_of`` is asked only where it matters."""
        return (
            all(getattr(scheme, column.value) == ("" if code == BLANK else code) for column, code in self.listed)
            and self._has_words(scheme)
            and self._belongs(scheme, planning_round)
            and (self.trouble is None or self.trouble.befalls(findings_of(scheme)))
        )

    def _has_words(self, scheme: Scheme) -> bool:
        if not self.words:
            return True
        text = f"{scheme.scheme_id}\n{scheme.name}\n{scheme.description}".casefold()
        return all(word in text for word in self.words.casefold().split())

    def _belongs(self, scheme: Scheme, planning_round: Round) -> bool:
        if self.fence is None:
            return True
        if scheme.source not in self.fence.counts.sources:
            return False
        return self.part is None or counting(self.fence, scheme, planning_round).counts is (self.part is Part.YES)

    def counting(self, scheme: Scheme, planning_round: Round) -> Counting | None:
        """What the row counts to the ring-fence that is looked at; None where none is."""
        return counting(self.fence, scheme, planning_round) if self.fence else None

    @property
    def query(self) -> dict[str, str]:
        """The filter as names and values of an address."""
        query = {column.value: code for column, code in self.listed}
        for name, value in (("q", self.words), ("problem", self.trouble), ("part", self.part)):
            if value:
                query[name] = str(value)
        if self.fence:
            query["fence"] = self.fence.code
        return query

    def tags(self, planning_round: Round) -> Iterator[Tag]:
        """The conditions in words, each with what lifts it."""
        if self.fence:
            rows = f"rows {self.part.label}" if self.part else "its rows, and why each counts or does not"
            yield Tag(f"{self.fence.short_label}: {rows}", ("fence", "part"))
        for column, code in self.listed:
            words = "blank" if code == BLANK else planning_round.labels(column)[code]
            yield Tag(f"{planning_round.columns[column]}: {words}", (column.value,))
        if self.trouble:
            yield Tag(self.trouble.label, ("problem",))
        if self.words:
            yield Tag(f"With “{self.words}”", ("q",))


def read_filter(query: Mapping[str, str], planning_round: Round) -> Filter:
    """The filter that an address asks for."""
    fence = next((fence for fence in planning_round.ring_fences if fence.code == query.get("fence")), None)
    return Filter(
        listed=tuple(_listed(query, planning_round)),
        words=" ".join(query.get("q", "").split())[:LONGEST_WORDS],
        trouble=next((trouble for trouble in Trouble if trouble == query.get("problem")), None),
        fence=fence,
        part=next((part for part in Part if part == query.get("part")), None) if fence else None,
    )


def _listed(query: Mapping[str, str], planning_round: Round) -> Iterator[tuple[Column, str]]:
    for column in LISTED:
        code = query.get(column.value, "")
        if column in planning_round.columns and (code == BLANK or code in planning_round.labels(column)):
            yield column, code
