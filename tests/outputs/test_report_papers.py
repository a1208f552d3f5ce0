"""The narrative document in the report: chapters in order, the chart with its words and its table, hostile text."""

import io
import re
from typing import Any

import pikepdf
import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.places import Place, Section
from bcf.fund.round import Round
from bcf.fund.rules import check_plan
from plans.outputs.report import report_html
from plans.outputs.report.making import lay_out
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan
from tests.outputs.report_support import elements, pages, report_of, words

LONG = complete_plan("2017-19")
HOSTILE = '<script>alert(1)</script>"> ' + "W" * 300


def html_of(plan: PlanDocument) -> str:
    return report_html(ROUNDS[plan.round], plan, check_plan(ROUNDS[plan.round], plan))


def headings(html: str) -> list[str]:
    found = re.findall(r"<h[2-4][^>]*>(.*?)</h[2-4]>", html, re.S)
    return [" ".join(re.sub("<[^>]+>", " ", heading).split()) for heading in found]


def many(number: int) -> PlanDocument:
    """A plan with that many milestones, some with names as long as people write them."""
    steps = [{"key": f"m{at}", "title": f"Step {at} " + "of a long way " * (at % 9), "workstream": f"Stream {at % 4}",
              "start": "2017-05-01", "end": f"2018-{at % 12 + 1:02d}-15", "owner": "Head of service"}
             for at in range(number)]  # fmt: skip
    return changed(LONG, milestones=steps)


def test_the_document_has_its_chapters_in_order() -> None:
    shown = headings(html_of(LONG))
    wanted = ["Narrative", "1. The area and its vision", "1.1 Introduction", "3.2 Milestones", "4. Governance and risk",
              "4.3 Risk log", "6.3 Reference documents", "Income"]  # fmt: skip
    assert [heading for heading in shown if heading in wanted] == wanted
    assert "Risks" not in shown


def test_the_contents_list_chapters_and_their_parts() -> None:
    contents = html_of(LONG).partition('id="contents"')[2].partition("</section>")[0]
    for anchor, title in (("chapter-governance", "4. Governance and risk"), ("risks", "4.3 Risk log"),
                          ("milestones", "3.2 Milestones"), ("narrative-governance", "4.1 Programme governance")):
        assert f'<a href="#{anchor}">{title}</a>' in contents


def test_lists_of_a_round_without_chapters_are_parts_of_their_own() -> None:
    content = ROUNDS["2017-19"].model_dump(mode="json")
    content["narrative"]["chapters"] = []
    html = report_html(Round.model_validate(content), LONG, ())
    shown = headings(html)
    assert [heading for heading in shown if heading in ("Risks", "Milestones", "Reference documents")] == [
        "Risks", "Milestones", "Reference documents",
    ]  # fmt: skip
    assert "Introduction" in shown


def test_a_round_without_lists_has_none() -> None:
    html = html_of(LEICESTER)
    for anchor in ("milestones", "documents", "risks", "chapter-governance"):
        assert f'id="{anchor}"' not in html


def test_the_chart_has_words_for_those_who_do_not_see_it_and_a_table_with_every_date() -> None:
    pdf = report_of(LONG)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = [str(item.Alt) for item in elements(document) if str(item.S) == "/Figure" and "/Alt" in item]
    assert any(text.startswith("Milestones. Gantt chart of 2 milestones in 1 workstream") for text in said)
    text = words(pdf)
    assert "Milestones: every date" in text
    assert "1 Apr 2017" in text
    assert "31 Mar 2019" in text


def test_sixty_milestones_are_drawn_on_sheets_that_fit_their_pages() -> None:
    plan = many(60)
    laid_out = lay_out(html_of(plan))
    for page in laid_out.pages:
        box = page._page_box
        bottom = box.margin_top + box.height
        for child in box.descendants():
            if child.element_tag == "svg":
                assert child.position_y + child.height <= bottom + 1
    text = words(report_of(plan, ()))
    assert all(f"{at + 1}. Step {at}" in text for at in range(60))
    assert "Milestones, 1 of" in text


def test_the_risk_log_names_score_and_band_and_shows_the_grid() -> None:
    text = words(report_of(LONG, ()))
    assert "1. Nobody comes 1 5 5 Moderate" in text
    assert "Risks by likelihood and impact, by their numbers in the log" in text
    assert "Bands of scores: Low 1 to 3, Moderate 4 to 6, High 8 to 12, Extreme 15 to 25. To be confirmed." in text


def test_empty_lists_say_so() -> None:
    text = words(report_of(changed(LONG, milestones=(), risks=(), documents=()), ()))
    for said in ("No milestone has been set yet.", "No risk has been entered yet.", "No reference document is listed."):
        assert said in text


def test_typed_text_is_never_obeyed() -> None:
    every: dict[str, Any] = {
        "milestones": [{"key": "a", "title": HOSTILE, "workstream": HOSTILE, "owner": HOSTILE, "comment": HOSTILE,
                        "end": "2018-01-01"}],
        "documents": [{"key": "a", "title": HOSTILE, "about": HOSTILE, "where": "javascript:alert(1)"},
                      {"key": "b", "title": "Book", "where": "https://example.org/a"}],
        "risks": [{"key": "a", "risk": HOSTILE, "mitigation": HOSTILE, "owner": HOSTILE}],
    }  # fmt: skip
    html = html_of(changed(LONG, **every))
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org/a"' in html
    for page in lay_out(html).pages:
        box = page._page_box
        texts = [child for child in box.descendants() if hasattr(child, "text")]
        assert all(child.position_x + child.width <= box.width + box.margin_left + 1 for child in texts)


@pytest.mark.parametrize(("section", "key", "words"), [
    (Section.MILESTONES, "milestone-2", "Milestone 2"), (Section.DOCUMENTS, "document-1", "Document 1"),
])  # fmt: skip
def test_findings_name_the_row(section: Section, key: str, words: str) -> None:
    from plans.outputs.report.places import words_for
    from plans.outputs.report.subject import Subject

    subject = Subject(ROUNDS["2017-19"], LONG, (), "0" * 64, "Draft")
    assert words_for(subject, Place(section=section, item=key, field="title")) == f"{words}, title"


def test_what_is_to_be_confirmed_is_told_in_words() -> None:
    text = " ".join(pages(report_of(LONG, ()))[-3:])
    assert "bound method" not in text
    assert "Milestones From memory" in text
