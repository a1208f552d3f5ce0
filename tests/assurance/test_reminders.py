"""The area is reminded of questions that wait for it and of conditions that are due, each once a day that counts."""

import datetime

from django.utils import timezone

from assurance.actions.answering import answer
from assurance.actions.asking import ask
from assurance.actions.conditions import discharge
from plans.models import Notice
from plans.notices import reminding
from tests.assurance import outcomes


def subjects(days_ahead: int) -> list[str]:
    """What somebody is reminded of on the day that lies so many days ahead, said once each."""
    Notice.objects.all().delete()
    reminding.remind(timezone.localdate() + datetime.timedelta(days=days_ahead))
    return sorted({notice.subject.partition(": ")[2] for notice in Notice.objects.all()})


def test_an_open_question_is_recalled_until_it_is_answered(reviewed, people):
    day = timezone.localdate() + datetime.timedelta(days=10)
    query = ask(reviewed, people.manager, "PR1", "Who agreed?", day)
    assert subjects(3) == ["The question about PR1 is to be answered, due in 7 days"]
    assert {notice.person for notice in Notice.objects.all()} >= {people.author, people.nhs_author}
    assert people.manager not in {notice.person for notice in Notice.objects.all()}
    reminding.remind(timezone.localdate() + datetime.timedelta(days=4))
    assert {notice.subject.partition(", due ")[2] for notice in Notice.objects.all()} == {"in 7 days"}
    answer(query, people.author, "Everybody.")
    assert subjects(3) == []


def test_a_condition_is_recalled_until_it_is_discharged(reviewed, people):
    outcomes.decided(reviewed, people)
    left = (outcomes.SOON - timezone.localdate()).days
    wanted = ["Condition 1 is to be met, due tomorrow", "Condition 2 is to be met, due tomorrow"]
    assert subjects(left - 1) == wanted
    discharge(reviewed, people.national, 1, "Seen in the minutes.")
    assert subjects(left - 1) == wanted[1:]
