"""The report as a tagged document: what a screen reader and a later reader of the file rely on."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Name

from tests.fund.build import LEICESTER, complete_plan
from tests.outputs.report_support import elements, leicester, report_of


@pytest.fixture(scope="module")
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(leicester())) as pdf:
        yield pdf


def of_kind(document: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [element for element in elements(document) if str(element.S) == f"/{kind}"]


def test_the_file_is_sound(document: pikepdf.Pdf) -> None:
    assert document.check_pdf_syntax() == []


def test_it_is_tagged_in_british_english_and_declares_pdf_ua(document: pikepdf.Pdf) -> None:
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_it_is_called_by_board_and_round_and_carries_the_whole_digest(document: pikepdf.Pdf) -> None:
    assert str(document.docinfo.Title) == "Leicester Health and Wellbeing Board: Better Care Fund 2019-20"
    assert LEICESTER.digest in str(document.docinfo.Keywords)


def test_headings_go_down_without_gaps_from_one_title(document: pikepdf.Pdf) -> None:
    levels = [int(str(element.S)[2]) for element in elements(document) if re.fullmatch(r"/H[1-6]", str(element.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_header_says_what_it_heads(document: pikepdf.Pdf) -> None:
    headers = of_kind(document, "TH")
    assert len(headers) > 100
    scopes = {str(header.A.Scope) for header in headers}
    assert scopes == {"/Row", "/Column"}
    assert all(Name.Table == header.A.O for header in headers)


def test_scope_does_not_drop_how_many_columns_a_header_spans(document: pikepdf.Pdf) -> None:
    spanning = [header for header in of_kind(document, "TH") if "/ColSpan" in header.A]
    assert [int(header.A.ColSpan) for header in spanning] == [7]
    assert str(spanning[0].A.Scope) == "/Row"


def test_every_id_that_a_cell_refers_to_is_in_the_index(document: pikepdf.Pdf) -> None:
    names = [bytes(item) for item in list(document.Root.StructTreeRoot.IDTree.Kids[0].Names)[::2]]
    assert names == sorted(names)
    for cell in of_kind(document, "TD"):
        for header in cell.A.get("/Headers", []):
            assert bytes(header) in names


def test_every_chart_is_told_in_words(document: pikepdf.Pdf) -> None:
    alternatives = [str(figure.Alt) for figure in of_kind(document, "Figure")]
    assert len(alternatives) == 4
    assert "Minimum CCG Contribution: £23,936,545" in alternatives[0]


def test_lists_hold_items_only(document: pikepdf.Pdf) -> None:
    for entry in of_kind(document, "L"):
        kids = entry.K if isinstance(entry.K, pikepdf.Array) else [entry.K]
        assert {str(kid.S) for kid in kids} == {"/LI"}


def test_bookmarks_lead_to_every_part(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = {item.title: [child.title for child in item.children] for item in outline.root}
    for title in ("Summary", "Narrative", "Income", "Expenditure", "Metrics", "Planning requirements"):
        assert title in titles
    assert "Running balances" in below["Summary"]


def test_footers_are_no_part_of_the_reading_order(document: pikepdf.Pdf) -> None:
    for page in list(document.pages)[1:]:
        assert page.Contents.read_bytes().count(b"/Pagination") == 3
    told = {(element.Pg.objgen, kid) for element in elements(document)
            for kid in (element.K if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")])
            if isinstance(kid, int)}  # fmt: skip
    for page in document.pages:
        marked = {int(number) for number in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())}
        assert {number for objgen, number in told if objgen == page.obj.objgen} == marked


def test_links_are_printed_and_described(document: pikepdf.Pdf) -> None:
    links = [link for page in document.pages for link in page.obj.get("/Annots", []) if link.Subtype == Name.Link]
    assert len(links) > 10
    assert all(int(link.F) == 4 and str(link.Contents) for link in links)


def test_all_fonts_are_in_the_file(document: pikepdf.Pdf) -> None:
    descriptors = [item for item in document.objects
                   if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.FontDescriptor]  # fmt: skip
    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()) for item in descriptors)


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = complete_plan("2031-34")
    assert report_of(plan) == report_of(plan)
