"""The lists of the narrative document: risk log with its grid, milestones with their chart, reference documents.

Each is a part of its own, or stands in the chapter of the narrative that the round puts it in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bcf.fund.document import Milestone, MilestoneState, ReferenceDocument
from bcf.fund.papers import DocumentColumn, MilestoneColumn, Paper, Risks
from bcf.fund.places import Section, section_title
from bcf.fund.round import Round
from bcf.fund.text import short_day
from plans.outputs.gantt import gantt_chart
from plans.outputs.links import link_of
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.tables import NOT_GIVEN, Head, Row, Table, given, prose
from plans.outputs.risk_grid import Band, Line, Scored, bands_of, risk_grid, scored

TALLEST = 860.0
"""A drawing of this height, 640 wide, fits a page beneath a heading."""


@dataclass(frozen=True)
class Grid:
    """The grid of the risk log, with its columns and bands."""

    impacts: tuple[int, ...]
    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    to_be_confirmed: bool


@dataclass(frozen=True)
class PaperBody:
    """A list to print: its drawings, its table, and for the risk log the grid."""

    table: Table
    charts: tuple[tuple[SafeString, str], ...] = ()
    grid: Grid | None = None


def held(planning_round: Round) -> set[Paper]:
    """The lists that stand in a chapter of the narrative."""
    return {entry.paper for chapter in planning_round.narrative.chapters for entry in chapter.holds if entry.paper}


def paper_title(planning_round: Round, paper: Paper) -> str:
    return "Risk log" if paper is Paper.RISKS else section_title(Section(paper.value), planning_round)


def paper_body(subject: Subject, paper: Paper) -> PaperBody | None:
    """A list to print, or None if the round has no such list."""
    return _MAKERS[paper](subject)


def risks(subject: Subject) -> Part | None:
    """The risk log as a part of its own."""
    return _part(subject, Paper.RISKS)


def milestones(subject: Subject) -> Part | None:
    """The milestones as a part of their own."""
    return _part(subject, Paper.MILESTONES)


def documents(subject: Subject) -> Part | None:
    """The reference documents as a part of their own."""
    return _part(subject, Paper.DOCUMENTS)


def _part(subject: Subject, paper: Paper) -> Part | None:
    body = None if paper in held(subject.planning_round) else paper_body(subject, paper)
    if body is None:
        return None
    title = section_title(Section(paper.value), subject.planning_round)
    return Part(paper.value, title, "report/paper.html", body, follows=True)


def _risks(subject: Subject) -> PaperBody | None:
    log = subject.planning_round.risks
    if log is None:
        return None
    heads = (Head("Risk", 3), Head("Likelihood", 1.2, number=True), Head("Impact", 0.9, number=True),
             Head("Score", 1.1), Head("What is done about it", 3), Head("Owner", 1.4))  # fmt: skip
    rows = scored(log, subject.plan.risks)
    caption = f"Risk log: likelihood and impact from 1 to {log.scale}, multiplied to a score"
    table = Table(caption, heads, tuple(map(_risk, rows)), empty="No risk has been entered yet.")
    return PaperBody(table, grid=_grid(log, rows) if rows else None)


def _grid(log: Risks, rows: tuple[Scored, ...]) -> Grid:
    unsure = log.bands is not None and log.bands.to_be_confirmed
    return Grid(tuple(range(1, log.scale + 1)), risk_grid(log, rows), bands_of(log), unsure)


def _risk(row: Scored) -> Row:
    risk = row.risk
    likelihood, impact, score = (
        "–" if figure is None else str(figure) for figure in (risk.likelihood, risk.impact, risk.score)
    )
    named = f"{score} {row.band}" if row.band else score
    title = format_html('<span class="row-number">{}.</span> {}', row.number, prose(risk.risk, 5))
    return Row((title, likelihood, impact, named, prose(risk.mitigation, 5), given(risk.owner)))


def _milestones(subject: Subject) -> PaperBody | None:
    block, rows = subject.planning_round.milestones, subject.plan.milestones
    if block is None:
        return None
    heads = [Head("Milestone", 2.6), *([Head("Workstream", 1.5)] if block.has(MilestoneColumn.WORKSTREAM) else []),
             Head("Starts", 1.2), Head("Ends, or is due", 1.2)]  # fmt: skip
    heads += [Head(label, weight) for column, label, weight in (
        (MilestoneColumn.STATE, "State", 1.0), (MilestoneColumn.OWNER, "Owner", 1.4),
        (MilestoneColumn.COMMENT, "Comment", 1.8)) if block.has(column)]  # fmt: skip
    lines = tuple(Row(_milestone(number, row, block.columns)) for number, row in enumerate(rows, 1))
    table = Table(f"{block.title}: every date", tuple(heads), lines, empty="No milestone has been set yet.")
    drawn = gantt_chart(
        "gantt", block.title, rows, subject.planning_round.period, tallest=TALLEST, whole_title=True
    ) if rows else ()  # fmt: skip
    return PaperBody(table, tuple((chart, _numbered(block.title, at, len(drawn))) for at, chart in enumerate(drawn, 1)))


def _numbered(title: str, number: int, of: int) -> str:
    return f"{title}, {number} of {of}" if of > 1 else title


def _milestone(number: int, row: Milestone, columns: tuple[MilestoneColumn, ...]) -> tuple[str, ...]:
    cells: list[str] = [format_html("{}. {}", number, given(row.title))]
    if MilestoneColumn.WORKSTREAM in columns:
        cells.append(given(row.workstream) if row.workstream.strip() else "")
    single = row.start is None and row.end is not None
    cells.append("" if single else short_day(row.start) if row.start else NOT_GIVEN)
    cells.append(short_day(row.end) if row.end else NOT_GIVEN)
    if MilestoneColumn.STATE in columns:
        cells.append(MilestoneState(row.state).words if row.state else "")
    if MilestoneColumn.OWNER in columns:
        cells.append(given(row.owner))
    if MilestoneColumn.COMMENT in columns:
        cells.append(prose(row.comment, 5) if row.comment.strip() else "")
    return tuple(cells)


def _documents(subject: Subject) -> PaperBody | None:
    block = subject.planning_round.documents
    if block is None:
        return None
    heads = [Head("Document", 2)]
    heads += [Head("What it is about", 2.2)] if block.has(DocumentColumn.ABOUT) else []
    heads += [Head("Date", 1)] if block.has(DocumentColumn.DATE) else []
    heads += [Head("Where it is", 2.2)]
    rows = tuple(
        Row(_document(number, row, block.columns)) for number, row in enumerate(subject.plan.documents, 1)
    )
    return PaperBody(Table(block.title, tuple(heads), rows, empty="No reference document is listed."))


def _document(number: int, row: ReferenceDocument, columns: tuple[DocumentColumn, ...]) -> tuple[str, ...]:
    cells: list[str] = [format_html("{}. {}", number, given(row.title))]
    if DocumentColumn.ABOUT in columns:
        cells.append(prose(row.about, 5) if row.about.strip() else "")
    if DocumentColumn.DATE in columns:
        cells.append(short_day(row.date) if row.date else "")
    link = link_of(row.where)
    cells.append(format_html('<a href="{}">{}</a>', link, link) if link else given(row.where))
    return tuple(cells)


_MAKERS: Mapping[Paper, Callable[[Subject], PaperBody | None]] = {
    Paper.RISKS: _risks, Paper.MILESTONES: _milestones, Paper.DOCUMENTS: _documents,
}  # fmt: skip
