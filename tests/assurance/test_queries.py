"""Questions to the area and their answers."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from assurance.actions.answering import answer
from assurance.actions.asking import ask, ask_further, close
from assurance.actions.saying import Wanting
from assurance.models import Query, QueryMessage
from bcf.fund.places import Section
from plans.models import Event
from plans.workflow.acting import NotNow
from tests.assurance.reviewing import asked, returned


def tomorrow() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=1)


def test_a_question_goes_to_the_area_with_a_day(reviewed, people):
    query = ask(reviewed, people.local_assurer, "PR3", " Who agreed the grant? ", tomorrow())
    assert (query.text, query.seal.number, query.open) == ("Who agreed the grant?", 1, True)
    event = Event.objects.filter(plan=reviewed).order_by("-number").first()
    assert event.data == {"query": query.pk, "requirement": "PR3", "due": tomorrow().isoformat()}


@pytest.mark.parametrize(
    ("text", "due", "field"),
    [("", tomorrow(), "text"), ("Who?", None, "due"), ("Who?", tomorrow() - datetime.timedelta(days=2), "due")],
)
def test_a_question_needs_words_and_a_day_to_come(reviewed, people, text, due, field):
    with pytest.raises(Wanting) as caught:
        ask(reviewed, people.manager, "PR3", text, due)
    assert caught.value.field == field
    assert not Query.objects.exists()


def test_an_answer_points_to_a_field_of_the_plan(reviewed, people):
    query = asked(reviewed, people, "PR3")
    said = answer(query, people.nhs_author, "See there.", place="narrative-b_ii-value")
    assert (said.from_area, said.place) == (True, "narrative-b_ii-value")
    assert said.about.startswith("Narrative: B(ii)")
    with pytest.raises(Wanting, match="no such field"):
        answer(query, people.author, "See there.", place="narrative-z-value")
    with pytest.raises(Wanting):
        answer(query, people.author, " ")
    for person in (people.chief_executive, people.manager, people.national):
        with pytest.raises(PermissionDenied):
            answer(query, person, "See there.")
    assert QueryMessage.objects.count() == 1


def test_a_closed_question_is_over(reviewed, people):
    query = asked(reviewed, people, "PR3")
    ask_further(query, people.nhs_assurer, "And when?")
    with pytest.raises(PermissionDenied):
        close(query, people.author)
    close(query, people.nhs_assurer)
    with pytest.raises(NotNow, match="closed this question"):
        answer(query, people.author, "Too late.")
    with pytest.raises(NotNow, match="closed this question"):
        close(query, people.manager)
    with pytest.raises(NotNow):
        ask_further(query, people.manager, "One more thing.")


def test_a_question_is_answered_and_closed_while_the_plan_is_sent_back(reviewed, people):
    query = asked(reviewed, people, "PR9")
    returned(reviewed, people, Section.METRICS)
    answer(query, people.author, "We have added it.", place="metrics-RES-comment")
    close(query, people.manager)
    with pytest.raises(NotNow):
        asked(reviewed, people, "PR9")


@pytest.mark.both_engines
@pytest.mark.django_db(transaction=True)
def test_of_many_who_close_a_question_at_once_one_does(reviewed, people):
    query, begin = asked(reviewed, people, "PR3"), threading.Barrier(8)
    done: list[str] = []

    def run() -> None:
        try:
            begin.wait(30)
            close(query, people.manager)
            done.append("closed")
        except NotNow as told:
            done.append(str(told))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done.count("closed") == 1
    assert len([words for words in done if "closed this question" in words]) == 7
    assert Event.objects.filter(plan=reviewed, verb="close").count() == 1
