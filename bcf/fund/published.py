"""The totals that a planning template prints, flat, so that any two tellings of a plan can be compared."""

from decimal import Decimal

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.round import Round


def published_totals(planning_round: Round, plan: PlanDocument) -> dict[str, Decimal]:
    """Every printed total in pounds, by a key such as ``2019-20 balance ccg_min left``.

    Keys run: year, kind, code where there is one, figure. A ring-fence without a loaded minimum has no
    ``minimum`` and no ``under spend``.
    """
    figures, totals = Figures(planning_round, plan), dict[str, Decimal]()
    for year in planning_round.years:
        totals[f"{year} total income"] = figures.total_income(year)
        totals[f"{year} total planned"] = figures.total_planned(year)
        for subtotal in planning_round.funding_sources.subtotals:
            totals[f"{year} subtotal {subtotal.code} income"] = figures.subtotal(subtotal.code, year)
    for balance in figures.balances:
        key = f"{balance.year} balance {balance.source}"
        totals |= {f"{key} income": balance.income, f"{key} planned": balance.planned, f"{key} left": balance.left}
    for spend in figures.required_spend:
        key = f"{spend.year} required {spend.code}"
        totals[f"{key} planned"] = spend.planned
        if spend.minimum is not None:
            totals |= {f"{key} minimum": spend.minimum, f"{key} under spend": spend.under_spend}
    for (scheme_type, year), amount in figures.by_scheme_type.items():
        totals[f"{year} type {scheme_type} planned"] = amount
    return totals
