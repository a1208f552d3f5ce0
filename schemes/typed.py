"""Numbers as people type them. What cannot be read for certain is refused, with words that say how to write it."""

import re
from decimal import Decimal

from bcf.fund.values import LARGEST

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_NUMBER = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|(?=\.[0-9]))(?:\.([0-9]*))?")
_GROUPED = re.compile(r"[+-]?[0-9 ,]+(\.[0-9]*)?")


class Unreadable(ValueError):
    """What was typed is not what belongs there. The text says what was read and how to write it."""


def read_pounds(text: str) -> Decimal | None:
    """Pounds from a text such as ``£1,234.50``; None if it is blank."""
    return _read(text.replace("£", " "), text, 2, LARGEST, "an amount in pounds", "12,000 or 12,000.50")


def read_quantity(text: str) -> Decimal | None:
    """A number with at most two decimal places; None if it is blank."""
    return _read(text, text, 2, Decimal(999_999_999_999), "a number", "1,074")


def read_percent(text: str) -> Decimal | None:
    """Per cent with at most three decimal places, with or without its sign; None if it is blank."""
    return _read(text.strip().removesuffix("%"), text, 3, Decimal(999), "a percentage", "60 or 33.333")


def _read(text: str, typed: str, places: int, largest: Decimal, what: str, such_as: str) -> Decimal | None:
    plain = _SPACES.sub(" ", text.replace("−", "-")).strip()
    plain = re.sub(r"^([+-]) ", r"\1", plain)
    if not plain:
        if typed.strip():
            raise Unreadable(f"“{_short(typed)}” is not {what}. Write it in figures, such as {such_as}.")
        return None
    found = _NUMBER.fullmatch(plain)
    if found is None:
        if _GROUPED.fullmatch(plain):
            raise Unreadable(
                f"The commas or spaces in “{_short(typed)}” do not stand between thousands. "
                f"Leave them out, or write it as in 1,234,567."
            )
        raise Unreadable(f"“{_short(typed)}” is not {what}. Write it in figures, such as {such_as}.")
    sign, whole, part = found.groups()
    if len((part or "").rstrip("0")) > places:
        word = "two" if places == 2 else "three"
        raise Unreadable(f"“{_short(typed)}” has more than {word} decimal places. Round it to {word}.")
    value = Decimal(f"{sign}{re.sub('[ ,]', '', whole) or '0'}.{part or '0'}")
    if abs(value) > largest:
        raise Unreadable(f"“{_short(typed)}” is too large. Write at most {largest:,}.")
    return value.normalize() + 0


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:40]}…" if len(text) > 40 else text
