"""How a plan stands is said wherever the plan is: on its own page, in lists, on every section, and what needs whom."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bcf.fund.stages import Verb
from plans.models import Role
from plans.workflow.acting import acting
from plans.workflow.reopening import reopen
from plans.workflow.signing import Delegation, sign
from tests import factories, story
from tests.plans.pages import Page, browser_of

OWN = "Your signature"


def home(person) -> str:
    return Page(browser_of(person), reverse("home")).text


def test_a_list_of_plans_says_the_stage_of_each(finished, people):
    assert "Stage Draft Before signing Nothing to do" in home(people.manager)
    story.submitted(finished, people)
    text = home(people.manager)
    assert "Stage Submitted" in text
    assert "Before signing" not in text


def test_the_plans_page_says_the_stage_and_leads_to_it(finished, people):
    story.sealed(finished, people)
    page = Page(browser_of(people.author), reverse("plan", args=finished.args))
    assert "Sealed. The plan is frozen as a version and is being signed." in page.text
    assert f"Sealed as version 1 by {people.author} on" in page.text
    assert reverse("standing", args=finished.args) in page.html
    assert "Waits for your signature" not in page.text
    chief = Page(browser_of(people.chief_executive), reverse("plan", args=finished.args))
    assert "Sign version 1 Waits for your signature" in chief.text
    assert reverse("sign", args=(*finished.args, "chief_executive-E06000016")) in chief.html


@pytest.mark.parametrize(
    "page", ["cover", "narrative", "income", "expenditure", "metrics", "requirements", "pooled-funds"]
)
def test_every_section_of_a_sealed_plan_says_why_it_cannot_be_changed(finished, people, page):
    address = reverse(page, args=finished.args)
    assert "Read only" not in Page(browser_of(people.author), address).text
    assert "Read only" in Page(browser_of(people.manager), address).text
    story.sealed(finished, people)
    for person in (people.author, people.manager):
        text = Page(browser_of(person), address).text
        assert f"Sealed as version 1 by {people.author} on" in text
        assert "reopen it to change it" in text
    assert browser_of(people.author).post(address, {}).status_code == 403


def test_a_section_that_was_not_sent_back_says_so(finished, people):
    story.submitted(finished, people)
    with acting(finished, people.manager, Verb.BEGIN):
        pass
    with acting(finished, people.manager, Verb.RETURN) as deed:
        deed.data = {"sections": ["income"]}
    author = browser_of(people.author)
    assert "this section is not among those that were named" in Page(author, reverse("cover", args=finished.args)).text
    income = Page(author, reverse("income", args=finished.args)).text
    assert "Read only" not in income
    assert "not among those" not in income
    standing = Page(author, reverse("standing", args=finished.args)).text
    assert "Open for changes: Income." in standing


def test_a_signature_that_waits_is_what_needs_me(finished, people):
    assert OWN not in home(people.chair)
    made = story.sealed(finished, people)
    assert f"{OWN} Health and Wellbeing Board Chair , Leicester 2019-20 To sign" in home(people.chair)
    for person in (people.author, people.manager):
        assert OWN not in home(person)
    meeting = timezone.localdate() + datetime.timedelta(days=3)
    behalf = Delegation("The board", "Minute 12", meeting)
    sign(finished, people.chair, "hwb_chair", digest=made.digest, job_title="Deputy", delegation=behalf)
    text = home(people.chair)
    assert "To ratify" in text
    assert f"the board’s meeting that ratifies is on {meeting.day} {meeting:%B %Y}" in text
    reopen(finished, people.author, "A word was wrong.")
    assert OWN not in home(people.chair)


def test_who_wrote_in_the_plan_is_not_asked_to_sign_for_the_chair(finished, people):
    people.author.appointments.create(user=people.author, role=Role.CHAIR, organisation=finished.board.bodies.first())
    row = finished.answers.get(section="cover", code="phone")
    row._history_user, row.text = people.author, "0116 496 0001"
    row.save()
    story.sealed(finished, people)
    assert OWN not in home(people.author)


def test_what_needs_me_costs_the_same_with_one_sealed_plan_and_with_three(finished, people):
    story.sealed(finished, people)
    chair = browser_of(people.chair)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert chair.get("/").status_code == 200
        return len(captured)

    one = queries()
    for number in range(2):
        document = story.finished_document()
        board = document.board.model_copy(update={"code": f"E0900{number:04}", "name": f"Area {number}"})
        plan = factories.plan_from(document.model_copy(update={"board": board}))
        story.explain_all(plan, people.author)
        story.sealed(plan, people)
    assert home(people.chair).count("To sign") == 3
    assert queries() == one
