"""Planned outputs of a row: there where its scheme type has them, in a unit that fits."""

from collections.abc import Iterator

from bcf.fund.document import Scheme
from bcf.fund.findings import Severity
from bcf.fund.round import Column, Round
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.naming import place, type_label
from bcf.fund.rules.registry import Found, row_rule
from bcf.fund.text import number


@row_rule(
    "ROW-007", "Planned outputs are given where the scheme type needs them", Severity.EXPLAIN,
    why="For services that can be counted the template asks how much the money buys. Plans have been accepted "
        "without, so a row can stand with a reason.",
    mend="Give a unit and an estimate of how many the money buys.",
    basis=Basis.OUTPUTS,
)
def outputs_are_given(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    scheme_type = planning_round.types.get(scheme.scheme_type)
    if scheme_type is None or scheme_type.outputs_unknown(scheme.sub_type) or not scheme_type.needs_outputs(
        scheme.sub_type
    ):
        return
    label = type_label(planning_round, scheme)
    if Column.OUTPUT_UNIT in planning_round.columns and not scheme.output_unit:
        yield Found(
            place(scheme, "output_unit"), f"{label} needs a planned output unit, and none is chosen.",
            read="blank", expected="a unit", remedy="Choose the unit that the money buys.",
        )
    if Column.OUTPUT_ESTIMATE in planning_round.columns and scheme.output_estimate is None:
        yield Found(
            place(scheme, "output_estimate"),
            f"{label} needs a planned output estimate, and none is given.",
            read="blank", expected="a number", remedy="Estimate how many the money buys in the year.",
        )


@row_rule(
    "ROW-008", "Planned outputs stand only where the scheme type has them", Severity.ADVICE,
    why="Outputs of other types are not added up nationally.",
    mend="Clear unit and estimate.",
    basis=Basis.OUTPUTS,
)
def no_idle_outputs(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    scheme_type = planning_round.types.get(scheme.scheme_type)
    if scheme_type is None or scheme_type.outputs_unknown(scheme.sub_type) or scheme_type.needs_outputs(
        scheme.sub_type
    ):
        return
    unit = planning_round.labels(Column.OUTPUT_UNIT).get(scheme.output_unit, scheme.output_unit)
    estimate = scheme.output_estimate
    if unit or estimate is not None:
        read = " ".join(part for part in ("" if estimate is None else number(estimate), unit) if part)
        yield Found(
            place(scheme, "output_unit" if unit else "output_estimate"),
            f"planned outputs are given ({read}), but {type_label(planning_round, scheme)} has none.",
            read=read, expected="blank",
        )


@row_rule(
    "ROW-009", "The output unit fits the scheme type", Severity.EXPLAIN,
    why="Outputs of one type are added up nationally, which needs one unit.",
    mend="Choose a unit of this scheme type.",
    basis=Basis.OUTPUTS,
)
def unit_fits_type(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    scheme_type, units = planning_round.types.get(scheme.scheme_type), planning_round.labels(Column.OUTPUT_UNIT)
    if scheme_type is None or not scheme_type.units or not scheme_type.needs_outputs(scheme.sub_type):
        return
    if scheme.output_unit in units and scheme.output_unit not in scheme_type.units:
        expected = " or ".join(units[unit] for unit in scheme_type.units)
        yield Found(
            place(scheme, "output_unit"),
            f"the output unit is {units[scheme.output_unit]}; {scheme_type.label} has {expected}.",
            read=units[scheme.output_unit], expected=expected,
        )


@row_rule(
    "ROW-010", "Output estimates are not below nought", Severity.BLOCKING,
    why="What the money buys is counted.",
    mend="Enter an estimate of nought or more.",
    basis=Basis.OUTPUTS,
)
def estimate_is_not_negative(planning_round: Round, scheme: Scheme) -> Iterator[Found]:
    if scheme.output_estimate is not None and scheme.output_estimate < 0:
        read = number(scheme.output_estimate)
        yield Found(
            place(scheme, "output_estimate"), f"the output estimate is {read}.",
            read=read, expected="nought or more",
        )
