"""Who else is in a section: seen by those who may see the plan, gone after a while or on leaving."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan, Presence, Role
from tests import factories
from tests.plans.pages import browser_of


def beat(client: Client, plan: Plan, section: str = "cover", tab: str = "tab-number-one", **more: str) -> list[dict]:
    answer = client.post(reverse("presence", args=plan.args), {"section": section, "tab": tab, "at": "", **more})
    assert answer.status_code in (200, 204), answer.content
    return answer.json()["others"] if answer.status_code == 200 else []


def test_two_in_a_section_see_each_other_with_body_and_field(commissioner, nhs_browser, leicester):
    assert beat(commissioner, leicester, at="cover-email-value") == []
    others = beat(nhs_browser, leicester)
    assert [(other["name"], other["acts_for"], other["reads"], other["at"]) for other in others] == [
        ("Person 1", "Leicester City Council", False, "cover-email-value")
    ]
    assert beat(nhs_browser, leicester, section="income") == []
    assert beat(commissioner, leicester) == []


def test_who_leaves_is_gone_and_who_is_silent_is_gone_after_a_while(commissioner, nhs_browser, leicester):
    beat(commissioner, leicester)
    beat(commissioner, leicester, gone="1")
    assert beat(nhs_browser, leicester) == []
    beat(commissioner, leicester)
    assert len(beat(nhs_browser, leicester)) == 1
    Presence.objects.filter(user__name="Person 1").update(seen_at=timezone.now() - timedelta(seconds=46))
    assert beat(nhs_browser, leicester) == []


def test_one_open_page_is_one_row_and_an_old_one_is_cleared_away(commissioner, leicester):
    for _ in range(5):
        beat(commissioner, leicester)
    assert Presence.objects.count() == 1
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=11))
    beat(commissioner, leicester, tab="another-tab")
    assert [row.tab for row in Presence.objects.all()] == ["another-tab"]


def test_closing_one_of_two_pages_leaves_the_other(commissioner, nhs_browser, leicester):
    beat(commissioner, leicester, tab="page-one-of-mine")
    beat(commissioner, leicester, tab="page-two-of-mine")
    beat(commissioner, leicester, tab="page-one-of-mine", gone="1")
    assert len(beat(nhs_browser, leicester)) == 1


def test_a_reader_is_shown_as_reading_and_who_lost_the_role_is_not_shown(commissioner, leicester):
    manager = factories.person(Role.BETTER_CARE_MANAGER, region=leicester.board.region)
    beat(browser_of(manager), leicester)
    other = beat(commissioner, leicester)[0]
    assert (other["acts_for"], other["reads"]) == ("Better Care Manager", True)
    manager.appointments.all().delete()
    assert beat(commissioner, leicester) == []


@pytest.mark.parametrize("wrong", [{"section": "risks"}, {"section": "x"}, {"tab": "short"}, {"tab": "x" * 41},
                                   {"at": "<b>"}, {"at": "x" * 201}])
def test_nonsense_is_refused_and_stores_nothing(commissioner, leicester, wrong):
    sent = {"section": "cover", "tab": "tab-number-one", "at": "", **wrong}
    assert commissioner.post(reverse("presence", args=leicester.args), sent).status_code in (404, 422)
    assert not Presence.objects.exists()


def test_a_beat_is_cheap(commissioner, leicester, django_assert_max_num_queries):
    beat(commissioner, leicester)
    with django_assert_max_num_queries(12):
        beat(commissioner, leicester)
