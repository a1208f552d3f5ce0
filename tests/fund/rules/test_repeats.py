"""Rows held against each other, and slips of the pen in them."""

from decimal import Decimal

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Severity
from bcf.fund.rules import check_plan
from tests.fund.build import EACH, changed, complete_plan, good_scheme
from tests.fund.rules.found import ROUND, YEAR, findings, in_row, row


def _plan(*rows: dict[str, object]) -> PlanDocument:
    made = (good_scheme(ROUND, **{"source": "dfg", "key": f"row-{at}", **own}) for at, own in enumerate(rows))
    return changed(complete_plan(YEAR), schemes=tuple(made))


@pytest.mark.parametrize(("one", "other"), [
    ("Home First", "Home first team"), ("Carers", "Carers’ breaks"), ("Reablement - LA", "Reablement – LPT"),
    ("", "Beds"),
])  # fmt: skip
def test_one_scheme_told_in_two_ways_may_share_an_id(one: str, other: str) -> None:
    assert findings("ROW-017", _plan({"scheme_id": "7", "name": one}, {"scheme_id": "7", "name": other})) == []


def test_an_id_of_two_schemes_is_found_once() -> None:
    plan = _plan(*({"scheme_id": "7", "name": name} for name in ("Home First", "Equipment store", "Falls lift")))
    (finding,) = findings("ROW-017", plan)
    assert finding.message == "Scheme ID 7 stands for “Home First” and for “Equipment store”."
    assert finding.severity is Severity.ADVICE


def test_blank_ids_are_nobodys() -> None:
    assert findings("ROW-017", _plan({"scheme_id": " ", "name": "Home First"}, {"scheme_id": "", "name": "Beds"})) == []


def test_three_rows_alike_say_by_how_much_they_are_too_many() -> None:
    (finding,) = findings("ROW-018", _plan(*[{"scheme_id": str(at), "name": "Beds"} for at in range(3)]))
    assert finding.message == "“Beds” stands there 3 times with the same entries and £100,000."
    assert finding.difference == 2 * EACH


@pytest.mark.parametrize("other", [
    {"amounts": {YEAR: EACH + 1}}, {"description": "Elsewhere"}, {"source": "ccg_min"}, {"area": "social_care"},
])  # fmt: skip
def test_rows_that_differ_somewhere_are_two(other: dict[str, object]) -> None:
    assert findings("ROW-018", _plan({"name": "Beds"}, {"name": "Beds", **other})) == []


def test_rows_of_nothing_are_not_repeated() -> None:
    assert findings("ROW-018", _plan(*[{"name": "Beds", "amounts": {YEAR: Decimal(0)}}] * 2)) == []


@pytest.mark.parametrize("text", ["TBC", "tbc.", "[TBC]", "n/a", "NA", "xxx", "???", "to be confirmed", "-"])
def test_words_that_stand_for_a_blank(text: str) -> None:
    assert [finding.place.field for finding in in_row("ROW-022", row(description=text))] == ["description"]


@pytest.mark.parametrize("text", ["Testing at home", "Nile ward", "X-ray van",
                                  "None of the above fits: a taxi service", "A&E", "IT"])  # fmt: skip
def test_words_that_say_something(text: str) -> None:
    assert in_row("ROW-022", row(description=text)) == []


def _of(*amounts: int) -> PlanDocument:
    return _plan(*({"name": f"Scheme {at}", "amounts": {YEAR: Decimal(amount)}} for at, amount in enumerate(amounts)))


def test_pence_typed_as_pounds_stand_out() -> None:
    (finding,) = findings("ROW-021", _of(90_000, 95_000, 100_000, 105_000, 110_000, 120_000_000))
    assert finding.message == (
        "“Scheme 5”, 2019-20: £120,000,000 is 1,170 times larger than the plan’s middle row (£102,500), and no other "
        "comes near it."
    )


def test_thousands_typed_as_pounds_stand_out() -> None:
    (finding,) = findings("ROW-021", _of(90_000, 95_000, 100_000, 105_000, 110_000, 95))
    assert finding.place.item == "row-5"
    assert "smaller" in finding.message


@pytest.mark.parametrize("amounts", [
    (5_000, 5_000, 5_000, 5_000, 6_000_000, 6_500_000), (100, 300_000, 300_000, 300_000, 900, 300_000),
    (1, 1, 1, 1, 1_000_000), (0, 0, 100_000, 100_000, 100_000, 100_000, 100_000, 100_000),
])  # fmt: skip
def test_amounts_that_are_not_alone_do_not_stand_out(amounts: tuple[int, ...]) -> None:
    assert findings("ROW-021", _of(*amounts)) == []


def test_a_failing_minimum_names_the_rows_that_nearly_count() -> None:
    acute = {"name": "Ward 4", "source": "ccg_min", "area": "acute", "commissioner": "ccg"}
    plan = _plan(acute, {"name": "Beds", "source": "dfg"})
    kept = tuple(figure if figure.kind != "minimum" else figure.model_copy(update={"value": EACH})
                 for figure in plan.allocations)  # fmt: skip
    remedies = {one.place.item: one.remedy for one in check_plan(ROUND, changed(plan, allocations=kept))
                if one.rule == "RNG-001"}  # fmt: skip
    assert "not counting: “Ward 4” (£100,000): the area of spend is Acute." in remedies["ooh"]
    assert "the area of spend is Acute, not Social Care" in remedies["asc"]
