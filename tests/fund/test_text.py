"""Counting words as a round asks, and writing money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.text import Counting, count_words, number, pounds


@pytest.mark.parametrize(("text", "excel", "words"), [
    ("", 0, 0),
    ("   ", 0, 0),
    ("one", 1, 1),
    ("one two", 2, 2),
    ("  one   two  ", 2, 2),
    ("one - two", 3, 3),
    ("one\ntwo", 1, 2),
    ("one\n two", 2, 2),
    ("one \n\n two", 3, 2),
    ("one\ttwo", 1, 2),
    ("\n", 1, 0),
    ("one\u00a0two", 1, 2),
])  # fmt: skip
def test_two_ways_of_counting(text: str, excel: int, words: int) -> None:
    assert count_words(text) == excel
    assert count_words(text, Counting.EXCEL) == excel
    assert count_words(text, Counting.WORDS) == words


@given(st.text(alphabet="ab \n", max_size=40))
def test_excel_way_is_spaces_of_the_trimmed_text_plus_one(text: str) -> None:
    trimmed = " ".join(part for part in text.split(" ") if part)
    assert count_words(text) == (len(trimmed) - len(trimmed.replace(" ", "")) + 1 if trimmed else 0)


@pytest.mark.parametrize(("amount", "written"), [
    ("0", "£0"), ("-0", "£0"), ("5", "£5"), ("1234", "£1,234"), ("1234.5", "£1,234.50"), ("1234.50", "£1,234.50"),
    ("1234.05", "£1,234.05"), ("-1000.5", "-£1,000.50"), ("23936545", "£23,936,545"), ("1E+3", "£1,000"),
    ("0.01", "£0.01"), ("0.006667", "£0.006667"), ("12.00", "£12"),
])  # fmt: skip
def test_money(amount: str, written: str) -> None:
    assert pounds(Decimal(amount)) == written


@pytest.mark.parametrize(("value", "written"), [
    ("0", "0"), ("-0.0", "0"), ("43358.338", "43,358.338"), ("1E+3", "1,000"), ("-1.50", "-1.5"), ("100", "100"),
])  # fmt: skip
def test_numbers(value: str, written: str) -> None:
    assert number(Decimal(value)) == written
