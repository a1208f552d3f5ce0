"""Answers to planning requirements, held against what in the plan shows whether they hold.

What shows it is a fact of the round (`shown_by` of a requirement), so no rule here knows a requirement.
"""

import re
from collections.abc import Iterator

from bcf.fund.document import RequirementAnswer
from bcf.fund.findings import Finding, Severity, together
from bcf.fund.places import Section
from bcf.fund.round import Question, Requirement
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import CATALOGUE, Found, rule
from bcf.fund.rules.requirements import answers, place
from bcf.fund.text import day

MOST_TOLD = 2


class _Checks:
    """What the checks find that show whether requirements are met; each runs once for all of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found: dict[str, tuple[Finding, ...]] = {}

    def against(self, requirement: Requirement) -> tuple[Finding, ...]:
        """What speaks against a Yes, each cause once."""
        return together(
            one for shown in requirement.shown_by for one in self._of(shown.rule)
            if not shown.items or one.place.item in shown.items
        )  # fmt: skip

    def _of(self, rule_id: str) -> tuple[Finding, ...]:
        if rule_id not in self._found:
            check = CATALOGUE[rule_id]
            counts = not check.beta or rule_id in self._context.background.promoted
            self._found[rule_id] = tuple(check.check(self._context)) if counts else ()
        return self._found[rule_id]


@rule(
    "REQ-004", "A requirement answered Yes is met by the plan", Severity.EXPLAIN, Section.REQUIREMENTS,
    why="A Yes is read as the area's word that the plan shows what is asked for; where a check of just that finds "
        "something, one of the two is wrong.",
    mend="Complete what is missing, or answer No and say what is being done.",
    basis=Basis.TEMPLATE,
)
def yes_is_shown_by_the_plan(context: Context) -> Iterator[Found]:
    checks = _Checks(context)
    for requirement, answer in answers(context):
        if answer.met != "yes" or not (against := checks.against(requirement)):
            continue
        told = " ".join(_briefly(finding) for finding in against[:MOST_TOLD])
        more = len(against) - MOST_TOLD
        rest = f" {more} more {'check finds' if more == 1 else 'checks find'} something." if more > 0 else ""
        yield Found(
            place(requirement, "met"), f"{requirement.code} is answered Yes, but what it asks for is not all there. "
            f"{told}{rest}", read="Yes", expected="a plan that shows it, or No",
        )  # fmt: skip


def _briefly(finding: Finding) -> str:
    """What was found, with its places counted: they are listed where the check itself is shown."""
    return f"{finding.cause.removesuffix('.')}, at {finding.count} places." if finding.also else finding.message


_REF = re.compile(r"[A-Z](?:\([ivx]+\))?")
_PARTS = re.compile(
    rf"\b(?i:narrative|section|question|part)s?\s+((?:{_REF.pattern}(?:\s*(?:,|and|&)\s*)*)+)(?![a-z])"
)


def _named(question: Question, evidence: str) -> bool:
    """Whether the evidence names the question: by its letter after a word such as narrative, or by its title."""
    refs = {ref for parts in _PARTS.findall(evidence) for ref in _REF.findall(parts)}
    long_title = " " in question.title and question.title.casefold() in evidence.casefold()
    return (bool(question.ref) and question.ref in refs) or long_title


@rule(
    "REQ-005", "Evidence points to what is there", Severity.EXPLAIN, Section.REQUIREMENTS,
    why="Whoever assures the plan looks where the evidence points, and finds nothing there.",
    mend="Write the answer that the evidence points to, or point to where the evidence is.",
    basis=Basis.TEMPLATE,
)
def evidence_is_there(context: Context) -> Iterator[Found]:
    narrative = context.plan.narrative
    blank = [question for question in context.planning_round.narrative.questions
             if not narrative.get(question.code, "").strip()]
    for requirement, answer in answers(context):
        shown = {item for one in requirement.shown_by for item in one.items}
        for question in blank if answer.met == "yes" else ():
            if question.code not in shown and _named(question, answer.evidence):
                name = f"{question.ref} {question.title}".strip()
                yield Found(
                    place(requirement, "evidence"), f"{requirement.code}: the evidence is said to be in “{name}”, "
                    "which is blank.", read="blank", expected="an answer to the question",
                )  # fmt: skip


@rule(
    "REQ-006", "Evidence is named for every requirement that is met", Severity.ADVICE, Section.REQUIREMENTS,
    why="Where the evidence for most answers is named, one without has mostly been forgotten.",
    mend="Say where in the plan the evidence is.",
    basis=Basis.TEMPLATE,
)
def evidence_is_named(context: Context) -> Iterator[Found]:
    met = [(requirement, answer) for requirement, answer in answers(context) if answer.met == "yes"]
    without = [requirement for requirement, answer in met if not answer.evidence.strip()]
    if len(without) * 2 < len(met):
        for requirement in without:
            yield Found(
                place(requirement, "evidence"), "the answer is Yes, and no evidence is named.", about=requirement.code,
                read="blank", expected="where the evidence is",
            )


def _unmet(context: Context) -> Iterator[tuple[Requirement, RequirementAnswer]]:
    return ((requirement, answer) for requirement, answer in answers(context) if answer.met == "no" and answer.due)


@rule(
    "REQ-007", "What is still to be done lies ahead", Severity.EXPLAIN, Section.REQUIREMENTS,
    why="A requirement that was not met when plans were due cannot be met by a day before.",
    mend="Correct the date, or answer Yes if it has been done.",
    basis=Basis.TEMPLATE,
)
def action_lies_ahead(context: Context) -> Iterator[Found]:
    submitted = context.planning_round.submission
    for requirement, answer in _unmet(context):
        if answer.due and submitted and answer.due < submitted:
            yield Found(
                place(requirement, "due"), f"{requirement.code} is not met, and is to be by {day(answer.due)}, before "
                f"plans were due on {day(submitted)}.", read=day(answer.due), expected=f"{day(submitted)} or later",
            )  # fmt: skip


@rule(
    "REQ-008", "What is still to be done is done within the plan", Severity.ADVICE, Section.REQUIREMENTS,
    why="A requirement that is met only after the years of the plan is not met by this plan.",
    mend="Check the date.",
    basis=Basis.TEMPLATE,
)
def action_is_within_the_plan(context: Context) -> Iterator[Found]:
    ends = context.planning_round.last_day
    for requirement, answer in _unmet(context):
        if answer.due and answer.due > ends:
            yield Found(
                place(requirement, "due"), f"{requirement.code} is not met, and is to be by {day(answer.due)}, after "
                f"the plan ends on {day(ends)}.", read=day(answer.due), expected=f"{day(ends)} or earlier",
            )  # fmt: skip
