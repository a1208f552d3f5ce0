"""Form fields that read what people type: amounts with £ and commas, figures, dates, long texts.

A draft may be incomplete, so nothing is required. Only what cannot be stored is refused, in words that
say what was read, why it is wrong and how to mend it.
"""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST = Decimal(100_000_000_000)
LINE = 1_000
TEXT = 100_000


def read_number(text: str) -> Decimal:
    """The number in a text with £, commas and spaces allowed. Raises ValueError if there is none."""
    plain = re.sub(r"[£,\s]", "", text)
    try:
        number = Decimal(plain) if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", plain) else None
    except InvalidOperation:
        number = None
    if number is None:
        raise ValueError(text)
    return number


def written(number: Decimal | None) -> str:
    """A number as it stands in a field: commas between thousands, no needless noughts; "" for none."""
    return "" if number is None else f"{number.normalize() + 0:,f}"


def normal(value: Any) -> Any:
    """A value as it is compared: line ends and outer space of a text do not count."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class NumberField(forms.Field):
    """A number with at most so many decimal places. ``kind`` and ``example`` go into the message."""

    def __init__(
        self, *, decimals: int = 0, kind: str = "a number", example: str = "1,234", least: Decimal | None = None,
        most: Decimal = LARGEST, **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={
            "inputmode": "decimal" if decimals else "numeric", "class": "govuk-input--width-10", "autocomplete": "off",
        }))
        super().__init__(required=False, **kwargs)
        self.decimals, self.kind, self.example, self.least, self.most = decimals, kind, example, least, most

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number = read_number(text)
        except ValueError:
            raise ValidationError(
                f"“{text}” is not {self.kind}. Write it in figures, such as {self.example}."
            ) from None
        if self.least is not None and number < self.least:
            raise ValidationError(f"“{text}” is too small. It must be {written(self.least)} or more.")
        if abs(number) > self.most:
            raise ValidationError(f"“{text}” is too large. It must be {written(self.most)} or less.")
        if number != round(number, self.decimals):
            places = f"at most {self.decimals} decimal place{'s' if self.decimals > 1 else ''}"
            raise ValidationError(
                f"“{text}” has too many decimal places. Give {places if self.decimals else 'a whole number'}."
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value


class AmountField(NumberField):
    """An amount in pounds. Below nought is stored, since the checks explain it better than a refusal would."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimals=2, kind="an amount in pounds", example="1,234 or 1,234.50", **kwargs)
        self.widget.attrs["data-prefix"] = "£"

    def prepare_value(self, value: Any) -> Any:
        pence = isinstance(value, Decimal) and value == round(value, 2) != round(value)
        return f"{value:,.2f}" if pence else super().prepare_value(value)


class WholeField(NumberField):
    """A whole number, as int."""

    def clean(self, value: Any) -> int | None:
        number = super().clean(value)
        return None if number is None else int(number)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) else value


class TextField(forms.CharField):
    """A text; line ends as the document keeps them. ``rows`` of 1 is a single line."""

    def __init__(self, *, rows: int = 1, most: int = 0, **kwargs: Any) -> None:
        self.most = most or (LINE if rows == 1 else TEXT)
        if rows > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: Any) -> None:
        if len(value) > self.most:
            raise ValidationError(
                f"This has {len(value):,} characters and there is room for {self.most:,}. "
                f"Shorten it by {len(value) - self.most:,}."
            )


class DayField(forms.Field):
    """A date, as the browser's date picker or as people write it: 27/09/2019 or 2019-09-27."""

    FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        text = str(value or "").strip()
        for pattern in self.FORMATS if text else ():
            try:
                return datetime.datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        if text:
            raise ValidationError(f"“{text}” is not a date. Write it as day, month and year, such as 27/09/2019.")
        return None


class DayTextField(DayField):
    """A date that is kept as text, year first."""

    def clean(self, value: Any) -> str:
        day = super().clean(value)
        return day.isoformat() if day else ""


class ChosenField(forms.ChoiceField):
    """One of a closed list, or nothing yet. A stored value that left the list is kept until another is chosen."""

    def __init__(self, choices: Iterable[tuple[str, str]], *, stored: str = "", **kwargs: Any) -> None:
        offered = list(choices)
        if stored and stored not in [code for code, _ in offered]:
            offered.append((stored, f"{stored} (not in this round)"))
        super().__init__(choices=offered, required=False, **kwargs)
        self.error_messages["invalid_choice"] = "“%(value)s” is not one of the choices. Choose one of the list."


class YesNoField(ChosenField):
    """Yes, No or no answer yet."""

    def __init__(self, *, stored: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__([("yes", "Yes"), ("no", "No")], stored=stored, **kwargs)
