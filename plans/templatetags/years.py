"""Tags that put a plan's over-programming on any of its pages."""

from decimal import Decimal
from typing import Any

from django import template

from bcf.fund.balances import Figures
from bcf.fund.text import pounds
from plans.models import Plan
from plans.programming import programming_of

register = template.Library()


@register.inclusion_tag("plans/programming.html")
def over_programming(
    plan: Plan, figures: Figures, may_edit: bool = False, oob: bool = False, brief: bool = False
) -> dict[str, Any]:
    """What is proposed against what there is, where that is too much or slippage is expected; else nearly nothing.

    ``oob`` when a response swaps it in; ``brief`` where the balances of every source stand beside it.
    """
    told = programming_of(plan, figures)
    lines = [line for line in told.over_lines if line.slippage] if brief else told.over_lines
    return {"plan": plan, "programming": told, "lines": lines, "may_edit": may_edit, "oob": oob, "brief": brief}


@register.filter
def in_pounds(amount: Decimal) -> str:
    """An amount as a person writes it."""
    return pounds(amount)
