"""Planning requirements: each answered, each No with what is done about it, none at odds with the figures."""

from collections.abc import Iterator

from bcf.fund.document import RequirementAnswer
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Requirement
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import pounds


def answers(context: Context) -> Iterator[tuple[Requirement, RequirementAnswer]]:
    """Every requirement of the round with the plan's answer to it, which may be blank."""
    given = {answer.code: answer for answer in context.plan.requirements}
    for requirement in context.planning_round.requirements.items:
        yield requirement, given.get(requirement.code, RequirementAnswer(code=requirement.code))


def place(requirement: Requirement, field: str) -> Place:
    """A field of the answer."""
    return Place(section=Section.REQUIREMENTS, item=requirement.code, field=field)


@rule(
    "REQ-001", "Every planning requirement is answered", Severity.BLOCKING, Section.REQUIREMENTS,
    why="The area confirms for each requirement whether its plan meets it.",
    mend="Answer Yes or No.",
    basis=Basis.TEMPLATE,
)
def requirement_is_answered(context: Context) -> Iterator[Found]:
    for requirement, answer in answers(context):
        if not answer.met:
            yield Found(
                place(requirement, "met"), "the requirement has no answer.",
                read="blank", expected="Yes or No", about=requirement.code,
            )


@rule(
    "REQ-002", "A requirement that is not met has an action and a date", Severity.BLOCKING, Section.REQUIREMENTS,
    why="Where a requirement is not met, the template asks what is being done and by when it will be.",
    mend="Say what is being done and give the date by which the requirement will be met.",
    basis=Basis.TEMPLATE,
)
def no_has_action_and_date(context: Context) -> Iterator[Found]:
    for requirement, answer in answers(context):
        if answer.met != "no":
            continue
        if not answer.action.strip():
            yield Found(
                place(requirement, "action"), "the answer is No, but no action is given.", about=requirement.code,
                read="blank", expected="what is being done", remedy="Say what is being done to meet the requirement.",
            )
        if answer.due is None:
            yield Found(
                place(requirement, "due"), "the answer is No, but no date is given.", about=requirement.code,
                read="blank", expected="a date", remedy="Give the date by which the requirement will be met.",
            )


@rule(
    "REQ-003", "The answer agrees with the required spend", Severity.EXPLAIN, Section.REQUIREMENTS,
    why="This requirement is about an amount that the expenditure plan shows, so answer and figures should agree.",
    mend="Change the answer, or the schemes behind the figure.",
    basis=Basis.RING_FENCES,
)
def answer_agrees_with_ring_fence(context: Context) -> Iterator[Found]:
    for requirement, answer in answers(context):
        spends = [spend for spend in context.figures.required_spend if spend.code == requirement.ring_fence]
        if not spends or not answer.met:
            continue
        short = [spend for spend in spends if spend.minimum is not None and not spend.met]
        if answer.met == "yes" and short:
            years = " and ".join(f"{pounds(spend.under_spend)} in {spend.year}" for spend in short)
            yield Found(
                place(requirement, "met"),
                f"{requirement.code} is answered Yes, but planned spending is below its minimum by {years}.",
                read="Yes", expected="No, or more spending that counts",
            )
        elif answer.met == "no" and all(spend.met for spend in spends):
            yield Found(
                place(requirement, "met"),
                f"{requirement.code} is answered No, but planned spending reaches its minimum.",
                read="No", expected="Yes",
            )
