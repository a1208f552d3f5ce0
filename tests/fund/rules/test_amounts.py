"""Amounts of a row, and the shares of one that is jointly commissioned."""

from decimal import Decimal

import pytest

from bcf.fund.findings import Severity
from bcf.fund.rules import check_scheme
from tests.fund.build import good_scheme
from tests.fund.rules.found import LONG, MADE_UP, YEAR, faults, in_row, row

PENNY = Decimal("0.01")


def joint(nhs: str | None, council: str | None) -> list[tuple[str, str]]:
    shares = {"joint_nhs": nhs and Decimal(nhs), "joint_la": council and Decimal(council)}
    return faults(row(commissioner="joint", **shares))


@pytest.mark.parametrize(("nhs", "council"), [("50", "50"), ("0", "100"), ("100", "0"), ("33.4", "66.6")])
def test_shares_that_make_a_hundred(nhs: str, council: str) -> None:
    assert joint(nhs, council) == []


@pytest.mark.parametrize(("nhs", "council"), [("50", "49.9"), ("50", "50.1"), ("0", "0"), ("100", "100")])
def test_shares_that_do_not(nhs: str, council: str) -> None:
    assert joint(nhs, council) == [("ROW-011", "joint_nhs")]


def test_message_gives_both_shares_and_their_sum() -> None:
    (finding,) = in_row("ROW-011", row(commissioner="joint", joint_nhs=Decimal("50.5"), joint_la=Decimal(49)))
    assert finding.message == "“Scheme row-1”: the shares are 50.5 and 49, together 99.5."
    assert (finding.read, finding.expected) == ("99.5", "100")


def test_share_left_blank_is_found_and_the_sum_is_not_judged() -> None:
    assert joint(None, "40") == [("ROW-011", "joint_nhs")]
    assert joint("40", None) == [("ROW-011", "joint_la")]
    assert joint(None, None) == [("ROW-011", "joint_nhs"), ("ROW-011", "joint_la")]


def test_share_outside_nought_to_a_hundred_is_found() -> None:
    assert joint("-1", "101") == [("ROW-011", "joint_nhs"), ("ROW-011", "joint_la")]
    assert joint("-1", "100") == [("ROW-011", "joint_nhs")]
    assert joint("0", "101") == [("ROW-011", "joint_la")]


def test_share_on_a_row_of_one_side_can_be_explained() -> None:
    (finding,) = in_row("ROW-012", row(joint_la=Decimal(0)))
    assert finding.severity is Severity.EXPLAIN
    assert finding.place.field == "joint_la"
    assert finding.message.endswith("is 0, but the commissioner is LA.")
    assert faults(row(joint_nhs=Decimal(1), joint_la=Decimal(99))) == [
        ("ROW-012", "joint_nhs"),
        ("ROW-012", "joint_la"),
    ]


def test_shares_are_not_judged_before_a_commissioner_is_chosen() -> None:
    assert faults(row(commissioner="", joint_nhs=Decimal(1))) == [("ROW-001", "commissioner")]


def test_every_year_needs_an_amount() -> None:
    scheme = good_scheme(LONG, "dfg", "row-1", amounts={"2018-19": Decimal(5)})
    assert [(one.rule, one.place.field, one.place.year) for one in check_scheme(LONG, scheme)] == [
        ("ROW-013", "amount", "2017-18")
    ]


def test_nought_in_one_year_is_an_amount() -> None:
    scheme = good_scheme(LONG, "dfg", "row-1", amounts={"2017-18": Decimal(0), "2018-19": Decimal(5)})
    assert check_scheme(LONG, scheme) == ()


def test_nought_in_every_year_is_advice() -> None:
    scheme = good_scheme(LONG, "dfg", "row-1", amounts={"2017-18": Decimal(0), "2018-19": Decimal(0)})
    assert [(one.rule, one.severity) for one in check_scheme(LONG, scheme)] == [("ROW-016", Severity.ADVICE)]


@pytest.mark.parametrize(("amount", "found"), [
    (-PENNY, ["ROW-014"]), (Decimal(0), ["ROW-016"]), (PENNY, []),
    (Decimal(5_000_000), []), (5_000_000 + PENNY, ["ROW-014"]),
])  # fmt: skip
def test_bounds_of_an_amount(amount: Decimal, found: list[str]) -> None:
    scheme = good_scheme(MADE_UP, "gift", "row-1", amount)
    assert list(dict.fromkeys(one.rule for one in check_scheme(MADE_UP, scheme))) == found


def test_message_gives_the_amount_in_pounds_and_pence() -> None:
    assert in_row("ROW-014", row(amounts={YEAR: Decimal("-1234.5")}))[0].message == (
        "“Scheme row-1”: the amount for 2019-20 is -£1,234.50, below nought."
    )
    assert in_row("ROW-014", row(amounts={YEAR: Decimal("1000000000.01")}))[0].message == (
        "“Scheme row-1”: the amount for 2019-20 is £1,000,000,000.01, more than £1,000,000,000."
    )


def test_amount_for_another_year_is_found() -> None:
    (finding,) = in_row("ROW-015", row(amounts={YEAR: Decimal(5), "2018-19": Decimal(7)}))
    assert (finding.place.year, finding.expected) == ("2018-19", YEAR)
    assert finding.message == "“Scheme row-1”: £7 is given for 2018-19."
