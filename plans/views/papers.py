"""The lists of the narrative document as people read them: on their own pages and in the document's overview."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from bcf.fund.document import Milestone, MilestoneState, PlanDocument, ReferenceDocument
from bcf.fund.papers import Paper
from bcf.fund.round import Round
from bcf.fund.text import day
from plans.outputs.gantt import gantt_chart, span_words
from plans.outputs.links import link_of
from plans.outputs.risk_grid import Band, Line, Scored, bands_of, by_score, risk_grid, scored


@dataclass(frozen=True)
class RiskLog:
    """The risk log with its grid and the names of its bands."""

    rows: tuple[Scored, ...]
    grid: tuple[Line, ...]
    bands: tuple[Band, ...]
    bands_tbc: bool
    impacts: tuple[int, ...]
    sorted: bool


@dataclass(frozen=True)
class ShownMilestone:
    """A milestone in words."""

    number: int
    milestone: Milestone
    when: str
    state: str


@dataclass(frozen=True)
class MilestonePlan:
    """The milestones with their chart. ``columns`` are those that the round asks for."""

    rows: tuple[ShownMilestone, ...]
    charts: tuple[SafeString, ...]
    columns: frozenset[str]


@dataclass(frozen=True)
class ShownDocument:
    """A reference document; ``link`` is where it is, if that is an address of the web."""

    number: int
    document: ReferenceDocument
    link: str
    date: str


@dataclass(frozen=True)
class DocumentList:
    rows: tuple[ShownDocument, ...]
    columns: frozenset[str]


def risk_log(planning_round: Round, document: PlanDocument, *, highest_first: bool = False) -> RiskLog | None:
    """The risk log to read, or None if the round has none."""
    block = planning_round.risks
    if block is None:
        return None
    rows = scored(block, document.risks)
    return RiskLog(
        by_score(rows) if highest_first else rows, risk_grid(block, rows), bands_of(block),
        bool(block.bands and block.bands.to_be_confirmed), tuple(range(1, block.scale + 1)), highest_first,
    )


def milestone_plan(
    planning_round: Round, document: PlanDocument, *, today: datetime.date | None = None
) -> MilestonePlan | None:
    """The milestones to read with their chart, or None if the round has none."""
    block, milestones = planning_round.milestones, document.milestones
    if block is None:
        return None
    rows = tuple(
        ShownMilestone(number, one, span_words(one), MilestoneState(one.state).words if one.state else "")
        for number, one in enumerate(milestones, 1)
    )
    charts = gantt_chart(
        "gantt", block.title, milestones, planning_round.period, today=today or timezone.localdate()
    ) if milestones else ()  # fmt: skip
    return MilestonePlan(rows, charts, frozenset(block.columns))


def document_list(planning_round: Round, document: PlanDocument) -> DocumentList | None:
    """The reference documents to read, or None if the round has none."""
    block = planning_round.documents
    if block is None:
        return None
    rows = tuple(
        ShownDocument(number, one, link_of(one.where), day(one.date) if one.date else "")
        for number, one in enumerate(document.documents, 1)
    )
    return DocumentList(rows, frozenset(block.columns))


def reading(planning_round: Round, document: PlanDocument, paper: Paper) -> dict[str, Any]:
    """What the template that shows a list needs, under the name of the list."""
    match paper:
        case Paper.RISKS:
            return {"log": risk_log(planning_round, document)}
        case Paper.MILESTONES:
            return {"plan_of_milestones": milestone_plan(planning_round, document)}
        case Paper.DOCUMENTS:
            return {"documents": document_list(planning_round, document)}
