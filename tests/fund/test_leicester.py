"""Leicester's published plan for 2019-20 comes out to the pound."""

import csv
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from bcf.fund import metrics
from bcf.fund.balances import Figures
from bcf.fund.document import Allocation, AllocationKind, PlanDocument
from bcf.fund.published import published_totals
from bcf.fund.round import Column
from bcf.fund.rules import check_plan
from tests.fund.build import LEICESTER, ROOT, ROUNDS, changed, with_first

YEAR = "2019-20"
ROUND = ROUNDS[YEAR]
EXPECTED: dict[str, Any] = json.loads((ROOT / "tests" / "fund" / "leicester_expected.json").read_text())
FIGURES = Figures(ROUND, LEICESTER)
SPEND = {spend.code: spend for spend in FIGURES.required_spend}


def _in_year(parts: Any) -> dict[str, Decimal]:
    return {code: amount for (code, year), amount in parts.items() if year == YEAR and amount}


def test_every_printed_total_comes_out() -> None:
    assert published_totals(ROUND, LEICESTER) == EXPECTED["printed"]


def test_all_rows_are_there_in_published_order() -> None:
    assert [scheme.key for scheme in LEICESTER.schemes] == [f"row-{number:02d}" for number in range(1, 50)]
    assert len(LEICESTER.schemes) == EXPECTED["derived"]["rows"]


def test_scheme_ids_repeat() -> None:
    ids = [scheme.scheme_id for scheme in LEICESTER.schemes]
    assert {one for one in ids if ids.count(one) == 2} == {"55", "56", "57", "58"}


@pytest.mark.parametrize("code", ["ooh", "asc"])
def test_headroom(code: str) -> None:
    assert SPEND[code].headroom == EXPECTED["derived"]["headroom"][code]
    assert SPEND[code].met
    assert SPEND[code].under_spend == 0


def test_rows_counted_to_both_ring_fences_and_to_neither() -> None:
    counted = {code: {row.key: row.amount for row in spend.rows} for code, spend in SPEND.items()}
    both = [scheme for scheme in LEICESTER.schemes if scheme.key in counted["ooh"] and scheme.key in counted["asc"]]
    minimum = [scheme for scheme in LEICESTER.schemes if scheme.source == "ccg_min"]
    neither = [scheme for scheme in minimum if scheme.key not in counted["ooh"] and scheme.key not in counted["asc"]]
    derived = EXPECTED["derived"]
    assert [scheme.key for scheme in both] == derived["rows counted to both"]
    assert sum(scheme.amount(YEAR) for scheme in both) == derived["counted to both ring-fences"]
    assert [scheme.key for scheme in neither] == derived["rows counted to neither"]
    assert sum(scheme.amount(YEAR) for scheme in neither) == derived["minimum CCG contribution counted to neither"]


@pytest.mark.parametrize(("name", "parts"), [
    ("by area", FIGURES.by_area), ("by commissioner", FIGURES.by_commissioner), ("by provider", FIGURES.by_provider),
])  # fmt: skip
def test_spend_by(name: str, parts: Any) -> None:
    assert _in_year(parts) == EXPECTED["derived"][name]


def test_new_schemes() -> None:
    new = [scheme for scheme in LEICESTER.schemes if scheme.new_or_existing == "new"]
    assert {"total": sum(s.amount(YEAR) for s in new), "rows": len(new)} == EXPECTED["derived"]["new"]


def test_social_care_that_the_ccg_commissions_counts_out_of_hospital() -> None:
    without = [scheme for scheme in LEICESTER.schemes if scheme.area != "social_care"]
    spend = {one.code: one for one in Figures(ROUND, changed(LEICESTER, schemes=tuple(without))).required_spend}
    assert spend["ooh"].planned == Decimal(6_801_079)
    assert spend["ooh"].under_spend == Decimal(1_008)


def test_rates_come_out_unrounded() -> None:
    values, rates = metrics.values(ROUND, LEICESTER), EXPECTED["derived"]["rates"]
    assert round(values["RES", YEAR] or 0, 7) == Decimal(rates["RES 2019-20"])
    assert round(values["RES", "2018-19"] or 0) == Decimal(rates["RES 2018-19"])
    assert round(values["REA", YEAR] or 0, 9) == Decimal(rates["REA 2019-20"])
    assert metrics.shown(ROUND.metric["REA"], values["REA", "2018-19"]) == rates["REA 2018-19"]
    assert metrics.shown(ROUND.metric["DTOC"], values["DTOC", YEAR]) == "21.4"


def test_minimums_follow_from_published_sums() -> None:
    minimum = {spend.code: spend.minimum for spend in FIGURES.required_spend}
    assert minimum["ooh"] == round(Fraction(23_936_545 * 1000, 3519))
    assert minimum["asc"] == round(Fraction(14_075_289 * 23_936_545, 21_861_473))


def test_findings_are_what_is_left_to_do() -> None:
    rules = {finding.rule for finding in check_plan(ROUND, LEICESTER)}
    left_to_do = {"CMP-001", "CMP-003", "NAR-001", "ROW-007", "MAT-001", "MAT-003", "MET-002"}
    worth_a_look = {"RNG-003", "ROW-017", "ROW-019", "MET-013", "REQ-004"}
    assert rules == left_to_do | worth_a_look


def test_what_is_odd_in_the_published_rows_is_seen() -> None:
    odd = ("ROW-01", "RNG")
    messages = {finding.message for finding in check_plan(ROUND, LEICESTER) if finding.rule.startswith(odd)}
    assert messages == {
        "Scheme ID 55 stands for “Social worker for addiction/hoarding” and for “DFG Related Schemes”.",
        "Scheme ID 56 stands for “It system integration” and for “iBCF”.",
        "Scheme ID 57 stands for “Joint Integrated Commissioning Board Support” and for “iBCF”.",
        "Scheme ID 58 stands for “Community Therapy” and for “iBCF”.",
        "“It system integration” is Existing in one row and New in another (scheme ids 10 and 56).",
        "Adult social care services spend from the minimum CCG allocations, 2019-20: £15,426,324 is planned and the "
        "minimum is £15,411,303, so it is met by £15,021 only. Without “It system integration” alone it would be "
        "missed.",
    }


def test_the_out_of_hospital_minimum_is_the_share_that_its_formula_gives() -> None:
    kept = tuple(figure if figure.code != "ooh" else figure.model_copy(update={"value": Decimal(8_000_000)})
                 for figure in LEICESTER.allocations)  # fmt: skip
    (finding,) = [one for one in check_plan(ROUND, changed(LEICESTER, allocations=kept)) if one.rule == "RNG-004"]
    assert finding.expected == "about £6,802,087"
    output = next(finding for finding in check_plan(ROUND, LEICESTER) if finding.rule == "ROW-007")
    assert (output.place.item, output.place.field) == ("row-09", "output_estimate")


def test_thousand_pounds_off_a_row_shows_at_once() -> None:
    first = LEICESTER.schemes[0]
    plan = with_first(LEICESTER, "schemes", amounts={YEAR: first.amounts[YEAR] - 1000})
    finding = next(found for found in check_plan(ROUND, plan) if found.rule == "BAL-001")
    assert finding.message == (
        "Minimum CCG Contribution, 2019-20: income is £23,936,545 and planned spending is £23,935,545, "
        "so £1,000 is still to be allocated."
    )
    assert finding.difference == -1000


def test_other_text_stands_wherever_a_published_row_chose_other() -> None:
    for scheme in LEICESTER.schemes:
        sub_type = ROUND.types[scheme.scheme_type].sub_type(scheme.sub_type)
        if scheme.scheme_type == "other" or (sub_type and sub_type.label == "Other"):
            assert scheme.type_other
            assert scheme.scheme_type == "other" or (sub_type and sub_type.needs_text)


def test_demo_file_is_canonical() -> None:
    text = (ROOT / "demo" / "leicester-2019-20.json").read_text(encoding="utf-8")
    assert text == json.dumps(LEICESTER.as_json(), indent=2, ensure_ascii=False) + "\n"


def _allocations(name: str) -> list[Allocation]:
    with (ROOT / "demo" / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row.pop("board") for row in rows} == {LEICESTER.board.code}
    return [Allocation.model_validate(row) for row in rows]


def test_demo_allocations_are_those_of_the_plan() -> None:
    assert changed(LEICESTER, allocations=tuple(_allocations("allocations.csv"))) == LEICESTER


def test_derived_allocations_are_the_sums_that_they_say() -> None:
    figures = {(one.kind, one.code, one.year): one for one in _allocations("allocations-2017-19.csv")}
    uplift = {"2017-18": Fraction("1.0179"), "2018-19": Fraction("1.0179") * Fraction("1.019")}
    assert len(figures) == 6
    for (kind, code, year), figure in figures.items():
        base = 14_075_289 if code == "asc" else 21_861_473
        share = Fraction(1000, 3519) if code == "ooh" else 1
        assert figure.value == round(base * uplift[year] * share)
        assert figure.origin.startswith("Our sum, not a published allocation")
        assert year in ROUNDS["2017-19"].years
        assert code in ROUNDS["2017-19"].sources or kind is AllocationKind.MINIMUM


def test_labels_are_the_published_ones() -> None:
    assert ROUND.types["hicm"].summary_label == "HICM for Managing Transfer of Care"
    assert ROUND.types["hicm"].label == "High Impact Change Model for Managing Transfer of Care"
    assert ROUND.labels(Column.SUB_TYPE)["hicm_chg4"] == "Chg 4. Home First / Discharge to Access"


def test_plan_survives_its_canonical_form() -> None:
    assert PlanDocument.from_json(LEICESTER.canonical()) == LEICESTER
