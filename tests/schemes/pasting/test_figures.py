"""Figures as they stand in other people's workbooks."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemes.columns import Kind
from schemes.pasting.figures import plain_figure
from schemes.typed import Unreadable, read_percent, read_pounds


@pytest.mark.parametrize(
    ("text", "pounds"),
    [("£1,234.50", "1234.5"), ("1.2m", "1200000"), ("£350k", "350000"), ("£1.25 million", "1250000"),
     ("12 000", "12000"), ("1\u00a0234\u00a0567", "1234567"), ("GBP 5,000", "5000"),
     ("1234.5678", "1234.57"), ("-", None), ("n/a", None),
     (" £ -   ", None), ("0", "0"), ("-5", "-5"), ("1,000k", "1000000")],
)  # fmt: skip
def test_amounts(text, pounds):
    read = read_pounds(plain_figure(Kind.MONEY, text))
    assert (None if read is None else f"{read:f}") == pounds


@pytest.mark.parametrize(
    ("text", "fractions", "percent"),
    [("40%", True, 40), ("0.4", True, 40), ("0.4", False, "0.4"), ("1", True, 100), ("33.3 %", False, "33.3"),
     ("60", True, 60)],
)  # fmt: skip
def test_percentages(text, fractions, percent):
    assert f"{read_percent(plain_figure(Kind.PERCENT, text, fractions=fractions)):f}" == str(percent)


@pytest.mark.parametrize("text", ["(1,200)", "(£1,200.00)"])
def test_a_negative_in_brackets_is_refused_with_its_reason(text):
    with pytest.raises(Unreadable, match="negative figure in brackets"):
        plain_figure(Kind.MONEY, text)


@pytest.mark.parametrize("text", ["1.2.3m", "lots", "1,2m", "1.234,50", "12k5", "=1+1"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(Unreadable):
        read_pounds(plain_figure(Kind.MONEY, text))


@given(st.text(max_size=30), st.sampled_from([Kind.MONEY, Kind.PERCENT, Kind.QUANTITY]), st.booleans())
def test_whatever_is_written_is_a_text_or_refused(text, kind, fractions):
    with contextlib.suppress(Unreadable):
        assert isinstance(plain_figure(kind, text, fractions=fractions), str)
