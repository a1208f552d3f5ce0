"""Rows: filled in, from the round's lists, in keeping with themselves."""

import pytest

from bcf.fund.findings import Severity
from bcf.fund.round import Column, Round
from bcf.fund.rules import check_scheme
from tests.fund.build import good_scheme
from tests.fund.rules.found import LONG, MADE_UP, ROUND, faults, in_row, row


def test_good_row_has_no_faults() -> None:
    assert faults(row()) == []


@pytest.mark.parametrize("field", [
    "scheme_id", "name", "description", "scheme_type", "area", "commissioner", "provider", "source", "new_or_existing",
])  # fmt: skip
def test_blank_cell_is_found(field: str) -> None:
    assert ("ROW-001", field) in faults(row(**{field: ""}))


def test_impact_is_asked_for_only_where_there_is_a_column_for_it() -> None:
    columns = tuple(spec for spec in ROUND.expenditure.columns if spec.code is not Column.IMPACT)
    spending = ROUND.expenditure.model_copy(update={"columns": columns})
    without = Round(**{**{name: getattr(ROUND, name) for name in Round.model_fields}, "expenditure": spending})
    found = check_scheme(without, row(impact={}))
    assert [finding.rule for finding in found] == []


def test_spaces_are_blank() -> None:
    assert faults(row(name=" \n\t ")) == [("ROW-001", "name")]


def test_message_names_scheme_and_column() -> None:
    (finding,) = in_row("ROW-001", row(provider=""))
    assert finding.message == "“Scheme row-1”: “Provider” is blank."
    assert finding.place.item == "row-1"
    assert finding.severity is Severity.BLOCKING


def test_scheme_without_a_name_goes_by_its_id() -> None:
    assert in_row("ROW-001", row(name="", scheme_id="7"))[0].message.startswith("Scheme 7 (no name yet): ")
    assert in_row("ROW-001", row(name="", scheme_id=""))[0].message.startswith("Scheme (no name yet): ")


def test_long_name_is_cut() -> None:
    assert in_row("ROW-001", row(name="x" * 80, provider=""))[0].message.startswith(f"“{'x' * 80}”: ")
    assert in_row("ROW-001", row(name="x" * 81, provider=""))[0].message.startswith(f"“{'x' * 80}…”: ")


def test_impact_is_asked_for_each_metric() -> None:
    found = in_row("ROW-001", row(impact={"NEA": "low", "DTOC": "low", "REA": "high"}))
    assert [finding.place.field for finding in found] == ["impact:RES"]
    assert "admission to residential" in found[0].message


def test_column_that_a_round_does_not_have_is_not_asked_for() -> None:
    assert check_scheme(LONG, good_scheme(LONG, "dfg", "row-1", description="")) == ()
    assert [found.place.field for found in check_scheme(LONG, good_scheme(LONG, "dfg", "row-1", duration=""))] == [
        "duration"
    ]


@pytest.mark.parametrize("field", ["scheme_type", "area", "commissioner", "provider", "source", "new_or_existing"])
def test_choice_outside_its_list_is_found_once(field: str) -> None:
    assert faults(row(**{field: "nonsense"})) == [("ROW-002", field)]


def test_choice_outside_its_list_names_what_is_allowed() -> None:
    (finding,) = in_row("ROW-002", row(area="sea"))
    assert finding.message == "“Scheme row-1”: “Area of spend” is “sea”, which is not in the list."
    assert finding.expected.startswith("one of Acute, Mental Health")


def test_impact_outside_its_lists_is_found() -> None:
    right = {"NEA": "low", "DTOC": "low", "RES": "low", "REA": "low"}
    assert faults(row(impact={**right, "REA": "enormous"})) == [("ROW-002", "impact:REA")]
    assert faults(row(impact={**right, "SPEED": "low"})) == [("ROW-002", "impact:SPEED")]


def test_impact_in_a_round_that_asks_for_none_is_found() -> None:
    found = check_scheme(LONG, good_scheme(LONG, "dfg", "row-1", impact={"NEA": "low"}))
    assert [(one.rule, one.place.field) for one in found] == [("ROW-002", "impact:NEA")]


def test_sub_type_is_needed_where_the_type_has_any() -> None:
    (finding,) = in_row("ROW-003", row(scheme_type="care_act"))
    assert finding.expected == "one of Deprivation of Liberty Safeguards (DoLS), Other"
    assert faults(row(scheme_type="care_act", sub_type="care_act_dols")) == []


def test_sub_type_of_another_type_is_found() -> None:
    (finding,) = in_row("ROW-003", row(scheme_type="care_act", sub_type="dfg_adaptations"))
    assert (
        finding.message == "“Scheme row-1”: “Adaptations” is not a sub-type of Care Act Implementation Related Duties."
    )


def test_sub_type_is_not_wanted_where_the_type_has_none() -> None:
    (finding,) = in_row("ROW-003", row(scheme_type="housing", sub_type="dfg_adaptations"))
    assert finding.message == (
        "“Scheme row-1”: the sub-type is “Adaptations”, but Housing Related Schemes has no sub-types."
    )
    assert finding.remedy == "Clear the sub-type, or choose another scheme type."


def test_sub_type_is_not_judged_before_a_type_is_chosen() -> None:
    assert in_row("ROW-003", row(scheme_type="", sub_type="dfg_adaptations")) == []


@pytest.mark.parametrize(
    ("kind", "sub_type"), [("other", ""), ("prevention", "prevention_other"), ("hicm", "hicm_other")]
)
def test_other_needs_words(kind: str, sub_type: str) -> None:
    assert faults(row(scheme_type=kind, sub_type=sub_type, type_other=" ")) == [("ROW-004", "type_other")]
    assert faults(row(scheme_type=kind, sub_type=sub_type, type_other="Falls")) == []


def test_sub_type_that_is_not_other_needs_no_words() -> None:
    assert faults(row(scheme_type="prevention", sub_type="prevention_risk")) == []
    assert faults(row(scheme_type="hicm", sub_type="hicm_red_bag")) == []


def test_area_other_needs_words() -> None:
    assert faults(row(area="other", area_other=" ")) == [("ROW-005", "area_other")]
    assert faults(row(area="other", area_other="Licences")) == []


def test_words_nobody_asked_for_are_advice() -> None:
    found = check_scheme(ROUND, row(type_other="Falls", area_other="Licences"))
    assert [(one.rule, one.place.field, one.severity) for one in found] == [
        ("ROW-006", "type_other", Severity.ADVICE), ("ROW-006", "area_other", Severity.ADVICE),
    ]  # fmt: skip


def test_made_up_round_has_its_own_sense_of_other() -> None:
    scheme = good_scheme(MADE_UP, "gift", "row-1", scheme_type="else")
    assert [(one.rule, one.place.field) for one in check_scheme(MADE_UP, scheme)] == [("ROW-004", "type_other")]
