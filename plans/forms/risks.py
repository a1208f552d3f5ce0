"""A row of the risk log."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms

from bcf.fund.papers import Risks
from bcf.fund.places import Section
from plans.forms.fields import TextField, WholeField
from plans.forms.listed import Listing
from plans.models import Risk


def risk_listing(risks: Risks) -> Listing:
    """The risk log of a round with that scale."""

    def fields(row: Risk | None) -> Mapping[str, forms.Field]:
        return {
            "risk": TextField(rows=3, label="Risk"),
            "likelihood": _score(f"Likelihood, 1 to {risks.scale}", risks.scale, row.likelihood if row else None),
            "impact": _score(f"Impact, 1 to {risks.scale}", risks.scale, row.impact if row else None),
            "mitigation": TextField(rows=3, label="Mitigation"),
            "owner": TextField(label="Owner"),
        }

    return Listing(Section.RISKS, Risk, "risk", fields)


def _score(label: str, scale: int, stored: int | None) -> WholeField:
    """A score chosen from the scale. A stored score beyond it stays until another is chosen."""
    levels = [*range(1, scale + 1), *([stored] if stored and stored > scale else [])]
    widget = forms.Select(choices=[("", "Choose"), *((str(level), str(level)) for level in levels)])
    return WholeField(
        label=label, widget=widget, kind="a score", example="3", least=Decimal(1), most=Decimal(levels[-1])
    )
