"""Formulas of round files: exact, harmless, and the same in the product and in a workbook."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund import formula

NAMES = ("a", "b", "c_1")
numbers = st.integers(0, 50).map(str) | st.decimals(0, 50, places=2).map(lambda value: f"{value:f}")
expressions = st.recursive(
    st.sampled_from(NAMES) | numbers,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})")
        | inner.map(lambda text: f"-{text}")
    ),
    max_leaves=8,
)
figures = st.fixed_dictionaries({name: st.decimals(-100, 100, places=3) for name in NAMES})


def _measured(text: str, values: dict[str, Decimal]) -> Fraction | None:
    import re

    exact = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)", r"Fraction('\1')", text)
    names: dict[str, Any] = {name: Fraction(value) for name, value in values.items()}
    try:
        return Fraction(eval(exact, {"__builtins__": {}, "Fraction": Fraction}, names))
    except ZeroDivisionError:
        return None


@given(text=expressions, values=figures)
def test_value_is_that_of_exact_fractions(text: str, values: dict[str, Decimal]) -> None:
    measured = _measured(text, values)
    assert formula.evaluate(text, values) == (None if measured is None else formula.to_decimal(measured))


@given(text=expressions, values=figures)
def test_translation_computes_the_same(text: str, values: dict[str, Decimal]) -> None:
    translated = formula.translate(text, lambda name: f"({values[name]:f})")
    assert _measured(translated, {}) == _measured(text, values)


@given(text=expressions, values=figures)
def test_missing_value_gives_none_and_never_an_error(text: str, values: dict[str, Decimal]) -> None:
    for name in formula.names(text):
        assert formula.evaluate(text, {**values, name: None}) is None
        assert formula.evaluate(text, {key: value for key, value in values.items() if key != name}) is None


@pytest.mark.parametrize(("text", "expected"), [
    ("a + b * c", "7"), ("(a + b) * c", "9"), ("a - b - c", "-4"), ("a / b / c", "0.1666666666666666666666666667"),
    ("-a * b", "-2"), ("a / (b - 2)", None), ("0.1 + 0.2", "0.3"), (" a ", "1"),
])  # fmt: skip
def test_rules_of_arithmetic(text: str, expected: str | None) -> None:
    values = {"a": Decimal(1), "b": Decimal(2), "c": Decimal(3)}
    assert formula.evaluate(text, values) == (None if expected is None else Decimal(expected))


def test_published_rate_comes_out_to_every_printed_digit() -> None:
    rate = formula.evaluate(
        "admissions / population * 100000", {"admissions": Decimal(254), "population": Decimal("43358.338")}
    )
    assert rate is not None
    assert f"{rate:.7f}" == "585.8158124"


def test_names_are_those_that_the_formula_needs() -> None:
    assert formula.names("(1 - on_day / discharges) * days") == {"on_day", "discharges", "days"}


def test_translation_keeps_brackets() -> None:
    cells = {"a": "B2", "b": "C2"}
    assert formula.translate("a / (b - 1) * -2", cells.__getitem__) == "((B2/(C2-1))*(-2))"


@pytest.mark.parametrize("text", [
    "", "a +", "a ** b", "a % b", "a // b", "f(a)", "a.b", "a[0]", "'a'", "a if b else c", "a < b", "lambda: a",
    "not a", "+a", "True", "a; b", "a = b", "__import__('os')", "a and b", "1j", "[a]", "~a",
])  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(formula.FormulaError):
        formula.names(text)


@pytest.mark.parametrize(("text", "words"), [
    ("a +", "'a +' is not a formula: invalid syntax"),
    *[(text, f"'{text}' may hold only names, numbers, + - * / and brackets")
      for text in ("f(a)", "a + b % c", "a % b + c", "-(a % b)", "a * (b + 'c')")],
])  # fmt: skip
def test_what_is_refused_is_quoted_whole(text: str, words: str) -> None:
    with pytest.raises(formula.FormulaError) as refused:
        formula.names(text)
    assert str(refused.value) == words


@pytest.mark.parametrize(("text", "names"), [
    ("a / b", {"b"}), ("a + b", set()), ("a / (b - c_1) * 2", {"b", "c_1"}), ("-(a / (1 / b))", {"b"}),
])  # fmt: skip
def test_divisors_are_the_names_that_something_is_divided_by(text: str, names: set[str]) -> None:
    assert formula.divisors(text) == names
