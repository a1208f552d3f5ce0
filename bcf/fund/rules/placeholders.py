"""Entries that hold a place and say nothing: "TBC" where a name is asked for, an answer that repeats its question."""

from collections.abc import Iterator

from bcf.fund.entries import is_placeholder, says_no_more, wanted
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Question
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.completeness import needed
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule

Entry = tuple[Place, str, str]
"""Where something stands, what it is called, and what was typed."""


def _cover(context: Context) -> Iterator[Entry]:
    """Entries of the cover that are needed; those that are not of their kind have been found by it."""
    cover = context.planning_round.cover
    for field in cover.fields:
        text = context.plan.cover.get(field.code, "")
        if needed(field, context.plan.cover) and not wanted(field.kind, text.strip()):
            yield Place(section=Section.COVER, item=field.code, field="value"), f"“{field.label}”", text
    given = {contact.role: contact for contact in context.plan.contacts}
    for role in cover.contacts:
        if role.code in given:
            yield Place(section=Section.COVER, item=role.code, field="name"), role.label, given[role.code].name


def _words(context: Context) -> Iterator[Entry]:
    for question in context.planning_round.narrative.questions:
        if question.required:
            place = Place(section=Section.NARRATIVE, item=question.code, field="value")
            yield place, _name(question), context.plan.narrative.get(question.code, "")
    comments = {entry.code: entry.comment for entry in context.plan.metrics}
    for metric in context.planning_round.metrics.items:
        if metric.comment_required:
            place = Place(section=Section.METRICS, item=metric.code, field="comment")
            yield place, f"“{metric.comment_label}”", comments.get(metric.code, "")


def _reasons(context: Context) -> Iterator[Entry]:
    """What is being done about a No, and why a change stays where it is."""
    asked = {item.code for item in context.planning_round.requirements.items}
    for answer in context.plan.requirements:
        if answer.met == "no" and answer.code in asked:
            yield Place(section=Section.REQUIREMENTS, item=answer.code, field="action"), answer.code, answer.action
    model = context.planning_round.maturity
    labels = {change.code: change.label for change in model.changes} if model else {}
    for level in context.plan.maturity:
        if level.change in labels:
            place = Place(section=Section.MATURITY, item=level.change, field="reason")
            yield place, labels[level.change], level.reason


def _risks(context: Context) -> Iterator[Entry]:
    for risk in context.plan.risks if context.planning_round.risks else ():
        for field in ("risk", "mitigation", "owner"):
            yield Place(section=Section.RISKS, item=risk.key, field=field), "A risk", getattr(risk, field)


def _name(question: Question) -> str:
    return f"“{question.ref} {question.title}”".replace("“ ", "“")


@rule(
    "CMP-006", "What is asked for is more than a placeholder", Severity.EXPLAIN,
    Section.COVER, Section.NARRATIVE, Section.MATURITY, Section.METRICS, Section.REQUIREMENTS, Section.RISKS,
    why="A placeholder fills the field and tells the reader nothing, so it counts as blank.",
    mend="Write what is meant, or leave the field blank until it is known.",
    basis=Basis.TEMPLATE,
)
def entries_say_something(context: Context) -> Iterator[Found]:
    for entries in (_cover, _words, _reasons, _risks):
        for place, label, text in entries(context):
            if is_placeholder(text):
                shown = " ".join(text.split())
                yield Found(
                    place, f"“{shown}” only holds the place of an entry.", read=shown, expected="an entry", about=label,
                )


@rule(
    "CMP-007", "Narrative answers say more than their questions", Severity.ADVICE, Section.NARRATIVE,
    why="An answer that repeats its question, or has a word or two, cannot be read against a planning requirement.",
    mend="Write what the plan does, for whom and with which schemes.",
    basis=Basis.NARRATIVE,
)
def answers_say_more_than_questions(context: Context) -> Iterator[Found]:
    least = context.planning_round.checks.few_words
    for question in context.planning_round.narrative.questions:
        text = context.plan.narrative.get(question.code, "").strip()
        if not question.required or not text or is_placeholder(text):
            continue
        place = Place(section=Section.NARRATIVE, item=question.code, field="value")
        words = len(text.split())
        if any(says_no_more(text, than) for than in (question.title, *question.prompts)):
            yield Found(
                place, "the answer only repeats the question.", about=_name(question), read="the question",
                expected="an answer",
            )
        elif words < least:
            yield Found(
                place, f"the answer has {words} {'word' if words == 1 else 'words'}.", about=_name(question),
                read=f"{words} {'word' if words == 1 else 'words'}", expected="an answer in sentences",
            )
