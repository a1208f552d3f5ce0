"""Texts held against themselves: each module one kind of contradiction, and all of them together here."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bcf.fund.claims.comparing.amounts import amounts_stated_twice
from bcf.fund.claims.comparing.changes import wrong_changes
from bcf.fund.claims.comparing.contradiction import Contradiction, Fault
from bcf.fund.claims.comparing.events import events_dated_twice
from bcf.fund.claims.comparing.lists import wrong_counts
from bcf.fund.claims.comparing.parts import wrong_totals
from bcf.fund.claims.comparing.periods import wrong_days, wrong_periods
from bcf.fund.claims.comparing.repeats import figures_stated_twice
from bcf.fund.claims.comparing.rows import wrong_tables
from bcf.fund.claims.values import Reading, Spot

__all__ = ["Contradiction", "Fault", "contradictions_in", "contradictions_of"]

_OF_ONE_TEXT = (wrong_totals, wrong_tables, wrong_changes, wrong_counts, wrong_days, wrong_periods)


@lru_cache(maxsize=512)
def contradictions_in(reading: Reading) -> tuple[Contradiction, ...]:
    """What one text says against itself. Kept by the reading, as that is kept by the text."""
    return tuple(found for compare in _OF_ONE_TEXT for found in compare(reading))


def contradictions_of(readings: Iterable[Reading], one_year: bool = True) -> Iterator[Contradiction]:
    """What the texts of a plan say against themselves and each other. Of two about one passage the first stands.

    ``one_year`` is whether the plan is for a single year.
    """
    every = tuple(readings)
    for reading in every:
        yield from contradictions_in(reading)
    told: set[Spot] = set()
    across = (
        amounts_stated_twice(every, one_year), events_dated_twice(every), figures_stated_twice(every),
    )  # fmt: skip
    for compared in across:
        for found in compared:
            if found.spot not in told:
                yield found
            told.add(found.spot)
