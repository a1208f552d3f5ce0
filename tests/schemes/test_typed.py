"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.text import number, pounds
from schemes.typed import Unreadable, read_percent, read_pounds, read_quantity


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("£1,234.50", "1234.50"), ("1 234", "1234"), ("1\u00a0234\u00a0567", "1234567"), ("1234567", "1234567"),
        (" £ 5 ", "5"), ("-£5", "-5"), ("£-5", "-5"), ("−5", "-5"), ("+5", "5"), ("1.5", "1.5"), ("1.", "1"),
        (".5", "0.5"), ("1.50", "1.5"), ("1.500", "1.5"), ("0", "0"), ("0012", "12"),
        ("100,000,000,000", "100000000000"),
    ],
)  # fmt: skip
def test_pounds_are_read_as_people_write_them(typed, amount):
    assert read_pounds(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0"])
def test_a_blank_is_no_amount(typed):
    assert read_pounds(typed) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1.2m", "is not an amount"), ("12k", "is not an amount"), ("abc", "is not an amount"),
        ("£", "is not an amount"),
        ("1e5", "is not an amount"), ("NaN", "is not an amount"), ("Infinity", "is not an amount"),
        ("١٢", "is not an amount"), ("=1+1", "is not an amount"), ("1,23", "between thousands"),
        ("1.234,50", "is not an amount"), ("12 34", "between thousands"), ("1,234 567", "between thousands"),
        ("1.005", "more than two decimal places"), ("100,000,000,001", "too large"), ("9" * 400, "too large"),
        ("-", "is not an amount"), (".", "is not an amount"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_refused_with_words(typed, why):
    with pytest.raises(Unreadable, match=why):
        read_pounds(typed)


def test_a_message_shows_only_the_beginning_of_a_long_text():
    with pytest.raises(Unreadable) as refused:
        read_pounds("x" * 5000)
    assert len(str(refused.value)) < 200


def test_percentages_have_three_decimal_places_and_may_have_their_sign():
    assert read_percent("33.333%") == Decimal("33.333")
    with pytest.raises(Unreadable, match="three decimal places"):
        read_percent("33.3333")


@given(st.decimals(min_value=-100_000_000_000, max_value=100_000_000_000, places=2, allow_nan=False))
def test_an_amount_shown_is_read_back_as_it_was(amount):
    assert read_pounds(pounds(amount)) == amount


@given(st.decimals(min_value=0, max_value=999_999_999_999, places=2, allow_nan=False))
def test_a_quantity_shown_is_read_back_as_it_was(quantity):
    assert read_quantity(number(quantity)) == quantity


@given(st.text())
def test_any_text_is_either_read_or_refused(text):
    try:
        found = read_pounds(text)
    except Unreadable:
        return
    assert found is None or found == round(found, 2)
