"""Where milestones and reference documents stand: a row each, in the columns that the round asks for."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from bcf.fund.document import Milestone, ReferenceDocument
from bcf.fund.papers import DocumentColumn, MilestoneColumn
from bcf.fund.places import Place
from plans.outputs.workbook.frames import FIRST_COL, FIRST_ROW, ListFrame, Spot

SPARE = 10
"""Rows for more, ready to be typed in."""


class PaperFrame(ListFrame):
    """A sheet with one row per entry of a list, one column per field and a checker at the end."""

    @property
    def fields(self) -> Sequence[str]:
        """The fields in the order of their columns."""
        raise NotImplementedError

    @property
    def entries(self) -> Sequence[Milestone | ReferenceDocument]:
        raise NotImplementedError

    @cached_property
    def columns(self) -> Mapping[str, int]:
        return {field: FIRST_COL + at for at, field in enumerate(self.fields)}

    @cached_property
    def check(self) -> int:
        """The column of the checkers; what is wrong stands in the next."""
        return FIRST_COL + len(self.fields)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {entry.key: FIRST_ROW + 1 + at for at, entry in enumerate(self.entries)}

    @property
    def last(self) -> int:
        """The last row that is made for input."""
        return FIRST_ROW + len(self.rows) + SPARE

    def find(self, place: Place) -> Spot | None:
        if place.item not in self.rows:
            return None
        return self.rows[place.item], self.columns.get(place.field, FIRST_COL)


class MilestonesFrame(PaperFrame):
    ORDER = ("title", MilestoneColumn.WORKSTREAM, "start", "end", MilestoneColumn.STATE, MilestoneColumn.OWNER,
             MilestoneColumn.COMMENT)  # fmt: skip

    @property
    def fields(self) -> Sequence[str]:
        asked = self.planning_round.milestones.columns if self.planning_round.milestones else ()
        return [str(field) for field in self.ORDER if field in {"title", "start", "end", *asked}]

    @property
    def entries(self) -> Sequence[Milestone]:
        return self.plan.milestones


class DocumentsFrame(PaperFrame):
    ORDER = ("title", DocumentColumn.ABOUT, DocumentColumn.DATE, "where")

    @property
    def fields(self) -> Sequence[str]:
        asked = self.planning_round.documents.columns if self.planning_round.documents else ()
        return [str(field) for field in self.ORDER if field in {"title", "where", *asked}]

    @property
    def entries(self) -> Sequence[ReferenceDocument]:
        return self.plan.documents
