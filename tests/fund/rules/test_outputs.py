"""Planned outputs: where the type and sub-type have them, nowhere else, in a unit that fits."""

from decimal import Decimal

import pytest

from bcf.fund.findings import Severity
from bcf.fund.rules import check_scheme
from tests.fund.build import good_scheme
from tests.fund.rules.found import LONG, MADE_UP, faults, in_row, row

REABLEMENT = {"scheme_type": "intermediate", "sub_type": "intermediate_reablement"}
RAPID = {"scheme_type": "intermediate", "sub_type": "intermediate_rapid"}


def test_unit_and_estimate_are_each_asked_for() -> None:
    assert faults(row(scheme_type="home_care")) == [("ROW-007", "output_unit"), ("ROW-007", "output_estimate")]
    assert faults(row(scheme_type="home_care", output_unit="packages")) == [("ROW-007", "output_estimate")]
    assert faults(row(scheme_type="home_care", output_estimate=Decimal(5))) == [("ROW-007", "output_unit")]


def test_missing_output_can_be_explained() -> None:
    assert {finding.severity for finding in in_row("ROW-007", row(scheme_type="home_care"))} == {Severity.EXPLAIN}


def test_nought_is_an_estimate() -> None:
    assert faults(row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal(0))) == []


def test_sub_type_decides_where_it_differs_from_its_type() -> None:
    assert [rule for rule, _ in faults(row(**REABLEMENT))] == ["ROW-007", "ROW-007"]
    assert faults(row(**RAPID)) == []


def test_outputs_are_not_judged_before_the_sub_type_that_decides_is_chosen() -> None:
    assert not {rule for rule, _ in faults(row(scheme_type="intermediate"))} & {"ROW-007", "ROW-008"}
    given = row(scheme_type="intermediate", output_unit="packages", output_estimate=Decimal(3))
    assert not {rule for rule, _ in faults(given)} & {"ROW-007", "ROW-008"}


@pytest.mark.parametrize(("given", "read", "field"), [
    ({"output_unit": "packages"}, "Packages", "output_unit"),
    ({"output_estimate": Decimal("1074.5")}, "1,074.5", "output_estimate"),
    ({"output_estimate": Decimal(0)}, "0", "output_estimate"),
    ({"output_unit": "packages", "output_estimate": Decimal(3)}, "3 Packages", "output_unit"),
])  # fmt: skip
def test_outputs_where_none_belong_are_advice(given: dict[str, object], read: str, field: str) -> None:
    (finding,) = in_row("ROW-008", row(**RAPID, **given))
    assert finding.severity is Severity.ADVICE
    assert finding.place.field == field
    assert finding.read == read
    assert finding.message == (
        f"“Scheme row-1”: planned outputs are given ({read}), but Intermediate Care Services, Rapid / Crisis Response "
        "has none."
    )


def test_outputs_are_not_judged_before_a_type_is_chosen() -> None:
    assert faults(row(scheme_type="", output_unit="packages")) == [("ROW-001", "scheme_type")]


def test_unit_must_be_one_of_its_type() -> None:
    (finding,) = in_row("ROW-009", row(**REABLEMENT, output_unit="placements", output_estimate=Decimal(1)))
    assert finding.message == (
        "“Scheme row-1”: the output unit is Placements; Intermediate Care Services has Packages."
    )
    assert faults(row(scheme_type="care_at_home", output_unit="placements", output_estimate=Decimal(1))) == []


def test_type_without_units_of_its_own_takes_any() -> None:
    scheme = good_scheme(
        MADE_UP, "gift", "row-1", scheme_type="gadgets", output_unit="visits", output_estimate=Decimal(1)
    )
    assert check_scheme(MADE_UP, scheme) == ()


def test_unit_outside_all_lists_is_found_once() -> None:
    assert faults(row(scheme_type="home_care", output_unit="miles", output_estimate=Decimal(1))) == [
        ("ROW-002", "output_unit")
    ]


def test_estimate_below_nought_is_found() -> None:
    assert faults(row(scheme_type="home_care", output_unit="packages", output_estimate=Decimal("-0.1"))) == [
        ("ROW-010", "output_estimate")
    ]


def test_round_without_outputs_asks_for_none() -> None:
    scheme = good_scheme(LONG, "dfg", "row-1", scheme_type="home_care", sub_type="home_care_packages")
    assert check_scheme(LONG, scheme) == ()
