"""The narrative as a document: numbered chapters with their questions and lists, in the round's order."""

from collections.abc import Iterator
from dataclasses import dataclass

from bcf.fund.papers import Chapter, Held, Paper
from plans.outputs.report.narrative import Answer, answer
from plans.outputs.report.papers import PaperBody, paper_body, paper_title
from plans.outputs.report.subject import Part, Subject

ANSWER_HEADING = 5


@dataclass(frozen=True)
class Item:
    """What stands under one heading of a chapter: an answer or a list."""

    anchor: str
    title: str
    answer: Answer | None = None
    paper: PaperBody | None = None


@dataclass(frozen=True)
class ShownChapter:
    anchor: str
    title: str
    items: tuple[Item, ...]


def chapters(subject: Subject) -> Part | None:
    """The narrative document as a part of the report, or None if the round has no chapters."""
    narrative = subject.planning_round.narrative
    if not narrative.chapters:
        return None
    shown = tuple(_chapter(subject, number, chapter) for number, chapter in enumerate(narrative.chapters, 1))
    entries = tuple(
        entry for chapter in shown
        for entry in ((chapter.anchor, chapter.title), *((item.anchor, item.title) for item in chapter.items))
    )
    return Part("narrative", "Narrative", "report/chapters.html", shown, entries=entries)


def _chapter(subject: Subject, number: int, chapter: Chapter) -> ShownChapter:
    items = tuple(
        item for at, entry in enumerate(chapter.holds, 1) for item in _item(subject, f"{number}.{at}", entry)
    )
    return ShownChapter(f"chapter-{chapter.code}", f"{number}. {chapter.title}", items)


def _item(subject: Subject, number: str, entry: Held) -> Iterator[Item]:
    for question in subject.planning_round.narrative.questions:
        if question.code == entry.question:
            found = answer(subject, question, ANSWER_HEADING)
            yield Item(found.anchor, f"{number} {question.title}", answer=found)
    if entry.paper is not None:
        yield _paper(subject, number, entry.paper)


def _paper(subject: Subject, number: str, paper: Paper) -> Item:
    return Item(paper.value, f"{number} {paper_title(subject.planning_round, paper)}", paper=paper_body(subject, paper))
