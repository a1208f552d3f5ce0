"""Narrative: questions answered, within their limits; figures that are there; pictures that everybody can read."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.prose import plain, read
from bcf.fund.round import Question
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
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
    basis=Basis.NARRATIVE,
)
def question_is_answered(context: Context) -> Iterator[Found]:
    for question in context.planning_round.narrative.questions:
        if question.required and not context.plan.narrative.get(question.code, "").strip():
            yield Found(
                _place(question), "the question has no answer.", read="blank", expected="an answer",
                about=f"“{_name(question)}”",
            )


@rule(
    "NAR-002", "Narrative answers keep to their limits", Severity.EXPLAIN, Section.NARRATIVE,
    why="The template gives a limit for the answer. How it counts was worked out from a published plan to within a "
        "few words, so an answer over the limit can stand with a reason.",
    mend="Shorten the answer.",
    basis=Basis.TEMPLATE,
)
def limit_is_kept(context: Context) -> Iterator[Found]:
    narrative, references = context.planning_round.narrative, context.references
    for question in narrative.questions:
        if question.limit is None:
            continue
        words = count_words(plain(context.plan.narrative.get(question.code, ""), references), narrative.counting)
        if words > question.limit:
            over = words - question.limit
            yield Found(
                _place(question),
                f"“{_name(question)}” has {words:,} words, {_WAYS[narrative.counting]}; the limit is "
                f"{question.limit:,}, so it is {over:,} over.",
                read=f"{words:,} words", expected=f"at most {question.limit:,} words",
                remedy=f"Shorten the answer by {over:,} {'word' if over == 1 else 'words'}.",
            )


@rule(
    "NAR-003", "Pictures in the narrative are told in words", Severity.BLOCKING, Section.NARRATIVE,
    why="Whoever cannot see a picture has its words instead, as the accessibility regulations for public bodies ask; "
        "the workbook holds nothing but the words.",
    mend="Write what the picture shows between the square brackets before its name.",
    basis=Basis.NARRATIVE,
)
def picture_has_words(context: Context) -> Iterator[Found]:
    for question in context.planning_round.narrative.questions:
        for picture in read(context.plan.narrative.get(question.code, "")).pictures:
            if not picture.words:
                yield Found(
                    _place(question),
                    f"“{_name(question)}” shows a picture without words for those who cannot see it.",
                    read=f"![](picture:{picture.name})", expected=f"![what it shows](picture:{picture.name})",
                )


@rule(
    "NAR-004", "Figures named in the narrative are figures of the plan", Severity.EXPLAIN, Section.NARRATIVE,
    why="A name in braces is replaced by the plan's own figure; one that the plan does not have would be printed as "
        "typed.",
    mend="Choose a figure from the list beside the answer, or double the braces if they are meant as braces.",
    basis=Basis.NARRATIVE,
)
def figure_is_known(context: Context) -> Iterator[Found]:
    references = context.references
    for question in context.planning_round.narrative.questions:
        for name in read(context.plan.narrative.get(question.code, "")).names:
            found = references.find(name)
            if found is None:
                near = " or ".join(f"“{{{other}}}”" for other in references.nearest(name))
                remedy = f"Write {near}, or double the braces if they are meant as braces." if near else ""
                yield Found(
                    _place(question), f"“{_name(question)}” names “{{{name}}}”, which is no figure of the plan.",
                    read=f"{{{name}}}", expected="a figure of the plan", remedy=remedy,
                )
            elif not found.value:
                yield Found(
                    _place(question), f"“{_name(question)}” names “{{{name}}}”, which has no figure yet.",
                    read=f"{{{name}}}", expected="a figure",
                    remedy=f"It stands here once the plan has it: {found.about}.",
                )
