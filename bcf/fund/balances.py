"""The plan's money: income, expenditure, running balances, ring-fences and totals. Pounds, exact, per year."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bcf.fund.counting import NOUGHT as NOUGHT
from bcf.fund.counting import counted_share
from bcf.fund.document import AllocationKind, PlanDocument, Scheme
from bcf.fund.round import RingFence, Round


@dataclass(frozen=True, slots=True)
class Balance:
    """A source of funding in one year."""

    source: str
    year: str
    income: Decimal
    planned: Decimal

    @property
    def left(self) -> Decimal:
        """Income less planned expenditure: above nought is still to be allocated, below is over-programmed."""
        return self.income - self.planned


@dataclass(frozen=True, slots=True)
class Counted:
    """A scheme's part in a ring-fence in one year."""

    key: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RequiredSpend:
    """A ring-fence in one year. ``minimum`` is None where no figure has been loaded for the area."""

    code: str
    year: str
    minimum: Decimal | None
    planned: Decimal
    rows: tuple[Counted, ...]

    @property
    def under_spend(self) -> Decimal:
        """What is missing to the minimum; nought when it is met, never a surplus (as the 2019-20 summary sheet)."""
        return max(NOUGHT, (self.minimum or NOUGHT) - self.planned)

    @property
    def headroom(self) -> Decimal:
        """Planned less minimum; below nought when the minimum is not met."""
        return self.planned - (self.minimum or NOUGHT)

    @property
    def met(self) -> bool:
        """Whether a minimum is known and reached."""
        return self.minimum is not None and self.planned >= self.minimum


@dataclass(frozen=True)
class Figures:
    """Every total of a plan, computed once from the document and its round."""

    planning_round: Round
    plan: PlanDocument

    @cached_property
    def income(self) -> Mapping[tuple[str, str], Decimal]:
        """Income by source and year, every source and year of the round present."""
        totals = self._sources_and_years()
        for line in self.plan.contributions:
            if (line.source, line.year) in totals:
                totals[line.source, line.year] += line.amount or NOUGHT
        return totals

    @cached_property
    def planned(self) -> Mapping[tuple[str, str], Decimal]:
        """Planned expenditure by source and year, every source and year of the round present."""
        totals = self._sources_and_years()
        for scheme in self.plan.schemes:
            for year in self.planning_round.years:
                if (scheme.source, year) in totals:
                    totals[scheme.source, year] += scheme.amount(year)
        return totals

    def _sources_and_years(self) -> dict[tuple[str, str], Decimal]:
        return {(source, year): NOUGHT for source in self.planning_round.sources for year in self.planning_round.years}

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        """The running balance of every source and year, in the round's order."""
        return tuple(Balance(source, year, self.income[source, year], self.planned[source, year])
                     for source, year in self.income)

    def total_income(self, year: str | None = None) -> Decimal:
        """The pool: income over all sources, of one year or of the whole round."""
        return sum((amount for (_, of), amount in self.income.items() if year in (None, of)), NOUGHT)

    def total_planned(self, year: str | None = None) -> Decimal:
        """Expenditure over all rows, of one year or of the whole round, with rows that name no source yet."""
        years = self.planning_round.years if year is None else (year,)
        return sum((scheme.amount(of) for scheme in self.plan.schemes for of in years), NOUGHT)

    def subtotal(self, code: str, year: str | None = None) -> Decimal:
        """Income over the sources of one of the round's subtotals."""
        sources = next(item.sources for item in self.planning_round.funding_sources.subtotals if item.code == code)
        return sum(
            (amount for (source, of), amount in self.income.items() if source in sources and year in (None, of)), NOUGHT
        )

    @cached_property
    def by_scheme_type(self) -> Mapping[tuple[str, str], Decimal]:
        """Expenditure by scheme type and year; every scheme type of the round present."""
        return self._spend(lambda scheme: scheme.scheme_type, self.planning_round.types)

    @cached_property
    def by_area(self) -> Mapping[tuple[str, str], Decimal]:
        """Expenditure by area of spend and year."""
        return self._spend(lambda scheme: scheme.area, self.planning_round.areas)

    @cached_property
    def by_commissioner(self) -> Mapping[tuple[str, str], Decimal]:
        """Expenditure by commissioner and year; a joint row stands under Joint, whole."""
        return self._spend(lambda scheme: scheme.commissioner, self.planning_round.commissioners)

    @cached_property
    def by_provider(self) -> Mapping[tuple[str, str], Decimal]:
        """Expenditure by provider and year."""
        providers = {item.code: item for item in self.planning_round.expenditure.providers.items}
        return self._spend(lambda scheme: scheme.provider, providers)

    def _spend(self, code: Callable[[Scheme], str], codes: Mapping[str, object]) -> Mapping[tuple[str, str], Decimal]:
        totals = {(item, year): NOUGHT for item in codes for year in self.planning_round.years}
        for scheme in self.plan.schemes:
            for year in self.planning_round.years:
                if (code(scheme), year) in totals:
                    totals[code(scheme), year] += scheme.amount(year)
        return totals

    @cached_property
    def required_spend(self) -> tuple[RequiredSpend, ...]:
        """Every ring-fence in every year, in the round's order."""
        return tuple(
            self._required_spend(fence, year)
            for fence in self.planning_round.ring_fences
            for year in self.planning_round.years
        )

    @cached_property
    def minimums(self) -> Mapping[tuple[str, str], Decimal]:
        """The loaded minimum by ring-fence and year; absent where none is loaded."""
        return {(figure.code, figure.year): figure.value for figure in self.plan.allocations
                if figure.kind is AllocationKind.MINIMUM}

    def _required_spend(self, fence: RingFence, year: str) -> RequiredSpend:
        rows = tuple(
            Counted(scheme.key, scheme.amount(year) * share)
            for scheme in self.plan.schemes
            if (share := counted_share(fence, scheme, self.planning_round))
        )
        planned = sum((row.amount for row in rows), NOUGHT)
        return RequiredSpend(fence.code, year, self.minimums.get((fence.code, year)), planned, rows)

    @cached_property
    def allocated_income(self) -> Mapping[tuple[str, str], Decimal]:
        """The allocated income by source and year; absent where none is loaded."""
        totals: dict[tuple[str, str], Decimal] = defaultdict(lambda: NOUGHT)
        for figure in self.plan.allocations:
            if figure.kind is AllocationKind.INCOME:
                totals[figure.code, figure.year] += figure.value
        return dict(totals)
