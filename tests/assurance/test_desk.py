"""The reviewer's desk: whose plans are on it, how each stands, and what the page costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assurance.actions.answering import answer
from assurance.desk import dated, lines, ordered, plans_of
from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from bcf.fund.stages import Stage
from plans.models import Board, Event, Plan, Role
from plans.workflow.signing import Delegation, sign
from plans.workflow.submitting import submit
from tests import factories, story
from tests.assurance.reviewing import all_rated, asked, rated, resubmitted, returned
from tests.plans.pages import Page, browser_of


def desk(user, query=""):
    return Page(browser_of(user), reverse("desk") + query)


def another(name, region, round_id="2019-20"):
    number = Board.objects.count()
    board = Board.objects.create(code=f"E0901{number:04}", name=name, kind="County", region=region)
    return Plan.objects.create(board=board, round_id=round_id)


def line_of(user, plan):
    return next(line for line in lines(list(dated(plans_of(user)))) if line.plan == plan)


def test_a_region_has_its_own_plans_and_the_nation_all(reviewed, people):
    another("Barking", "London")
    another("Derby", reviewed.board.region)
    own = desk(people.manager).text
    assert "Leicester" in own
    assert "Derby" in own
    assert "Barking" not in own
    nation = desk(people.national)
    assert "Barking" in nation.text
    assert "Barking" not in desk(people.national, f"?region={reviewed.board.region}").text
    assert "Leicester" not in desk(people.national, "?region=London").text
    assert "Barking" not in desk(people.manager, "?region=London").text


def test_somebody_who_also_writes_elsewhere_reviews_only_the_region(reviewed, people):
    other = another("Barking", "London")
    people.manager.appointments.create(role=Role.BETTER_CARE_MANAGER, region="London")
    assert "Barking" in desk(people.manager).text
    assert line_of(people.manager, other).stage is Stage.DRAFT


def test_plans_are_found_by_stage_and_round(reviewed, people):
    another("Derby", reviewed.board.region)
    another("Rutland", reviewed.board.region, "2017-19")
    assert "Derby" not in desk(people.manager, "?stage=review").text
    drafts = desk(people.manager, "?stage=draft").text
    assert "Derby" in drafts
    assert "Rutland" in drafts
    assert "Leicester" not in drafts
    assert "Derby" not in desk(people.manager, "?round=2017-19").text
    assert "No plan fits" in desk(people.manager, "?stage=approved").text
    assert desk(people.manager, "?stage=nonsense&order=nonsense&page=x").status == 200


def test_a_draft_opens_as_a_plan_and_a_submitted_plan_as_a_review(reviewed, people):
    draft = another("Derby", reviewed.board.region)
    page = desk(people.nhs_assurer)
    assert f'href="{reverse("review", args=reviewed.args)}"' in page.html
    assert f'href="{reverse("plan", args=draft.args)}"' in page.html


def test_orders(reviewed, people):
    old, new = another("Zouch", reviewed.board.region, "2017-19"), another("Ashby", reviewed.board.region)
    Plan.objects.filter(pk=old.pk).update(created_at=timezone.now() - datetime.timedelta(days=400))
    plans = dated(plans_of(people.manager))
    assert [plan.board.name for plan in ordered(plans, "board")] == ["Ashby", "Leicester", "Zouch"]
    assert next(iter(ordered(plans, "age"))) == old
    assert next(iter(ordered(plans, "deadline"))).due <= datetime.date(2019, 9, 27)
    assert set(ordered(plans, "stage")) == {old, new, reviewed}


def test_what_the_desk_says_of_a_plan(reviewed, people):
    all_rated(reviewed, people)
    query = asked(reviewed, people, "PR3")
    asked(reviewed, people, "PR1")
    answer(query, people.author, "The board did.")
    line = line_of(people.manager, reviewed)
    assert (line.open_queries, line.answers, line.rated, line.requirements) == (2, 1, 9, 9)
    assert line.late
    assert line.days == 0
    assert line.reasons == 3
    assert list(line.unsigned) == []
    returned(reviewed, people, Section.MATURITY)
    resubmitted(reviewed, people, lambda plan: plan["maturity"][0].update(reason="We start later than others."))
    line = line_of(people.manager, reviewed)
    assert (line.rated, line.again) == (8, 1)
    assert "1 to look at again" in desk(people.manager).text


def test_the_age_counts_from_the_day_the_stage_was_entered(reviewed, people):
    """And not from the last thing that was done in it."""
    began = Event.objects.get(plan=reviewed, verb="begin")
    rated(reviewed, people, "PR1")
    assert line_of(people.manager, reviewed).since == began.at
    assert line_of(people.manager, reviewed).stage is Stage.REVIEW


def test_a_ratification_that_is_still_to_come_is_named(db):
    plan = story.finished()
    people = story.cast(plan)
    made = story.sealed(plan, people)
    meeting = timezone.localdate() + datetime.timedelta(days=30)
    for place, person in people.signatories().items():
        given = Delegation("Standing order 4", "The chair", meeting) if place == "hwb_chair" else None
        sign(plan, person, place, digest=made.digest, job_title="Holder of the post", delegation=given)
    submit(plan, people.author)
    assert [words.partition(": ")[2] for words in line_of(people.manager, plan).unsigned] == ["to be ratified"]
    assert "1 still to come" in desk(people.national).text


def test_a_draft_is_late_once_its_day_is_over(db):
    plan = factories.plan_from(PlanDocument.model_validate(factories.leicester_document().as_json()))
    assert line_of(factories.person(Role.NATIONAL), plan).late


def test_the_desk_costs_the_same_however_many_plans_are_on_it(reviewed, people):
    client = browser_of(people.national)
    all_rated(reviewed, people)
    asked(reviewed, people, "PR1")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("desk")).status_code == 200
        return len(captured)

    queries()
    before = queries()
    for number in range(30):
        another(f"Zone {number}", "London")
    assert queries() == before
    assert "Plans 1 to 20 of 31" in desk(people.national).text


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.SIGNATORY, Role.CHAIR, Role.ADMINISTRATOR, None])
def test_nobody_else_has_a_desk(reviewed, role):
    of = reviewed.board.bodies.first() if role and role is not Role.ADMINISTRATOR else None
    page = desk(factories.person(role, of=of))
    assert page.status == 404
    assert "Reviewer’s desk" not in page.html
