"""Payers and pooled funds in workbook and report: there where the plan names them, and nowhere else."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from bcf.fund.document import PlanDocument, PooledFund
from bcf.fund.places import Place, Section
from bcf.fund.rules import check_plan
from plans.outputs.report import report_html
from plans.outputs.workbook import cell_of, render_workbook
from plans.outputs.workbook.layout import lay_out
from tests.fund.build import COUNCIL, EACH, LEICESTER, ROUNDS, changed, complete_plan
from tests.outputs.libreoffice import recalculate
from tests.outputs.report_support import report_of, words

SHEET = "Contributions by organisation"


def paid(round_id: str = "2019-20") -> PlanDocument:
    """A finished plan with two rows in one fund; the first is paid by three bodies, the second by nobody yet."""
    plan = complete_plan(round_id)
    years = ROUNDS[round_id].years
    first, second, *rest = plan.schemes
    thirds = {"99X": Decimal("33333.34"), "99Y": Decimal("33333.33"), COUNCIL.code: Decimal("33333.33")}
    payers = {body: dict.fromkeys(years, amount) for body, amount in thirds.items()}
    rows = (first.model_copy(update={"payers": payers, "pooled_fund": "f"}),
            second.model_copy(update={"pooled_fund": "f"}), *rest)  # fmt: skip
    fund = PooledFund(key="f", name="Section 75 agreement", host="99X", note="Signed in May")
    return changed(plan, schemes=rows, pooled_funds=(fund,))


def html_of(plan: PlanDocument) -> str:
    planning_round = ROUNDS[plan.round]
    return " ".join(report_html(planning_round, plan, check_plan(planning_round, plan)).split())


def opened(plan: PlanDocument) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(ROUNDS[plan.round], plan)))


def test_a_plan_without_payers_has_no_such_sheet_and_no_such_part() -> None:
    assert SHEET not in opened(LEICESTER).sheetnames
    assert "Who pays" not in html_of(LEICESTER)
    place = Place(section=Section.EXPENDITURE, item="row-01", field="payers:04C", year="2019-20")
    assert cell_of(ROUNDS["2019-20"], LEICESTER)(place).startswith("'6. Expenditure'!")


def test_the_sheet_stands_after_those_of_the_round() -> None:
    names = opened(paid()).sheetnames
    assert names.index(SHEET) == len(ROUNDS["2019-20"].sheets.items)


def test_a_payer_has_its_cell() -> None:
    plan = paid()
    place = Place(section=Section.EXPENDITURE, item="row-0", field="payers:99Y", year="2019-20")
    sheet, cell = cell_of(ROUNDS["2019-20"], plan)(place).split("!")
    assert sheet == f"'{SHEET}'"
    assert opened(plan)[SHEET][cell].value == 33333.33


def test_a_sheet_of_that_title_in_the_round_gives_way_to_another_title() -> None:
    planning_round = ROUNDS["2019-20"]
    content = planning_round.model_dump(mode="json")
    content["sheets"]["items"][0]["title"] = SHEET.upper()
    titles = [sheet.title for sheet in lay_out(type(planning_round).model_validate(content), paid()).sheets]
    assert f"{SHEET} +" in titles


def test_a_board_without_bodies_can_be_printed() -> None:
    plan = paid()
    bare = changed(plan, board=plan.board.model_copy(update={"bodies": ()}))
    rows = tuple(row.model_copy(update={"payers": {}}) for row in bare.schemes)
    assert SHEET in opened(changed(bare, schemes=rows)).sheetnames


@pytest.mark.office
def test_the_workbook_follows_what_is_typed_into_either_sheet(tmp_path: Path) -> None:
    plan = paid()
    workbook = opened(plan)
    name = cell_of(ROUNDS["2019-20"], plan)
    amount = Place(section=Section.EXPENDITURE, item="row-0", field="amount", year="2019-20")
    sheet, cell = name(amount).rsplit("!", 1)
    workbook[sheet.strip("'")][cell] = 90_000
    payer = name(Place(section=Section.EXPENDITURE, item="row-1", field="payers:99X", year="2019-20")).split("!")[1]
    workbook[SHEET][payer] = 100_000
    held = io.BytesIO()
    workbook.save(held)
    shown = recalculate(held.getvalue(), tmp_path)[SHEET]
    lines = {str(line[2]): line for line in shown.iter_rows(values_only=True) if line[2]}
    names = lines["Scheme"][5:11]
    assert names == ("Amount", "Sometown Council", "NHS Sometown North", "NHS Sometown South", "Together", "Left")
    assert lines["Scheme row-0"][5:12] == (90_000, 33_333.33, 33_333.34, 33_333.33, 100_000, -10_000, "Over-programmed")
    assert lines["Scheme row-1"][5:12] == (100_000, None, 100_000, None, 100_000, 0, "Balanced")
    assert lines["Section 75 agreement"][5:11] == (190_000, 33_333.33, 133_333.34, 33_333.33, 200_000, -10_000)


def test_the_report_says_who_pays_by_fund_and_in_all() -> None:
    text = words(report_of(paid()))
    assert "Section 75 agreement NHS Sometown North 2 Signed in May" in text
    assert "Who pays: Section 75 agreement Organisation 2019-20 Sometown Council £33,333.33" in text
    assert "Not said who pays £100,000.00 Planned expenditure £200,000.00" in text
    assert "Who pays: rows outside of pooled funds" in text
    assert "Pooled fund: Section 75 agreement, hosted by NHS Sometown North" in text


def test_a_schemes_entry_says_who_pays_in_every_year() -> None:
    plan = paid("2031-34")
    html = html_of(plan)
    years = ROUNDS["2031-34"].years
    said = ", ".join(f"£33,333.34 in {year}" for year in years)
    assert f"NHS Sometown North {said}" in html
    total = EACH * 2 * len(years)
    assert f"£{total:,}.00" in html


def test_findings_on_payers_are_named_in_words() -> None:
    plan = paid()
    first, *rest = plan.schemes
    wrong = first.model_copy(update={"payers": {"99X": {"2019-20": Decimal(-1)}}})
    html = html_of(changed(plan, schemes=(wrong, *rest), pooled_funds=(PooledFund(key="f"),)))
    assert "what NHS Sometown North pays" in html
    assert "Pooled fund 1, host" in html
    assert "payers:99X" not in html


def test_hostile_names_of_funds_stay_text() -> None:
    plan = paid()
    fund = PooledFund(key="f", name="<script>alert(1)</script>", note="<b>bold</b>", host="99X")
    html = html_of(changed(plan, pooled_funds=(fund,)))
    assert "<script>" not in html
    assert "<b>bold" not in html
    sheet = opened(changed(plan, pooled_funds=(fund.model_copy(update={"name": "=1+1"}),)))[SHEET]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for line in sheet.iter_rows() for cell in line)
