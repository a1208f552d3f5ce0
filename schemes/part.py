"""The expenditure plan as part of the plan document."""

from collections.abc import Mapping
from typing import Any

from bcf.fund.document import PlanDocument
from bcf.fund.document import Scheme as SchemeValue
from plans.models import Plan
from schemes.models import Scheme, SchemeAmount

TEXTS = (
    "key", "scheme_id", "name", "description", "scheme_type", "sub_type", "type_other", "output_unit", "area",
    "area_other", "commissioner", "provider", "source", "duration", "new_or_existing",
)  # fmt: skip
NUMBERS = ("output_estimate", "joint_nhs", "joint_la")


def scheme_value(row: Scheme) -> SchemeValue:
    """A stored row, with its amounts prefetched, as the document holds it."""
    content: dict[str, Any] = {name: getattr(row, name) for name in TEXTS + NUMBERS}
    amounts = {entry.year: entry.amount for entry in row.amounts.all()}
    return SchemeValue(**content, impact=row.impact, amounts=amounts)


class SchemesPart:
    """The rows of expenditure, in their order."""

    fields = ("schemes",)

    def read(self, plan: Plan) -> Mapping[str, Any]:
        return {"schemes": [scheme_value(row) for row in Scheme.objects.filter(plan=plan).prefetch_related("amounts")]}

    def write(self, plan: Plan, document: PlanDocument) -> None:
        # A key's version goes on: whoever read the row before must not save over it as if nothing had been.
        versions = {}
        for row in Scheme.objects.filter(plan=plan):
            versions[row.key] = row.version
            row.delete()
        for position, value in enumerate(document.schemes):
            content = {name: getattr(value, name) for name in TEXTS + NUMBERS}
            version = versions.get(value.key, 0) + 1
            row = Scheme.objects.create(
                plan=plan, position=position, version=version, impact=value.impact, **content
            )
            for year, amount in value.amounts.items():
                SchemeAmount.objects.create(scheme=row, year=year, amount=amount)
