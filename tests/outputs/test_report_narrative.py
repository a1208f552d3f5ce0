"""The narrative in the report and in the workbook: figures of the plan and pictures put in."""

import io

import openpyxl
import pikepdf
import pytest
from PIL import Image

from bcf.fund.places import Place, Section
from plans.outputs.report import render_report, report_html
from plans.outputs.report.making import lay_out
from plans.outputs.workbook import cell_of, render_workbook
from tests.fund.build import LEICESTER, ROUNDS, changed
from tests.outputs.report_support import elements, words

ROUND = ROUNDS["2019-20"]
NAME = "0123456789abcdef"
TEXT = f"""The pool is **{{pool total}}**.

- one
- two

| Scheme | Spend |
| --- | --: |
| Carers | {{spend on carers}} |

![A map of the area](picture:{NAME})

![Lost](picture:ffffffffffffffff)"""
PLAN = changed(LEICESTER, narrative={"b_i": TEXT})


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_report(ROUND, PLAN, (), pictures={NAME: picture()})


def test_figures_and_tables_are_printed(report: bytes) -> None:
    printed = words(report)
    assert "The pool is £43,368,727." in printed
    assert "Scheme Spend Carers £650,000" in printed
    assert "[Picture: Lost]" in printed
    assert "{" not in printed


def test_a_picture_is_embedded_with_its_words(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as document:
        told = [str(element.get("/Alt")) for element in elements(document) if str(element.S) == "/Figure"]
        sizes = {
            (int(entry.Width), int(entry.Height))
            for entry in document.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
        }
    assert "A map of the area" in told
    assert (60, 40) in sizes


def test_the_same_plan_and_pictures_give_the_same_bytes(report: bytes) -> None:
    assert render_report(ROUND, PLAN, (), pictures={NAME: picture()}) == report


@pytest.mark.parametrize("address", ["https://evil.example/x.png", "file:///etc/passwd", "picture:ffffffffffffffff"])
def test_nothing_but_the_plans_pictures_is_fetched(address: str, caplog: pytest.LogCaptureFixture) -> None:
    lay_out(f'<html lang="en-GB"><p><img src="{address}" alt="x"></html>', {NAME: picture()})
    assert f"the report may not fetch {address}" in caplog.text


def test_a_picture_from_elsewhere_never_reaches_the_report() -> None:
    plan = changed(LEICESTER, narrative={"b_i": "![a map](https://evil.example/x.png)"})
    assert "evil.example" not in report_html(ROUND, plan, ())


def test_the_workbook_has_the_words_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(ROUND, PLAN, [], digest=PLAN.digest)))
    sheet, _, cell = cell_of(ROUND, PLAN)(Place(section=Section.NARRATIVE, item="b_i", field="value")).rpartition("!")
    assert book[sheet.strip("'")][cell].value == (
        "The pool is £43,368,727.\n\n• one\n• two\n\nScheme; Spend\nCarers; £650,000\n\n"
        "[Picture: A map of the area]\n\n[Picture: Lost]"
    )


def test_the_stored_text_keeps_the_names() -> None:
    assert "{pool total}" in PLAN.canonical()
    assert "43,368,727" not in PLAN.canonical()
