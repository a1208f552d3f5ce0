"""Telling people: written with what it tells of, sent once, by whom and how each wants."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bcf.fund.stages import Verb
from plans.models import Notice, Plan, User
from plans.notices import posting, reminding, telling
from plans.notices.telling import TELLINGS, next_morning, write
from plans.workflow.acting import NotNow
from plans.workflow.reopening import reopen
from plans.workflow.sealing import seal
from tests import story
from tests.plans.pages import Page, browser_of
from tests.story import Cast


@pytest.fixture
def finished(db: None) -> Plan:
    return story.finished()


@pytest.fixture
def people(finished: Plan) -> Cast:
    return story.cast(finished)


def told(*, by_key: str = "") -> set[str]:
    return {notice.person.email for notice in Notice.objects.filter(key__startswith=by_key)}


def due_now() -> int:
    return posting.post()


@pytest.mark.parametrize("verb", TELLINGS)
def test_every_notice_leads_to_a_page(verb: Verb):
    assert reverse(TELLINGS[verb].page, args=("E06000016", "2019-20"))


def test_a_seal_is_told_to_the_area_but_not_to_whoever_sealed(finished, people):
    seal(finished, people.author)
    assert told() >= {people.nhs_author.email, people.chief_executive.email, people.chair.email}
    assert people.author.email not in told()
    assert people.manager.email not in told()
    assert people.author.name in Notice.objects.first().subject


def test_what_did_not_happen_is_not_told(finished, people):
    seal(finished, people.author)
    before = Notice.objects.count()
    with pytest.raises(NotNow):
        seal(finished, people.nhs_author)
    assert Notice.objects.count() == before


def test_all_who_signed_are_told_of_a_reopening_and_why(finished, people):
    story.signed(finished, people)
    Notice.objects.all().delete()
    reopen(finished, people.author, "The pool is larger.")
    assert told() >= {user.email for user in people.signatories().values()}
    assert "The pool is larger." in Notice.objects.first().text


def test_each_is_mailed_once_however_often_it_is_asked_for(finished, people):
    seal(finished, people.author)
    due = Notice.objects.count()
    assert due_now() == due
    assert due_now() == 0
    assert len(mail.outbox) == due
    assert len({message.to[0] for message in mail.outbox}) == due
    assert "standing/" in mail.outbox[0].body


def test_who_reads_once_a_day_gets_one_mail_in_the_morning(finished, people):
    for plan_person in (people.chair, people.chief_executive):
        plan_person.mail = User.Mail.DAILY
        plan_person.save()
    people.nhs_author.mail = User.Mail.NEVER
    people.nhs_author.save()
    made = seal(finished, people.author)
    story.put_files(made)
    reopen(finished, people.author, "Again.")
    due_now()
    assert {people.chair.email, people.nhs_author.email}.isdisjoint({message.to[0] for message in mail.outbox})
    mail.outbox.clear()
    Notice.objects.filter(in_digest=True).update(mail_after=timezone.now())
    assert due_now() == 2
    assert {message.to[0] for message in mail.outbox} == {people.chair.email, people.chief_executive.email}
    assert mail.outbox[0].subject == "2 notices about Better Care Fund plans"
    assert Notice.objects.filter(person=people.nhs_author, mail="none").count() == 2


def test_a_worker_that_died_while_sending_is_taken_over_once_its_lease_runs_out(finished, people, settings):
    seal(finished, people.author)
    held = Notice.objects.update(mail="sending", leased_at=timezone.now())
    assert due_now() == 0
    settings.MAIL_STALE_SECONDS = 0
    assert due_now() == held
    assert Notice.objects.filter(mail="sent").count() == held
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == held


def test_mail_that_cannot_be_sent_waits_and_is_given_up_in_the_end(finished, people, settings):
    settings.EMAIL_BACKEND = "tests.plans.broken_mail.Broken"
    write(finished, [people.chair], "key", "Subject", "", "/")
    for attempt in range(1, posting.MOST_ATTEMPTS + 1):
        assert due_now() == 0
        notice = Notice.objects.get()
        assert notice.attempts == attempt
        Notice.objects.update(mail_after=timezone.now())
    assert notice.mail == "failed"


def test_nobody_is_told_the_same_twice(finished, people):
    for _ in range(2):
        write(finished, [people.chair], "key", "Subject", "", "/")
    assert Notice.objects.count() == 1


def test_a_name_with_a_line_end_does_not_break_the_mail(finished, people):
    write(finished, [people.chair], "key", "Plan\nBcc: everybody@example.org", "", "/")
    due_now()
    assert mail.outbox[0].subject == "Plan Bcc: everybody@example.org"


@pytest.mark.parametrize(("hour", "day"), [(6, 1), (8, 2)])
def test_the_mail_of_a_day_goes_in_the_morning(hour, day):
    now = timezone.make_aware(datetime.datetime(2019, 10, 1, hour))
    assert timezone.localtime(next_morning(now)).date() == datetime.date(2019, 10, day)


@pytest.mark.usefixtures("made_up_round")
def test_authors_are_reminded_before_the_plan_is_due_and_once(db):
    from tests.plans.pages import shire

    plan = shire("2031-34")
    author = story.factories.author_of(plan)
    day = plan.round.submission
    for left in (20, 7, 7, 6, 2, 1, 0):
        reminding.remind(day - datetime.timedelta(days=left))
    told = [notice.subject.partition(", due ")[2] for notice in Notice.objects.filter(person=author).order_by("pk")]
    # Nobody was reminded three days before: that is made up for on the next day.
    assert told == ["in 7 days", "in 2 days", "tomorrow"]
    assert Notice.objects.first().plan == plan


def test_a_person_sees_and_opens_only_their_own(finished, people):
    seal(finished, people.author)
    theirs = Notice.objects.get(person=people.chair)
    mine = browser_of(people.nhs_author)
    page = Page(mine, reverse("notices"))
    assert "1 unread" in page.text
    assert mine.post(reverse("notice", args=[theirs.pk])).status_code == 404
    own = Notice.objects.get(person=people.nhs_author)
    response = mine.post(reverse("notice", args=[own.pk]))
    assert response["Location"] == reverse("standing", args=finished.args)
    assert "You have read them all" in Page(mine, reverse("notices")).text


def test_how_one_is_told_is_chosen(people):
    mine = browser_of(people.chair)
    assert "has been saved" in Page(mine, reverse("notices")).send(mail="daily").text
    people.chair.refresh_from_db()
    assert people.chair.mail == "daily"
    assert Page(mine, reverse("notices")).send(mail="hourly").status == 422


def test_whoever_acts_on_a_plan_is_found_by_role(finished, people):
    assert {people.manager.pk} <= {user.pk for user in telling.people_of(finished, TELLINGS[Verb.SUBMIT].to)}
    assert people.national.pk not in {user.pk for user in telling.people_of(finished, TELLINGS[Verb.SUBMIT].to)}
