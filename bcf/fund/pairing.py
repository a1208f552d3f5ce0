"""Which row of one plan is which row of another: by key, else by scheme id and name, best match first.

The measure is the same both ways round, so that comparing backwards pairs the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.document import Scheme
from bcf.fund.translating import plain

ALIKE = 0.75
"""Names of at least this likeness are taken for one scheme's."""
ALIKE_WITH_ID = 0.55
"""So are names of this likeness where the scheme id is the same as well: an id alone may stand on many rows."""
UNLIKE = 0.25
"""Names of less likeness contradict a key that two plans of different rounds happen to share."""

Pair = tuple[Scheme | None, Scheme | None]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says of itself, ready to be compared."""

    name: str
    scheme_id: str
    pairs: frozenset[str]
    source: str
    scheme_type: str

    @classmethod
    def of(cls, row: Scheme) -> "_Said":
        name = plain(row.name)
        pairs = frozenset(name[at : at + 2] for at in range(len(name) - 1)) or frozenset((name,))
        return cls(name, plain(row.scheme_id), pairs, row.source, row.scheme_type)


def pair_rows(before: Sequence[Scheme], after: Sequence[Scheme], *, keys_decide: bool) -> tuple[Pair, ...]:
    """Every row of both exactly once: pairs and new rows in the order of ``after``, then what ended.

    ``keys_decide`` for two versions of one plan, where a key is a row's identity. Plans of different rounds may
    have been written apart and number their rows alike: there a shared key counts unless the names contradict it.
    """
    earlier, later = [_Said.of(row) for row in before], [_Said.of(row) for row in after]
    by_key = {row.key: number for number, row in enumerate(before)}
    partner: dict[int, int] = {}
    for number, row in enumerate(after):
        held = by_key.get(row.key)
        if held is not None and (keys_decide or not _contradict(earlier[held], later[number])):
            partner[number] = held
    free_before = [number for number in range(len(before)) if number not in set(partner.values())]
    free_after = [number for number in range(len(after)) if number not in partner]
    partner |= _best(earlier, later, free_before, free_after)
    paired = set(partner.values())
    found: list[Pair] = [
        (before[partner[number]] if number in partner else None, row) for number, row in enumerate(after)
    ]
    return (*found, *((row, None) for number, row in enumerate(before) if number not in paired))


def _best(
    earlier: Sequence[_Said], later: Sequence[_Said], free_before: Sequence[int], free_after: Sequence[int]
) -> dict[int, int]:
    """Later row to earlier row, best score first. Of equal scores the rows nearer the top come first: two that
    want the same row never have the same sum of places, so the choice does not hang on the direction."""
    scored = [
        (-score, one + other, one, other)
        for one in free_before for other in free_after
        if (score := _score(earlier[one], later[other]))
    ]  # fmt: skip
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, _, one, other in sorted(scored):
        if one not in used and other not in taken:
            taken[other] = one
            used.add(one)
    return taken


def _score(one: _Said, other: _Said) -> float:
    """How surely two rows are one scheme; 0 where they are not to be paired."""
    if not one.name or not other.name:
        return 0.0
    likeness, same_id = _likeness(one, other), bool(one.scheme_id) and one.scheme_id == other.scheme_id
    if likeness < (ALIKE_WITH_ID if same_id else ALIKE):
        return 0.0
    same = (one.source == other.source) + (one.scheme_type == other.scheme_type)
    return likeness + 0.5 * same_id + 0.25 * same


def _likeness(one: _Said, other: _Said) -> float:
    """From 0 to 1: twice the pairs of neighbouring letters that both names have, over all that either has."""
    if one.name == other.name:
        return 1.0
    return 2 * len(one.pairs & other.pairs) / (len(one.pairs) + len(other.pairs))


def _contradict(one: _Said, other: _Said) -> bool:
    same_id = bool(one.scheme_id) and one.scheme_id == other.scheme_id
    return bool(one.name and other.name) and not same_id and _likeness(one, other) < UNLIKE
