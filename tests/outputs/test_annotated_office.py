"""The workbook with the checks in a real spreadsheet: all comments are there, and it comes to the same figures."""

import io
from dataclasses import dataclass

import openpyxl
import pytest
from openpyxl import Workbook

from bcf.fund.rules import check_plan
from plans.outputs.workbook import render_annotated
from plans.outputs.workbook.layout import lay_out_annotated
from plans.outputs.workbook.values import WorkbookLayout
from tests.fund.build import EVERY_ROUND, LEICESTER
from tests.outputs import made_plans
from tests.outputs.comparing import differences
from tests.outputs.libreoffice import recalculate_all

pytestmark = pytest.mark.office


@dataclass
class Case:
    layout: WorkbookLayout
    written: Workbook
    worked_out: Workbook


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    plans = {name: (each, made_plans.crowded(each)) for name, each in EVERY_ROUND.items()}
    plans["leicester"] = EVERY_ROUND["2019-20"], LEICESTER
    found = {name: check_plan(planning_round, plan) for name, (planning_round, plan) in plans.items()}
    files = {name: render_annotated(*both, found[name]) for name, both in plans.items()}
    books = recalculate_all(files, tmp_path_factory.mktemp("annotated"))
    return {
        name: Case(lay_out_annotated(*both, found[name]), openpyxl.load_workbook(io.BytesIO(files[name])), books[name])
        for name, both in plans.items()
    }


def texts(book: Workbook) -> dict[tuple[str, str], str]:
    return {(sheet.title, cell.coordinate): cell.comment.text
            for sheet in book.worksheets for line in sheet.iter_rows() for cell in line if cell.comment}


def test_every_comment_is_there_word_for_word(cases: dict[str, Case]) -> None:
    for name, case in cases.items():
        assert texts(case.worked_out) == texts(case.written), name
        assert len(texts(case.written)) == sum(len(sheet.remarks) for sheet in case.layout.sheets)
    assert sum(len(texts(case.written)) for case in cases.values()) > 1_000


def test_every_figure_is_that_of_the_plain_workbook(cases: dict[str, Case]) -> None:
    wrong = {name: found for name, case in cases.items() if (found := differences(case.layout, case.worked_out))}
    assert not wrong, "\n".join(f"{name}: {line}" for name, found in wrong.items() for line in found[:5])


def test_the_list_leads_to_the_cells(cases: dict[str, Case]) -> None:
    for case in cases.values():
        wanted = {cell.link for cell in case.layout.sheets[0].cells if cell.link}
        lines = case.worked_out.worksheets[0].iter_rows()
        assert {cell.hyperlink.location for line in lines for cell in line if cell.hyperlink} == wanted
