"""Owners and due dates, and what needs a person on the home page."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bcf.fund.document import Board as BoardValue
from plans.models import Appointment, Plan, Role, SectionDuty, User
from tests import factories
from tests.plans.pages import Page, browser_of


def duty_url(plan: Plan, section: str = "cover") -> str:
    return reverse("duty", args=(*plan.args, section))


def day(offset: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=offset)


def test_an_owner_and_a_due_date_are_set_and_shown(commissioner: Client, leicester: Plan, nhs: User):
    due = day(10)
    page = Page(commissioner, duty_url(leicester)).send_fields({"owner": str(nhs.pk), "due": due.isoformat()})
    assert f"Owner: {nhs}" in page.text
    assert f"Due {due.day} {due:%B %Y}" in page.text
    section = Page(commissioner, reverse("cover", args=leicester.args)).text
    assert f"Owner: {nhs}" in section
    home = Page(browser_of(nhs), reverse("home")).text
    assert "Your sections Cover and contacts" in home
    assert f"Due {due.day} {due:%B %Y}" in home
    assert SectionDuty.history.count() == 1


def test_overdue_is_said_in_words_until_the_section_is_complete(commissioner: Client, leicester: Plan, author: User):
    for section in ("cover", "income"):
        wish = {"owner": str(author.pk), "due": day(-1).isoformat()}
        Page(commissioner, duty_url(leicester, section)).send_fields(wish)
    plan = Page(commissioner, reverse("plan", args=leicester.args)).text
    assert plan.count("Overdue since") == 1
    home = Page(commissioner, reverse("home")).text
    assert "Overdue since" in home
    assert "Income , Leicester" not in home


def test_two_people_who_set_a_duty_lose_nothing(commissioner: Client, nhs_browser: Client, leicester: Plan, nhs: User):
    mine = Page(commissioner, duty_url(leicester))
    Page(nhs_browser, duty_url(leicester)).send_fields({"owner": str(nhs.pk)})
    page = mine.send_fields({"due": "31/12/2026"})
    assert page.status == 409
    page.send_fields({"duty:keep": "mine"})
    row = SectionDuty.objects.get(plan=leicester, section="cover")
    assert row.due == datetime.date(2026, 12, 31)


def test_a_date_that_is_none_is_refused_in_words(commissioner: Client, leicester: Plan):
    page = Page(commissioner, duty_url(leicester)).send_fields({"due": "soon"})
    assert page.status == 422
    assert "“soon” is not a date" in page.text


def test_only_an_author_of_the_partnership_can_own_a_section(commissioner: Client, leicester: Plan, chair: User):
    for pk in (chair.pk, factories.person().pk):
        assert Page(commissioner, duty_url(leicester)).send_fields({"owner": str(pk)}).status == 422
    assert not SectionDuty.objects.exists()


def test_an_owner_who_left_is_shown_until_another_is_chosen(commissioner: Client, leicester: Plan, nhs: User):
    Page(commissioner, duty_url(leicester)).send_fields({"owner": str(nhs.pk)})
    Appointment.objects.filter(user=nhs).delete()
    page = Page(commissioner, duty_url(leicester))
    assert "no longer an author here" in page.text
    assert page.send().status == 200


def test_owner_and_due_date_are_no_part_of_the_plan(commissioner: Client, leicester: Plan, author: User):
    from plans.assembling import assemble

    before = assemble(leicester).digest
    Page(commissioner, duty_url(leicester)).send_fields({"owner": str(author.pk)})
    assert assemble(leicester).digest == before


def test_nothing_to_do_is_said(commissioner: Client):
    assert "Nothing waits for you" in Page(commissioner, reverse("home")).text


@pytest.fixture
def full_plans(db: None) -> list[Plan]:
    """Twelve plans as full as Leicester's, of boards with the same council and NHS body."""
    document = factories.leicester_document()
    plans = []
    for number in range(12):
        board: BoardValue = document.board.model_copy(update={"code": f"E0900{number:04}", "name": f"Area {number:02}"})
        plans.append(factories.plan_from(document.model_copy(update={"board": board})))
    return plans


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


def test_home_costs_the_same_with_one_full_plan_and_with_twelve(full_plans: list[Plan]):
    for plan in full_plans[1:]:
        plan.board.links.all().delete()
    author = factories.author_of(full_plans[0])
    one = _queries(browser_of(author))
    national = factories.person(Role.NATIONAL)
    for plan in full_plans[1:]:
        plan.board.links.create(organisation=author.appointments.get().organisation)
        SectionDuty.objects.create(plan=plan, section="cover", owner=author)
    assert _queries(browser_of(author)) == one
    assert _queries(browser_of(national)) <= one
    assert one <= 40


def test_the_figures_on_home_are_those_of_each_plan_as_it_stands(full_plans: list[Plan]):
    client = browser_of(factories.person(Role.NATIONAL))
    assert Page(client, "/").text.count("£43,368,727") == 12
    line = full_plans[3].contribution_lines
    line.create(source="la_add", year="2019-20", amount=1, contributor="Somebody")
    text = Page(client, "/").text
    assert text.count("£43,368,727") == 11
    assert text.count("£43,368,728") == 1
