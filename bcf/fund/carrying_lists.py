"""The lists of a plan carried into a later round: risks, milestones and reference documents, by their keys.

Dates, scores and states come along as they were: they are what people look at anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bcf.fund.document import Milestone, PlanDocument, ReferenceDocument, Risk
from bcf.fund.leftovers import Leftover, readable
from bcf.fund.papers import DocumentColumn, MilestoneColumn
from bcf.fund.places import Section, sections_of
from bcf.fund.round import Round

Row = TypeVar("Row", Risk, Milestone, ReferenceDocument)


@dataclass(frozen=True, slots=True)
class CarriedLists:
    """The rows that arrive, in their order."""

    risks: tuple[Risk, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    documents: tuple[ReferenceDocument, ...] = ()

    def __len__(self) -> int:
        return len(self.risks) + len(self.milestones) + len(self.documents)


def carry_lists(before: PlanDocument, into: Round) -> tuple[CarriedLists, tuple[Leftover, ...]]:
    """The lists of a plan as the later round can hold them, and what it has no room for."""
    carrier = _Lists(into)
    scale = into.risks.scale if into.risks else 0
    milestones = into.milestones.columns if into.milestones else ()
    documents = into.documents.columns if into.documents else ()
    return CarriedLists(
        carrier.carried(Section.RISKS, before.risks, (), scale),
        carrier.carried(Section.MILESTONES, before.milestones, set(MilestoneColumn) - set(milestones)),
        carrier.carried(Section.DOCUMENTS, before.documents, set(DocumentColumn) - set(documents)),
    ), tuple(carrier.leftovers)  # fmt: skip


class _Lists:
    """Carries list by list and notes what stays behind."""

    def __init__(self, into: Round) -> None:
        self.into = into
        self.leftovers: list[Leftover] = []

    def carried(self, section: Section, rows: Sequence[Row], missing: Iterable[str], scale: int = 0) -> tuple[Row, ...]:
        """Rows without the columns in ``missing`` and without scores beyond ``scale``."""
        if section in sections_of(self.into):
            return tuple(self._row(section, row, sorted(missing), scale) for row in rows)
        for row in rows:
            said = {words(name): getattr(row, name) for name in list(type(row).model_fields)[2:]}
            was = readable({name: value for name, value in said.items() if value not in ("", None)})
            self._leave(section, row, section.value.rstrip("s").capitalize(), was, "has no such list")
        return ()

    def _row(self, section: Section, row: Row, missing: Sequence[str], scale: int) -> Row:
        changes: dict[str, str | None] = {}
        for name in missing:
            if (value := getattr(row, name)) not in ("", None):
                changes[name] = "" if isinstance(value, str) else None
                self._leave(section, row, words(name).capitalize(), readable(value), "does not ask for it")
        for name in ("likelihood", "impact") if scale else ():
            if (getattr(row, name) or 0) > scale:
                changes[name] = None
                self._leave(section, row, name.capitalize(), readable(getattr(row, name)), f"scores from 1 to {scale}")
        return row.model_copy(update=changes)

    def _leave(self, section: Section, row: Row, field: str, was: str, why: str) -> None:
        name = str(getattr(row, list(type(row).model_fields)[1]))
        title = " ".join(name.split())[:200] or "Without a name"
        self.leftovers.append(Leftover(section, row.key, title, field, was, f"{self.into.title} {why}"))


def words(name: str) -> str:
    """The name of a field as people read it."""
    return name.replace("_", " ")
