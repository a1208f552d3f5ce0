"""A plan carried into a later round: rows with their amounts uplifted, words, contacts and lists, and what has no
place there.

Income is never carried: it comes from allocations and from what people enter. Nor are metrics, whose figures
are those of a year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bcf.fund.balances import NOUGHT
from bcf.fund.carrying_lists import CarriedLists, carry_lists
from bcf.fund.document import Contact, PlanDocument, PooledFund, Scheme
from bcf.fund.leftovers import Leftover, readable
from bcf.fund.places import Section
from bcf.fund.round import Column, Round
from bcf.fund.translating import Translation

Uplifts = Mapping[tuple[str, str], Decimal]
"""Per cent by the later round's source and year, each on the year before; what is not given is nought."""

_POUND = Decimal(1)


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A row before and after. ``exact`` are the uplifted pounds by year before they were rounded to the pound."""

    before: Scheme
    after: Scheme
    exact: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class CarriedTotal:
    """What a source's rows come to in a year. Pounds; ``exact`` is unrounded."""

    source: str
    year: str
    amount: Decimal
    exact: Decimal

    @property
    def remainder(self) -> Decimal:
        """What rounding each row to the pound took off; below nought what it added."""
        return self.exact - self.amount


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything that arrives in the later round, and what does not."""

    rows: tuple[CarriedRow, ...]
    narrative: Mapping[str, str]
    contacts: tuple[Contact, ...]
    leftovers: tuple[Leftover, ...]
    pooled_funds: tuple[PooledFund, ...]
    lists: CarriedLists

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        return tuple(row.after for row in self.rows)

    def total(self, source: str, year: str) -> CarriedTotal:
        """Of one source in one year; a blank source takes the rows that arrive without any."""
        rows = [row for row in self.rows if row.after.source == source]
        amount = sum((row.after.amount(year) for row in rows), NOUGHT)
        return CarriedTotal(source, year, amount, sum((row.exact.get(year, NOUGHT) for row in rows), NOUGHT))


def carry(before_round: Round, before: PlanDocument, after_round: Round, uplifts: Uplifts, *,
          narrative: bool = True, contacts: bool = True, lists: bool = True) -> Carried:
    """The plan ``before`` as the beginning of one of the later round, rows under the keys that they have."""
    carrier = _Carrier(Translation(before_round, after_round), uplifts)
    rows = tuple(carrier.row(scheme) for scheme in before.schemes)
    texts = dict(carrier.narrative(before)) if narrative else {}
    people = tuple(carrier.contacts(before)) if contacts else ()
    listed, behind = carry_lists(before, after_round) if lists else (CarriedLists(), ())
    return Carried(rows, texts, people, (*carrier.leftovers, *behind), before.pooled_funds, listed)


class _Carrier:
    """Carries part by part and notes what stays behind."""

    def __init__(self, translation: Translation, uplifts: Uplifts) -> None:
        self.translation = translation
        self.old, self.new = translation.before, translation.after
        self.uplifts = uplifts
        self.leftovers: list[Leftover] = []

    def row(self, scheme: Scheme) -> CarriedRow:
        fields: dict[str, str | Decimal | dict[str, str] | None] = {}
        scheme_type = self.translation.code(Column.SCHEME_TYPE, scheme.scheme_type)
        for column, label in self.old.columns.items():
            if column is Column.AMOUNT:
                continue
            if column is Column.IMPACT:
                fields["impact"] = dict(self._impact(scheme, label))
            else:
                fields[column.value] = self._cell(scheme, column, label, scheme_type)
        self._beside_columns(scheme)
        source = fields.get(Column.SOURCE.value, "")
        factors = dict(self._factors(source if isinstance(source, str) else ""))
        amount = scheme.amounts.get(self.old.years[-1])
        exact = {} if amount is None else {year: amount * factor for year, factor in factors.items()}
        amounts = {year: pounds.quantize(_POUND, ROUND_HALF_UP) for year, pounds in exact.items()}
        money = {"amounts": amounts, "payers": self._payers(scheme, factors, amounts)}
        kept = {"key": scheme.key, "pooled_fund": scheme.pooled_fund}
        return CarriedRow(scheme, Scheme.model_validate({**fields, **kept, **money}), exact)

    def _payers(
        self, scheme: Scheme, factors: Mapping[str, Decimal], amounts: Mapping[str, Decimal]
    ) -> dict[str, dict[str, Decimal]]:
        """Who pays, uplifted like the row. Parts that added up to the row still do: the largest takes the rounding."""
        last = self.old.years[-1]
        held = {body: by_year[last] for body, by_year in scheme.payers.items() if last in by_year}
        whole = bool(held) and sum(held.values()) == scheme.amounts.get(last)
        found: dict[str, dict[str, Decimal]] = {body: {} for body in held}
        for year, factor in factors.items():
            for body, part in held.items():
                found[body][year] = (part * factor).quantize(_POUND, ROUND_HALF_UP)
            if whole:
                largest = max(sorted(held), key=lambda body: abs(held[body]))
                found[largest][year] += amounts[year] - sum(by_year[year] for by_year in found.values())
        return found

    def _cell(self, scheme: Scheme, column: Column, label: str, scheme_type: str) -> str | Decimal | None:
        value: str | Decimal | None = getattr(scheme, column.value)
        if value in ("", None):
            return value
        if column not in self.new.columns:
            self._leave(scheme, label, value, column, f"{self.new.title} has no such column")
            return None if isinstance(value, Decimal) else ""
        if isinstance(value, Decimal) or not self.old.labels(column):
            return value
        if column is Column.SUB_TYPE and not scheme_type:
            self._leave(scheme, label, value, column, "Its scheme type could not be carried")
            return ""
        code = self.translation.code(column, value, scheme_type if column is Column.SUB_TYPE else "")
        if not code:
            self._leave(scheme, label, value, column, f"{self.new.columns[column]}: {self.new.title} has no such entry")
        return code

    def _beside_columns(self, scheme: Scheme) -> None:
        """What a row holds beside the columns of any round is agreed for its own years, and stays behind with them."""
        columns = {column.value for column in Column} | {"key", "amounts", "payers", "pooled_fund"}
        for name, field in type(scheme).model_fields.items():
            value = getattr(scheme, name)
            if name not in columns and value != field.get_default():
                why = "It is not carried over: enter it anew"
                self._note(scheme, name.replace("_", " ").capitalize(), readable(value), why)

    def _impact(self, scheme: Scheme, label: str) -> Iterator[tuple[str, str]]:
        for metric, level in scheme.impact.items():
            name = f"{label} {metric}"
            if not self.translation.metric(metric):
                self._leave(scheme, name, level, Column.IMPACT, f"{self.new.title} asks for no impact on {metric}")
            elif code := self.translation.code(Column.IMPACT, level):
                yield metric, code
            else:
                self._leave(scheme, name, level, Column.IMPACT, f"{self.new.title} has no such level")

    def _leave(self, scheme: Scheme, field: str, value: str | Decimal, column: Column, why: str) -> None:
        self._note(scheme, field, readable(self.old.labels(column).get(str(value), value)), why)

    def _note(self, scheme: Scheme, field: str, was: str, why: str) -> None:
        title = " ".join(part for part in (scheme.scheme_id, scheme.name or "Scheme without a name") if part)
        self.leftovers.append(Leftover(Section.EXPENDITURE, scheme.key, title, field, was, why))

    def _factors(self, source: str) -> Iterator[tuple[str, Decimal]]:
        """What an amount is multiplied by in each year, each uplift on the year before."""
        factor = Decimal(1)
        for year in self.new.years:
            factor *= 1 + self.uplifts.get((source, year), NOUGHT) / 100
            yield year, factor

    def narrative(self, before: PlanDocument) -> Iterator[tuple[str, str]]:
        titles = {question.code: question.title for question in self.old.narrative.questions}
        for code, text in before.narrative.items():
            if asked := self.translation.question(code):
                yield asked, text
            else:
                why = f"{self.new.title} asks no such question"
                self.leftovers.append(Leftover(Section.NARRATIVE, code, titles.get(code, code), "Answer", text, why))

    def contacts(self, before: PlanDocument) -> Iterator[Contact]:
        labels = {role.code: role.label for role in self.old.cover.contacts}
        for contact in before.contacts:
            if role := self.translation.contact(contact.role):
                yield contact.model_copy(update={"role": role})
            else:
                was = ", ".join(filter(None, (contact.name, contact.job_title, contact.email)))
                title, why = labels.get(contact.role, contact.role), f"The cover of {self.new.title} has no such role"
                self.leftovers.append(Leftover(Section.COVER, contact.role, title, "Contact", was, why))
