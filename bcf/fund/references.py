"""Figures of the plan that its text can name, such as ``{pool total}``, and what each comes to at present.

Every name is made from the round's own labels. The stored text keeps the name, never the number, so that
text and tables cannot drift apart. Finding names in a text is `bcf.fund.prose`.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bcf.fund import metrics
from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.round import Metric, Period, PeriodRole, Round
from bcf.fund.text import number, pounds

NO_FIGURE = "[no figure yet]"
"""What stands in a text for a figure that the plan does not have yet."""

_YEAR = re.compile(r"(.*?) ?\b(20\d\d \d\d)$")
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that a text can name. ``value`` is in words (£1,234; 585.8; 93.0%), "" while there is no figure."""

    name: str
    group: str
    value: str
    about: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """What stands in the text instead of the name."""
        return self.value or NO_FIGURE


def fold(name: str) -> str:
    """A name as it is compared: case, spaces, hyphens and other signs do not count."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return re.sub(r"[\W_]+", " ", plain).strip()


@dataclass(frozen=True)
class References:
    """Every figure that texts of a plan can name, from the plan's totals."""

    figures: Figures

    @classmethod
    def of(cls, planning_round: Round, plan: PlanDocument) -> "References":
        return cls(Figures(planning_round, plan))

    @property
    def planning_round(self) -> Round:
        return self.figures.planning_round

    @property
    def plan(self) -> PlanDocument:
        return self.figures.plan

    @cached_property
    def all(self) -> tuple[Reference, ...]:
        """The references in the order in which they are offered."""
        return (*self._totals(), *self._sources(), *self._spending(), *self._fences(), *self._metrics())

    def find(self, name: str) -> Reference | None:
        """The reference of that name, or the only one whose name begins so; None if there is none such.

        ``{spend on carers}`` finds "spend on Carers Services" while no other scheme type begins with carers.
        """
        if name not in self._found:
            self._found[name] = self._looked_up(name)
        return self._found[name]

    @cached_property
    def _found(self) -> dict[str, Reference | None]:
        return {}

    def _looked_up(self, name: str) -> Reference | None:
        base, year = _key(fold(name))
        years = (year, "") if year and [fold(one) for one in self.planning_round.years] == [year] else (year,)
        for of in years:
            if found := self._known.get((base, of)):
                return found
            begun = {id(one): one for (known, when), one in self._known.items()
                     if when == of and known.startswith(f"{base} ")} if " " in base else {}
            if len(begun) == 1:
                return next(iter(begun.values()))
        return None

    def nearest(self, name: str, most: int = 3) -> list[str]:
        """Names that are spelt most like an unknown one, the nearest first, then those that hold all its words."""
        folded = {fold(alias): one.name for one in reversed(self.all) for alias in (*one.aliases, one.name)}
        found = [folded[key] for key in difflib.get_close_matches(fold(name), folded, n=2 * most, cutoff=0.7)]
        words = fold(name).split()
        holding = (one.name for one in self.all if words and all(_begins(word, fold(one.name)) for word in words))
        return list(dict.fromkeys([*found, *holding]))[:most]

    @cached_property
    def _known(self) -> Mapping[_Key, Reference]:
        known: dict[_Key, Reference] = {}
        for one in self.all:
            known.setdefault(_key(fold(one.name)), one)
        aliases: dict[_Key, list[Reference]] = {}
        for one in self.all:
            for alias in one.aliases:
                aliases.setdefault(_key(fold(alias)), []).append(one)
        # What two figures could be called names neither.
        return {**{key: found[0] for key, found in aliases.items() if len(found) == 1}, **known}

    @property
    def _years(self) -> tuple[str | None, ...]:
        """The whole round, then each year where there are several."""
        years = self.planning_round.years
        return (None, *years) if len(years) > 1 else (None,)

    def _across(self, totals: Mapping[tuple[str, str], Decimal], code: str, year: str | None) -> str:
        years = self.planning_round.years if year is None else (year,)
        return pounds(sum((totals[code, of] for of in years), Decimal(0)))

    def _totals(self) -> Iterator[Reference]:
        group, figures = "The whole plan", self.figures
        for year in self._years:
            income, planned = figures.total_income(year), figures.total_planned(year)
            yield Reference(_of("pool total", year), group, pounds(income), "All income of the pool",
                            (_of("total income", year),))
            yield Reference(_of("planned total", year), group, pounds(planned), "Expenditure over all rows",
                            (_of("total planned", year), _of("total expenditure", year)))
            yield Reference(_of("left to plan", year), group, pounds(income - planned), "Income less expenditure")
        schemes = self.plan.schemes
        names = {fold(scheme.scheme_id or scheme.name) or scheme.key for scheme in schemes}
        yield Reference("number of schemes", group, number(Decimal(len(names))), "Rows with the same scheme id are one")
        yield Reference("number of rows", group, number(Decimal(len(schemes))), "Rows of the expenditure plan")

    def _sources(self) -> Iterator[Reference]:
        group, figures = "Income and sources", self.figures
        for source in self.planning_round.sources.values():
            for year in self._years:
                yield Reference(_of(f"income from {source.label}", year), group,
                                self._across(figures.income, source.code, year))
                yield Reference(_of(f"planned from {source.label}", year), group,
                                self._across(figures.planned, source.code, year))
        for subtotal in self.planning_round.funding_sources.subtotals:
            for year in self._years:
                yield Reference(_of(subtotal.label, year), group, pounds(figures.subtotal(subtotal.code, year)),
                                "A subtotal of income")

    def _spending(self) -> Iterator[Reference]:
        figures, spending = self.figures, self.planning_round.expenditure
        for kind in self.planning_round.types.values():
            short = f"spend on {kind.short_label}" if kind.short_label else ""
            for year in self._years:
                yield Reference(_of(f"spend on {kind.label}", year), "Spend by scheme type",
                                self._across(figures.by_scheme_type, kind.code, year),
                                aliases=(_of(short, year),) if short else ())
        for wording, items, totals, group in (
            ("spend in", spending.areas.items, figures.by_area, "Spend by area"),
            ("spend commissioned by", spending.commissioners.items, figures.by_commissioner, "Spend by commissioner"),
            ("spend provided by", spending.providers.items, figures.by_provider, "Spend by provider"),
        ):
            for item in items:
                for year in self._years:
                    yield Reference(_of(f"{wording} {item.label}", year), group,
                                    self._across(totals, item.code, year))

    def _fences(self) -> Iterator[Reference]:
        """Ring-fences are tested year by year, so each year has its own where there are several."""
        several = len(self.planning_round.years) > 1
        for fence in self.planning_round.ring_fences:
            for required in (one for one in self.figures.required_spend if one.code == fence.code):
                year = required.year if several else None
                least = "" if required.minimum is None else pounds(required.minimum)
                for word, value in (("minimum", least), ("planned", pounds(required.planned))):
                    yield Reference(_of(f"{word} for {fence.short_label}", year), "Ring-fences", value, fence.label,
                                    (_of(f"{word} for {fence.label}", year),))

    def _metrics(self) -> Iterator[Reference]:
        values = metrics.values(self.planning_round, self.plan)
        for metric in self.planning_round.metrics.items:
            for period in metric.periods:
                value = metrics.shown(metric, values[metric.code, period.code])
                yield Reference(f"{metric.code} {period.label}", "Metrics", value, f"{metric.name}: {period.label}",
                                _called(metric, period))


def _called(metric: Metric, period: Period) -> tuple[str, ...]:
    """Other names of a metric's value: by its whole name, and "planned" or "last" where that says which period."""
    word = "last" if period.role is PeriodRole.PREVIOUS else "planned"
    alone = [one for one in metric.periods if one.role is period.role] == [period]
    names = [f"{metric.name} {period.label}", f"{metric.code} {period.code}"]
    return tuple(names + ([f"{word} {metric.code}", f"{word} {metric.name}"] if alone else []))


def _begins(word: str, name: str) -> bool:
    """Whether one of the words of a name begins so."""
    return f" {word}" in f" {name}"


def _of(name: str, year: str | None) -> str:
    return f"{name} {year}" if year else name


def _key(folded: str) -> _Key:
    """A folded name without its year, and that year as folded ("" for none)."""
    match = _YEAR.fullmatch(folded)
    return (match[1], match[2]) if match else (folded, "")
