"""Bounds of the checks that a round may set: how near is near, how large is large."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from bcf.fund.base import Value

Share = Annotated[Decimal, Field(ge=0, le=1)]


class Checks(Value):
    """Where advice begins. None of these bounds comes from the fund; a round file may set them otherwise."""

    near_minimum: Share = Field(
        default=Decimal("0.01"), description="A ring-fence met by less than this share of its minimum is called close"
    )
    far_off: Annotated[Decimal, Field(gt=1)] = Field(
        default=Decimal(1000), description="An amount so many times the plan's typical row is taken for a slip"
    )
    large_row: Share = Field(
        default=Decimal("0.05"), description="A row of at least this share of the pool is expected in the narrative"
    )
    few_words: int = Field(default=5, ge=1, description="A narrative answer of fewer words is called very short")
    few_people: Decimal = Field(
        default=Decimal(20), description="Figures of a metric that are all below this may move many times over"
    )
    metric_slip: Annotated[Decimal, Field(gt=1)] = Field(
        default=Decimal(5), description="A metric's figure so many times the others of its kind is taken for a slip"
    )
    metric_step: Annotated[Decimal, Field(gt=1)] = Field(
        default=Decimal(2), description="A rate that grows or shrinks so many times over from one year to the next"
    )
    share_step: Share = Field(
        default=Decimal("0.2"), description="A share that moves by so much of the whole from one year to the next"
    )
    population_step: Share = Field(
        default=Decimal("0.1"), description="A population that moves by more than this share from one year to the next"
    )
