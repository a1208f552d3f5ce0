"""What a round asks of a narrative that is a document: chapters, a risk log, milestones and reference documents."""

import datetime
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from bcf.fund.base import Code, Label, Sourced, Value


class Paper(StrEnum):
    """A list that is part of the narrative document and a section of the plan."""

    RISKS = "risks"
    MILESTONES = "milestones"
    DOCUMENTS = "documents"


class Held(Value):
    """What stands at one point of a chapter: a question of the narrative, or one of the lists."""

    question: Code | None = None
    paper: Paper | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.question is None) is (self.paper is None):
            raise ValueError("give either a question or a paper")
        return self


class Chapter(Value):
    """A chapter of the narrative document: its questions and lists in the order in which they are read."""

    code: Code
    title: Label
    guidance: str = ""
    holds: tuple[Held, ...] = Field(min_length=1)


class RiskBand(Value):
    """A band of scores by name, from its lowest score up to the next band."""

    label: Label
    least: int = Field(ge=1)


class RiskBands(Sourced):
    """Scores in bands, lowest first."""

    items: tuple[RiskBand, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rises_from_one(self) -> Self:
        starts = [band.least for band in self.items]
        if starts[0] != 1 or any(after <= before for before, after in pairwise(starts)):
            raise ValueError("bands must start at 1 and rise, so that every score has exactly one")
        return self


class Risks(Sourced):
    """A risk log: likelihood times impact, each from 1 to ``scale``."""

    scale: int = Field(ge=2, le=10)
    bands: RiskBands | None = None

    def band(self, score: int) -> str:
        """The name of the band that a score falls in; "" where the round has no bands."""
        items: Sequence[RiskBand] = self.bands.items if self.bands else ()
        return next((band.label for band in reversed(items) if score >= band.least), "")

    def band_number(self, score: int) -> int:
        """The place of a score's band from 0, the lowest; -1 where the round has no bands."""
        return sum(score >= band.least for band in self.bands.items) - 1 if self.bands else -1


class MilestoneColumn(StrEnum):
    """What a round may ask of a milestone beside its name and dates."""

    WORKSTREAM = "workstream"
    OWNER = "owner"
    STATE = "state"
    COMMENT = "comment"


class Milestones(Sourced):
    """Milestones of delivery. ``workstreams`` are suggested, not prescribed.

    ``begins`` and ``ends`` are the period that milestones should fall in; left out, it is that of the
    round's financial years.
    """

    title: Label = "Milestones"
    prompt: str = ""
    columns: tuple[MilestoneColumn, ...] = ()
    workstreams: tuple[Label, ...] = ()
    begins: datetime.date | None = None
    ends: datetime.date | None = None

    def has(self, column: MilestoneColumn) -> bool:
        return column in self.columns


class DocumentColumn(StrEnum):
    """What a round may ask of a reference document beside its title and where it is."""

    ABOUT = "about"
    DATE = "date"


class Documents(Sourced):
    """Documents that the plan refers to."""

    title: Label = "Reference documents"
    prompt: str = ""
    columns: tuple[DocumentColumn, ...] = ()

    def has(self, column: DocumentColumn) -> bool:
        return column in self.columns
