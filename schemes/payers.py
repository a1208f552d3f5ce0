"""Who pays a row, as a form: an amount for every body and year, the pooled fund, and what to fill in by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from bcf.fund.balances import NOUGHT
from bcf.fund.document import BodyKind, Scheme
from bcf.fund.payers import PayerFigures
from bcf.fund.places import Place, Section
from bcf.fund.text import pounds
from plans.forms.cells import CellOf, with_cell
from plans.forms.fields import ChosenField
from schemes.columns import MARK, mark
from schemes.reading import clean
from schemes.splitting import REST, Filled, Filler, Payers, Way
from schemes.typed import Unreadable, read_pounds

FUND, HOW, BETWEEN, READ = "pooled_fund", "how", "between", "payers_read"


class PaidField(forms.CharField):
    """What a body pays in a year, in pounds; blank for nothing. ``name`` says whose and which year."""

    def __init__(self, name: str) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "data-prefix": "£", "class": "govuk-input--width-10"}
        super().__init__(required=False, label=name, widget=forms.TextInput(attrs=attrs))

    def clean(self, value: Any) -> Any:
        try:
            return read_pounds(clean(str(value or "")))
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from None


class WhoPaysForm(forms.Form):
    """The payers of one row. Unbound it shows the row, bound what a browser sent."""

    def __init__(self, figures: PayerFigures, row: Scheme, data: Mapping[str, Any] | None = None) -> None:
        self.figures, self.row = figures, row
        self.bodies = _bodies(figures, row)
        self.years = _years(figures, row)
        super().__init__(data, auto_id=f"{Place(section=Section.EXPENDITURE, item=row.key).anchor}-%s",
                         initial={**texts_of(row, self.bodies, self.years), BETWEEN: self._likely()})  # fmt: skip
        for body in self.bodies:
            for year in self.years:
                self.fields[cell_name(body, year)] = PaidField(f"{figures.name(body)}, {year}")
        if figures.plan.pooled_funds or row.pooled_fund:
            self.fields[FUND] = self._fund_field()
        names = [(body, figures.name(body)) for body in self.bodies]
        self.fields[HOW] = forms.ChoiceField(choices=self._ways(), required=False, label="Fill in the amounts")
        self.fields[BETWEEN] = forms.MultipleChoiceField(
            choices=names, required=False, label="Between",
            widget=forms.CheckboxSelectMultiple(attrs={"data-small": True}),
        )

    def _fund_field(self) -> forms.Field:
        funds = [(fund.key, self._fund_label(fund.name, fund.host)) for fund in self.figures.plan.pooled_funds]
        offered = [("", "None"), *funds]
        if self.row.pooled_fund and self.row.pooled_fund not in dict(funds):
            offered.append((self.row.pooled_fund, "A fund that was removed"))
        return ChosenField(offered, label="Pooled fund")

    def _fund_label(self, name: str, host: str) -> str:
        said = " ".join(name.split())[:80] or "Fund without a name"
        return f"{said}, hosted by {self.figures.name(host)}" if host else said

    def _likely(self) -> list[str]:
        """Who takes part in a split unless told otherwise: who pays already, else who contributes to the source."""
        paying = [body for body in self.bodies if self.row.payers.get(body)]
        giving = {body for source, body, _ in self.figures.contributed if source == self.row.source}
        return paying or [body for body in self.bodies if body in giving] or list(self.bodies)

    def _ways(self) -> list[tuple[str, str]]:
        source = self.figures.planning_round.sources.get(self.row.source)
        ways = [
            (Way.CONTRIBUTIONS.value, f"by contributions to {source.label}" if source else "by contributions"),
            (Way.RESIDENTS.value, "by share of the residents"),
            (Way.EVENLY.value, "evenly"),
            (Way.PROPORTIONS.value, "in the proportions entered"),
        ]
        return ways + [(f"{REST}{body}", f"the rest to {self.figures.name(body)}") for body in self.bodies]

    def is_whole(self, cell_of: CellOf) -> bool:
        """Whether everything typed can be stored. Each message is completed by the place in the workbook."""
        if self.is_valid():
            return True
        for name in list(self.errors):
            cell = cell_of(self._place(name))
            self.errors[name] = self.error_class([with_cell(str(text), cell) for text in self.errors[name]])
        return False

    def _place(self, name: str) -> Place:
        for body in self.bodies:
            for year in self.years:
                if name == cell_name(body, year):
                    return Place(section=Section.EXPENDITURE, item=self.row.key, field=f"payers:{body}", year=year)
        return Place(section=Section.EXPENDITURE, item=self.row.key, field=name)

    @property
    def typed(self) -> dict[str, dict[str, Decimal]]:
        """What was read: pounds by body and year, blanks left out."""
        read = {body: {year: self.cleaned_data.get(cell_name(body, year)) for year in self.years}
                for body in self.bodies}  # fmt: skip
        return {
            body: kept for body, by_year in read.items()
            if (kept := {year: amount for year, amount in by_year.items() if amount is not None})
        }  # fmt: skip

    @property
    def wanted(self) -> Scheme:
        """The row with what was read."""
        fund = self.cleaned_data[FUND] if FUND in self.fields else self.row.pooled_fund
        return self.row.model_copy(update={"payers": self.typed, "pooled_fund": fund})

    def filled(self) -> tuple["WhoPaysForm", Filled]:
        """This form with amounts filled in as asked. Must be valid."""
        how = self.cleaned_data[HOW] or Way.CONTRIBUTIONS.value
        found = Filler(self.figures, self.row, how, self.cleaned_data[BETWEEN]).fill(self.typed)
        shown = texts_of(self.row.model_copy(update={"payers": found.payers}), self.bodies, self.years)
        kept = {name: self.data[name] for name in (FUND, HOW) if name in self.data}
        return WhoPaysForm(self.figures, self.row, {**shown, BETWEEN: self.cleaned_data[BETWEEN], **kept}), found

    def texts(self) -> dict[str, str]:
        """The text in every field that is stored, by its name."""
        return {name: str(self[name].value() or "") for name in stored_names(self.bodies, self.years)
                if name in self.fields}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PayerRow:
    """A body's line: a field for every year, and what it reads where nobody may type."""

    name: str
    cells: tuple[tuple[BoundField, str], ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a year comes to. ``tone`` is good or bad; ``pence`` is the row's amount for the live sums, "" for none."""

    year: str
    paid: str
    amount: str
    left: str
    tone: str
    anchor: str
    pence: str


@dataclass(frozen=True)
class WhoPays:
    """The part of a row's page that says who pays it. ``version`` is the one at which its amounts were read."""

    form: WhoPaysForm
    version: int
    read: str
    said: str = ""
    clash: Any = None
    unsaved: bool = False

    @property
    def used(self) -> bool:
        """Whether there is anything to see: payers, a fund, or something just typed."""
        return self.form.is_bound or bool(self.form.row.payers or self.form.row.pooled_fund or self.clash)

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(self.form.years)

    @property
    def rows(self) -> list[PayerRow]:
        form = self.form
        return [
            PayerRow(form.figures.name(body), tuple(
                (form[cell_name(body, year)], _amount(form.row.payers.get(body, {}).get(year))) for year in form.years))
            for body in form.bodies
        ]  # fmt: skip

    @property
    def fund(self) -> BoundField | None:
        return self.form[FUND] if FUND in self.form.fields else None

    @property
    def fund_words(self) -> str:
        field: Any = self.form.fields.get(FUND)
        return dict(field.choices).get(self.form.row.pooled_fund, "") if field and self.form.row.pooled_fund else ""

    @property
    def how(self) -> BoundField:
        return self.form[HOW]

    @property
    def between(self) -> BoundField:
        return self.form[BETWEEN]

    @property
    def sums(self) -> Iterator[Sum]:
        """Together, the row's amount, and what is left, by year. From what was typed as far as it can be read."""
        form = self.form
        bad = {name for name in form.errors if form.is_bound}
        payers: Payers = form.typed if form.is_bound else form.row.payers
        for year in form.years:
            known = not any(cell_name(body, year) in bad for body in form.bodies)
            paid = sum((by_year.get(year, NOUGHT) for by_year in payers.values()), NOUGHT)
            amount = form.row.amounts.get(year)
            left = amount - paid if known and amount is not None else None
            anchor = Place(section=Section.EXPENDITURE, item=form.row.key, field="payers", year=year).anchor
            yield Sum(year, pounds(paid) if known else "–", "no amount" if amount is None else pounds(amount),
                      left_in_words(left), "good" if left == 0 else "bad", anchor,
                      "" if amount is None else str(int(amount * 100)))  # fmt: skip


def left_in_words(left: Decimal | None) -> str:
    """What is left to be said of an amount. payers.js says the same as one types."""
    if left is None:
        return "–"
    if left == 0:
        return "Adds up"
    return f"{pounds(left)} left" if left > 0 else f"{pounds(-left)} too much"


def cell_name(body: str, year: str) -> str:
    """What the field of that body and year is called in the form, and the end of its anchor."""
    return f"payers-{body}-{year}"


def stored_names(bodies: Sequence[str], years: Sequence[str]) -> list[str]:
    """The names of the fields that are stored, in order."""
    return [*(cell_name(body, year) for body in bodies for year in years), FUND]


def texts_of(row: Scheme, bodies: Sequence[str], years: Sequence[str]) -> dict[str, str]:
    """The row's payers and fund as they stand in the fields."""
    amounts = {cell_name(body, year): _amount(row.payers.get(body, {}).get(year)).replace("£", "")
               for body in bodies for year in years}  # fmt: skip
    return {**amounts, FUND: row.pooled_fund}


def fingerprint_of(form: WhoPaysForm, row: Scheme) -> str:
    """What every stored field held when the row was shown; it goes through the browser."""
    texts = texts_of(row, form.bodies, form.years)
    return "".join(mark(texts[name]) for name in stored_names(form.bodies, form.years))


def unchanged(form: WhoPaysForm, read: str) -> set[str]:
    """The stored fields that still say what they said when the page was read; none if that is not known."""
    names = stored_names(form.bodies, form.years)
    if len(read) != MARK * len(names):
        return set()
    marks = {name: read[MARK * at : MARK * (at + 1)] for at, name in enumerate(names)}
    wanted = texts_of(form.wanted, form.bodies, form.years)
    return {name for name in names if mark(wanted[name]) == marks[name]}


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else pounds(amount)


def _bodies(figures: PayerFigures, row: Scheme) -> list[str]:
    """Councils and NHS bodies of the board, and whoever else the row names."""
    own = [body.code for body in figures.plan.board.bodies if body.kind is not BodyKind.DISTRICT]
    return list(dict.fromkeys([*own, *row.payers]))


def _years(figures: PayerFigures, row: Scheme) -> list[str]:
    return list(dict.fromkeys([*figures.planning_round.years, *(year for by in row.payers.values() for year in by)]))
