"""The partnership's discussion: of any place, among its own people, resolved when dealt with, never in the plan."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bcf.fund.places import Section, sections_of
from plans.assembling import assemble
from plans.models import Comment, Plan, Thread, User
from plans.together.naming import name_of, place_at
from schemes.models import Scheme
from tests import factories
from tests.plans.pages import Page, browser_of

HOSTILE = '"><script>alert(1)</script>{{ 7 }}'
PROVIDER = "expenditure-row-03-provider"


def new_url(plan: Plan, at: str) -> str:
    return f"{reverse('thread-new', args=plan.args)}?at={at}"


def begin(client: Client, plan: Plan, at: str = PROVIDER, text: str = "Is this right?", *to: User) -> Thread:
    data = {"text": text, "to": [str(person.pk) for person in to]}
    assert client.post(new_url(plan, at), data).status_code == 302
    return Thread.objects.latest("pk")


def say(client: Client, plan: Plan, thread: Thread, text: str = "", do: str = "answer", version: int = 0) -> str:
    url = reverse("thread", args=(*plan.args, thread.pk))
    thread.refresh_from_db()
    data = {"text": text, "do": do, "version": str(version or thread.version)}
    return client.post(url, data, follow=True).content.decode()


def test_a_cell_is_commented_on_and_its_row_and_field_are_named(commissioner, leicester, nhs):
    thread = begin(commissioner, leicester, PROVIDER, "Is this right?", nhs)
    assert (thread.section, thread.item, thread.field) == ("expenditure", "row-03", "provider")
    page = Page(browser_of(nhs), reverse("discussion", args=leicester.args))
    assert "Expenditure: Row 3 “Reablement funds - LA”, Provider" in page.text
    assert "Is this right?" in page.text
    assert "For you" in page.text
    assert list(thread.addressed.all()) == [nhs]


SECTIONS = ["cover", "narrative", "income", "expenditure", "maturity", "metrics", "requirements"]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_a_field_or_an_entry_can_be_commented_on(commissioner: Client, leicester: Plan, section: str):
    page = Page(commissioner, reverse(section, args=leicester.args))
    assert f'discussion/new/?at={section}"' in page.html
    thread = begin(commissioner, leicester, section, "About all of it")
    assert (thread.section, thread.item) == (section, "")
    assert "About all of it" in Page(commissioner, reverse(section, args=leicester.args)).text


def test_every_field_of_a_plan_has_a_place_with_a_name(leicester: Plan):
    document, planning_round = assemble(leicester), leicester.round
    for anchor in ("cover-completed_by-value", "cover-dass-name", "narrative-b_i-value", "income-dfg",
                   "income-dfg-amount-2019-20", "income-comment", "expenditure-row-01",
                   "expenditure-row-01-amount-2019-20",
                   "expenditure-row-01-impact-NEA", "maturity-priorities", "metrics-RES-comment", "requirements-PR1",
                   "requirements-PR1-met"):  # fmt: skip
        named = place_at(planning_round, document, anchor)
        assert named is not None
        assert named.place.anchor == anchor
        assert named.words
        assert name_of(planning_round, document, named.place) == named


def test_an_anchor_that_is_not_there_stands_for_its_section_and_a_foreign_one_is_not_found(commissioner, leicester):
    assert begin(commissioner, leicester, "cover-nothing-of-the-kind").item == ""
    assert commissioner.get(new_url(leicester, "nowhere-at-all")).status_code == 404
    assert commissioner.get(new_url(leicester, "risks")).status_code == 404


def test_a_field_with_a_thread_shows_it_and_leads_there(commissioner, leicester):
    thread = begin(commissioner, leicester, "cover-completed_by-value")
    page = Page(commissioner, reverse("cover", args=leicester.args))
    assert f'href="{reverse("thread", args=(*leicester.args, thread.pk))}">Discussed' in page.html
    begin(commissioner, leicester, "cover-completed_by-value", "And another thing")
    assert ">2 open<" in Page(commissioner, reverse("cover", args=leicester.args)).html
    at = Page(commissioner, f"{reverse('discussion', args=leicester.args)}?at=cover-completed_by-value")
    assert "2 discussions" in at.text


def test_a_thread_is_open_until_it_is_resolved_and_can_be_reopened(commissioner, nhs_browser, leicester, nhs):
    thread = begin(commissioner, leicester, PROVIDER, "Is this right?", nhs)
    assert "Yes it is" in say(nhs_browser, leicester, thread, "Yes it is")
    assert "is resolved" in say(commissioner, leicester, thread, "Thank you", "resolve")
    thread.refresh_from_db()
    assert not thread.open
    assert "Resolved by Person 1" in Page(nhs_browser, reverse("thread", args=(*leicester.args, thread.pk))).text
    discussion = reverse("discussion", args=leicester.args)
    assert "No discussion fits" in Page(nhs_browser, discussion).text
    assert "Thank you" in Page(nhs_browser, f"{discussion}?show=resolved").text
    assert "open again" in say(nhs_browser, leicester, thread, "", "reopen")
    assert "Thank you" in Page(nhs_browser, discussion).text


def test_what_somebody_wrote_meanwhile_is_not_resolved_unread(commissioner, nhs_browser, leicester):
    thread = begin(commissioner, leicester)
    say(nhs_browser, leicester, thread, "Wait, no")
    page = say(commissioner, leicester, thread, "", "resolve", version=1)
    assert "Somebody wrote here since you read it" in page
    assert "Wait, no" in page
    thread.refresh_from_db()
    assert thread.open


def test_an_empty_comment_is_refused_in_words(commissioner, leicester):
    page = Page(commissioner, new_url(leicester, PROVIDER)).send(text="  ")
    assert page.status == 422
    assert "Nothing is written here yet" in page.text
    assert Thread.objects.count() == 0


def test_only_people_of_the_partnership_can_be_addressed(commissioner, leicester, nhs):
    stranger = factories.person()
    answer = commissioner.post(new_url(leicester, PROVIDER), {"text": "Hello", "to": [str(stranger.pk)]})
    assert answer.status_code == 422
    assert Thread.objects.count() == 0


def test_a_signatory_reads_and_answers(leicester, commissioner, chair):
    thread = begin(commissioner, leicester, PROVIDER, "Do you agree?", chair)
    browser = browser_of(chair)
    assert "Do you agree?" in Page(browser, reverse("home")).text
    assert "I do" in say(browser, leicester, thread, "I do")
    row = Page(browser, reverse("scheme", args=(*leicester.args, "row-03")))
    assert "Discussed" in row.text


def test_own_words_can_be_corrected_for_an_hour_and_it_shows(commissioner, nhs_browser, leicester):
    thread = begin(commissioner, leicester)
    comment = thread.comments.get()
    url = reverse("comment", args=(*leicester.args, thread.pk, comment.pk))
    assert nhs_browser.get(url).status_code == 404
    Page(commissioner, url).send(text="Is this the right one?")
    page = Page(nhs_browser, reverse("thread", args=(*leicester.args, thread.pk)))
    assert "Is this the right one?" in page.text
    assert "corrected" in page.text
    Comment.objects.filter(pk=comment.pk).update(written_at=timezone.now() - timedelta(minutes=61))
    late = commissioner.post(url, {"text": "Never said", "version": "2"}, follow=True).content.decode()
    assert "can no longer be changed" in late
    assert Comment.objects.get(pk=comment.pk).text == "Is this the right one?"


def test_withdrawn_words_go_and_their_place_stays(commissioner, nhs_browser, leicester):
    thread = begin(commissioner, leicester, PROVIDER, "Rash words")
    comment = thread.comments.get()
    commissioner.post(reverse("comment", args=(*leicester.args, thread.pk, comment.pk)), {"do": "withdraw"})
    page = Page(nhs_browser, reverse("thread", args=(*leicester.args, thread.pk)))
    assert "Withdrawn by its author" in page.text
    assert "Rash words" not in page.text
    assert comment.history.earliest().text == "Rash words"


def test_a_comment_corrected_in_two_windows_is_not_overwritten(commissioner, leicester):
    thread = begin(commissioner, leicester)
    url = reverse("comment", args=(*leicester.args, thread.pk, thread.comments.get().pk))
    stale = Page(commissioner, url)
    Page(commissioner, url).send(text="First window")
    page = stale.send(text="Second window")
    assert page.status == 409
    assert "First window" in page.text
    assert page.send().status == 200
    assert thread.comments.get().text == "Second window"


def test_the_thread_of_a_deleted_row_stays_readable_with_its_last_name(commissioner, leicester):
    thread = begin(commissioner, leicester)
    row = Scheme.objects.get(plan=leicester, key="row-03")
    row.name = "Its last name"
    row.save()
    row.delete()
    page = Page(commissioner, reverse("thread", args=(*leicester.args, thread.pk)))
    assert "“Its last name”" in page.text
    assert "No longer in the plan" in page.text
    assert "Its last name" in Page(commissioner, reverse("discussion", args=leicester.args)).text
    assert "An answer all the same" in say(commissioner, leicester, thread, "An answer all the same")


def test_discussion_never_becomes_part_of_the_plan(commissioner, leicester):
    before = assemble(leicester)
    begin(commissioner, leicester, PROVIDER, "SECRET among partners")
    after = assemble(leicester)
    # Workbook, report and checks are functions of this value and of nothing else.
    assert after == before
    assert after.digest == before.digest
    assert "SECRET" not in after.canonical()


def test_hostile_text_is_shown_as_text(commissioner, leicester):
    thread = begin(commissioner, leicester, PROVIDER, HOSTILE)
    for name, args in (("thread", (thread.pk,)), ("discussion", ()), ("expenditure", ())):
        assert "<script>alert" not in Page(commissioner, reverse(name, args=(*leicester.args, *args))).html
    assert "<script>alert" not in Page(commissioner, reverse("home")).html


def test_the_discussion_page_costs_the_same_however_much_is_said(
    commissioner, leicester, django_assert_max_num_queries, nhs
):
    begin(commissioner, leicester, PROVIDER, "One", nhs)
    url = reverse("discussion", args=leicester.args)
    commissioner.get(url)
    for number in range(12):
        begin(commissioner, leicester, "cover-completed_by-value", f"Number {number}", nhs)
    with django_assert_max_num_queries(34):
        commissioner.get(url)


def test_every_section_can_be_named(leicester: Plan):
    document = assemble(leicester)
    for section in Section:
        found = place_at(leicester.round, document, section.value)
        assert (found is None) == (section not in sections_of(leicester.round))
