"""The workbook with the checks written in: every finding stands at its cells and in the list, and no more changes."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, Severity, together
from bcf.fund.places import Place, Section
from bcf.fund.round import Round
from bcf.fund.rules import check_plan
from plans.outputs.given import Given
from plans.outputs.workbook import cell_of, render_annotated, render_workbook
from plans.outputs.workbook.refs import quoted
from tests.fund.build import EVERY_ROUND, LEICESTER, changed
from tests.outputs import made_plans

ROUND = EVERY_ROUND["2019-20"]
each_round = pytest.mark.parametrize("planning_round", EVERY_ROUND.values(), ids=EVERY_ROUND)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def annotated(
    planning_round: Round, plan: PlanDocument, findings: tuple[Finding, ...] | None = None,
    reasons: dict[str, Given] | None = None,
) -> Workbook:  # fmt: skip
    found = check_plan(planning_round, plan) if findings is None else findings
    return opened(render_annotated(planning_round, plan, found, reasons=reasons))


def comments(book: Workbook) -> dict[str, Comment]:
    """Every comment by its cell, as `cell_of` names it."""
    return {f"{quoted(sheet.title)}!{cell.coordinate}": cell.comment
            for sheet in book.worksheets for line in sheet.iter_rows() for cell in line if cell.comment}


def listed(book: Workbook) -> list[dict[str, object]]:
    """The lines of the sheet of checks, by their heads; under Link is where Where leads."""
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[5]][1:]
    lines = []
    for row in sheet.iter_rows(min_row=6, min_col=2):
        link = row[heads.index("Where")].hyperlink
        lines.append({**dict(zip(heads, (cell.value for cell in row), strict=True)),
                      "Link": link.location if link else ""})  # fmt: skip
    return lines


def finding(place: Place, **changes: object) -> Finding:
    told = {"rule": "BAL-001", "severity": Severity.BLOCKING, "title": "Balance", "place": place,
            "fault": "something is wrong.", "remedy": "Mend it."}  # fmt: skip
    return Finding(**{**told, **changes})


@each_round
def test_every_finding_stands_at_each_of_its_cells_and_in_the_list(planning_round: Round) -> None:
    plan = made_plans.crowded(planning_round)
    found = check_plan(planning_round, plan)
    book, cell = annotated(planning_round, plan), cell_of(planning_round, plan)
    said, lines = comments(book), listed(book)
    assert len(lines) == sum(one.count for one in found) > len(found) > 50
    singles = [(number, single) for number, one in enumerate(found, 1) for single in one.apart()]
    for line, (number, single) in zip(lines, singles, strict=True):
        assert (line["No."], line["Rule"], line["How grave"]) == (number, single.rule, single.severity.words)
        assert str(line["What to do"])[:400] == single.remedy[:400]
        where = cell(single.place) or line["Link"]
        assert line["Link"] == where
        assert single.rule in said[where].text or "more: see the sheet Checks" in said[where].text
    assert set(said) == {line["Link"] for line in lines}


@each_round
def test_a_link_leads_to_a_cell_of_a_sheet_that_is_there_to_see(planning_round: Round) -> None:
    plan = made_plans.crowded(planning_round)
    book = annotated(planning_round, plan)
    for line in listed(book):
        title, _, cell = str(line["Link"]).rpartition("!")
        sheet = book[title.strip("'").replace("''", "'")]
        assert sheet.sheet_state == "visible"
        assert sheet[cell].comment


def test_what_a_section_without_a_sheet_has_wrong_stands_on_the_cover() -> None:
    """In 2017-19 the narrative is a document, and the workbook has no sheet for it."""
    planning_round = EVERY_ROUND["2017-19"]
    place = Place(section=Section.NARRATIVE, item=planning_round.narrative.questions[0].code, field="value")
    plan = PlanDocument(round="2017-19", board=LEICESTER.board)
    book = annotated(planning_round, plan, (finding(place, about="Vision", fault="the answer is blank."),))
    (line,), ((cell, comment),) = listed(book), comments(book).items()
    assert line["Link"] == cell == "'1. Cover'!B1"
    assert line["Section"] == "Narrative"
    assert "Narrative: this workbook has no sheet for it.\nVision: the answer is blank." in comment.text


def test_what_has_no_cell_of_its_own_stands_at_the_heading_of_its_sheet() -> None:
    whole, gone = Place(section=Section.EXPENDITURE), Place(section=Section.EXPENDITURE, item="gone", field="name")
    book = annotated(ROUND, LEICESTER, (finding(whole, fault="there are no rows."), finding(gone, fault="lost.")))
    ((cell, comment),) = comments(book).items()
    assert cell == "'6. Expenditure'!B1"
    assert "There are no rows." in comment.text
    assert "Lost." in comment.text


def test_a_comment_says_what_was_read_what_was_expected_and_what_to_do() -> None:
    place = Place(section=Section.EXPENDITURE, item="dfg", field="balance", year="2019-20")
    one = finding(place, about="DFG, 2019-20", fault="it does not balance.", read="£5", expected="£4",
                  difference=Decimal("1.5"), remedy="Take £1.50 off.")  # fmt: skip
    ((cell, comment),) = comments(annotated(ROUND, LEICESTER, (one,))).items()
    assert cell == cell_of(ROUND, LEICESTER)(place)
    assert comment.author == "Checks"
    assert comment.text == (
        "Must be mended (BAL-001)\nDFG, 2019-20: it does not balance.\nRead: £5\nExpected: £4\nDifference: £1.50\n"
        "What to do: Take £1.50 off."
    )


def test_a_finding_that_stands_with_a_reason_is_shown_with_it_at_each_of_its_places() -> None:
    places = [Place(section=Section.EXPENDITURE, item=key, field="name") for key in ("row-01", "row-02")]
    explain = {"severity": Severity.EXPLAIN, "fault": "looks odd.", "rule": "ROW-007"}
    (stands,) = together(finding(place, about=place.item, **explain) for place in places)
    open_still = finding(places[0], about="another", **{**explain, "fault": "looks odd too."})
    given = Given("Agreed at the board.\nSee its minutes. " + "Long. " * 500, "NHS commissioner", date(2019, 9, 20))
    book = annotated(ROUND, LEICESTER, (stands, open_still), {stands.fingerprint: given})
    first, second, third = listed(book)
    for line in (first, second):
        assert line["How grave"] == "Stands with a reason"
        assert (line["Reason given"], line["By"]) == (given.text, "NHS commissioner, 20 September 2019")
        told = comments(book)[str(line["Link"])].text
        assert "Stands with a reason (ROW-007)\n" in told
        assert "\nReason (NHS commissioner, 20 September 2019): Agreed at the board. See its minutes." in told
    assert (third["How grave"], third["Reason given"], third["By"]) == ("Mend or explain", None, None)
    assert comments(book)[str(second["Link"])].text.count("What to do") == 0
    assert comments(book)[str(first["Link"])].text.count("What to do: Mend it.") == 1
    assert book.worksheets[0]["B3"].value.startswith("2 found at 3 places: 1 mend or explain, 1 stands with a reason.")


def test_several_findings_on_one_cell_are_one_comment() -> None:
    place = Place(section=Section.COVER, item="completed_by", field="value")
    found = (finding(place, fault="first."), finding(place, fault="second.", severity=Severity.ADVICE))
    ((_, comment),) = comments(annotated(ROUND, LEICESTER, found)).items()
    assert comment.text.index("First.") < comment.text.index("Advice (BAL-001)\nSecond.")


def test_more_than_can_be_read_in_one_comment_is_left_to_the_list() -> None:
    place = Place(section=Section.EXPENDITURE)
    found = tuple(finding(place, fault=f"fault {number} " + "of many words " * 20) for number in range(30))
    book = annotated(ROUND, LEICESTER, found)
    ((_, comment),) = comments(book).items()
    assert "Fault 0 " in comment.text
    assert comment.text.count("Fault ") < 30
    assert comment.text.endswith(f"And {30 - comment.text.count('Fault ')} more: see the sheet Checks.")
    assert len(listed(book)) == 30


@each_round
def test_every_comment_has_a_box_in_which_it_can_be_read(planning_round: Round) -> None:
    content = render_annotated(planning_round, made_plans.crowded(planning_round), check_plan(
        planning_round, made_plans.crowded(planning_round)))  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".vml")).decode()
    sizes = [tuple(map(int, size)) for size in re.findall(r"width:(\d+)px;height:(\d+)px", drawn)]
    texts = [comment.text for comment in comments(opened(content)).values()]
    assert len(sizes) == len(texts)
    room = sorted(width // 7 * (height // 15) for width, height in sizes)
    assert room >= sorted(len(text) for text in texts)
    assert max(height for _, height in sizes) <= 700
    assert len(set(sizes)) > 3


def test_what_people_typed_is_never_a_formula() -> None:
    plan = made_plans.crowded(ROUND)
    place = Place(section=Section.COVER, item="completed_by", field="value")
    awkward = tuple(finding(place, about=text, read=text, fault=text, remedy=text) for text in made_plans.AWKWARD)
    reasons = {one.fingerprint: Given(one.read, one.read, date(2019, 9, 20)) for one in awkward}
    book = annotated(ROUND, plan, awkward, reasons)
    sheet = book.worksheets[0]
    assert [line["Reason given"] for line in listed(book)][:5] == list(made_plans.AWKWARD[:5])
    assert all(sheet.cell(row, 12).quotePrefix for row in range(6, 11))
    assert not [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    typed = [cell for line in sheet.iter_rows(min_row=6) for cell in line if cell.value == "=1+1"]
    assert typed
    assert all(cell.quotePrefix for cell in typed)


@each_round
def test_nothing_else_of_the_workbook_changes(planning_round: Round) -> None:
    plan = made_plans.crowded(planning_round)
    found = check_plan(planning_round, plan)
    plain, book = opened(render_workbook(planning_round, plan, found)), annotated(planning_round, plan)
    assert book.sheetnames == ["Checks", *plain.sheetnames]
    assert book.active.title == "Checks"
    for sheet in plain.worksheets:
        other = book[sheet.title]
        assert [[(cell.value, cell.data_type, cell.number_format) for cell in line] for line in sheet.iter_rows()] == [
            [(cell.value, cell.data_type, cell.number_format) for cell in line] for line in other.iter_rows()]
    assert {name: there.attr_text for name, there in plain.defined_names.items()} == {
        name: there.attr_text for name, there in book.defined_names.items()}


def test_the_plain_workbook_has_no_word_of_it() -> None:
    content = render_workbook(ROUND, LEICESTER, check_plan(ROUND, LEICESTER))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "comment" in name.lower() or name.endswith(".vml")]
    assert "Checks" not in opened(content).sheetnames


def test_a_round_with_a_sheet_of_that_name_keeps_it() -> None:
    content = ROUND.model_dump(mode="json")
    content["sheets"]["items"][0]["title"] = "Checks"
    other = Round.model_validate(content)
    assert annotated(other, LEICESTER).sheetnames[:2] == ["Checks +", "Checks"]


def test_a_plan_with_nothing_wrong_says_so() -> None:
    book = annotated(ROUND, LEICESTER, ())
    assert book.worksheets[0]["B3"].value == "The checks found nothing."
    assert comments(book) == {}


def test_the_list_can_be_filtered_and_says_how_much_there_is() -> None:
    place = Place(section=Section.COVER, item="completed_by", field="value")
    found = (finding(place), finding(place, severity=Severity.BETA), finding(place, severity=Severity.BETA, fault="x"))
    sheet = annotated(ROUND, LEICESTER, found).worksheets[0]
    assert sheet["B3"].value.startswith("3 found: 1 must be mended, 2 new check on trial.")
    assert sheet.auto_filter.ref == "B5:M8"
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = changed(LEICESTER, income_comment="Once")
    found = check_plan(ROUND, plan)
    assert render_annotated(ROUND, plan, found) == render_annotated(ROUND, plan, found)
