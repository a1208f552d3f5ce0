"""Number formats that show a figure as exactly as the plan has it."""

from decimal import Decimal

from plans.outputs.workbook.values import WHOLE


def number(value: Decimal | None, decimals: int = 0) -> str:
    """A number format with as many decimals as the value has, or as asked for where there is none."""
    exponent = decimals if value is None else -int((value.normalize() + 0).as_tuple().exponent)
    return WHOLE if exponent <= 0 else f"{WHOLE}.{'0' * min(exponent, 6)}"
