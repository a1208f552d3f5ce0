"""Who pays for the rows: sums by payer, by pooled fund and against what each body contributes. Pounds, exact, per year.

Payers and pooled funds are optional: a plan that names none has empty sums, and no other figure rests on them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bcf.fund.balances import NOUGHT
from bcf.fund.document import BodyKind, PlanDocument, Scheme
from bcf.fund.round import Round

Triple = tuple[str, str, str]


def split(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The amount in parts as the weights are, each to the penny and together exactly the amount.

    Every part is first rounded down; the pennies left over go one each to the parts that lost most by it
    (largest remainder), the first of equals first. Raises ValueError for a weight below nought, or none above it.
    """
    whole = sum(weights, NOUGHT)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("there is nothing to split by")
    sign, pence = (-1 if amount < 0 else 1), int(abs(amount) * 100)
    shares = [divmod(pence * weight, whole) for weight in weights]
    parts = [int(share) for share, _ in shares]
    for at in sorted(range(len(parts)), key=lambda at: -shares[at][1])[: pence - sum(parts)]:
        parts[at] += 1
    return tuple(sign * Decimal(part) / 100 for part in parts)


@dataclass(frozen=True)
class PayerFigures:
    """Every sum of a plan's payers, worked out once. Years that the round does not plan are left out."""

    planning_round: Round
    plan: PlanDocument

    @property
    def told(self) -> bool:
        """Whether the plan says anything of payers or pooled funds at all."""
        return bool(self.plan.pooled_funds) or any(row.payers or row.pooled_fund for row in self.plan.schemes)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of the board's bodies by code."""
        return {body.code: body.name for body in self.plan.board.bodies}

    @cached_property
    def payers(self) -> tuple[str, ...]:
        """Codes of all that may pay or do: councils and NHS bodies of the board, then whoever else is named."""
        own = [body.code for body in self.plan.board.bodies if body.kind is not BodyKind.DISTRICT]
        named = [code for row in self.plan.schemes for code in row.payers]
        return tuple(dict.fromkeys([*own, *named]))

    def name(self, code: str) -> str:
        """What a body is called; its code where the board has no such body."""
        return self.names.get(code, code)

    @cached_property
    def by_source(self) -> Mapping[Triple, Decimal]:
        """What bodies pay for rows, by source, body and year."""
        return _summed((row.source, body, year, amount) for row, body, year, amount in self._entries())

    @cached_property
    def by_fund(self) -> Mapping[Triple, Decimal]:
        """The same by pooled fund ("" for rows in none), body and year."""
        return _summed((row.pooled_fund, body, year, amount) for row, body, year, amount in self._entries())

    def _entries(self) -> Iterator[tuple[Scheme, str, str, Decimal]]:
        for row in self.plan.schemes:
            for body, by_year in row.payers.items():
                for year, amount in by_year.items():
                    if year in self.planning_round.years:
                        yield row, body, year, amount

    @cached_property
    def contributed(self) -> Mapping[Triple, Decimal]:
        """What bodies contribute to the pool, by source, body and year."""
        return _summed(
            (line.source, line.body, line.year, line.amount)
            for line in self.plan.contributions
            if line.body and line.amount is not None and line.year in self.planning_round.years
        )

    @cached_property
    def unattributed(self) -> frozenset[tuple[str, str]]:
        """Sources and years with income that no line gives to a body: who contributes there is not known in full."""
        return frozenset((line.source, line.year) for line in self.plan.contributions if line.amount and not line.body)

    def paid(self, body: str, year: str) -> Decimal:
        """What a body pays for all rows of a year."""
        return sum((amount for (_, who, of), amount in self.by_source.items() if (who, of) == (body, year)), NOUGHT)

    def contribution(self, body: str, year: str) -> Decimal:
        """What a body contributes to the pool in a year, over all sources."""
        return sum((amount for (_, who, of), amount in self.contributed.items() if (who, of) == (body, year)), NOUGHT)

    def rows_in(self, fund: str) -> tuple[Scheme, ...]:
        """The rows that are paid from a fund; for "" those in none."""
        return tuple(row for row in self.plan.schemes if row.pooled_fund == fund)

    def planned_in(self, fund: str, year: str) -> Decimal:
        """What the rows of a fund plan to spend in a year."""
        return sum((row.amount(year) for row in self.rows_in(fund)), NOUGHT)


def _summed(entries: Iterable[tuple[str, str, str, Decimal]]) -> Mapping[Triple, Decimal]:
    totals: dict[Triple, Decimal] = defaultdict(lambda: NOUGHT)
    for first, body, year, amount in entries:
        totals[first, body, year] += amount
    return dict(totals)
