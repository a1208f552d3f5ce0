"""Milestones, reference documents and risks as lists: added, changed, moved, arranged, removed; read by others."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from plans.assembling import assemble
from plans.models import Milestone, Plan, ReferenceDocument
from tests import factories
from tests.fund.build import complete_plan
from tests.plans.pages import Page, browser_of, open_page, shire, signatory_of

HOSTILE = '"><script>alert(1)</script>{{ 7 }}'
MILESTONES = [
    {"key": "a", "title": "Contract let", "workstream": "Homes", "start": "2017-05-01", "end": "2018-01-31"},
    {"key": "b", "title": "Team at work", "owner": "Head of service", "end": "2017-04-30", "state": "done"},
    {"key": "c", "title": "Somewhen"},
]


@pytest.fixture
def plan(db: None) -> Plan:
    return shire("2017-19")


@pytest.fixture
def filled(db: None) -> Plan:
    return shire(
        "2017-19", milestones=MILESTONES,
        documents=[{"key": "d", "title": "Needs assessment", "where": "https://example.org/needs", "about": "Needs"},
                   {"key": "e", "title": "Agreement", "where": "javascript:alert(1)"},
                   {"key": "f"}],
        risks=[{"key": "r", "risk": "Staff leave", "likelihood": 2, "impact": 2, "mitigation": "Pay", "owner": "Chair"},
               {"key": "s", "risk": "Flood", "likelihood": 5, "impact": 4}],
    )


def new(page: Page, section: str, field: str) -> str:
    """The input of that field in the row that is not there yet: the last on the page."""
    return [name for name in page.fields if name.startswith(f"{section}-") and name.endswith(f"-{field}")][-1]


def titles(plan: Plan) -> list[str]:
    return [milestone.title for milestone in assemble(plan).milestones]


def test_a_milestone_is_added(plan: Plan) -> None:
    page = open_page(plan, "milestones")
    after = page.send_fields({
        new(page, "milestones", "title"): "Contract let", new(page, "milestones", "workstream"): "Homes",
        new(page, "milestones", "start"): "1 May 2017", new(page, "milestones", "end"): "31/01/2018",
        new(page, "milestones", "state"): "under_way", new(page, "milestones", "owner"): "Head of service",
    })
    assert "The milestones have been saved." in after.text
    (milestone,) = assemble(plan).milestones
    assert milestone.model_dump(mode="json", exclude={"key"}) == {
        "title": "Contract let", "workstream": "Homes", "start": "2017-05-01", "end": "2018-01-31",
        "owner": "Head of service", "state": "under_way", "comment": "",
    }
    assert "1 May 2017 – 31 Jan 2018" in after.text
    assert "<svg" in after.html
    assert '<option value="Homes">' in after.html


def test_a_date_is_taken_away_again(filled: Plan) -> None:
    open_page(filled, "milestones").send_fields({"milestones-a-start": "", "milestones-a-workstream": ""})
    milestone = assemble(filled).milestones[0]
    assert (milestone.start, milestone.workstream, str(milestone.end)) == (None, "", "2018-01-31")


def test_a_date_that_is_none_is_refused_by_name_and_cell_and_nothing_is_lost(filled: Plan) -> None:
    page = open_page(filled, "milestones").send_fields({
        "milestones-a-end": "31 February 2018", "milestones-b-title": "Team complete",
    })
    assert page.status == 422
    assert "“31 February 2018” is not a date." in page.text
    assert "In the workbook: Milestones!E6." in page.text
    assert page.fields["milestones-b-title"] == "Team complete"
    assert titles(filled)[1] == "Team at work"


def test_a_document_is_added_changed_and_removed(plan: Plan) -> None:
    page = open_page(plan, "documents")
    page = page.send_fields({new(page, "documents", "title"): "Strategy", new(page, "documents", "date"): "2017-02-01"})
    row = ReferenceDocument.objects.get(plan=plan)
    assert "it is not said where it can be found" in page.text
    page = page.send_fields({f"documents-{row.key}-where": "On request"})
    assert assemble(plan).documents[0].where == "On request"
    page.send_fields({f"documents-{row.key}-remove": "on"})
    assert assemble(plan).documents == ()


@pytest.mark.parametrize(("move", "after", "button"), [
    ("up:b", ["Team at work", "Contract let", "Somewhen"], "#milestones-b-down"),
    ("down:a", ["Team at work", "Contract let", "Somewhen"], "#milestones-a-down"),
    ("up:c", ["Contract let", "Somewhen", "Team at work"], "#milestones-c-up"),
])  # fmt: skip
def test_a_row_is_moved_and_the_focus_goes_with_it(filled: Plan, move: str, after: list[str], button: str) -> None:
    page = open_page(filled, "milestones")
    response = page.client.post(page.url, {**page.fields, "move": move})
    assert response["Location"].endswith(button)
    assert button[1:] in Page(page.client, page.url).ids
    assert titles(filled) == after


def test_what_was_typed_is_saved_with_the_move(filled: Plan) -> None:
    page = open_page(filled, "milestones").send_fields({"milestones-a-title": "Contract signed", "move": "down:a"})
    assert titles(filled) == ["Team at work", "Contract signed", "Somewhen"]
    assert "It is milestone 2 of 3 now." in page.text


def test_nothing_moves_while_something_typed_is_refused(filled: Plan) -> None:
    page = open_page(filled, "milestones").send_fields({"milestones-a-end": "soon", "move": "down:a"})
    assert page.status == 422
    assert titles(filled)[0] == "Contract let"


def test_a_row_removed_meanwhile_is_not_moved(filled: Plan) -> None:
    page = open_page(filled, "milestones")
    Milestone.objects.get(plan=filled, key="b").delete()
    after = page.send_fields({"move": "up:b"})
    assert "The milestone that you moved has been removed." in after.text
    assert titles(filled) == ["Contract let", "Somewhen"]


@pytest.mark.parametrize("move", ["sideways:a", "up:", "up", "up:../a", "\0"])
def test_a_move_that_is_none_only_saves(filled: Plan, move: str) -> None:
    page = open_page(filled, "milestones").send_fields({"move": move, "milestones-a-title": "Contract signed"})
    assert page.status == 200
    assert titles(filled)[0] == "Contract signed"


def test_milestones_are_put_in_order_of_date(filled: Plan) -> None:
    open_page(filled, "milestones").send_fields({"arrange": "date"})
    assert titles(filled) == ["Team at work", "Contract let", "Somewhen"]


def test_the_highest_score_can_be_shown_or_put_first(filled: Plan) -> None:
    page = open_page(filled, "risks")
    assert page.html.index("#risks-r-risk") < page.html.index("#risks-s-risk")
    shown = Page(page.client, f"{page.url}?order=score")
    assert shown.html.index("#risks-s-risk") < shown.html.index("#risks-r-risk")
    assert [risk.key for risk in assemble(filled).risks] == ["r", "s"]
    page.send_fields({"arrange": "score"})
    assert [risk.key for risk in assemble(filled).risks] == ["s", "r"]


def test_after_adding_one_the_next_is_ready_to_be_written(plan: Plan) -> None:
    page = open_page(plan, "milestones")
    response = page.client.post(page.url, {**page.fields, new(page, "milestones", "title"): "First", "then": "add"})
    assert response["Location"].endswith("#add")
    assert "add" in Page(page.client, page.url).ids


def test_a_conflict_over_a_milestone_shows_both_and_loses_neither(filled: Plan) -> None:
    mine, theirs = open_page(filled, "milestones"), open_page(filled, "milestones")
    theirs.send_fields({"milestones-a-end": "2018-02-28"})
    clash = mine.send_fields({"milestones-a-end": "2018-03-31"})
    assert clash.status == 409
    assert "28 February 2018" in clash.text
    assert "31 March 2018" in clash.text
    clash.send_fields({"milestone-a:keep": "mine"})
    assert str(assemble(filled).milestones[0].end) == "2018-03-31"


def test_a_move_by_somebody_else_is_no_conflict(filled: Plan) -> None:
    mine, theirs = open_page(filled, "milestones"), open_page(filled, "milestones")
    theirs.send_fields({"move": "down:a"})
    assert mine.send_fields({"milestones-a-title": "Contract signed"}).status == 200
    assert titles(filled) == ["Team at work", "Contract signed", "Somewhen"]


@pytest.mark.parametrize("section", ["risks", "milestones", "documents"])
def test_a_reader_sees_everything_and_changes_nothing(filled: Plan, section: str) -> None:
    client = signatory_of(filled)
    page = Page(client, reverse(section, args=filled.args))
    for words in {"risks": ["Staff leave", "Pay", "4 Moderate", "20 Extreme"], "documents": ["Needs assessment"],
                  "milestones": ["Contract let", "1 May 2017 – 31 Jan 2018", "Done"]}[section]:  # fmt: skip
        assert words in page.text
    assert "<textarea" not in page.html
    assert "Save" not in page.text
    for data in ({"move": "up:b"}, {"arrange": "date"}, {}):
        assert client.post(page.url, data).status_code == 403
    assert titles(filled) == ["Contract let", "Team at work", "Somewhen"]


@pytest.mark.parametrize("section", ["risks", "milestones", "documents"])
@pytest.mark.parametrize("reader", [False, True])
def test_every_finding_leads_to_something_on_the_page(filled: Plan, section: str, reader: bool) -> None:
    client = signatory_of(filled) if reader else browser_of(factories.author_of(filled))
    page = Page(client, reverse(section, args=filled.args))
    found = page.response.context["findings"]
    assert found
    assert {shown.url.partition("#")[2] for shown in found} <= set(page.ids)


@pytest.mark.parametrize("section", ["risks", "milestones", "documents"])
def test_no_id_stands_twice(filled: Plan, section: str) -> None:
    for client in (signatory_of(filled), browser_of(factories.author_of(filled))):
        ids = Page(client, reverse(section, args=filled.args)).ids
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("section", "words"), [
    ("risks", "The risk log is empty."), ("milestones", "No milestone has been set."),
    ("documents", "No reference document is listed."),
])  # fmt: skip
def test_an_empty_list_says_so_to_those_who_read(plan: Plan, section: str, words: str) -> None:
    assert words in Page(signatory_of(plan), reverse(section, args=plan.args)).text


def test_a_round_without_the_lists_has_no_such_pages(leicester: Plan) -> None:
    client = browser_of(factories.author_of(leicester))
    for section in ("milestones", "documents"):
        url = reverse(section, args=leicester.args)
        assert (client.get(url).status_code, client.post(url, {}).status_code) == (404, 404)


def test_only_addresses_of_the_web_become_links(filled: Plan) -> None:
    html = open_page(filled, "documents").html
    assert 'href="https://example.org/needs"' in html
    assert 'href="javascript' not in html
    assert "javascript:alert(1)" in html


def test_hostile_text_stays_text(db: None) -> None:
    every: dict[str, Any] = {
        "milestones": [{"key": "a", "title": HOSTILE, "workstream": HOSTILE, "end": "2018-01-01", "owner": HOSTILE}],
        "documents": [{"key": "a", "title": HOSTILE, "where": f"https://example.org/{HOSTILE}"}],
        "risks": [{"key": "a", "risk": HOSTILE, "likelihood": 1, "impact": 1, "owner": HOSTILE}],
    }
    plan = shire("2017-19", narrative={}, **every)
    for section in ("risks", "milestones", "documents", "narrative"):
        html = open_page(plan, section).html
        assert "<script>alert" not in html
        assert escape(HOSTILE) in html or "&lt;script&gt;" in html


def test_the_columns_are_those_of_the_round(made_up_round: None) -> None:
    plan = factories.plan_from(complete_plan("2031-34"))
    page = open_page(plan, "milestones")
    assert "<h1 class=\"govuk-heading-l\">Steps</h1>" in page.html
    assert "Workstream (optional)" in page.text
    assert "Owner" not in page.text
    assert '<option value="Bridges">' in page.html
    assert not [name for name in page.fields if name.endswith(("-owner", "-state", "-comment"))]


def test_a_long_list_is_folded_and_what_waits_for_an_answer_is_open(db: None) -> None:
    plan = shire("2017-19", milestones=[{"key": f"m{n}", "title": f"Step {n}"} for n in range(8)])
    page = open_page(plan, "milestones")
    assert page.html.count('<details class="app-listed__fold">') == 8
    refused = page.send_fields({"milestones-m3-end": "soon"})
    assert refused.html.count('<details class="app-listed__fold">') == 7


def test_pages_take_the_same_queries_however_long_the_list(db: None, django_assert_max_num_queries: Any) -> None:
    plan = shire("2017-19", milestones=[{"key": f"m{n}", "title": f"Step {n}"} for n in range(60)])
    client = browser_of(factories.author_of(plan))
    with django_assert_max_num_queries(45):
        assert client.get(reverse("milestones", args=plan.args)).status_code == 200
