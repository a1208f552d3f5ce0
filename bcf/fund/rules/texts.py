"""The texts of a plan, each with its place, as the rules about wording read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bcf.fund.claims import read_claims
from bcf.fund.claims.values import Reading
from bcf.fund.places import Place, Section
from bcf.fund.prose import read
from bcf.fund.rules.context import Context


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text of the plan: where it stands, what that place is called, and what the text says."""

    place: Place
    name: str
    reading: Reading


def texts_of(context: Context) -> tuple[PlacedText, ...]:
    """Every text of the plan that somebody wrote in sentences, in the order of the sections, blanks left out."""
    return tuple(
        PlacedText(place, name, read_claims(text, place.anchor, _figures(context, text)))
        for place, name, text in written(context)
        if text.strip()
    )


def by_anchor(texts: tuple[PlacedText, ...]) -> Mapping[str, PlacedText]:
    """The texts by the name that their readings carry."""
    return {text.place.anchor: text for text in texts}


def _figures(context: Context, text: str) -> dict[str, str]:
    """The words for the figures that a text names in braces."""
    found = {name: context.references.find(name) for name in read(text).names} if "{" in text else {}
    return {name: reference.shown for name, reference in found.items() if reference}


def written(context: Context) -> Iterator[tuple[Place, str, str]]:
    """Every text as it was written, with its place and what that place is called."""
    planning_round, plan = context.planning_round, context.plan
    for question in planning_round.narrative.questions:
        place = Place(section=Section.NARRATIVE, item=question.code, field="value")
        yield place, f"{question.ref} {question.title}".strip(), plan.narrative.get(question.code, "")
    yield (
        Place(section=Section.INCOME, item="comment"), planning_round.funding_sources.comment_label,
        plan.income_comment,
    )  # fmt: skip
    comments = {metric.code: metric.comment for metric in plan.metrics}
    for metric in planning_round.metrics.items:
        place = Place(section=Section.METRICS, item=metric.code, field="comment")
        yield place, f"{metric.name}, {metric.comment_label}", comments.get(metric.code, "")
    if planning_round.maturity:
        reasons = {level.change: level.reason for level in plan.maturity}
        for change in planning_round.maturity.changes:
            place = Place(section=Section.MATURITY, item=change.code, field="reason")
            yield place, change.label, reasons.get(change.code, "")
        label = planning_round.maturity.priorities_label
        yield Place(section=Section.MATURITY, item="priorities"), label, plan.maturity_priorities
    answers = {answer.code: answer for answer in plan.requirements}
    for requirement in planning_round.requirements.items:
        if answer := answers.get(requirement.code):
            for field, text in (("evidence", answer.evidence), ("action", answer.action)):
                place = Place(section=Section.REQUIREMENTS, item=requirement.code, field=field)
                yield place, f"Requirement {requirement.code}, {field}", text
