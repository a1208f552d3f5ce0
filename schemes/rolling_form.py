"""The choices of rolling forward as a form, and what they come to: source by source and row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.carrying import Carried, Uplifts
from bcf.fund.document import PlanDocument
from bcf.fund.round import Column, Round
from bcf.fund.text import pounds, whole_pounds
from bcf.fund.translating import Translation
from plans.forms.fields import NumberField
from schemes.rolling import Wish

Income = Mapping[tuple[str, str], Decimal]
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Growth:
    """The years between which an uplift lies, and what income did between them as far as it is known."""

    source: str
    before: str
    after: str
    per_cent: Decimal | None

    @property
    def name(self) -> str:
        return f"uplift-{self.source}-{self.after}"


def growths(before_round: Round, before: PlanDocument, after_round: Round, income: Income) -> list[Growth]:
    """An uplift for every source that rows arrive at, and every year of the later round."""
    translation = Translation(before_round, after_round)
    last = before_round.years[-1]
    old: dict[str, Decimal] = {}
    for (source, year), amount in Figures(before_round, before).income.items():
        if year == last and (code := translation.code(Column.SOURCE, source)):
            old[code] = old.get(code, NOUGHT) + amount
    used = {translation.code(Column.SOURCE, row.source) for row in before.schemes} - {""}
    return [
        growth
        for source in after_round.sources if source in used
        for growth in _of_source(source, after_round, last, old.get(source, NOUGHT), income)
    ]  # fmt: skip


def _of_source(source: str, after_round: Round, last: str, had: Decimal | None, income: Income) -> Iterator[Growth]:
    earlier = last
    for year in after_round.years:
        will = income.get((source, year))
        share = ((will / had - 1) * 100).quantize(_HUNDREDTH, ROUND_HALF_UP) if will is not None and had else None
        yield Growth(source, earlier, year, share)
        earlier, had = year, will


BESIDES = ("narrative", "contacts", "lists")


class RollForm(forms.Form):
    """An uplift for each source and year, in per cent, and what comes along besides the rows."""

    narrative = forms.BooleanField(required=False, initial=True, label="Narrative answers to the same questions")
    contacts = forms.BooleanField(required=False, initial=True, label="Contacts in the same roles")
    lists = forms.BooleanField(required=False, initial=True, label="Risks, milestones and reference documents")

    def __init__(self, planning_round: Round, wanted: list[Growth], data: Any = None) -> None:
        super().__init__(data, auto_id="%s")
        self.planning_round, self.wanted = planning_round, wanted
        for growth in wanted:
            label = planning_round.sources[growth.source].label
            self.fields[growth.name] = NumberField(
                label=f"{label}, {growth.before} to {growth.after} (%)", decimals=3, kind="a percentage",
                example="5.3 or -2", least=Decimal(-100), most=Decimal(1000), initial=growth.per_cent or Decimal(0),
                help_text=_hint(growth), widget=forms.TextInput(attrs={
                    "inputmode": "decimal", "class": "govuk-input--width-5", "autocomplete": "off"}),
            )  # fmt: skip

    @property
    def uplift_fields(self) -> list[forms.BoundField]:
        return [self[growth.name] for growth in self.wanted]

    def uplifts(self) -> Uplifts:
        """Per cent by source and year: what was typed, or what is suggested before anything was. Blank is nought."""
        values = self.cleaned_data if self.is_bound else {name: field.initial for name, field in self.fields.items()}
        return {(growth.source, growth.after): values.get(growth.name) or NOUGHT for growth in self.wanted}

    def wish(self) -> Wish:
        """What was chosen. Of what could not be read the uplift is taken as nought."""
        values = getattr(self, "cleaned_data", {}) if self.is_bound else dict.fromkeys(BESIDES, True)
        return Wish(self.planning_round, self.uplifts(), **{name: bool(values.get(name)) for name in BESIDES})

    @property
    def besides(self) -> list[forms.BoundField]:
        """What comes along besides the rows, to be ticked."""
        return [self[name] for name in BESIDES]


def _hint(growth: Growth) -> str:
    if growth.per_cent is None:
        return f"No income of {growth.after} is known yet to compare with {growth.before}."
    return f"Its income changes by {growth.per_cent:f}%.".replace("-", "−")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a year of the preview."""

    label: str
    year: str
    amount: str
    remainder: str
    income: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the preview. ``left`` counts the cells that stay behind."""

    name: str
    source: str
    before: str
    amounts: tuple[tuple[str, str], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What rolling forward would bring."""

    years: tuple[str, ...]
    last_year: str
    sources: tuple[SourceLine, ...]
    rows: tuple[RowLine, ...]
    left: int
    answers: int
    contacts: int
    listed: int


def preview(before_round: Round, after_round: Round, found: Carried, income: Income) -> Preview:
    """The figures of what would be carried, against the income that is known."""
    labels = after_round.labels(Column.SOURCE)
    used = {row.after.source for row in found.rows}
    order = [*(source for source in after_round.sources if source in used), *([""] if "" in used else [])]
    last = before_round.years[-1]
    behind: dict[str, int] = {}
    for left in found.leftovers:
        behind[left.key] = behind.get(left.key, 0) + 1
    return Preview(
        years=after_round.years,
        last_year=last,
        sources=tuple(_line(source, year, labels, found, income) for source in order for year in after_round.years),
        rows=tuple(
            RowLine(
                name=row.after.name or "Scheme without a name",
                source=labels.get(row.after.source, "No source: it could not be carried"),
                before=whole_pounds(row.before.amount(last)),
                amounts=tuple(
                    (year, whole_pounds(row.after.amounts[year]) if year in row.after.amounts else "–")
                    for year in after_round.years
                ),
                left=behind.get(row.before.key, 0),
            )
            for row in found.rows
        ),
        left=len(found.leftovers), answers=len(found.narrative), contacts=len(found.contacts),
        listed=len(found.lists),
    )  # fmt: skip


def _line(source: str, year: str, labels: Mapping[str, str], found: Carried, income: Income) -> SourceLine:
    total, known = found.total(source, year), income.get((source, year))
    if known is None:
        verdict, tone = ("No income known yet", "") if source else ("Choose a source for these rows", "warn")
    elif known == total.amount:
        verdict, tone = "Balanced", "good"
    elif known > total.amount:
        verdict, tone = f"{pounds(known - total.amount)} left", "note"
    else:
        verdict, tone = f"Over by {pounds(total.amount - known)}", "warn"
    remainder = round(total.remainder, 2)
    return SourceLine(
        labels.get(source, "Without a source"), year, whole_pounds(total.amount),
        f"{'−' if remainder < 0 else ''}£{abs(remainder):.2f}", "" if known is None else pounds(known), verdict, tone,
    )  # fmt: skip
