"""Formulas as a round file writes them: one text, evaluated exactly and translated for a workbook.

A formula has names, numbers, ``+ - * /`` and brackets, nothing else, so that it can be read by
whoever keeps the round file and can do no harm.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

PRECISION = Context(prec=28)

_SYMBOLS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class FormulaError(ValueError):
    """The text is not a formula of names, numbers, + - * / and brackets."""


@lru_cache(maxsize=512)
def _parse(text: str) -> ast.expr:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError(f"'{text}' is not a formula: {error.msg}") from None
    _check(tree, text)
    return tree


def _check(node: ast.expr, text: str) -> None:
    match node:
        case ast.BinOp(left, operator, right) if type(operator) in _SYMBOLS:
            _check(left, text)
            _check(right, text)
        case ast.UnaryOp(ast.USub(), operand):
            _check(operand, text)
        case ast.Name():
            pass
        case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
            pass
        case _:
            raise FormulaError(f"'{text}' may hold only names, numbers, + - * / and brackets")


def names(text: str) -> frozenset[str]:
    """The names that a formula needs. Raises FormulaError for anything that is not a formula."""
    return frozenset(node.id for node in ast.walk(_parse(text)) if isinstance(node, ast.Name))


def divisors(text: str) -> frozenset[str]:
    """The names that stand in something that is divided by."""
    divided_by = [node.right for node in ast.walk(_parse(text))
                  if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)]
    return frozenset(node.id for part in divided_by for node in ast.walk(part) if isinstance(node, ast.Name))


def evaluate(text: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The formula's value to 28 significant digits, or None while a value is missing or a divisor is nought."""
    try:
        result = _value(_parse(text), values)
    except ZeroDivisionError:
        return None
    return None if result is None else to_decimal(result)


def to_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal of at most 28 significant digits."""
    return PRECISION.divide(Decimal(value.numerator), Decimal(value.denominator))


def _value(node: ast.expr, values: Mapping[str, Decimal | None]) -> Fraction | None:
    match node:
        case ast.Name(name):
            found = values.get(name)
            return None if found is None else Fraction(found)
        case ast.Constant(value):
            return Fraction(str(value))
        case ast.UnaryOp(_, operand):
            inner = _value(operand, values)
            return None if inner is None else -inner
        case ast.BinOp(left, operator, right):
            first, second = _value(left, values), _value(right, values)
            if first is None or second is None:
                return None
            match operator:
                case ast.Add():
                    return first + second
                case ast.Sub():
                    return first - second
                case ast.Mult():
                    return first * second
            return first / second
    raise FormulaError("not a formula")  # pragma: no cover - _check admits nothing else


def translate(text: str, cell: Callable[[str], str]) -> str:
    """The formula for a spreadsheet, each name replaced by what ``cell`` gives for it, without the leading =."""
    return _text(_parse(text), cell)


def _text(node: ast.expr, cell: Callable[[str], str]) -> str:
    match node:
        case ast.Name(name):
            return cell(name)
        case ast.Constant(value):
            return str(value)
        case ast.UnaryOp(_, operand):
            return f"(-{_text(operand, cell)})"
        case ast.BinOp(left, operator, right):
            return f"({_text(left, cell)}{_SYMBOLS[type(operator)]}{_text(right, cell)})"
    raise FormulaError("not a formula")  # pragma: no cover - _check admits nothing else
