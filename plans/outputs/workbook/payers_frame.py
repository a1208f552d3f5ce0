"""Where payers and pooled funds stand: a sheet beyond the round's own, only for a plan that names either."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from bcf.fund.document import PlanDocument, PooledFund, Scheme
from bcf.fund.payers import PayerFigures
from bcf.fund.places import Place, Section
from bcf.fund.round import Round
from plans.outputs.workbook.frames import FIRST_COL, FIRST_ROW, Frame, Spot


def is_of_payers(place: Place) -> bool:
    """Whether a place is about payers or pooled funds, which no sheet of the round holds."""
    what = place.field.partition(":")[0]
    return place.section is Section.EXPENDITURE and what in ("payers", "pooled_fund", "fund", "paid")


def free_title(planning_round: Round, title: str) -> str:
    """The title, or one like it that no sheet of the round has."""
    taken = {sheet.title.casefold() for sheet in planning_round.sheets.items}
    while title.casefold() in taken:
        title += " +"
    return title


class PayersFrame(Frame):
    """Funds and their sums above, then a row for every scheme that names a payer or a fund.

    In both tables a block of columns per year: the amount, a column per body, their sum, what is left.
    """

    NUMBER, NAME, HOST, NOTE = FIRST_COL, FIRST_COL + 1, FIRST_COL + 2, FIRST_COL + 3
    FIGURES = FIRST_COL + 4
    HEAD_ROW = FIRST_ROW + 1

    def __init__(self, planning_round: Round, plan: PlanDocument) -> None:
        super().__init__(free_title(planning_round, "Contributions by organisation"), planning_round, plan)

    @cached_property
    def figures(self) -> PayerFigures:
        return PayerFigures(self.planning_round, self.plan)

    @property
    def wanted(self) -> bool:
        """Whether the plan has anything that this sheet shows."""
        return self.figures.told

    @property
    def bodies(self) -> tuple[str, ...]:
        return self.figures.payers

    @cached_property
    def schemes(self) -> Sequence[Scheme]:
        return [row for row in self.plan.schemes if row.payers or row.pooled_fund]

    @property
    def funds(self) -> Sequence[PooledFund]:
        return self.plan.pooled_funds

    def start(self, year: str) -> int:
        """The column of the year's amounts; bodies, their sum and what is left follow."""
        return self.FIGURES + self.planning_round.years.index(year) * (len(self.bodies) + 3)

    def paid(self, body: str, year: str) -> int:
        return self.start(year) + 1 + self.bodies.index(body)

    def together(self, year: str) -> int:
        return self.start(year) + 1 + len(self.bodies)

    def left(self, year: str) -> int:
        return self.together(year) + 1

    @property
    def verdict(self) -> int:
        """The column that says in words whether the payers add up, after those of all years."""
        return self.left(self.planning_round.years[-1]) + 1

    @cached_property
    def fund_rows(self) -> Mapping[str, int]:
        return {fund.key: self.HEAD_ROW + 1 + at for at, fund in enumerate(self.funds)}

    @property
    def outside_row(self) -> int:
        """The sums of the rows shown here that are in no fund."""
        return self.HEAD_ROW + 1 + len(self.funds)

    @property
    def total_row(self) -> int:
        return self.outside_row + 1

    @property
    def table_head(self) -> int:
        return self.total_row + 4

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {row.key: self.table_head + 1 + at for at, row in enumerate(self.schemes)}

    @property
    def first(self) -> int:
        return self.table_head + 1

    @property
    def last(self) -> int:
        return max(self.rows.values(), default=self.table_head + 1)

    def find(self, place: Place) -> Spot | None:
        what, _, whose = place.field.partition(":")
        year = place.year if place.year in self.planning_round.years else self.planning_round.years[0]
        if what == "fund" and place.item in self.fund_rows:
            columns = {"name": self.NAME, "host": self.HOST, "note": self.NOTE}
            return self.fund_rows[place.item], columns.get(whose, self.NAME)
        if what == "paid" and whose in self.bodies:
            return self.total_row, self.paid(whose, year)
        if place.item not in self.rows:
            return None
        if what == "payers" and not whose:
            return self.rows[place.item], self.left(year)
        if whose in self.bodies:
            return self.rows[place.item], self.paid(whose, year)
        return self.rows[place.item], self.NUMBER if what == "pooled_fund" else self.NAME
