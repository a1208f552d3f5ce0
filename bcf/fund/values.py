"""What an entry of a plan may hold: amounts, numbers, days, texts and keys, each with its bounds."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, Strict, StringConstraints

from bcf.fund.base import Value

LARGEST = Decimal(100_000_000_000)
MOST_DECIMALS = 20


_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _not_float(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("must be a whole number or a decimal in quotation marks, such as \"1234.50\"")
    if isinstance(value, str) and re.search(r"\d", value) and not _DECIMAL.fullmatch(value):
        raise ValueError("must be a decimal in the digits 0 to 9, such as 1234.50")
    return value


def _day(value: Any) -> Any:
    """A date is a date or its text, as the schema says: a number or a time of day says something else."""
    if isinstance(value, datetime.date) or value is None or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    raise ValueError("must be a date such as 2019-12-15")


def _plain(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) > LARGEST:
        raise ValueError(f"must be a number between -{LARGEST:,} and {LARGEST:,}")
    if int(value.normalize().as_tuple().exponent) < -MOST_DECIMALS:
        raise ValueError(f"may have at most {MOST_DECIMALS} decimal places")
    return value.normalize() + 0


def _pounds(value: Decimal) -> Decimal:
    value = _plain(value)
    if value != round(value, 2):
        raise ValueError("must be pounds with at most two decimal places")
    return value


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent or needless noughts: how it stands in canonical JSON."""
    return f"{value.normalize() + 0:f}"


def filled(value: Mapping[str, Any]) -> dict[str, Any]:
    """Blank entries left out, keys in order."""
    return {key: value[key] for key in sorted(value) if value[key] not in ("", None, {})}


def filled_twice(value: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return filled({key: filled(inner) for key, inner in value.items()})


def said(entries: tuple[Value, ...]) -> tuple[Value, ...]:
    """Entries that say something beside their name, in the order of their names."""
    named = sorted(entries, key=lambda entry: str(next(iter(entry.model_dump().values()))))
    return tuple(entry for entry in named if len(entry.model_dump(exclude_defaults=True)) > 1)


def ordered(*names: str) -> AfterValidator:
    """Entries in the order of those fields, so that the order in which they were read does not matter."""
    return AfterValidator(lambda entries: tuple(sorted(entries, key=lambda entry: [getattr(entry, n) for n in names])))


_AS_TEXT = PlainSerializer(decimal_text, return_type=str, when_used="json")
Number = Annotated[Decimal, BeforeValidator(_not_float), AfterValidator(_plain), _AS_TEXT]
Pounds = Annotated[Decimal, BeforeValidator(_not_float), AfterValidator(_pounds), _AS_TEXT]
Quantity = Annotated[Number, Field(max_digits=14, decimal_places=2)]
Percentage = Annotated[Number, Field(max_digits=6, decimal_places=3)]
Flag = Annotated[bool, Strict()]
Score = Annotated[int, Strict(), Field(ge=1)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Text = Annotated[str, StringConstraints(max_length=100_000)]
Line = Annotated[str, StringConstraints(max_length=1_000)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,36}$")]
"""A row's own key: keeps its identity between versions, whatever is typed in its cells."""
BodyCode = Annotated[str, StringConstraints(min_length=1, max_length=12)]
"""The code of a body, which need not serve the board any longer."""
