"""The workbook in a real spreadsheet: LibreOffice works it out and comes to our own figures, cell by cell."""

import io
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.round import Round, SheetKind
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.layout import lay_out
from plans.outputs.workbook.values import Style, WorkbookLayout
from plans.outputs.workbook.write import write
from tests.fund.build import LEICESTER, ROUNDS
from tests.outputs import made_plans
from tests.outputs.comparing import differences, errors, formulas
from tests.outputs.libreoffice import recalculate, recalculate_all

pytestmark = pytest.mark.office


@dataclass
class Case:
    planning_round: Round
    plan: PlanDocument
    layout: WorkbookLayout
    worked_out: Workbook


def _plans() -> dict[str, tuple[Round, PlanDocument]]:
    plans = made_plans.generated()
    plans |= {f"{name}-crowded": (each, made_plans.crowded(each)) for name, each in ROUNDS.items()}
    plans |= {f"{name}-empty": (each, PlanDocument(round=name, board=LEICESTER.board)) for name, each in ROUNDS.items()}
    plans |= {f"{name}-below-nought": (each, made_plans.below_nought(each)) for name, each in ROUNDS.items()}
    plans |= {f"2019-20-mistyped{at}": (ROUNDS["2019-20"], plan)
              for at, plan in enumerate(made_plans.mistyped(ROUNDS["2019-20"]))}  # fmt: skip
    for name, odd in (("tricky", made_plans.tricky_round()), ("narrow", made_plans.narrow_round())):
        plans[f"2019-20-{name}-crowded"] = odd, made_plans.crowded(odd)
    return plans | {"leicester": (ROUNDS["2019-20"], LEICESTER)}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every plan's workbook, worked out in one start of LibreOffice."""
    plans = _plans()
    layouts = {name: lay_out(planning_round, plan) for name, (planning_round, plan) in plans.items()}
    files = {name: write(layout) for name, layout in layouts.items()}
    books = recalculate_all(files, tmp_path_factory.mktemp("office"))
    return {name: Case(*plans[name], layouts[name], books[name]) for name in plans}


def test_every_cell_of_every_plan_shows_our_own_figure(cases: dict[str, Case]) -> None:
    wrong = {name: found for name, case in cases.items() if (found := differences(case.layout, case.worked_out))}
    assert not wrong, "\n".join(f"{name}: {line}" for name, found in wrong.items() for line in found[:5])


def test_no_cell_of_any_plan_is_an_error(cases: dict[str, Case]) -> None:
    typed = set(made_plans.AWKWARD)
    found = {
        f"{name}: {line}" for name, case in cases.items() for line in errors(case.worked_out)
        if line.split(": ", 1)[1] not in typed
    }  # fmt: skip
    assert not found


def test_generated_plans_hold_what_makes_the_sums_hard(cases: dict[str, Case]) -> None:
    """Otherwise the comparison above would prove little."""
    rows = [row for case in cases.values() for row in case.plan.schemes]
    assert any(row.joint_nhs for row in rows)
    assert any(not row.area and row.amounts for row in rows)
    assert any(amount % 1 for row in rows for amount in row.amounts.values())
    assert {len(case.planning_round.years) for case in cases.values()} >= {1, 2, 3}
    assert sum(len(formulas(case.layout)) for case in cases.values()) > 10_000


def test_leicester_comes_to_every_published_total(cases: dict[str, Case]) -> None:
    case, book = cases["leicester"], Book(ROUNDS["2019-20"], LEICESTER, None, "")
    published = json.loads((Path(__file__).parents[2] / "tests/fund/leicester_expected.json").read_text())["printed"]
    summary = case.worked_out[case.planning_round.sheets.title(SheetKind.SUMMARY) or ""]
    shown = {str(line[1].value): [cell.value for cell in line[2:5]] for line in summary.iter_rows(max_row=60)}
    labels = book.labels
    for what, amount in published.items():
        words = what.split()[1:]
        match words:
            case ["total", part]:
                found = shown["Total, including rows without a source"][["income", "planned"].index(part)]
            case ["subtotal", code, "income"]:
                label = next(item.label for item in case.planning_round.funding_sources.subtotals if item.code == code)
                found = shown[label][0]
            case ["balance", code, part]:
                found = shown[labels.sources[code]][["income", "planned", "left"].index(part)]
            case ["required", code, *part]:
                label = next(fence.label for fence in case.planning_round.ring_fences if fence.code == code)
                found = shown[label][["minimum", "planned", "under spend"].index(" ".join(part))]
            case ["type", code, "planned"]:
                found = _spend(summary, case.planning_round.types[code].summary_label)
            case _:
                pytest.fail(f"no cell is known for {what}")
        assert found == amount, what


def _spend(summary: object, label: str) -> object:
    """The figure beside a scheme type's label; Other is also an area, so only the first table of that name counts."""
    rows = list(summary.iter_rows(values_only=True))  # type: ignore[attr-defined]
    start = next(at for at, row in enumerate(rows) if row[1] == "Expenditure by scheme type")
    return next(row[2] for row in rows[start:] if row[1] == label)


def test_the_cover_says_incomplete_until_everything_is_there(cases: dict[str, Case]) -> None:
    said = {name: case.worked_out[case.planning_round.sheets.title(SheetKind.COVER) or ""]["B4"].value
            for name, case in cases.items() if case.planning_round.sheets.title(SheetKind.COVER)}
    assert said["leicester"] == "Incomplete Template"
    assert {text for name, text in said.items() if "-valid-" in name} == {"Complete Template"}
    assert {text for name, text in said.items() if "-empty" in name} == {"Incomplete Template"}


def test_typing_into_the_workbook_moves_every_figure_as_in_the_product(tmp_path: Path) -> None:
    """Leicester's workbook, with other rows typed over its input cells, is the other plan's workbook."""
    planning_round = ROUNDS["2019-20"]
    other = made_plans.crowded(planning_round, rows=60, seed=7)
    plain = {"description": "Short", "payers": {}, "pooled_fund": ""}  # of a plan with payers there is a sheet more
    rows = tuple(row.model_copy(update=plain) for row in other.schemes)
    metrics = tuple(
        entry if entry.code != "REA" else entry.model_copy(update={"inputs": {"2019-20": {"at_home": Decimal(3)}}})
        for entry in LEICESTER.metrics
    )  # fmt: skip
    changed = LEICESTER.model_copy(update={"schemes": rows, "requirements": other.requirements, "metrics": metrics})
    wanted = lay_out(planning_round, changed)
    workbook = openpyxl.load_workbook(io.BytesIO(write(lay_out(planning_round, LEICESTER))))
    for sheet in wanted.sheets:
        for cell in sheet.cells:
            if cell.style in (Style.INPUT, Style.INPUT_LONG):
                there = workbook[sheet.title].cell(cell.row, cell.col)
                there.value = cell.content
                there.data_type = "s" if isinstance(cell.content, str) else there.data_type
    typed = io.BytesIO()
    workbook.save(typed)
    worked_out = recalculate(typed.getvalue(), tmp_path)
    wrong = [line for line in differences(wanted, worked_out) if changed.digest[:12] not in line]
    assert not wrong, "\n".join(wrong[:10])


def test_totals_have_names_that_a_formula_can_use(cases: dict[str, Case]) -> None:
    case = cases["leicester"]
    figures = Figures(case.planning_round, case.plan)
    for name, total in (("Total_Income_2019_20", figures.total_income()), ("Planned_ooh_2019_20", 7_242_204)):
        sheet, cell = next(iter(case.worked_out.defined_names[name].destinations))
        assert case.worked_out[sheet][cell.replace("$", "")].value == total
