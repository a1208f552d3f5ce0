"""The narrative of a round that makes a document of it: chapters in order, with the lists where they belong."""

import re

import pytest
from django.urls import reverse

from plans.models import Plan
from tests import factories
from tests.fund.build import complete_plan
from tests.plans.pages import Page, browser_of, open_page, shire, signatory_of

pytestmark = pytest.mark.any_engine


@pytest.fixture
def plan(db: None) -> Plan:
    return shire(
        "2017-19", narrative={"governance": "# Who decides\n\nThe **board**."},
        milestones=[{"key": "a", "title": "Contract let", "end": "2018-01-31"}],
        risks=[{"key": "r", "risk": "Staff leave", "likelihood": 3, "impact": 5}],
        documents=[{"key": "d", "title": "Needs assessment", "where": "https://example.org"}],
    )


def headings(page: Page) -> list[str]:
    found = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page.html, re.S)
    return [" ".join(re.sub("<[^>]+>", " ", heading).split()) for heading in found]


def test_the_document_stands_in_the_rounds_order(plan: Plan) -> None:
    shown = headings(open_page(plan, "narrative"))
    wanted = ["Contents", "1. The area and its vision", "1.1 Introduction", "3.2 Milestones", "4. Governance and risk",
              "4.1 Programme governance", "4.2 Risk", "4.3 Risk log", "6.3 Reference documents"]  # fmt: skip
    assert [heading for heading in shown if heading in wanted] == wanted


def test_every_line_of_the_contents_leads_to_its_heading(plan: Plan) -> None:
    page = open_page(plan, "narrative")
    contents = page.html.partition('aria-labelledby="chapters"')[2].partition("</nav>")[0]
    targets = re.findall(r'href="#([^"]+)"', contents)
    assert len(targets) == 6 + 13 + 3
    assert set(targets) <= set(page.ids)


def test_answers_and_lists_can_be_read_in_one_go(plan: Plan) -> None:
    for page in (open_page(plan, "narrative"), Page(signatory_of(plan), reverse("narrative", args=plan.args))):
        for words in ("The board .", "Contract let", "31 Jan 2018", "Staff leave", "15 Extreme", "Needs assessment"):
            assert words in page.text
        assert len(page.ids) == len(set(page.ids))
        assert re.search(r"<h4[^>]*>Who decides</h4>", page.html)


def test_lists_lead_to_the_pages_where_they_are_written(plan: Plan) -> None:
    html = open_page(plan, "narrative").html
    for section in ("risks", "milestones", "documents"):
        assert f'href="{reverse(section, args=plan.args)}"' in html
    assert f'href="{reverse("risks", args=plan.args)}#risks-r"' in html


def test_the_contents_say_how_far_each_part_is(plan: Plan) -> None:
    text = open_page(plan, "narrative").text
    assert "1.1 Introduction Not started" in text
    assert "4.1 Programme governance 4 words" in text
    assert "3.2 Milestones Complete" in text
    assert "4.3 Risk log In progress" in text


def test_empty_lists_say_so(db: None) -> None:
    text = open_page(shire("2017-19"), "narrative").text
    for words in ("The risk log is empty.", "No milestone has been set.", "No reference document is listed."):
        assert words in text


def test_a_round_without_chapters_looks_as_it_did(leicester: Plan) -> None:
    page = Page(browser_of(factories.author_of(leicester)), reverse("narrative", args=leicester.args))
    assert 'id="chapters"' not in page.html
    assert re.search(r'<h2 class="govuk-heading-m">A [^<]+</h2>', page.html)


def test_chapters_are_those_of_the_round(made_up_round: None) -> None:
    shown = headings(open_page(factories.plan_from(complete_plan("2031-34")), "narrative"))
    wanted = ["1. What could go wrong", "1.1 Risk log", "2. Why and when", "2.1 N1 Why this plan", "2.2 Steps",
              "3. The rest", "3.1 Books", "3.2 N2 Anything else (optional)"]  # fmt: skip
    assert [heading for heading in shown if heading in wanted] == wanted


def test_the_round_says_what_it_asks(plan: Plan) -> None:
    page = Page(browser_of(factories.author_of(plan)), reverse("round", args=["2017-19"]))
    for words in ("Governance and risk Programme governance, Risk and Risk log.", "Extreme 15 to 25.",
                  "Name, dates; workstream, owner, state and comment.", "1 April 2017 to 31 March 2019.",
                  "Title, where it is; what it is about and date."):  # fmt: skip
        assert words in page.text
    assert {"milestones", "documents"} <= set(page.ids)
