"""The narrative as a document to read on its page: chapters with their questions and lists, and what they lead to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bcf.fund.papers import Chapter, Paper
from bcf.fund.places import Section, section_title
from plans.models import Plan
from plans.progress import SectionProgress
from plans.standing import Standing
from plans.views.papers import reading
from plans.views.plan import status_html


@dataclass(frozen=True)
class ShownItem:
    """What stands under one heading: a question as the narrative's page shows it, or a list with its own page.

    ``said`` is how far it is, in words.
    """

    number: str
    title: str
    anchor: str
    said: str
    question: Mapping[str, Any] | None = None
    paper: str = ""
    url: str = ""
    status: str = ""
    shown: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ShownChapter:
    """A chapter with its number and the heading's fragment."""

    number: int
    chapter: Chapter
    anchor: str
    items: tuple[ShownItem, ...]


def chapters_of(plan: Plan, standing: Standing, questions: Sequence[Mapping[str, Any]]) -> list[ShownChapter]:
    """The chapters of the plan's narrative; none where the round has none. ``questions`` are those of the page."""
    by_code = {entry["question"].code: entry for entry in questions}
    states = {part.section: part for part in standing.sections}
    return [
        ShownChapter(number, chapter, f"chapter-{chapter.code}", tuple(_items(plan, standing, number, chapter, by_code,
                                                                               states)))
        for number, chapter in enumerate(plan.round.narrative.chapters, 1)
    ]  # fmt: skip


def _items(
    plan: Plan, standing: Standing, chapter_number: int, chapter: Chapter, questions: Mapping[str, Mapping[str, Any]],
    states: Mapping[Section, SectionProgress],
) -> Iterable[ShownItem]:
    for at, entry in enumerate(chapter.holds, 1):
        number = f"{chapter_number}.{at}"
        if entry.question is not None:
            asked = questions[entry.question]
            said = asked["said"] if asked["words"] else "Not started"
            yield ShownItem(number, asked["question"].title, asked["anchor"], said, question=asked)
        if entry.paper is not None:
            yield _paper(plan, standing, number, entry.paper, states[Section(entry.paper.value)])


def _paper(plan: Plan, standing: Standing, number: str, paper: Paper, state: SectionProgress) -> ShownItem:
    title = "Risk log" if paper is Paper.RISKS else section_title(Section(paper.value), plan.round)
    return ShownItem(
        number, title, f"chapter-{paper.value}", state.words, paper=f"plans/papers/{paper.value}.html",
        url=reverse(paper.value, args=plan.args), status=status_html(state),
        shown=reading(plan.round, standing.document, paper),
    )
