"""Rows as somebody wants them, shown before they are stored, and stored all or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.text import pounds
from plans.balances_panel import Standing, balances_panel
from plans.models import Plan, User
from schemes.changes import change
from schemes.models import Change
from schemes.models import Scheme as Row


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row as it is to be, and the version at which it was read: 0 for a row that is to be added."""

    version: int
    row: Scheme


class Stale(Exception):
    """Rows that somebody changed or deleted since they were read; nothing was stored."""

    def __init__(self, keys: frozenset[str]) -> None:
        self.keys = keys
        super().__init__(f"{len(keys)} rows were changed meanwhile")


@dataclass(frozen=True, slots=True)
class Stored:
    """The keys of the rows as they were stored, in their order, added ones under their own."""

    keys: tuple[str, ...]


def store(plan: Plan, person: User, kind: Change.Kind, wanted: Sequence[Wanted], *, once: str = "") -> Stored:
    """Store every row, as one change. Raises Stale if one of them is no longer at its version, and DoneAlready if the
    form that ``once`` names was carried out before."""
    with change(plan, person, kind, once=once) as desk:
        refuse_stale(plan, {one.row.key: one.version for one in wanted if one.version})
        keys = []
        for one in wanted:
            row = desk.save(one.version, one.row) if one.version else desk.add(one.row)
            keys.append(row.key)
        return Stored(tuple(keys))


def remove(plan: Plan, person: User, versions: dict[str, int]) -> None:
    """Delete rows, as one change. Raises Stale if one of them is no longer at its version."""
    with change(plan, person, Change.Kind.DELETE) as desk:
        refuse_stale(plan, versions)
        for key, version in versions.items():
            desk.remove(key, version)


def refuse_stale(plan: Plan, versions: dict[str, int]) -> None:
    """Raises Stale unless every row is at its version. Runs in a transaction that holds the plan."""
    now = dict(Row.objects.filter(plan=plan).values_list("key", "version"))
    stale = frozenset(key for key, version in versions.items() if now.get(key) != version)
    if stale:
        raise Stale(stale)


@dataclass(frozen=True, slots=True)
class Moved:
    """A source or ring-fence in a year: how it would stand, and how it stands; None if it plays no part yet."""

    name: str
    before: Standing | None
    after: Standing

    @property
    def planned_before(self) -> str:
        return self.before.planned if self.before else "£0"

    @property
    def changed(self) -> bool:
        return self.planned_before != self.after.planned


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal does to the money: the total in pounds, then sources and ring-fences."""

    before: str
    after: str
    lines: tuple[Moved, ...]

    @property
    def moves(self) -> bool:
        """Whether any figure changes."""
        return self.before != self.after or any(line.changed for line in self.lines)


def effect(
    figures: Figures, document: PlanDocument, rows: Sequence[Scheme], gone: frozenset[str] = frozenset()
) -> Effect:
    """The balances with those rows in place of the ones of the same key, or added, and without those that go."""
    by_key = {row.key: row for row in rows}
    kept = [by_key.pop(row.key, row) for row in document.schemes if row.key not in gone]
    then = Figures(figures.planning_round, document.model_copy(update={"schemes": (*kept, *by_key.values())}))
    now, new = balances_panel(figures), balances_panel(then)
    before = {
        (entry.name, standing.year): standing for entry in (*now.sources, *now.fences) for standing in entry.years
    }
    lines = tuple(
        Moved(f"{entry.name} {standing.year}" if new.several_years else entry.name,
              before.get((entry.name, standing.year)), standing)
        for entry in (*new.sources, *new.fences) for standing in entry.years
    )  # fmt: skip
    return Effect(pounds(figures.total_planned()), pounds(then.total_planned()), lines)
