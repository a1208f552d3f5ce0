"""Expected slippage as a page edits it: an amount and a reason for each source and year."""

from bcf.fund.places import Place, Section
from plans.forms.entry import Entry, Input
from plans.forms.fields import AmountField, TextField
from plans.models import Plan, Slippage


def slippage_entries(plan: Plan) -> list[Entry]:
    """An entry for every source and year of the round."""
    held = {(row.source, row.year): row for row in plan.slippages.all()}
    several = len(plan.round.years) > 1
    return [
        _entry(source.code, year, f"{source.label}, {year}" if several else source.label, held.get((source.code, year)))
        for source in plan.round.funding_sources.items
        for year in plan.round.years
    ]


def _entry(source: str, year: str, title: str, row: Slippage | None) -> Entry:
    def place(field: str) -> Place:
        return Place(section=Section.EXPENDITURE, item=source, field=field, year=year)

    amount = AmountField(label="Expected slippage")
    note = TextField(label="What it rests on")
    return Entry(
        key=f"slippage-{source}-{year}", title=title, model=Slippage, identity={"source": source, "year": year},
        inputs=(Input("amount", place("slippage"), amount), Input("note", place("slippage-note"), note)), current=row,
        write=lambda values, _: {**values, "note": values["note"] or ""} if "note" in values else values,
    )  # fmt: skip
