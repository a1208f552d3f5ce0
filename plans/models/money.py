"""Money in the database: whole pence in an integer, pounds as Decimal in Python. Never a float."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    _Pence = models.BigIntegerField[Any, Any]
else:
    _Pence = models.BigIntegerField


class PoundsField(_Pence):
    """Pounds with two decimal places, stored as whole pence."""

    if TYPE_CHECKING:  # what a model of this field may be given, and gives back
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    description = "An amount of money in pounds, stored as whole pence"

    def from_db_value(self, value: int | None, *args: Any) -> Decimal | None:
        return None if value is None else Decimal(value) / 100

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except ArithmeticError:
            raise ValidationError(f"'{value}' is not an amount in pounds") from None

    def get_prep_value(self, value: Any) -> int | None:
        if value is None:
            return None
        pence = Decimal(str(value)) * 100
        if pence != int(pence):
            raise ValueError(f"{value} has more than two decimal places")
        return int(pence)

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        return super(models.IntegerField, self).formfield(
            **{"form_class": forms.DecimalField, "max_digits": 13, "decimal_places": 2, **kwargs}
        )
