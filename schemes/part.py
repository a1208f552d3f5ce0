"""The expenditure plan as part of the plan document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bcf.fund.document import PlanDocument
from bcf.fund.document import PooledFund as FundValue
from bcf.fund.document import Scheme as SchemeValue
from plans.models import Plan
from plans.parts import ReadsMany, by_plan
from schemes.models import PooledFund, Scheme, SchemeAmount, SchemePayer

TEXTS = (
    "key", "scheme_id", "name", "description", "scheme_type", "sub_type", "type_other", "output_unit", "area",
    "area_other", "commissioner", "provider", "source", "duration", "new_or_existing", "pooled_fund",
)  # fmt: skip
NUMBERS = ("output_estimate", "joint_nhs", "joint_la")
ROW_PARTS = ("amounts", "payers")
"""What hangs on a row and is read with it."""


def scheme_value(row: Scheme) -> SchemeValue:
    """A stored row, with what ROW_PARTS names prefetched, as the document holds it."""
    content: dict[str, Any] = {name: getattr(row, name) for name in TEXTS + NUMBERS}
    amounts = {entry.year: entry.amount for entry in row.amounts.all()}
    return SchemeValue(**content, impact=row.impact, amounts=amounts, payers=payers_value(row))


def payers_value(row: Scheme) -> dict[str, dict[str, Decimal]]:
    """Who pays what of a stored row: pounds by body and year."""
    payers: dict[str, dict[str, Decimal]] = {}
    for entry in row.payers.all():
        payers.setdefault(entry.body, {})[entry.year] = entry.amount
    return payers


def fund_value(row: PooledFund) -> FundValue:
    """A stored pooled fund as the document holds it."""
    return FundValue(key=row.key, name=row.name, host=row.host, note=row.note)


def scheme_values(plans: Sequence[Plan]) -> dict[int, list[SchemeValue]]:
    """Every stored row of each plan by primary key, as `scheme_value` gives each, in three queries.

    Plain values and not models: a plan of 300 rows is read after every cell that somebody leaves.
    """
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    of_rows = SchemeAmount.objects.filter(scheme__plan__in=plans)
    for scheme, year, amount in of_rows.values_list("scheme_id", "year", "amount"):
        amounts[scheme][year] = amount
    payers: dict[int, dict[str, dict[str, Decimal]]] = defaultdict(dict)
    parts = SchemePayer.objects.filter(scheme__plan__in=plans)
    for scheme, body, year, amount in parts.values_list("scheme_id", "body", "year", "amount"):
        payers[scheme].setdefault(body, {})[year] = amount
    names = (*TEXTS, *NUMBERS, "impact")
    found: dict[int, list[SchemeValue]] = {plan.pk: [] for plan in plans}
    for plan, pk, *content in Scheme.objects.filter(plan__in=plans).values_list("plan_id", "pk", *names):
        held = dict(zip(names, content, strict=True))
        found[plan].append(SchemeValue(**held, amounts=amounts.get(pk, {}), payers=payers.get(pk, {})))
    return found


class SchemesPart(ReadsMany):
    """The rows of expenditure and the pooled funds that they may be paid from, in their order."""

    fields = ("schemes", "pooled_funds")

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        schemes = scheme_values(plans)
        funds = by_plan(
            plans, PooledFund.objects.filter(plan__in=plans),
            lambda rows: {"pooled_funds": [fund_value(row) for row in rows]},
        )  # fmt: skip
        return {plan.pk: {"schemes": schemes[plan.pk], **funds[plan.pk]} for plan in plans}

    def write(self, plan: Plan, document: PlanDocument) -> None:
        self._write_schemes(plan, document)
        versions = _delete_all(PooledFund, plan)
        for position, fund in enumerate(document.pooled_funds):
            version = versions.get(fund.key, 0) + 1
            PooledFund.objects.create(plan=plan, position=position, version=version, **fund.model_dump())

    def _write_schemes(self, plan: Plan, document: PlanDocument) -> None:
        versions = _delete_all(Scheme, plan)
        for position, value in enumerate(document.schemes):
            content = {name: getattr(value, name) for name in TEXTS + NUMBERS}
            version = versions.get(value.key, 0) + 1
            row = Scheme.objects.create(
                plan=plan, position=position, version=version, impact=value.impact, **content
            )
            for year, amount in value.amounts.items():
                SchemeAmount.objects.create(scheme=row, year=year, amount=amount)
            for body, by_year in value.payers.items():
                for year, amount in by_year.items():
                    SchemePayer.objects.create(scheme=row, body=body, year=year, amount=amount)


def _delete_all(model: type[Scheme | PooledFund], plan: Plan) -> dict[str, int]:
    """Delete the plan's rows and give their versions by key.

    A key's version goes on: whoever read the row before must not save over it as if nothing had been.
    """
    versions = {}
    for row in model.objects.filter(plan=plan):
        versions[row.key] = row.version
        row.delete()
    return versions
