"""The narrative document's pages in a real browser: accessible in every state, by keyboard, narrow, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from plans.assembling import assemble
from plans.models import Milestone, Plan, Role, User
from tests import factories
from tests.browsers import assert_accessible, assert_quiet
from tests.plans.pages import shire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTIONS = ("risks", "milestones", "documents", "narrative")
CONTENT: dict[str, Any] = {
    "narrative": {"governance": "The **board** decides."},
    "milestones": [
        {"key": "a", "title": "Contract let", "workstream": "Homes", "start": "2017-05-01", "end": "2018-01-31",
         "state": "under_way", "owner": "Head of service"},
        {"key": "b", "title": "Team at work, after a long and thorough search for people", "end": "2017-04-30"},
        {"key": "c", "title": "Somewhen"},
    ],
    "documents": [{"key": "d", "title": "Needs assessment", "where": "https://example.org/needs/of/everybody.pdf"},
                  {"key": "e", "title": "Agreement"}],
    "risks": [{"key": "r", "risk": "Staff leave", "likelihood": 2, "impact": 2, "mitigation": "Pay", "owner": "Chair"},
              {"key": "s", "risk": "Flood", "likelihood": 5, "impact": 4}],
}  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture
def open_page(browse: Open) -> Open:
    """Opens a section of a plan as an author of its council, or as the person given."""

    def open_it(plan: Plan, section: str, *, reader: User | None = None, width: int = 1280, **how: Any) -> Page:
        address = reverse(section, args=plan.args)
        return browse(reader or factories.author_of(plan), address, width=width, height=800, **how)

    return open_it


def test_every_page_is_accessible_and_fits_a_narrow_screen(open_page: Open) -> None:
    empty, full = shire("2017-19"), None
    for section in SECTIONS:
        page = open_page(empty, section, width=320)
        assert_accessible(page)
    empty.delete()
    full = shire("2017-19", **CONTENT)
    for section in SECTIONS:
        for reader in (None, factories.person(Role.SIGNATORY, of=full.board.bodies.first())):
            page = open_page(full, section, reader=reader, width=320)
            assert_accessible(page)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, section
            assert_quiet(page)


def test_errors_and_conflicts_are_accessible(open_page: Open) -> None:
    plan = shire("2017-19", **CONTENT)
    page = open_page(plan, "milestones")
    page.locator("#milestones-a-end").evaluate("field => field.type = 'text'")
    page.locator("#milestones-a-end").fill("soon")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="“soon” is not a date.")).to_be_visible()
    assert_accessible(page)

    page = open_page(plan, "milestones")
    row = Milestone.objects.get(plan=plan, key="a")
    row.title, row.version = "Contract signed", row.version + 1
    row.save()
    page.locator("#milestones-a-title").fill("Contract sealed")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Somebody else saved this")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Save mine over it").check()
    page.get_by_role("button", name="Save with these choices").click()
    expect(page.locator("#milestones-a-title")).to_have_value("Contract sealed")


def test_rows_are_written_and_moved_without_scripts(open_page: Open) -> None:
    plan = shire("2017-19", **CONTENT)
    page = open_page(plan, "risks", java_script_enabled=False)
    page.locator("#risks-r-owner").fill("Head of service")
    page.locator("#risks-r-down").click()
    expect(page.get_by_text("It is risk 2 of 2 now.")).to_be_visible()
    assert [(risk.key, risk.owner) for risk in assemble(plan).risks] == [("s", ""), ("r", "Head of service")]
    page.get_by_role("link", name="highest score first").click()
    expect(page.get_by_role("region", name="Risk log").locator("tbody th")).to_have_text(["Flood", "Staff leave"])


def test_a_score_shows_as_it_is_chosen_and_the_log_is_sorted_without_losing_what_was_typed(open_page: Open) -> None:
    plan = shire("2017-19", **CONTENT)
    page = open_page(plan, "risks")
    card = page.locator("#risks-r")
    expect(card.locator("output")).to_have_text("4 Moderate")
    card.get_by_label("Impact, 1 to 5").select_option("5")
    expect(card.locator("output")).to_have_text("10 High")
    card.get_by_label("Likelihood, 1 to 5").select_option("")
    expect(card.locator("output")).to_have_text("")
    card.get_by_label("Owner").fill("Typed and not yet saved")
    rows = page.get_by_role("region", name="Risk log").locator("tbody th")
    expect(rows).to_have_text(["Staff leave", "Flood"])
    page.get_by_role("link", name="highest score first").click()
    expect(rows).to_have_text(["Flood", "Staff leave"])
    expect(card.get_by_label("Owner")).to_have_value("Typed and not yet saved")
    assert_accessible(page)
    page.get_by_role("link", name="as in the log").click()
    expect(rows).to_have_text(["Staff leave", "Flood"])
    assert_quiet(page)


def test_rows_are_added_and_moved_by_keyboard_alone(open_page: Open) -> None:
    plan = shire("2017-19")
    page = open_page(plan, "documents")
    page.get_by_role("textbox", name="Title").focus()
    page.keyboard.type("First")
    page.keyboard.press("Enter")  # saves, as the form's first button does
    expect(page.get_by_role("group", name="Document 1")).to_be_visible()
    page.get_by_role("group", name="Add a document").get_by_role("textbox", name="Title").focus()
    page.keyboard.type("Second")
    page.get_by_role("button", name="Save and add another").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Document 2")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "add"
    page.get_by_role("button", name="Save and move document 2 up").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is document 1 of 2 now.")).to_be_visible()
    assert [document.title for document in assemble(plan).documents] == ["Second", "First"]
    expect(page.get_by_role("button", name="Save and move document 1 down")).to_be_focused()
    assert_accessible(page)


def test_a_folded_row_opens_for_the_link_that_leads_to_it(open_page: Open) -> None:
    plan = shire("2017-19", milestones=[{"key": f"m{n}", "title": f"Step {n}", "end": "2018-01-01"} for n in range(9)])
    page = open_page(plan, "milestones")
    expect(page.locator("#milestones-m7-title")).to_be_hidden()
    page.get_by_role("link", name="Step 7", exact=True).click()
    expect(page.locator("#milestones-m7-title")).to_be_visible()
    expect(page.locator("#milestones-m7-title")).to_be_focused()
    assert_accessible(page)


def test_the_chart_slides_within_its_own_region_on_a_phone(open_page: Open) -> None:
    page = open_page(shire("2017-19", **CONTENT), "milestones", width=360)
    region = page.get_by_role("region", name="Chart of the milestones")
    assert region.evaluate("part => part.scrollWidth > part.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    region.evaluate(
        "part => part.scrollLeft > 0 || new Promise(done => part.addEventListener('scroll', () => done(true)))"
    )
    expect(page.get_by_role("region", name="Table of the milestones")).to_contain_text("1 May 2017 – 31 Jan 2018")


def test_what_has_the_focus_is_not_behind_the_bar_that_saves(open_page: Open) -> None:
    plan = shire("2017-19", milestones=[{"key": f"m{n}", "title": f"Step {n}", "end": "2018-01-01"} for n in range(6)])
    page = open_page(plan, "milestones")
    page.locator("#milestones-m0-title").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        covered = page.evaluate("""() => {
          const bar = document.querySelector('.app-save-bar').getBoundingClientRect();
          const field = document.activeElement.getBoundingClientRect();
          const behind = field.bottom > bar.top + 1 && field.top < bar.bottom;
          return behind && !document.activeElement.closest('.app-save-bar');
        }""")
        assert not covered
