"""Filling in who pays a row: the ways of splitting an amount among bodies. Nothing here saves anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bcf.fund.balances import NOUGHT
from bcf.fund.document import Scheme
from bcf.fund.payers import PayerFigures, split
from bcf.fund.text import pounds

Payers = Mapping[str, Mapping[str, Decimal]]
"""Pounds by body and year."""


class Way(StrEnum):
    """By what an amount is split among the bodies that take part."""

    CONTRIBUTIONS = "contributions"
    RESIDENTS = "residents"
    EVENLY = "evenly"
    PROPORTIONS = "proportions"


REST = "rest:"
"""Before a body's code: that body takes whatever the others leave."""


@dataclass(frozen=True)
class Filled:
    """Payers with what was filled in, the years that were, and why another was not."""

    payers: dict[str, dict[str, Decimal]]
    years: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass
class Filler:
    """Fills a row in, year by year. Bodies that take no part keep what they pay; the rest is split."""

    figures: PayerFigures
    row: Scheme
    how: str
    between: Sequence[str]
    remarks: list[str] = field(default_factory=list)

    def fill(self, payers: Payers) -> Filled:
        """``payers`` with the amounts of those who take part set anew. Each year adds up to the row's amount."""
        if self.how.startswith(REST):
            self.between = (self.how.removeprefix(REST),)
        filled = {body: dict(by_year) for body, by_year in payers.items()}
        years = [year for year in self.figures.planning_round.years if self._fill_year(filled, year)]
        return Filled({body: by_year for body, by_year in filled.items() if by_year}, tuple(years), tuple(self.remarks))

    def _fill_year(self, payers: dict[str, dict[str, Decimal]], year: str) -> bool:
        amount = self.row.amounts.get(year)
        if amount is None:
            return self._not(f"In {year} the row has no amount to split.")
        apart = [by_year for body, by_year in payers.items() if body not in self.between]
        others = sum((by_year.get(year, NOUGHT) for by_year in apart), NOUGHT)
        rest = amount - others
        if amount >= 0 > rest:
            return self._not(
                f"In {year} the bodies that take no part already pay {pounds(others)}, more than the row’s "
                f"{pounds(amount)}: nothing is left to split."
            )
        weights = self._weights(payers, year)
        if not any(weights):
            return self._not(f"In {year} {self._lack()}.")
        for body, part in zip(self.between, split(rest, weights), strict=True):
            by_year = payers.setdefault(body, {})
            by_year.pop(year, None)
            if part:
                by_year[year] = part
        return True

    def _not(self, remark: str) -> bool:
        self.remarks.append(remark)
        return False

    def _weights(self, payers: Payers, year: str) -> list[Decimal]:
        """A weight for each body that takes part; nought for one to which nothing falls."""
        return [max(NOUGHT, self._weight(payers, body, year)) for body in self.between]

    def _weight(self, payers: Payers, body: str, year: str) -> Decimal:
        match self.how:
            case Way.CONTRIBUTIONS if self.row.source:
                return self.figures.contributed.get((self.row.source, body, year), NOUGHT)
            case Way.CONTRIBUTIONS:
                return self.figures.contribution(body, year)
            case Way.RESIDENTS:
                return next((one.share or NOUGHT for one in self.figures.plan.board.bodies if one.code == body), NOUGHT)
            case Way.PROPORTIONS:
                return payers.get(body, {}).get(year, NOUGHT)
        return Decimal(1)

    def _lack(self) -> str:
        match self.how:
            case Way.CONTRIBUTIONS:
                return "none of the bodies ticked contributes to the row’s source of funding"
            case Way.RESIDENTS:
                return "no share of the residents is known for the bodies ticked"
            case Way.PROPORTIONS:
                return "none of the bodies ticked has an amount whose proportion could be kept"
        return "no body is ticked to take part"
