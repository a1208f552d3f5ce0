"""The maturity model: each change with its level now and its planned level."""

import difflib
import re
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
                    remedy=_nearest(model, code),
                )


def _nearest(model: Maturity, said: str) -> str:
    """The level whose label is most like what was said; "" where none is."""
    labels = {item.label.casefold(): item.label for item in model.levels}
    near = difflib.get_close_matches(said.strip().replace("_", " ").casefold(), labels, n=1)
    return f"Choose a level; the nearest by its name is “{labels[near[0]]}”." if near else ""


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


@rule(
    "MAT-004", "A level planned below the present one has a reason", Severity.EXPLAIN, Section.MATURITY,
    why="A change that is to be less mature than it is needs a word; mostly the two levels have changed places.",
    mend="Check both levels, or say why the change is expected to fall back.",
    basis=Basis.TRANSFERS_OF_CARE,
)
def fall_has_reason(context: Context) -> Iterator[Found]:
    for model, change, level in _levels(context):
        now, planned, wanted = model.rank(level.current), model.rank(level.planned), model.rank(model.established)
        if now is None or planned is None or planned >= now or level.reason.strip():
            continue
        if wanted is None or planned >= wanted:  # MAT-002 asks for the reason of a lower plan
            read, before = model.levels[planned].label, model.levels[now].label
            yield Found(
                _place(change, "planned"),
                f"the level planned for {model.planned_by} is {read}, below {before}, which it is now.",
                read=read, expected=f"{before} or more, or a reason", about=change.label,
            )


@rule(
    "MAT-005", "Levels are planned for each change by itself", Severity.ADVICE, Section.MATURITY,
    why="Changes seldom all come to the same level; one level for all of them is mostly filled down.",
    mend="Choose for each change the level that it will have, or leave it if they are all to be alike.",
    basis=Basis.PRACTICE, beta=True,
)
def levels_are_chosen_for_each(context: Context) -> Iterator[Found]:
    levels = list(_levels(context))
    planned, now = {level.planned for _, _, level in levels}, {level.current for _, _, level in levels}
    if len(levels) < FEW_CHANGES or len(planned) > 1:
        return
    model, _, first = levels[0]
    rank = model.rank(first.planned)
    if rank is not None and len(now) > 1:
        label = model.levels[rank].label
        yield Found(
            Place(section=Section.MATURITY), f"All {len(levels)} changes are planned to be {label} by "
            f"{model.planned_by}, whatever they are now.", read=f"{label} {len(levels)} times",
            expected="a level for each change",
        )  # fmt: skip


FEW_CHANGES = 4


def _named(model: Maturity, text: str) -> set[str]:
    """The levels that a text names: by a label in quotation marks, or with its capital letter within a sentence."""
    found = set()
    for item in sorted(model.levels, key=lambda level: -len(level.label)):
        label = re.escape(item.label)
        pattern = re.compile(rf"(?<=[\w,;] ){label}\b|[“\"'‘]{label}[”\"'’]")
        if pattern.search(text):
            found.add(item.code)
            text = pattern.sub("", text)
    return found


@rule(
    "MAT-006", "Reasons speak of the levels that are chosen", Severity.ADVICE, Section.MATURITY,
    why="A reason that names another level than the two that are chosen was written for another plan, or one of the "
        "levels is wrong.",
    mend="Bring the levels and the words beside them together.",
    basis=Basis.PRACTICE, beta=True,
)
def reasons_name_the_levels(context: Context) -> Iterator[Found]:
    for model, change, level in _levels(context):
        named = _named(model, level.reason)
        if level.current and level.planned and named and not named & {level.current, level.planned}:
            labels = {item.code: item.label for item in model.levels}
            said = " and ".join(f"“{label}”" for code, label in labels.items() if code in named)
            now, planned = labels.get(level.current, level.current), labels.get(level.planned, level.planned)
            chosen = f"{now} now and {planned} as planned"
            yield Found(
                _place(change, "reason"), f"the reason speaks of {said}; chosen are {chosen}.",
                read=said, expected=chosen, about=change.label,
            )
