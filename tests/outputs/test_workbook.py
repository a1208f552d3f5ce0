"""The workbook as it is written: sheets, places, protection, lists, looks and what users typed."""

import io
import re
import time
import zipfile

import openpyxl
import pytest
from openpyxl import Workbook

from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import Round, SheetKind
from plans.outputs.workbook import cell_of, render_workbook
from plans.outputs.workbook.layout import lay_out
from plans.outputs.workbook.refs import a1, quoted
from plans.outputs.workbook.values import Formula, Style
from tests.fund.build import LEICESTER, ROUNDS
from tests.outputs import made_plans
from tests.outputs.comparing import formulas

ROUND = ROUNDS["2019-20"]
CROWDED = made_plans.crowded(ROUND)
EVERY_ROUND = pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def leicester() -> Workbook:
    return opened(render_workbook(ROUND, LEICESTER))


@EVERY_ROUND
def test_sheets_are_those_of_the_round_in_its_order(planning_round: Round) -> None:
    sheets = opened(render_workbook(planning_round, made_plans.crowded(planning_round))).worksheets
    shown = [sheet.title for sheet in sheets if sheet.sheet_state == "visible"]
    assert shown[: len(planning_round.sheets.items)] == [sheet.title for sheet in planning_round.sheets.items]
    assert [sheet.title for sheet in sheets if sheet.sheet_state == "hidden"] == ["Lists"]


@EVERY_ROUND
def test_a_place_and_its_cell_are_one(planning_round: Round) -> None:
    plan = made_plans.crowded(planning_round)
    cell = cell_of(planning_round, plan)
    sheets = lay_out(planning_round, plan).sheets
    places = [(sheet.title, item) for sheet in sheets for item in sheet.cells if item.place]
    assert places
    for title, item in places:
        assert item.place
        assert cell(item.place) == f"{quoted(title)}!{a1(item.row, item.col)}"
    assert {item.place.section for _, item in places if item.place} >= {Section.COVER, Section.EXPENDITURE}


def test_a_place_is_named_as_excel_names_it() -> None:
    cell = cell_of(ROUND, LEICESTER)
    key = LEICESTER.schemes[2].key
    place = Place(section=Section.EXPENDITURE, item=key, field="amount", year="2019-20")
    assert re.fullmatch(r"'6\. Expenditure'![A-Z]+\d+", cell(place))
    assert cell(Place(section=Section.EXPENDITURE)) == "'6. Expenditure'!B1"
    assert cell(Place(section=Section.EXPENDITURE, item="gone", field="name")) == "'6. Expenditure'!B1"
    assert cell(Place(section=Section.RISKS)) == ""


def test_naming_places_is_quick_at_300_rows() -> None:
    plan = made_plans.crowded(ROUND, rows=300)
    start = time.perf_counter()
    cell = cell_of(ROUND, plan)
    for row in plan.schemes:
        assert cell(Place(section=Section.EXPENDITURE, item=row.key, field="area"))
    assert time.perf_counter() - start < 0.1


def test_only_formulas_of_the_layout_are_formulas() -> None:
    layout, workbook = lay_out(ROUND, CROWDED), opened(render_workbook(ROUND, CROWDED))
    meant = {(title, a1(cell.row, cell.col)) for title, cell in formulas(layout)}
    found = {(sheet.title, cell.coordinate) for sheet in workbook.worksheets for line in sheet.iter_rows()
             for cell in line if cell.data_type == "f"}
    assert found == meant


def test_typed_text_that_looks_like_a_formula_is_text_for_good() -> None:
    workbook = opened(render_workbook(ROUND, CROWDED))
    typed = [cell for line in workbook["6. Expenditure"].iter_rows() for cell in line if cell.value == "=1+1"]
    assert typed
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in typed)


def test_a_text_too_long_for_a_cell_is_kept_whole() -> None:
    layout = lay_out(ROUND, CROWDED)
    held = next(sheet for sheet in layout.sheets if sheet.title == "Long texts")
    pieces = [str(cell.content) for cell in held.cells if cell.style is Style.ALLOCATED]
    assert made_plans.LONG in "".join(pieces)
    assert all(len(str(cell.content)) <= 32_767 for sheet in layout.sheets for cell in sheet.cells)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_workbook(ROUND, LEICESTER) == render_workbook(ROUND, LEICESTER)


def test_the_file_has_no_macro_no_link_outside_and_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(render_workbook(ROUND, CROWDED))) as parts:
        names = parts.namelist()
        assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in parts.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
        links = [parts.read(name) for name in names if name.endswith(".rels")]
        assert not [text for text in links if b'TargetMode="External"' in text]


def test_formulas_carry_no_result_that_could_be_stale() -> None:
    with zipfile.ZipFile(io.BytesIO(render_workbook(ROUND, LEICESTER))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any("<f>" in text for text in sheets)
    assert not [text for text in sheets if re.search(r"</f><v>[^<]", text)]


def test_properties_name_the_plan(leicester: Workbook) -> None:
    assert LEICESTER.digest in leicester.properties.keywords
    assert leicester.properties.title == "Better Care Fund 2019-20: Leicester"
    assert LEICESTER.digest[:12] in leicester["5. Income"].oddFooter.left.text


def test_only_input_cells_can_be_typed_in(leicester: Workbook) -> None:
    layout = lay_out(ROUND, LEICESTER)
    for sheet in layout.sheets:
        shown = leicester[sheet.title]
        assert shown.protection.sheet
        assert not shown.protection.password
        for cell in sheet.cells:
            locked = shown.cell(cell.row, cell.col).protection.locked
            assert locked is (cell.style not in (Style.INPUT, Style.INPUT_LONG))


def test_inputs_allocations_and_sums_look_different(leicester: Workbook) -> None:
    layout = lay_out(ROUND, LEICESTER)
    fills: dict[Style, set[str]] = {}
    for sheet in layout.sheets:
        for cell in sheet.cells:
            there = leicester[sheet.title].cell(cell.row, cell.col)
            fills.setdefault(cell.style, set()).add(there.fill.start_color.rgb)
    colours = [fills[style] for style in (Style.INPUT, Style.ALLOCATED, Style.COMPUTED, Style.TOTAL)]
    assert all(len(colour) == 1 for colour in colours)
    assert len(set.union(*colours)) == 4


def test_sheets_print_on_a4_across_one_page_with_their_headers(leicester: Workbook) -> None:
    for sheet in leicester.worksheets[:-1]:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.freeze_panes
    assert leicester["6. Expenditure"].print_title_rows


def test_sub_types_offered_depend_on_the_scheme_type(leicester: Workbook) -> None:
    validations = leicester["6. Expenditure"].data_validations.dataValidation
    lists = [item.formula1 for item in validations if item.type == "list"]
    assert [formula for formula in lists if formula.startswith("OFFSET(Lists!") and "MATCH($F" in formula]
    assert all(len(formula) <= 255 for formula in lists)


@EVERY_ROUND
def test_formulas_keep_to_what_excel_takes(planning_round: Round) -> None:
    for title, cell in formulas(lay_out(planning_round, made_plans.crowded(planning_round))):
        assert isinstance(cell.content, Formula)
        text = cell.content.text
        assert len(text) <= 8_192, (title, a1(cell.row, cell.col))
        assert all(len(constant) <= 257 for constant in re.findall(r'"(?:[^"]|"")*"', text))


@EVERY_ROUND
def test_no_total_is_a_number_typed_into_a_cell(planning_round: Round) -> None:
    for sheet in lay_out(planning_round, made_plans.crowded(planning_round)).sheets:
        for cell in sheet.cells:
            if cell.style in (Style.COMPUTED, Style.TOTAL, Style.CHECK) and not isinstance(cell.content, str | None):
                assert isinstance(cell.content, Formula), (sheet.title, a1(cell.row, cell.col))


def test_the_cover_counts_the_checks_that_stand_open() -> None:
    finding = Finding(rule="X-001", severity=Severity.BLOCKING, title="t", fault="m", remedy="r",
                      place=Place(section=Section.COVER))
    advice = finding.model_copy(update={"severity": Severity.ADVICE})
    cover = ROUND.sheets.title(SheetKind.COVER)

    def said(findings: list[Finding] | None) -> str:
        sheet = next(sheet for sheet in lay_out(ROUND, LEICESTER, findings).sheets if sheet.title == cover)
        texts = {cell.row: str(cell.content) for cell in sheet.cells if cell.col == 3}
        label = next(cell.row for cell in sheet.cells if str(cell.content).startswith("Checks that stood open"))
        return texts[label]

    assert said(None) == "Not checked yet"
    assert said([]) == "None"
    assert said([finding, finding, advice]).startswith("3: 2 that must be mended")


def test_the_guidance_says_what_is_to_be_confirmed(leicester: Workbook) -> None:
    texts = [str(cell.value) for line in leicester["1. Guidance"].iter_rows() for cell in line if cell.value]
    assert "To be confirmed" in texts
    assert [text for text in texts if text.startswith("Recalled")]


def test_pence_are_shown_when_there_are_any() -> None:
    formats = {cell.number_format for sheet in lay_out(ROUND, CROWDED).sheets for cell in sheet.cells}
    assert [text for text in formats if '"£"#,##0.00' in text]
    whole = {cell.number_format for sheet in lay_out(ROUND, LEICESTER).sheets for cell in sheet.cells}
    assert not [text for text in whole if '"£"#,##0.00' in text]
