"""Ratings side by side: who sees whose, what differs from most, and that many plans cost no more queries than few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assurance.models import Rating
from assurance.moderation import moderation
from bcf.fund.places import Section
from bcf.fund.stages import Stage, Verb
from plans.models import Board, Event, Plan, Role, Seal
from plans.models.bodies import Region
from tests import factories
from tests.assurance import outcomes, reviewing

REQUIREMENTS = ("PR1", "PR2", "PR3")


def other(plan, code, region, **ratings):
    """An area of that region under review, with those ratings of requirements, and a version of no content."""
    board = Board.objects.create(code=code, name=f"Board {code}", kind="Unitary", region=region)
    made = Plan.objects.create(board=board, round_id=plan.round_id)
    people = factories.person(Role.NATIONAL)
    at = plan.seals.get().sealed_at
    common = {"plan": made, "previous": ""}
    seal = Seal(
        **common, number=1, document="{}", document_digest="", findings="[]", reasons="[]", round_digest="",
        rule_set="", sealed_by=people, sealed_at=at,
    ).write()  # fmt: skip
    for number, (verb, stage) in enumerate([(Verb.SUBMIT, Stage.SUBMITTED), (Verb.BEGIN, Stage.REVIEW)], 1):
        Event(**common, number=number, verb=verb, stage=stage, person=people, at=at, seal=seal).write()
    for requirement, rating in ratings.items():
        Rating.objects.create(plan=made, requirement=requirement, rating=rating, seal=seal, by=people, at=at)
    return made


@pytest.fixture
def areas(reviewed, people):
    """Leicester with everything met, three areas of its region and one of London."""
    reviewing.all_rated(reviewed, people)
    north = Region.LONDON
    return [
        reviewed,
        other(reviewed, "E06000018", reviewed.board.region, PR1="met", PR2="met"),
        other(reviewed, "E06000015", reviewed.board.region, PR1="not_met", PR2="partly"),
        other(reviewed, "E06000017", reviewed.board.region, PR1="met"),
        other(reviewed, "E09000002", north, PR1="met", PR2="partly"),
    ]


def shown_to(person, **query):
    client = Client()
    client.force_login(person)
    return client.get(reverse("moderation"), query)


def test_a_rating_other_than_most_is_told(areas, people):
    shown = moderation(areas[0].round, areas)
    assert [(one.plan, one.requirement.code, one.rating.rating, one.usual) for one in shown.apart] == [
        (areas[2], "PR1", "not_met", "Met")
    ]
    first, second, third = shown.lines[:3]
    assert shown.regions == ("London", "Midlands")
    assert [share.met for share in first.shares] == [100, 75, 80]
    assert (second.usual, dict(second.shares[-1].counts)) == ("", {"met": 2, "partly": 2, "not_met": 0})
    assert (third.usual, third.shares[0].met, third.shares[1].met) == ("", None, 100)


def test_a_manager_compares_the_region_and_the_nation_all(areas, people):
    region = shown_to(people.manager).content.decode()
    nation = shown_to(people.national).content.decode()
    assert "Board E06000015" in region
    assert "Board E09000002" not in region
    assert "Board E09000002" in nation
    assert "other than most" in nation
    london = shown_to(people.national, region="London").content.decode()
    assert "Board E09000002" in london
    assert "Board E06000015" not in london
    assert "No plan of this round" in shown_to(people.national, round="2017-19").content.decode()
    for person in (people.author, people.chair, people.nhs_assurer, factories.person(Role.ADMINISTRATOR)):
        assert shown_to(person).status_code == 404


def test_recommended_outcomes_stand_beside_the_ratings(areas, people):
    outcomes.recommended(areas[0], people)
    assert "Approved with conditions <span" in shown_to(people.manager).content.decode()
    assert dict(moderation(areas[0].round, Plan.objects.all()).outcomes)["Approved with conditions"] == 1


def test_a_rating_that_no_longer_holds_is_not_compared(areas, people):
    leicester = areas[0]
    reviewing.returned(leicester, people, Section.INCOME, Section.EXPENDITURE, Section.REQUIREMENTS)
    reviewing.resubmitted(leicester, people, lambda content: content["requirements"][0].update(evidence="Page 9"))
    shown = moderation(leicester.round, [Plan.objects.get(pk=leicester.pk)])
    rated = {line.requirement.code: line.shares[-1].rated for line in shown.lines}
    assert rated["PR1"] == 0
    assert sum(rated.values()) == len(rated) - 1


def test_more_areas_cost_no_more_queries(areas, people):
    client = Client()
    client.force_login(people.national)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("moderation")).status_code == 200
        return len(caught)

    before = queries()
    for number in range(6):
        other(areas[0], f"E0800000{number}", Region.LONDON, PR1="met", PR2="met", PR3="partly")
    assert queries() == before
    assert before < 12
