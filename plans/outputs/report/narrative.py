"""The narrative, question by question, as the area wrote it, with the plan's figures and pictures put in."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bcf.fund.prose import plain
from bcf.fund.round import Question
from bcf.fund.text import count_words
from plans.outputs.markdown import Rendering, to_html
from plans.outputs.report.subject import Part, Subject

ANSWER_HEADING = 4


@dataclass(frozen=True)
class Answer:
    """A question with its answer as HTML ("" while it is unwritten) and what is said of its length."""

    anchor: str
    title: str
    answer: SafeString
    length: str
    required: bool


def narrative(subject: Subject) -> Part | None:
    """The narrative part of the report; None where the round makes a document of chapters of it."""
    if subject.planning_round.narrative.chapters:
        return None
    questions = subject.planning_round.narrative.questions
    answers = tuple(answer(subject, question, ANSWER_HEADING) for question in questions)
    entries = tuple((answer.anchor, answer.title) for answer in answers)
    return Part("narrative", "Narrative", "report/narrative.html", answers, entries=entries)


def answer(subject: Subject, question: Question, heading: int) -> Answer:
    """The answer to a question; headings that the area typed start at level ``heading``."""
    text = subject.plan.narrative.get(question.code, "")
    words = count_words(plain(text, subject.references), subject.planning_round.narrative.counting)
    title = f"{question.ref}. {question.title}" if question.ref else question.title
    rendering = Rendering(subject.references, lambda name: f"picture:{name}" if name in subject.pictures else None)
    written, length = to_html(text, heading, rendering), _length(words, question.limit)
    return Answer(f"narrative-{question.code}", title, written, length, question.required)


def _length(words: int, limit: int | None) -> str:
    text = f"{words:,} {'word' if words == 1 else 'words'}"
    if limit is None:
        return text
    return f"{text} of {limit:,}" if words <= limit else f"{text}, {words - limit:,} over the limit of {limit:,}"
