"""Which of a plan's figures stands in which cell of its workbook, told by the fund's arithmetic and nothing else.

What the workbook's own layout expects of its formulas is not asked: this is the other account, to hold against a
spreadsheet that has worked the formulas out. Cells are those of the frames; the summary, which has no frame, is read
as a person reads it, by the words at the head of a table, of a column and of a row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.document import PlanDocument
from bcf.fund.metrics import values
from bcf.fund.payers import PayerFigures
from bcf.fund.round import Column, Round, SheetKind
from plans.outputs.workbook.cells import frames_of
from plans.outputs.workbook.frames import MetricsFrame
from plans.outputs.workbook.lists import Labels
from plans.outputs.workbook.money_frames import ExpenditureFrame, IncomeFrame
from plans.outputs.workbook.payers_frame import PayersFrame

Rows = list[list[str]]
"""A sheet as text, row by row."""


@dataclass(frozen=True)
class FigureCell:
    """A figure and its cell. ``value`` is a number, or the word that must stand there where there is no number."""

    what: str
    sheet: str
    row: int
    col: int
    value: Decimal | str


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOUGHT)


@dataclass(frozen=True)
class Account:
    """All figures of a plan, and the sheets that are read to find those of the summary."""

    planning_round: Round
    plan: PlanDocument
    sheets: Mapping[str, Rows]

    def cells(self) -> list[FigureCell]:
        frames = frames_of(self.planning_round, self.plan)
        found: list[FigureCell] = []
        for frame in frames.values():
            if isinstance(frame, IncomeFrame):
                found += self._income(frame)
            elif isinstance(frame, ExpenditureFrame):
                found += self._expenditure(frame)
            elif isinstance(frame, MetricsFrame):
                found += self._metrics(frame)
        payers = PayersFrame(self.planning_round, self.plan)
        found += self._payers(payers) if payers.wanted else []
        return found + list(self._summary())

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.planning_round, self.plan)

    def _income(self, frame: IncomeFrame) -> Iterator[FigureCell]:
        figures, years = self.figures, self.planning_round.years
        for year in years:
            col = frame.amount(year)
            for code, block in frame.blocks.items():
                income = figures.income[code, year]
                yield FigureCell(f"income {code} {year}", frame.title, block.total_row, col, income)
                if block.district_total_row:
                    shared = _sum(line.amount or NOUGHT for line in self.plan.breakdown
                                  if (line.source, line.year) == (code, year))  # fmt: skip
                    row = block.district_total_row
                    yield FigureCell(f"districts {code} {year}", frame.title, row, col, shared)
                    yield FigureCell(f"left to districts {code} {year}", frame.title, row + 1, col, income - shared)
            for at, item in enumerate(self.planning_round.funding_sources.subtotals):
                yield FigureCell(f"subtotal {item.code} {year}", frame.title, frame.totals_row + at, col,
                                 figures.subtotal(item.code, year))  # fmt: skip
            yield FigureCell(f"pool {year}", frame.title, frame.pool_row, col, figures.total_income(year))

    def _expenditure(self, frame: ExpenditureFrame) -> Iterator[FigureCell]:
        figures = self.figures

        def three(what: str, row: int, year: str, *numbers: Decimal | str) -> Iterator[FigureCell]:
            for at, value in enumerate(numbers):
                yield FigureCell(f"{what} {year}, {at}", frame.title, row, frame.figure(year, at), value)

        for one in figures.balances:
            row = frame.balance_rows[one.source]
            yield from three(f"balance {one.source}", row, one.year, one.income, one.planned, one.left)
        for year in self.planning_round.years:
            income, planned = figures.total_income(year), figures.total_planned(year)
            yield from three("balance", frame.balance_total_row, year, income, planned, income - planned)
        for spend in figures.required_spend:
            minimum = "" if spend.minimum is None else spend.minimum
            row = frame.fence_rows[spend.code]
            yield from three(f"required {spend.code}", row, spend.year, minimum, spend.planned, spend.under_spend)

    def _metrics(self, frame: MetricsFrame) -> Iterator[FigureCell]:
        for (code, period), value in values(self.planning_round, self.plan).items():
            metric, block = self.planning_round.metric[code], frame.blocks[code]
            if metric.formula:
                yield FigureCell(f"metric {code} {period}", frame.title, block.value_row or 0,
                                 frame.column(metric, period) or 0, "" if value is None else value)  # fmt: skip

    def _payers(self, frame: PayersFrame) -> Iterator[FigureCell]:
        """Pooled funds, rows in none and all together; then every row. Each: the amount, who pays it, what is left."""
        rows = [one for one in self.plan.schemes if one.payers or one.pooled_fund]
        funds = {fund.key for fund in self.plan.pooled_funds}
        groups = [(row, [one for one in rows if one.pooled_fund == fund]) for fund, row in frame.fund_rows.items()]
        groups += [(frame.outside_row, [one for one in rows if one.pooled_fund not in funds]), (frame.total_row, rows)]
        bodies = PayerFigures(self.planning_round, self.plan).payers
        for year in self.planning_round.years:
            for row, schemes in [*groups, *((frame.rows[one.key], [one]) for one in rows)]:
                amount, paid = _sum(one.amount(year) for one in schemes), _sum(one.paid(year) for one in schemes)
                cells = [(frame.start(year), amount), (frame.together(year), paid), (frame.left(year), amount - paid)]
                if row <= frame.total_row:  # below, what a body pays is typed
                    cells += [(frame.paid(body, year), _sum(one.payers.get(body, {}).get(year, NOUGHT)
                                                            for one in schemes)) for body in bodies]  # fmt: skip
                for col, value in cells:
                    yield FigureCell(f"payers, row {row}, column {col}", frame.title, row, col, value)

    def _summary(self) -> Iterator[FigureCell]:
        title = self.planning_round.sheets.title(SheetKind.SUMMARY)
        if title is None:
            return
        rows, figures = self.sheets[title], self.figures
        tables: dict[str, dict[str, list[Decimal | str]]] = {"Income and expenditure": self._in_and_out()}
        if self.planning_round.ring_fences:
            spends = {(spend.code, spend.year): spend for spend in figures.required_spend}
            tables["Required spend"] = {
                fence.label: [
                    value for year in self.planning_round.years for spend in (spends[fence.code, year],)
                    for value in ("Not loaded" if spend.minimum is None else spend.minimum,
                                  spend.planned, spend.under_spend)
                ] for fence in self.planning_round.ring_fences
            }  # fmt: skip
        tables |= self._by_list()
        for name, lines in tables.items():
            head = next(at for at, row in enumerate(rows) if row[1] == name) + 1
            for at, (label, numbers) in enumerate(lines.items(), start=head + 1):
                assert rows[at][1] == label, f"{name}: {rows[at][1]!r} instead of {label!r}"
                for number, value in enumerate(numbers):
                    heading = f"{name}, {label}, {rows[head][2 + number]}"
                    yield FigureCell(heading, title, at + 1, 3 + number, value)
        yield from self._metrics_of_summary(title, rows)

    def _in_and_out(self) -> dict[str, list[Decimal | str]]:
        """Income, expenditure and their difference of each line, in each year and, of several, over all."""
        figures, years = self.figures, self.planning_round.years
        lines = [(label, (code,)) for code, label in Labels(self.planning_round).sources.items()]
        lines += [(item.label, item.sources) for item in self.planning_round.funding_sources.subtotals]
        found = {label: [(_sum(figures.income[code, year] for code in codes),
                          _sum(figures.planned[code, year] for code in codes)) for year in years]
                 for label, codes in lines}  # fmt: skip
        found["Total, including rows without a source"] = [
            (figures.total_income(year), figures.total_planned(year)) for year in years
        ]
        if len(years) > 1:
            found = {label: [*pairs, (_sum(one for one, _ in pairs), _sum(two for _, two in pairs))]
                     for label, pairs in found.items()}  # fmt: skip
        return {label: [value for income, planned in pairs for value in (income, planned, income - planned)]
                for label, pairs in found.items()}

    def _by_list(self) -> dict[str, dict[str, list[Decimal | str]]]:
        figures, labels, years = self.figures, Labels(self.planning_round), self.planning_round.years
        types = {code: kind.summary_label for code, kind in self.planning_round.types.items()}
        found: dict[str, dict[str, list[Decimal | str]]] = {}
        for name, column, codes, sums in (
            ("scheme type", Column.SCHEME_TYPE, types, figures.by_scheme_type),
            ("area of spend", Column.AREA, labels.areas, figures.by_area),
            ("commissioner", Column.COMMISSIONER, labels.commissioners, figures.by_commissioner),
            ("provider", Column.PROVIDER, labels.providers, figures.by_provider),
        ):
            if column not in self.planning_round.columns:
                continue
            lines = {label: [sums[code, year] for year in years] for code, label in codes.items()}
            totals = [figures.total_planned(year) for year in years]
            lines["Not chosen yet"] = [
                totals[at] - _sum(amounts[at] for amounts in lines.values()) for at in range(len(years))
            ]
            lines["Total"] = totals
            found[f"Expenditure by {name}"] = {
                label: [*amounts, _sum(amounts)] if len(years) > 1 else [*amounts] for label, amounts in lines.items()
            }
        return found

    def _metrics_of_summary(self, title: str, rows: Rows) -> Iterator[FigureCell]:
        head = next(at for at, row in enumerate(rows) if row[1] == "Metrics") + 1
        told = values(self.planning_round, self.plan)
        at = head + 1
        for metric in self.planning_round.metrics.items:
            periods = metric.periods if metric.formula else ()
            for period in periods:
                assert rows[at][1:3] == [f"{metric.ref}  {metric.name}", period.label]
                value = told[metric.code, period.code]
                yield FigureCell(f"{metric.code} {period.code} in the summary", title, at + 1, 4,
                                 "" if value is None else value)  # fmt: skip
                at += 1
            at += not periods
