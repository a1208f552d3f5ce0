"""Two people with real browsers in one plan: who is here, whose value, and how both are kept. On both engines."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bcf.fund.document import BodyKind
from plans.assembling import assemble
from plans.models import Plan, Presence, Thread, User
from tests import factories
from tests.browsers import assert_accessible
from tests.schemes.conftest import stored

pytestmark = [pytest.mark.browser, pytest.mark.both_engines, pytest.mark.django_db(transaction=True)]

Opener = Callable[..., Page]
NAME, AMOUNT = "#expenditure-row-01-name", "#expenditure-row-01-amount-2019-20"


@pytest.fixture
def people(leicester: Plan) -> tuple[User, User]:
    """A commissioner of the council and one of the NHS body."""
    return factories.author_of(leicester), factories.author_of(leicester, BodyKind.NHS)


@pytest.fixture
def opened(leicester: Plan, browse: Callable[..., Page]) -> Opener:
    """Opens a page of the plan in a browser of its own, signed in as that person."""

    def open_it(user: User, name: str, *args: str, width: int = 1280, scripts: bool = True, query: str = "") -> Page:
        address = reverse(name, args=(*leicester.args, *args)) + query
        return browse(user, address, width=width, java_script_enabled=scripts)

    return open_it


def type_in(page: Page, field: str, text: str) -> None:
    page.fill(field, text)
    page.press(field, "Tab")


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for what no page shows: a beacon that a closed page has sent."""
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("waited thirty seconds in vain")


def test_the_same_cell_by_two_people_shows_both_values_and_either_is_kept(opened: Opener, people, leicester: Plan):
    mine, theirs = (opened(user, "expenditure") for user in people)
    type_in(theirs, NAME, "Theirs")
    expect(theirs.locator("#state-row-01")).to_contain_text("Saved")
    type_in(mine, NAME, "Mine")
    news = mine.locator("#news-row-01")
    expect(news).to_contain_text("Not saved: Person 2 changed this scheme at")
    expect(news).to_contain_text("Mine")
    expect(news).to_contain_text("Theirs")
    assert stored(leicester, "row-01").name == "Theirs"
    assert_accessible(mine)
    news.get_by_role("button", name="Save mine over it").click()
    expect(mine.locator("#state-row-01")).to_contain_text("Saved")
    assert stored(leicester, "row-01").name == "Mine"
    type_in(theirs, NAME, "Theirs again")
    theirs.locator("#news-row-01").get_by_text("Take theirs").click()
    expect(theirs.locator(NAME)).to_have_value("Mine")
    assert stored(leicester, "row-01").name == "Mine"


def test_several_cells_of_one_row_are_combined_cell_by_cell(opened: Opener, people, leicester: Plan):
    mine, theirs = (opened(user, "scheme", "row-01") for user in people)
    for page, word, amount in ((theirs, "Theirs", "5000000"), (mine, "Mine", "4000000")):
        page.fill(NAME, word)
        page.fill(AMOUNT, amount)
        page.get_by_role("button", name="Save", exact=True).click()
    decide = mine.get_by_role("region", name="Two versions of this scheme")
    expect(decide).to_contain_text("Saved by Person 2 at")
    assert_accessible(mine)
    decide.get_by_label("Scheme name, theirs").check()
    decide.get_by_role("button", name="Save as chosen").click()
    expect(mine.locator("#messages")).to_contain_text("was saved")
    row = stored(leicester, "row-01")
    assert (row.name, row.amounts["2019-20"]) == ("Theirs", 4_000_000)


def test_different_rows_by_two_people_are_both_saved_without_a_question(opened: Opener, people, leicester: Plan):
    mine, theirs = (opened(user, "expenditure") for user in people)
    type_in(theirs, "#expenditure-row-02-name", "Theirs")
    type_in(mine, NAME, "Mine")
    expect(mine.locator("#state-row-01")).to_contain_text("Saved")
    expect(theirs.locator("#state-row-02")).to_contain_text("Saved")
    assert (stored(leicester, "row-01").name, stored(leicester, "row-02").name) == ("Mine", "Theirs")


def test_the_same_section_form_keeps_both_and_asks_where_both_wrote(opened: Opener, people, leicester: Plan):
    mine, theirs = (opened(user, "cover") for user in people)
    theirs.fill("#cover-completed_by-value", "Theirs")
    theirs.fill("#cover-email-value", "theirs@example.org")
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.locator("#messages")).to_contain_text("has been saved")
    mine.fill("#cover-completed_by-value", "Mine")
    mine.fill("#cover-phone-value", "0116 000")
    mine.get_by_role("button", name="Save", exact=True).click()
    asked = mine.locator(".app-clashes")
    expect(asked).to_contain_text("Person 2 saved this at")
    assert_accessible(mine)
    asked.get_by_label("Keep what Person 2 saved").check()
    asked.get_by_role("button", name="Save with these choices").click()
    expect(mine.locator("#messages")).to_contain_text("has been saved")
    assert assemble(leicester).cover == {
        "completed_by": "Theirs", "email": "theirs@example.org", "phone": "0116 000",
    }  # fmt: skip


def test_who_is_here_is_seen_announced_and_marked_on_the_row_until_they_leave(opened: Opener, people):
    mine = opened(people[0], "expenditure")
    expect(mine.locator("[data-presence]")).to_be_hidden()
    theirs = opened(people[1], "expenditure")
    expect(theirs.locator("[data-presence]")).to_contain_text("Person 1 (Leicester City Council")
    with theirs.expect_response("**/presence/"):
        theirs.focus("#expenditure-row-03-name")
    with mine.expect_response("**/presence/"):
        mine.focus(NAME)
    expect(mine.locator("[data-presence]")).to_contain_text("Person 2 (NHS Leicester City CCG, at Row 3)")
    expect(mine.locator("[data-presence-said]")).to_contain_text("Person 2 is now in this section too.")
    expect(mine.locator("#row-row-03 .app-here__mark")).to_have_text("Person 2 is here")
    expect(mine.locator(NAME)).to_be_focused()
    assert_accessible(mine)
    theirs.wait_for_load_state("networkidle")
    theirs.goto("about:blank")
    until(mine, lambda: not Presence.objects.filter(user=people[1]).exists())
    with mine.expect_response("**/presence/"):
        mine.focus("#expenditure-row-02-name")
    expect(mine.locator("[data-presence-said]")).to_contain_text("Person 2 has left this section.")
    expect(mine.locator(".app-here__mark")).to_have_count(0)
    expect(mine.locator("[data-presence]")).to_be_hidden()


def test_a_cell_of_the_table_is_commented_on_after_what_was_typed_is_saved(opened: Opener, people, leicester: Plan):
    page = opened(people[0], "expenditure")
    page.fill(NAME, "Typed before")
    page.evaluate("""document.getElementById("grid").dispatchEvent(new CustomEvent("grid:comment",
                     { bubbles: true, detail: { key: "row-01", cell: "amount-2019-20" } }))""")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Row 1 “Typed before”")
    assert_accessible(page)
    page.get_by_role("button", name="Add the comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your comment")
    assert_accessible(page)
    page.get_by_label("Your comment").fill("Is this last year's figure?")
    page.get_by_label("Person 2").check()
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("#messages")).to_contain_text("has been added")
    assert_accessible(page)
    assert Thread.objects.get().place.anchor == "expenditure-row-01-amount-2019-20"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_phone_reads_a_comment_and_answers_it(opened: Opener, people, scripts: bool):
    asks = opened(people[0], "thread-new", query="?at=cover-completed_by-value", width=320, scripts=scripts)
    asks.get_by_label("Your comment").fill("Who is it this year?")
    asks.get_by_label(re.compile("Person 2")).check()
    asks.get_by_role("button", name="Add the comment").click()
    page = opened(people[1], "plan", width=320, scripts=scripts)
    page.goto(re.sub(r"/plans/.*", "/", page.url))
    page.get_by_role("link", name=re.compile("Cover and contacts: Completed by")).click()
    page.get_by_label("Your answer").fill("Still me")
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator("main")).to_contain_text("Resolved by Person 2")
    expect(page.locator("main")).to_contain_text("Still me")
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_of_agreement_and_ownership_is_accessible(opened: Opener, people, leicester: Plan, width: int):
    page = opened(people[1], "cover", width=width)
    page.get_by_role("button", name="Mark as agreed by NHS Leicester City CCG").click()
    expect(page.locator("#together")).to_contain_text("Agreed by NHS Leicester City CCG")
    assert_accessible(page)
    other = opened(people[0], "cover", width=width)
    expect(other.locator("#together")).to_contain_text("a change here takes that away")
    other.fill("#cover-completed_by-value", "Somebody")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator("#together")).to_contain_text("No longer agreed by NHS Leicester City CCG")
    assert_accessible(other)
    other.get_by_role("link", name="Set an owner and a due date").click()
    assert_accessible(other)
    other.get_by_label("Owner").select_option(index=1)
    other.get_by_label("Due date").fill("2019-09-27")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator("main")).to_contain_text("Overdue since 27 September 2019")
    assert_accessible(other)
    page.goto(re.sub(r"/plans/.*", "/", page.url))
    expect(page.locator(".app-needs")).to_contain_text("Your agreement was taken away")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
