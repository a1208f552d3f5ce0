"""What of a source of income goes to each district, a stored row per district and year."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bcf.fund.round import FundingSource
from plans.forms.entry import Entry, Input
from plans.forms.fields import AmountField
from plans.forms.income_lines import place
from plans.models import BreakdownLine


def district_entries(
    source: FundingSource, districts: Mapping[str, str], years: Sequence[str], shares: Iterable[BreakdownLine]
) -> Iterator[tuple[tuple[str, str], Entry]]:
    """The entries of a source's breakdown by district and year. ``districts`` are their names by code."""
    stored = {(share.body, share.year): share for share in shares if share.source == source.code}
    for code, name in districts.items():
        for year in years:
            amount = Input("amount", place(source.code, code, year), AmountField(label=f"{name}, {year}"))
            yield (code, year), Entry(
                key=f"share-{source.code}-{code}-{year}", title=f"{source.label}, {name}, {year}",
                model=BreakdownLine, identity={"source": source.code, "year": year, "body": code},
                inputs=(amount,), current=stored.get((code, year)),
                wanted=_given(amount.name),
            )


def _given(name: str) -> Callable[[Mapping[str, Any]], bool]:
    """Whether an input has a value: without one the row is not kept."""
    return lambda cleaned: cleaned.get(name) is not None
