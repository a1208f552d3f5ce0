"""What the rules about texts and tables find in a plan whose text says something."""

from dataclasses import replace

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, apart
from bcf.fund.rules import CATALOGUE, Background
from bcf.fund.rules.context import ALONE, Context
from tests.fund.build import ROUNDS, changed

OURS = tuple(rule for rule in CATALOGUE.values() if "TXT-050" <= rule.id <= "TXT-099")


def told(plan: PlanDocument, background: Background = ALONE) -> list[Finding]:
    """Everything that the rules about texts and tables find once all of them count, place by place."""
    context = Context(ROUNDS[plan.round], plan, promoted(background))
    return [finding for rule in OURS for finding in apart(rule.check(context))]


def promoted(background: Background = ALONE) -> Background:
    """The same with the rules about texts and tables promoted."""
    return replace(background, promoted=frozenset(rule.id for rule in OURS))


def edited(plan: PlanDocument, old: str, new: str) -> PlanDocument:
    """The plan with a passage of its narrative replaced; the passage stands there once."""
    assert sum(text.count(old) for text in plan.narrative.values()) == 1, old
    return changed(plan, narrative={code: text.replace(old, new) for code, text in plan.narrative.items()})


def saying(plan: PlanDocument, words: str, question: str = "") -> PlanDocument:
    """The plan with a paragraph added to one of its answers, the first unless it is given."""
    code = question or next(iter(plan.narrative))
    return changed(plan, narrative={**plan.narrative, code: f"{plan.narrative.get(code, '')}\n\n{words}\n"})
