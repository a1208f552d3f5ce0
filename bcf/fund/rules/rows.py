"""Rows of the expenditure plan: each filled in, each in keeping with the round's lists.

Every row rule, here and in `outputs` and `amounts`, looks at one row alone, so that the row being
edited can be checked at once.
"""

from collections.abc import Iterator

from bcf.fund.document import Scheme
from bcf.fund.findings import Severity
from bcf.fund.round import Column, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.naming import place, type_label
from bcf.fund.rules.registry import Found, row_rule

ALWAYS_NEEDED = (
    Column.SCHEME_ID, Column.NAME, Column.DESCRIPTION, Column.SCHEME_TYPE, Column.AREA, Column.COMMISSIONER,
    Column.PROVIDER, Column.SOURCE, Column.DURATION, Column.NEW_OR_EXISTING,
)
"""Columns that are filled in on every row of a round that has them; the others depend on the row."""

CHOSEN = (
    Column.SCHEME_TYPE, Column.AREA, Column.COMMISSIONER, Column.PROVIDER, Column.SOURCE, Column.OUTPUT_UNIT,
    Column.NEW_OR_EXISTING,
)
"""Columns whose entry comes from one list for all rows."""


def _impacts(planning_round: Round) -> tuple[str, ...]:
    impact = planning_round.expenditure.impact
    return impact.metrics if impact and Column.IMPACT in planning_round.columns else ()


@row_rule(
    "ROW-001", "Every row is filled in", Severity.BLOCKING,
    why="Totals, ring-fences and the reading of the plan rest on every one of these columns.",
    mend="Fill in the cell.",
    basis=Basis.TEMPLATE,
)
def row_is_filled(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    for column in ALWAYS_NEEDED:
        if column in planning_round.columns and not getattr(scheme, column).strip():
            label = planning_round.columns[column]
            yield Found(
                place(scheme, column), f"“{label}” is blank.", read="blank", expected="an entry",
            )
    for metric in _impacts(planning_round):
        if not scheme.impact.get(metric):
            label = f"{planning_round.columns[Column.IMPACT]} {planning_round.metric[metric].name}"
            yield Found(
                place(scheme, f"impact:{metric}"), f"“{label}” is blank.",
                read="blank", expected="a level of impact",
            )


@row_rule(
    "ROW-002", "Choices come from the round's lists", Severity.BLOCKING,
    why="An entry that no list holds is counted in no total.",
    mend="Choose an entry of the list.",
    basis=Basis.TEMPLATE,
)
def choices_are_from_lists(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    lists = planning_round.closed_lists
    for column in CHOSEN:
        allowed = lists[column]
        if (code := getattr(scheme, column)) and allowed and code not in allowed:
            label = planning_round.columns.get(column, column.value)
            yield Found(
                place(scheme, column), f"“{label}” is “{code}”, which is not in the list.",
                read=code, expected=f"one of {', '.join(allowed.values())}",
            )
    levels = planning_round.labels(Column.IMPACT)
    for metric, code in scheme.impact.items():
        if metric not in _impacts(planning_round):
            yield Found(
                place(scheme, f"impact:{metric}"), f"impact on “{metric}” is not asked for.",
                read=metric, expected=f"one of {', '.join(_impacts(planning_round)) or 'no metrics'}",
                remedy="Remove the entry.",
            )
        elif code not in levels:
            yield Found(
                place(scheme, f"impact:{metric}"),
                f"impact on {planning_round.metric[metric].name} is “{code}”, which is not a level.",
                read=code, expected=f"one of {', '.join(levels.values())}",
            )


@row_rule(
    "ROW-003", "The sub-type belongs to the scheme type", Severity.BLOCKING,
    why="Some scheme types are divided into sub-types. Where they are, one of them is chosen.",
    mend="Choose a sub-type of this scheme type.",
    basis=Basis.TEMPLATE,
)
def sub_type_belongs_to_type(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    scheme_type = planning_round.types.get(scheme.scheme_type)
    if scheme_type is None:
        return
    read = planning_round.labels(Column.SUB_TYPE).get(scheme.sub_type, scheme.sub_type)
    choices = ", ".join(sub_type.label for sub_type in scheme_type.sub_types)
    if not scheme_type.sub_types and scheme.sub_type:
        yield Found(
            place(scheme, "sub_type"),
            f"the sub-type is “{read}”, but {scheme_type.label} has no sub-types.",
            read=read, expected="blank", remedy="Clear the sub-type, or choose another scheme type.",
        )
    elif scheme_type.sub_types and not scheme.sub_type:
        yield Found(
            place(scheme, "sub_type"), f"no sub-type of {scheme_type.label} has been chosen.",
            read="blank", expected=f"one of {choices}",
        )
    elif scheme_type.sub_types and scheme_type.sub_type(scheme.sub_type) is None:
        yield Found(
            place(scheme, "sub_type"),
            f"“{read}” is not a sub-type of {scheme_type.label}.",
            read=read, expected=f"one of {choices}",
        )


def _text_wanted(planning_round: Round, scheme: Scheme) -> str:
    """The label of the chosen type or sub-type that asks for text; blank if neither does."""
    scheme_type = planning_round.types.get(scheme.scheme_type)
    if scheme_type is None:
        return ""
    sub_type = scheme_type.sub_type(scheme.sub_type)
    if sub_type and sub_type.needs_text:
        return f"{scheme_type.label}, {sub_type.label}"
    return scheme_type.label if scheme_type.needs_text else ""


@row_rule(
    "ROW-004", "A type or sub-type that is Other is described", Severity.BLOCKING,
    why="Other says nothing by itself.",
    mend="Say in a few words what kind of scheme it is.",
    basis=Basis.TEMPLATE,
)
def other_type_is_described(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    wanted = _text_wanted(planning_round, scheme)
    if wanted and Column.TYPE_OTHER in planning_round.columns and not scheme.type_other.strip():
        yield Found(
            place(scheme, "type_other"), f"the scheme type is “{wanted}”, but it is not described.",
            read="blank", expected="a description",
        )


@row_rule(
    "ROW-005", "An area of spend that is Other is described", Severity.BLOCKING,
    why="Other says nothing by itself.",
    mend="Say in a few words what the money is spent on.",
    basis=Basis.TEMPLATE,
)
def other_area_is_described(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    area = planning_round.areas.get(scheme.area)
    if area and area.needs_text and Column.AREA_OTHER in planning_round.columns and not scheme.area_other.strip():
        yield Found(
            place(scheme, "area_other"),
            f"the area of spend is “{area.label}”, but it is not described.",
            read="blank", expected="a description",
        )


@row_rule(
    "ROW-006", "Descriptions of Other stand only where Other is chosen", Severity.ADVICE,
    why="Text left over from an earlier choice misleads whoever reads the plan.",
    mend="Clear the text, or choose Other.",
    basis=Basis.TEMPLATE,
)
def no_idle_text(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    chosen = planning_round.types.get(scheme.scheme_type)
    if scheme.type_other.strip() and chosen and not _text_wanted(planning_round, scheme):
        yield Found(
            place(scheme, "type_other"),
            f"the type is described as “{scheme.type_other.strip()}”, but it is "
            f"{type_label(planning_round, scheme)}.",
            read=scheme.type_other.strip(), expected="blank",
        )
    area = planning_round.areas.get(scheme.area)
    if scheme.area_other.strip() and area and not area.needs_text:
        yield Found(
            place(scheme, "area_other"),
            f"the area is described as “{scheme.area_other.strip()}”, but it is {area.label}.",
            read=scheme.area_other.strip(), expected="blank",
        )
