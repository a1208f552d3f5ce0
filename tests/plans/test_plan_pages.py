"""Home and the task list: whose plans, how far they are, and what an author may start."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bcf.fund.places import Section
from plans.assembling import assemble
from plans.models import Appointment, Board, Plan, Role
from plans.standing import Standing
from schemes.models import Scheme, SchemeAmount
from tests import factories
from tests.plans.pages import Page, browser_of, signatory_of


@pytest.fixture
def many_plans(db: None) -> None:
    for number in range(45):
        board = Board.objects.create(code=f"E0900{number:04}", name=f"Borough {number:02}", kind="London borough",
                                     region="London")
        Plan.objects.create(board=board, round_id="2019-20")


def test_home_shows_my_plan_with_its_pool_and_progress(commissioner: Client):
    page = Page(commissioner, reverse("home"))
    assert "Leicester" in page.text
    assert "£43,368,727" in page.text
    assert "3 of 7" in page.text


def test_home_says_what_to_do_when_i_hold_no_role(db: None):
    page = Page(browser_of(factories.person()), reverse("home"))
    assert "You hold no role yet" in page.text
    assert "Ask your administrator" in page.text


def test_an_author_starts_the_plan_of_another_round(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("home"))
    assert "Start the 2017-19 plan" in page.text
    answer = commissioner.post(reverse("start-plan", args=(leicester.board.code, "2017-19")), follow=True)
    assert "has been started" in answer.content.decode()
    assert Plan.objects.filter(board=leicester.board, round_id="2017-19").count() == 1


def test_starting_a_plan_twice_leaves_the_first_alone(commissioner: Client, leicester: Plan):
    commissioner.post(reverse("start-plan", args=leicester.args))
    assert Plan.objects.filter(board=leicester.board).get() == leicester


def test_a_signatory_is_not_offered_to_start_a_plan_and_may_not(leicester: Plan):
    signatory = signatory_of(leicester)
    assert "Start the" not in Page(signatory, reverse("home")).text
    assert signatory.post(reverse("start-plan", args=(leicester.board.code, "2017-19"))).status_code == 404


def test_an_author_cannot_start_the_plan_of_another_board(commissioner: Client):
    Board.objects.create(code="E06000099", name="Elsewhere", kind="County", region="London")
    assert commissioner.post(reverse("start-plan", args=("E06000099", "2019-20"))).status_code == 404
    assert not Plan.objects.filter(board__code="E06000099").exists()


def test_the_national_team_pages_through_plans_and_finds_one_by_name(many_plans: None):
    national = browser_of(factories.person(Role.NATIONAL))
    first = Page(national, reverse("home"))
    assert "Plans 1 to 20 of 45" in first.text
    assert "Borough 19" in first.text
    assert "Borough 20" not in first.text
    found = Page(national, reverse("home") + "?q=borough+33&round=2019-20")
    assert "Borough 33" in found.text
    assert "Plans 1 to 1 of 1" in found.text
    assert "No plan fits" in Page(national, reverse("home") + "?q=nowhere").text


def test_home_costs_the_same_however_many_plans_there_are(many_plans: None):
    national = browser_of(factories.person(Role.NATIONAL))
    before = _queries(national)
    for number in range(100, 140):
        board = Board.objects.create(code=f"E0900{number:04}", name=f"Zone {number}", kind="County", region="London")
        Plan.objects.create(board=board, round_id="2019-20")
    assert _queries(national) == before


def _queries(client: Client, url: str = "/") -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.parametrize("page", ["plan", "cover", "narrative", "income", "maturity", "metrics", "requirements"])
def test_a_plans_page_costs_the_same_however_many_schemes_it_has(commissioner: Client, leicester: Plan, page: str):
    url = reverse(page, args=leicester.args)
    commissioner.get(url)
    before = _queries(commissioner, url)
    for number in range(50):
        row = Scheme.objects.create(plan=leicester, key=f"more-{number}", source="ccg_min", position=100 + number)
        SchemeAmount.objects.create(scheme=row, year="2019-20", amount=number)
    assert _queries(commissioner, url) == before


def test_the_task_list_tells_each_section_from_facts(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("plan", args=leicester.args))
    assert "Cover and contacts" in page.text
    assert "Not started" in page.text
    assert "Complete" in page.text
    assert "£43,368,727" in page.text
    assert "Met, £440,117 above" in page.text


def test_the_task_list_counts_problems_once_something_wrong_is_entered(commissioner: Client, leicester: Plan):
    cover = Page(commissioner, reverse("cover", args=leicester.args))
    cover.send_fields({"cover-email-value": "not an address"})
    page = Page(commissioner, reverse("plan", args=leicester.args))
    assert "1 problem to mend" in page.text


def test_the_task_list_marks_what_is_to_be_confirmed(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("plan", args=leicester.args))
    assert '<span class="app-tbc">to be confirmed</span>' in page.html


@pytest.mark.parametrize("section", ["cover", "narrative", "income", "maturity", "metrics", "requirements"])
def test_another_boards_section_is_not_found(leicester: Plan, section: str):
    stranger = factories.person()
    Appointment.objects.create(user=stranger, role=Role.BETTER_CARE_MANAGER, region="London")
    assert browser_of(stranger).get(reverse(section, args=leicester.args)).status_code == 404


@pytest.mark.parametrize("section", ["cover", "income", "maturity", "metrics", "requirements"])
def test_a_signatory_reads_every_section_without_inputs_and_may_not_save(leicester: Plan, section: str):
    signatory = signatory_of(leicester)
    page = Page(signatory, reverse(section, args=leicester.args))
    assert page.status == 200
    assert "Read only" in page.text
    assert [name for name in page.fields if name != "csrfmiddlewaretoken"] == []
    assert signatory.post(page.url, {}).status_code == 403


def test_a_section_that_the_round_has_not_is_not_found(commissioner: Client, leicester: Plan):
    assert commissioner.get(reverse("risks", args=leicester.args)).status_code == 404


@pytest.mark.parametrize("section", ["cover", "income", "maturity", "metrics", "requirements"])
def test_an_untouched_page_saves_without_making_a_single_version(commissioner: Client, leicester: Plan, section: str):
    before = assemble(leicester).canonical()
    page = Page(commissioner, reverse(section, args=leicester.args))
    after = page.send()
    assert after.status == 200
    assert assemble(leicester).canonical() == before
    tokens = {name: value for name, value in page.fields.items() if name.endswith(":version") and value != "0"}
    assert tokens.items() <= after.fields.items()


@pytest.mark.parametrize("section", ["cover", "narrative", "income", "maturity", "metrics", "requirements"])
def test_every_finding_links_to_a_field_that_is_there(commissioner: Client, leicester: Plan, section: str):
    page = Page(commissioner, reverse(section, args=leicester.args))
    assert len(page.ids) == len(set(page.ids))
    for finding in Standing(leicester).findings_in(Section(section)):
        assert finding.place.anchor in page.ids
