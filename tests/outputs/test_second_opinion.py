"""A second opinion on the fund's arithmetic: LibreOffice works out many workbooks and comes to every figure of ours.

The figures are asked of the fund itself, not of the workbook's layout, so a figure that the layout puts into the
wrong cell is found as well as one that its formula gets wrong.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.round import Round
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.layout import lay_out
from plans.outputs.workbook.refs import a1
from plans.outputs.workbook.values import GENERAL, Formula, Style, WorkbookLayout
from plans.outputs.workbook.write import write
from tests.fund.build import EVERY_ROUND
from tests.outputs.comparing import ERROR
from tests.outputs.figure_cells import Account, FigureCell, Rows
from tests.outputs.libreoffice import figures_of_all
from tests.outputs.made_plans import generated

pytestmark = pytest.mark.office

EACH = 7
"""Drafts, and as many finished plans, of each round."""


@dataclass
class Opinion:
    """A plan, our account of its figures, and what LibreOffice has in the sheets of its workbook."""

    planning_round: Round
    plan: PlanDocument
    layout: WorkbookLayout
    sheets: dict[str, Rows]
    cells: list[FigureCell]

    def shown(self, cell: FigureCell) -> str:
        rows = self.sheets[cell.sheet]
        row = rows[cell.row - 1] if cell.row <= len(rows) else []
        return row[cell.col - 1] if cell.col <= len(row) else ""


@pytest.fixture(scope="module")
def opinions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opinion]:
    plans = generated(EACH, EVERY_ROUND)
    layouts = {name: lay_out(planning_round, plan) for name, (planning_round, plan) in plans.items()}
    files = {name: write(layout) for name, layout in layouts.items()}
    sheets = figures_of_all(files, tmp_path_factory.mktemp("opinion"))
    return {name: Opinion(planning_round, plan, layouts[name], sheets[name],
                          Account(planning_round, plan, sheets[name]).cells())
            for name, (planning_round, plan) in plans.items()}  # fmt: skip


def agrees(cell: FigureCell, shown: str) -> bool:
    """Money to less than a hundredth of a penny; figures of any size to the digits that a spreadsheet has."""
    if isinstance(cell.value, str):
        return shown == cell.value
    try:
        number = Decimal(shown.removesuffix("%")) / (100 if shown.endswith("%") else 1)
    except InvalidOperation:
        return False
    return abs(number - cell.value) <= max(Decimal("1e-6"), abs(cell.value) * Decimal("1e-12"))


def test_every_figure_is_the_one_that_a_spreadsheet_comes_to(opinions: dict[str, Opinion]) -> None:
    wrong = [
        f"{name}, {cell.what}, {cell.sheet}!{a1(cell.row, cell.col)}: {one.shown(cell)!r} instead of {cell.value!r}"
        for name, one in opinions.items() for cell in one.cells if not agrees(cell, one.shown(cell))
    ]  # fmt: skip
    assert not wrong, "\n".join(wrong[:20])


def test_every_figure_of_every_plan_is_compared(opinions: dict[str, Opinion]) -> None:
    """All cells with a formula for a figure, and as many as the round and the plan say that there must be."""
    assert len(opinions) == 2 * EACH * len(EVERY_ROUND) >= 50
    for name, one in opinions.items():
        compared = {(cell.sheet, cell.row, cell.col) for cell in one.cells}
        assert len(compared) == len(one.cells) == due(one), name
        assert worked_out(one) <= compared, name
    assert sum(len(one.cells) for one in opinions.values()) > 10_000


def worked_out(one: Opinion) -> set[tuple[str, int, int]]:
    """The cells whose formulas give a figure, on every sheet that has money or metrics."""
    titles = {cell.sheet for cell in one.cells}
    return {
        (sheet.title, cell.row, cell.col) for sheet in one.layout.sheets if sheet.title in titles
        for cell in sheet.cells
        if isinstance(cell.content, Formula) and cell.style in (Style.COMPUTED, Style.TOTAL)
        and cell.number_format != GENERAL
    }  # fmt: skip


def due(one: Opinion) -> int:
    """How many figures a workbook of that plan holds, counted from what the round has and the plan names."""
    planning_round, plan = one.planning_round, one.plan
    book = Book(planning_round, plan, None, "")
    years, sources = len(planning_round.years), len(planning_round.sources)
    subtotals, fences = len(planning_round.funding_sources.subtotals), len(planning_round.ring_fences)
    spans = years + (years > 1)
    values = sum(len(metric.periods) for metric in planning_round.metrics.items if metric.formula)
    spending = planning_round.expenditure
    lists = [len(planning_round.types), len(planning_round.areas), len(planning_round.commissioners),
             len(spending.providers.items)]  # fmt: skip
    shared = sum(1 for block in book.income.blocks.values() if block.districts) if book.income else 0
    income = years * (sources + subtotals + 1 + 2 * shared)
    expenditure = 3 * years * (sources + 1 + fences)
    summary = 3 * spans * (sources + subtotals + 1) + 3 * years * fences + spans * sum(size + 2 for size in lists)
    payers = 0
    if plan.pooled_funds or any(row.payers or row.pooled_fund for row in plan.schemes):
        named = sum(1 for row in plan.schemes if row.payers or row.pooled_fund)
        payers = years * ((len(plan.pooled_funds) + 2) * (3 + len(book.payers.bodies)) + 3 * named)
    return income + expenditure + summary + 2 * values + payers


def test_no_formula_of_any_plan_fails(opinions: dict[str, Opinion]) -> None:
    assert not [f"{name}: {title}, row {at}" for name, one in opinions.items() for title, rows in one.sheets.items()
                for at, row in enumerate(rows, 1) for text in row if ERROR.fullmatch(text)]  # fmt: skip


def test_what_cannot_be_worked_out_is_blank_or_a_word(opinions: dict[str, Opinion]) -> None:
    """Such figures are among those compared, and what stands in their cells is not a number."""
    words = {one.shown(cell) for one in opinions.values() for cell in one.cells if isinstance(cell.value, str)}
    assert words == {"", "Not loaded"}


def test_plans_hold_what_makes_the_sums_hard(opinions: dict[str, Opinion]) -> None:
    """Otherwise the comparison would prove little."""
    numbers = [cell for one in opinions.values() for cell in one.cells if isinstance(cell.value, Decimal)]
    assert any(cell.value < 0 for cell in numbers if cell.what.startswith("balance"))
    assert any(cell.value % 1 for cell in numbers if cell.what.startswith("balance"))
    assert {fence.code for one in opinions.values() for fence in one.planning_round.ring_fences} == {
        cell.what.split()[1] for cell in numbers if cell.what.startswith("required") and cell.value
    }
    metrics = [cell for one in opinions.values() for cell in one.cells if cell.what.startswith("metric")]
    assert any(cell.value == "" for cell in metrics)
    assert len({cell.value for cell in metrics}) > 20
    rows = [row for one in opinions.values() for row in one.plan.schemes]
    assert any(row.joint_nhs for row in rows)
    assert any(not row.source and row.amounts for row in rows)
