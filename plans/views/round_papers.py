"""What a round asks of a narrative that is a document, in words for the round's page; and where a block comes from."""

from typing import Any

from bcf.fund.base import Confidence, Sourced
from bcf.fund.papers import DocumentColumn, Held, MilestoneColumn, Paper
from bcf.fund.places import Section, section_title
from bcf.fund.round import Round
from bcf.fund.text import day
from plans.outputs.risk_grid import bands_of

CONFIDENCE = {
    Confidence.VERIFIED: "Read in a published document.",
    Confidence.DERIVED: "Computed from published figures.",
    Confidence.RECALLED: "Written from memory; not yet found in a published document.",
    Confidence.INFERRED: "Inferred; not yet found in a published document.",
    Confidence.UNKNOWN: "Not known.",
}
COLUMNS = {
    MilestoneColumn.WORKSTREAM: "workstream", MilestoneColumn.OWNER: "owner", MilestoneColumn.STATE: "state",
    MilestoneColumn.COMMENT: "comment", DocumentColumn.ABOUT: "what it is about", DocumentColumn.DATE: "date",
}  # fmt: skip


def listed(items: Any) -> str:
    """``a, b and c``."""
    texts = [str(item) for item in items]
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)


def source_words(block: Sourced) -> dict[str, Any]:
    """A block's provenance for its page."""
    return {"tbc": block.to_be_confirmed, "confidence": CONFIDENCE[block.confidence], "source": block.source,
            "note": block.note}


def chapter_words(planning_round: Round) -> list[dict[str, str]]:
    """The chapters of the narrative with what each holds."""
    return [
        {"title": chapter.title, "holds": f"{listed(_held(planning_round, entry) for entry in chapter.holds)}."}
        for chapter in planning_round.narrative.chapters
    ]


def _held(planning_round: Round, entry: Held) -> str:
    if entry.paper is not None:
        return "Risk log" if entry.paper is Paper.RISKS else section_title(Section(entry.paper.value), planning_round)
    titles = {question.code: question.title for question in planning_round.narrative.questions}
    return titles[entry.question or ""]


def band_words(planning_round: Round) -> list[dict[str, Any]]:
    """The bands of the risk log as entries of a list."""
    bands = bands_of(planning_round.risks) if planning_round.risks else ()
    return [{"label": band.label, "note": f"{band.scores}.", "tbc": False} for band in bands]


def papers_asked(planning_round: Round) -> list[dict[str, Any]]:
    """The lists beside the risk log that the round asks for."""
    found = []
    if steps := planning_round.milestones:
        begins, ends = planning_round.period
        facts = [("Asked of each", f"Name, dates{_also(steps.columns)}."), ("Period", f"{day(begins)} to {day(ends)}.")]
        if steps.workstreams:
            facts.append(("Workstreams offered", f"{listed(steps.workstreams)}."))
        found.append({"fragment": "milestones", "title": steps.title, "prompt": steps.prompt, "facts": facts,
                      "from": source_words(steps)})  # fmt: skip
    if papers := planning_round.documents:
        facts = [("Asked of each", f"Title, where it is{_also(papers.columns)}.")]
        found.append({"fragment": "documents", "title": papers.title, "prompt": papers.prompt, "facts": facts,
                      "from": source_words(papers)})  # fmt: skip
    return found


def _also(columns: tuple[MilestoneColumn | DocumentColumn, ...]) -> str:
    return f"; {listed(COLUMNS[column] for column in columns)}" if columns else ""
