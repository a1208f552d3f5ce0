"""What every page of versioned rows does: saves all or nothing, loses nothing, shows both values of a conflict."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.assembling import assemble, store
from plans.models import Answer, Contact, Job, Plan
from tests import factories
from tests.plans.pages import Page, browser_of

HOSTILE = '"><script>alert(1)</script>{{ 7 }}'


@pytest.fixture
def colleague(leicester: Plan) -> Client:
    return browser_of(factories.author_of(leicester))


@pytest.fixture
def url(leicester: Plan) -> str:
    return reverse("cover", args=leicester.args)


def test_the_cover_is_saved_and_a_check_is_queued(commissioner: Client, leicester: Plan, url: str):
    page = Page(commissioner, url).send_fields({
        "cover-completed_by-value": "Ann Author", "cover-sign_off_later-value": "yes",
        "cover-sign_off_date-value": "27/09/2019", "cover-bcf_lead-name": "Lee Lead",
    })
    assert "The cover has been saved" in page.text
    assert page.fields["cover-completed_by-value"] == "Ann Author"
    document = assemble(leicester)
    assert document.cover["sign_off_date"] == "2019-09-27"
    assert document.contacts[0].name == "Lee Lead"
    assert Job.objects.filter(plan=leicester, kind=Job.Kind.CHECK).count() == 1


def test_only_what_was_changed_gets_a_new_version(commissioner: Client, leicester: Plan, url: str):
    Page(commissioner, url).send_fields({"cover-completed_by-value": "Ann", "cover-email-value": "ann@example.org"})
    Page(commissioner, url).send_fields({"cover-email-value": "ann.author@example.org"})
    versions = dict(Answer.objects.filter(plan=leicester, section="cover").values_list("code", "version"))
    assert versions == {"completed_by": 1, "email": 2}


def test_what_cannot_be_stored_is_refused_in_words_and_nothing_is_lost(commissioner: Client, leicester: Plan, url: str):
    page = Page(commissioner, url).send_fields({
        "cover-completed_by-value": "Ann Author", "cover-sign_off_date-value": "31 February",
    })
    assert page.status == 422
    assert "There is a problem" in page.text
    assert "“31 February” is not a date" in page.text
    assert "&#x27;2. Cover&#x27;!" in page.html or "&#39;2. Cover&#39;!" in page.html
    assert page.fields["cover-completed_by-value"] == "Ann Author"
    assert page.fields["cover-sign_off_date-value"] == "31 February"
    assert assemble(leicester).cover == {}


def test_a_conflict_shows_both_values_and_saves_nothing(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    page = mine.send_fields({"cover-completed_by-value": "Ann", "cover-phone-value": "0116 000"})
    assert page.status == 409
    assert "Somebody else saved this while you were writing" in page.text
    assert "Yours: Completed by Ann" in page.text
    assert "Saved by Person 2 Bob" in page.text
    assert page.fields["cover-phone-value"] == "0116 000"
    assert assemble(leicester).cover == {"completed_by": "Bob"}


def test_after_a_conflict_i_may_save_mine_over_theirs(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    clash = mine.send_fields({"cover-completed_by-value": "Ann", "cover-phone-value": "0116 000"})
    clash.send_fields({"answer-cover-completed_by-value:keep": "mine"})
    assert assemble(leicester).cover == {"completed_by": "Ann", "phone": "0116 000"}


def test_after_a_conflict_i_may_keep_theirs_and_save_the_rest(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    clash = mine.send_fields({"cover-completed_by-value": "Ann", "cover-phone-value": "0116 000"})
    clash.send_fields({"answer-cover-completed_by-value:keep": "theirs"})
    assert assemble(leicester).cover == {"completed_by": "Bob", "phone": "0116 000"}


def test_a_conflict_is_asked_again_until_it_is_answered(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    again = mine.send_fields({"cover-completed_by-value": "Ann"}).send()
    assert again.status == 409
    wrong_elsewhere = again.send_fields({"cover-sign_off_date-value": "soon"})
    assert wrong_elsewhere.status == 422
    assert wrong_elsewhere.send_fields({"cover-sign_off_date-value": ""}).status == 409
    assert assemble(leicester).cover == {"completed_by": "Bob"}


def test_choosing_theirs_outlives_an_error_elsewhere(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    clash = mine.send_fields({"cover-completed_by-value": "Ann"})
    wrong = clash.send_fields({
        "answer-cover-completed_by-value:keep": "theirs", "cover-sign_off_date-value": "soon",
    })
    assert wrong.fields["cover-completed_by-value"] == "Bob"
    wrong.send_fields({"cover-sign_off_date-value": ""})
    assert assemble(leicester).cover == {"completed_by": "Bob"}


def test_a_third_save_between_is_a_conflict_too(commissioner: Client, colleague: Client, leicester: Plan, url: str):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    clash = mine.send_fields({"cover-completed_by-value": "Ann"})
    Page(colleague, url).send_fields({"cover-completed_by-value": "Robert"})
    page = clash.send_fields({"answer-cover-completed_by-value:keep": "mine"})
    assert page.status == 409
    assert "Robert" in page.text


def test_what_a_colleague_changed_and_i_did_not_is_no_conflict(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    Page(commissioner, url).send_fields({"cover-completed_by-value": "Ann"})
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob", "cover-dass-name": "Dee"})
    page = mine.send_fields({"cover-phone-value": "0116 000"})
    assert "has been saved" in page.text
    document = assemble(leicester)
    assert document.cover == {"completed_by": "Bob", "phone": "0116 000"}
    assert document.contacts[0].name == "Dee"


def test_the_same_change_by_two_people_is_no_conflict(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Ann"})
    assert "has been saved" in mine.send_fields({"cover-completed_by-value": "Ann"}).text


def test_a_plan_loaded_anew_is_not_overwritten_by_a_page_from_before(commissioner: Client, leicester: Plan, url: str):
    Page(commissioner, url).send_fields({"cover-completed_by-value": "Ann"})
    mine = Page(commissioner, url)
    document = assemble(leicester)
    store(leicester, document.model_copy(update={"cover": {"completed_by": "Loaded"}}))
    page = mine.send_fields({"cover-completed_by-value": "Ann Author"})
    assert page.status == 409
    assert assemble(leicester).cover == {"completed_by": "Loaded"}


def test_a_tampered_version_changes_nothing(commissioner: Client, leicester: Plan, url: str):
    Page(commissioner, url).send_fields({"cover-completed_by-value": "Ann"})
    for token in ("", "x", "9.9.9", "1." + "9" * 40, "0"):
        page = Page(commissioner, url).send_fields({
            "cover-completed_by-value": "Mallory", "answer-cover-completed_by-value:version": token,
        })
        assert page.status == 409
    assert assemble(leicester).cover == {"completed_by": "Ann"}


def test_hostile_text_is_shown_as_text(commissioner: Client, colleague: Client, leicester: Plan, url: str):
    mine = Page(commissioner, url)
    page = Page(colleague, url).send_fields({"cover-completed_by-value": HOSTILE, "cover-dass-name": HOSTILE})
    assert page.fields["cover-completed_by-value"] == HOSTILE
    clash = mine.send_fields({"cover-completed_by-value": HOSTILE + "!"})
    assert clash.status == 409
    for html in (page.html, clash.html, Page(commissioner, reverse("plan", args=leicester.args)).html):
        assert "<script>alert" not in html


def test_a_text_that_is_too_long_is_refused_and_kept_in_the_field(commissioner: Client, leicester: Plan, url: str):
    page = Page(commissioner, url).send_fields({"cover-completed_by-value": "x" * 1001})
    assert page.status == 422
    assert "Shorten it by 1." in page.text
    assert page.fields["cover-completed_by-value"] == "x" * 1001


def test_in_a_conflict_over_a_row_what_i_left_alone_follows_my_colleague(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-dass-name": "Dee", "cover-dass-email": "dee@example.org"})
    page = mine.send_fields({"cover-dass-name": "Del"})
    assert page.status == 409
    assert "Yours: Name Del" in page.text
    assert page.fields["cover-dass-email"] == "dee@example.org"
    page.send_fields({"contact-dass:keep": "mine"})
    contact = Contact.objects.get(plan=leicester, role="dass")
    assert (contact.name, contact.email) == ("Del", "dee@example.org")


def test_in_a_conflict_over_several_fields_each_is_chosen_by_itself(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-dass-name": "Dee", "cover-dass-email": "dee@example.org"})
    page = mine.send_fields({"cover-dass-name": "Del", "cover-dass-email": "del@example.org"})
    assert page.status == 409
    assert "Person 2 saved this at" in page.text
    assert 'name="contact-dass:keep:name" value="theirs"' in page.html
    half = page.send_fields({"contact-dass:keep:name": "mine"})
    assert half.status == 409
    half.send_fields({"contact-dass:keep:name": "mine", "contact-dass:keep:email": "theirs"})
    contact = Contact.objects.get(plan=leicester, role="dass")
    assert (contact.name, contact.email) == ("Del", "dee@example.org")


def test_two_values_can_be_combined_in_the_form(commissioner: Client, colleague: Client, leicester: Plan, url: str):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-completed_by-value": "Bob"})
    clash = mine.send_fields({"cover-completed_by-value": "Ann"})
    clash.send_fields({"answer-cover-completed_by-value:keep": "mine", "cover-completed_by-value": "Ann and Bob"})
    assert assemble(leicester).cover == {"completed_by": "Ann and Bob"}


def test_after_choosing_field_by_field_a_third_save_is_a_conflict_too(
    commissioner: Client, colleague: Client, leicester: Plan, url: str
):
    mine = Page(commissioner, url)
    Page(colleague, url).send_fields({"cover-dass-name": "Dee", "cover-dass-email": "dee@example.org"})
    page = mine.send_fields({"cover-dass-name": "Del", "cover-dass-email": "del@example.org"})
    Page(colleague, url).send_fields({"cover-dass-name": "Deirdre"})
    again = page.send_fields({"contact-dass:keep:name": "mine", "contact-dass:keep:email": "theirs"})
    assert again.status == 409
    assert "Deirdre" in again.text
