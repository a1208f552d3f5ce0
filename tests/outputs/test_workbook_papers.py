"""Milestones and reference documents in the workbook: cells that places name, and checkers that say what is wrong."""

import datetime
from typing import Any

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.places import Place, Section
from bcf.fund.round import SheetKind
from plans.outputs.workbook.cells import cell_of
from plans.outputs.workbook.layout import lay_out
from plans.outputs.workbook.values import CellValue, Formula, SheetLayout, Style
from tests.fund.build import ROUNDS, changed, complete_plan

LONG = complete_plan("2017-19")


def sheet_of(plan: PlanDocument, kind: SheetKind) -> SheetLayout:
    planning_round = ROUNDS[plan.round]
    title = planning_round.sheets.title(kind)
    return next(sheet for sheet in lay_out(planning_round, plan).sheets if sheet.title == title)


def said(plan: PlanDocument, kind: SheetKind) -> list[str]:
    found = [cell.content.expected for cell in sheet_of(plan, kind).cells
             if cell.style is Style.PROBLEM and isinstance(cell.content, Formula)]
    return [str(text) for text in found if text]


def with_milestone(**values: Any) -> PlanDocument:
    full = {"key": "a", "title": "Team", "owner": "Chair", "end": "2018-01-01"}
    return changed(LONG, milestones=({**full, **values},))


@pytest.mark.parametrize(("section", "item", "field", "cell"), [
    (Section.MILESTONES, "milestone-1", "title", "Milestones!B6"),
    (Section.MILESTONES, "milestone-2", "end", "Milestones!E7"),
    (Section.MILESTONES, "milestone-1", "owner", "Milestones!G6"),
    (Section.MILESTONES, "", "", "Milestones!B1"),
    (Section.DOCUMENTS, "document-1", "where", "Documents!E6"),
])  # fmt: skip
def test_a_place_has_its_cell(section: Section, item: str, field: str, cell: str) -> None:
    assert cell_of(ROUNDS["2017-19"], LONG)(Place(section=section, item=item, field=field)) == cell


@pytest.mark.parametrize("kind", [SheetKind.MILESTONES, SheetKind.DOCUMENTS])
@pytest.mark.parametrize("round_id", ["2017-19", "2031-34"])
def test_every_cell_with_a_place_is_where_that_place_is_said_to_be(round_id: str, kind: SheetKind) -> None:
    plan, planning_round = complete_plan(round_id), ROUNDS[round_id]
    where = cell_of(planning_round, plan)
    cells: list[CellValue] = [cell for cell in sheet_of(plan, kind).cells if cell.place]
    assert cells
    for cell in cells:
        assert cell.place
        assert where(cell.place).endswith(f"!{chr(64 + cell.col)}{cell.row}")


def test_columns_are_those_of_the_round() -> None:
    heads = [cell.content for cell in sheet_of(complete_plan("2031-34"), SheetKind.MILESTONES).cells if cell.row == 5]
    assert heads == ["Milestone", "Workstream", "Starts", "Ends, or is due", "Complete?", "What is missing or wrong"]


@pytest.mark.parametrize(("values", "problems"), [
    ({}, []),
    ({"title": " "}, ["What will be reached is missing."]),
    ({"end": None}, ["The date by which it is reached is missing."]),
    ({"start": "2018-01-02"}, ["It ends before it starts."]),
    ({"start": "2018-01-01"}, []),
    ({"owner": ""}, ["The owner is missing."]),
    ({"start": "1850-01-01"}, []),
])  # fmt: skip
def test_the_checker_says_what_is_wrong_with_a_milestone(values: dict[str, Any], problems: list[str]) -> None:
    assert said(with_milestone(**values), SheetKind.MILESTONES) == problems


def test_the_checker_says_what_is_wrong_with_a_document() -> None:
    plan = changed(LONG, documents=({"key": "a", "title": "", "where": "Here"}, {"key": "b", "title": "Paper"}))
    assert said(plan, SheetKind.DOCUMENTS) == ["The title is missing.", "Where it can be found is missing."]


def test_an_empty_row_is_no_problem_and_ten_are_ready() -> None:
    sheet = sheet_of(changed(LONG, milestones=()), SheetKind.MILESTONES)
    assert len([cell for cell in sheet.cells if cell.style is Style.CHECK]) == 10
    assert said(changed(LONG, milestones=()), SheetKind.MILESTONES) == []


def test_dates_are_dates_and_text_is_never_a_formula() -> None:
    plan = changed(LONG, milestones=({"key": "a", "title": "=1+1", "end": "2018-01-01"},),
                   documents=({"key": "d", "title": "@x", "where": "https://example.org"},))  # fmt: skip
    cells = {(cell.row, cell.col): cell for cell in sheet_of(plan, SheetKind.MILESTONES).cells}
    assert cells[6, 2].content == "=1+1"
    assert cells[6, 5].content == datetime.date(2018, 1, 1)
    assert not any(cell.link for cell in sheet_of(plan, SheetKind.DOCUMENTS).cells)
