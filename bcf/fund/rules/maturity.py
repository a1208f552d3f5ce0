"""The maturity model: each change with its level now and its planned level."""

from collections.abc import Iterator

from bcf.fund.document import MaturityLevel
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Change, Maturity
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule


def _levels(context: Context) -> Iterator[tuple[Maturity, Change, MaturityLevel]]:
    if model := context.planning_round.maturity:
        given = {level.change: level for level in context.plan.maturity}
        for change in model.changes:
            yield model, change, given.get(change.code, MaturityLevel(change=change.code))


def _place(change: Change, field: str) -> Place:
    return Place(section=Section.MATURITY, item=change.code, field=field)


@rule(
    "MAT-001", "Every change has its level now and its planned level", Severity.BLOCKING, Section.MATURITY,
    why="The condition on managing transfers of care asks for both levels of every change.",
    mend="Choose a level.",
    basis=Basis.TRANSFERS_OF_CARE,
)
def levels_are_chosen(context: Context) -> Iterator[Found]:
    for model, change, level in _levels(context):
        choices = ", ".join(item.label for item in model.levels)
        for field, code, when in (
            ("current", level.current, "the level now"),
            ("planned", level.planned, f"the level planned for {model.planned_by}"),
        ):
            if model.rank(code) is None:
                fault = f"is “{code}”, which is not a level of this model" if code else "has not been chosen"
                yield Found(
                    _place(change, field), f"{when} {fault}.",
                    read=code or "blank", expected=f"one of {choices}", about=change.label,
                )


@rule(
    "MAT-002", "A level planned below established has a reason", Severity.BLOCKING, Section.MATURITY,
    why="A change that stays below established needs a plan of its own, so the area says why.",
    mend="Say why the change stays below this level and what is planned for it.",
    basis=Basis.TRANSFERS_OF_CARE,
)
def low_plan_has_reason(context: Context) -> Iterator[Found]:
    for model, change, level in _levels(context):
        rank, wanted = model.rank(level.planned), model.rank(model.established)
        if rank is None or wanted is None or rank >= wanted or level.reason.strip():
            continue
        yield Found(
            _place(change, "reason"),
            f"the level planned for {model.planned_by} is {model.levels[rank].label}, below "
            f"{model.levels[wanted].label}, and no reason is given.",
            read="blank", expected="a reason", about=change.label,
        )


@rule(
    "MAT-003", "Priorities for the model are described", Severity.ADVICE, Section.MATURITY,
    why="Readers of the plan look for what the area does first and how.",
    mend="Describe the area's priorities for the model.",
    basis=Basis.TRANSFERS_OF_CARE,
)
def priorities_are_described(context: Context) -> Iterator[Found]:
    model = context.planning_round.maturity
    if model and model.priorities_label and not context.plan.maturity_priorities.strip():
        yield Found(
            Place(section=Section.MATURITY, item="priorities"), f"“{model.priorities_label}” is blank.",
            read="blank", expected="a description",
        )
