"""Narrative: questions answered, within their limits."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Question
from bcf.fund.rules.registry import Context, Found, rule
from bcf.fund.text import Counting, count_words

_WAYS = {
    Counting.EXCEL: "counted as the template does, by its spaces",
    Counting.WORDS: "counted between white space",
}


def _name(question: Question) -> str:
    return f"{question.ref} {question.title}".strip()


def _place(question: Question) -> Place:
    return Place(section=Section.NARRATIVE, item=question.code, field="value")


@rule(
    "NAR-001", "Every required narrative question is answered", Severity.BLOCKING, Section.NARRATIVE,
    why="The narrative is read against the planning requirements; a blank answer cannot meet one.",
    mend="Write an answer.",
)
def question_is_answered(context: Context) -> Iterator[Found]:
    for question in context.planning_round.narrative.questions:
        if question.required and not context.plan.narrative.get(question.code, "").strip():
            yield Found(_place(question), f"“{_name(question)}” has no answer.", read="blank", expected="an answer")


@rule(
    "NAR-002", "Narrative answers keep to their limits", Severity.EXPLAIN, Section.NARRATIVE,
    why="The template gives a limit for the answer. How it counts was worked out from a published plan to within a "
        "few words, so an answer over the limit can stand with a reason.",
    mend="Shorten the answer.",
)
def limit_is_kept(context: Context) -> Iterator[Found]:
    narrative = context.planning_round.narrative
    for question in narrative.questions:
        if question.limit is None:
            continue
        words = count_words(context.plan.narrative.get(question.code, ""), narrative.counting)
        if words > question.limit:
            over = words - question.limit
            yield Found(
                _place(question),
                f"“{_name(question)}” has {words:,} words, {_WAYS[narrative.counting]}; the limit is "
                f"{question.limit:,}, so it is {over:,} over.",
                read=f"{words:,} words", expected=f"at most {question.limit:,} words",
                remedy=f"Shorten the answer by {over:,} {'word' if over == 1 else 'words'}.",
            )
