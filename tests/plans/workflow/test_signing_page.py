"""The page on which a signatory signs, and the one on which a signature on paper is recorded."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from plans.assembling import assemble
from plans.models import Answer, Attachment, Event, Look, Role, Seal, Signature
from plans.rounds import all_rounds
from plans.workflow.reopening import reopen
from plans.workflow.sealing import seal
from plans.workflow.whose import places_of
from schemes.models import SchemeAmount
from tests import factories, story
from tests.factories import PASSWORD
from tests.plans.pages import Page, browser_of, shire
from tests.plans.workflow.test_attaching import pdf

CHIEF, OFFICER, CHAIR = "chief_executive-E06000016", "ccg_officer-04C", "hwb_chair"
WELL = {"job_title": "Chief executive", "password": PASSWORD, "do": "sign"}


def signing(plan, person, place=CHIEF) -> Page:
    return Page(browser_of(person), reverse("sign", args=(*plan.args, place)))


def today() -> str:
    now = timezone.localdate()
    return f"{now.day} {now:%B %Y}"


def in_a_month() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=30)


def test_the_page_shows_what_matters_in_the_version(finished, people):
    made = story.sealed(finished, people)
    page = signing(finished, people.chief_executive)
    for words in (
        "Sign the plan of Leicester", "version 1 · Local Authority Chief Executive", made.short, "£43,368,727",
        "Met £440,117 above", f"“The published plan has it so.” Person 1, {today()}", "585.8",
        made.plan.round.signatories.statement,
    ):  # fmt: skip
        assert words in page.text, words


def test_the_right_password_signs_exactly_that_version(finished, people):
    made = story.sealed(finished, people)
    page = signing(finished, people.chief_executive).send(**WELL)
    assert "You have signed version 1. Thank you." in page.text
    given = Signature.objects.get()
    assert (given.place, given.body, given.kind) == ("chief_executive", "E06000016", "own")
    assert given.job_title == "Chief executive"
    assert given.seal == made
    again = signing(finished, people.chief_executive)
    assert "Signed by Person" in again.text
    assert "Your password again" not in again.text


@pytest.mark.parametrize(("changes", "words"), [
    ({"password": "not it"}, "This is not your password"),
    ({"password": ""}, "Enter the password with which you sign in"),
    ({"job_title": " "}, "Enter the job title"),
    ({"on_behalf_of": "The chair"}, "Enter the authority under which you sign"),
    ({"ratify_on": "2019-05-01"}, "1 May 2019 is past"),
    ({"ratify_on": "soon"}, "“soon” is not a date"),
])  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_signed(finished, people, changes, words):
    story.sealed(finished, people)
    page = signing(finished, people.chief_executive).send(**{**WELL, **changes})
    assert page.status == 422
    assert words in page.text
    assert page.fields["job_title"] == changes.get("job_title", WELL["job_title"])
    assert 'value="correct horse' not in page.html
    assert not Signature.objects.exists()


def test_passwords_cannot_be_tried_without_end(finished, people, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "3/m/user"}
    story.sealed(finished, people)
    page = signing(finished, people.chief_executive)
    assert [page.send(**{**WELL, "password": "no"}).status for _ in range(4)] == [422, 422, 422, 429]
    page = page.send(**WELL)
    assert page.status == 429
    assert "Too many passwords were tried" in page.text
    assert not Signature.objects.exists()


def test_a_delegate_signs_and_the_board_ratifies_later(finished, people):
    made = story.sealed(finished, people)
    meeting = in_a_month()
    behalf = {"on_behalf_of": "The board", "authority": "Minute 12", "ratify_on": meeting.isoformat()}
    page = signing(finished, people.chair, CHAIR).send(**{**WELL, **behalf})
    assert "To be ratified" in page.text
    assert "On behalf of The board, under: Minute 12." in page.text
    assert f"To be ratified by the board’s meeting on {meeting.day} {meeting:%B %Y}" in page.text
    page = signing(finished, people.chair, CHAIR)
    assert "Ratify the plan of Leicester" in page.text
    page = page.send(job_title="Chair", password="wrong", do="ratify")
    assert page.status == 422
    page = page.send(job_title="Chair", password=PASSWORD, do="ratify")
    assert "You have ratified the signature on version 1" in page.text
    assert [given.kind for given in Signature.objects.filter(seal=made)] == ["delegated", "ratification"]


@pytest.mark.parametrize(("who", "place"), [
    ("chief_executive", OFFICER), ("chief_executive", CHAIR), ("author", CHIEF), ("manager", CHAIR),
    ("chair", CHIEF), ("chair", "mayor"),
])  # fmt: skip
def test_the_page_of_anothers_place_is_not_found(finished, people, who, place):
    story.sealed(finished, people)
    client, address = browser_of(getattr(people, who)), reverse("sign", args=(*finished.args, place))
    assert client.get(address).status_code == 404
    assert client.post(address, WELL).status_code == 404


@pytest.mark.parametrize("round_id", all_rounds())
def test_the_page_can_be_read_in_every_round(db, round_id):
    plan = shire(round_id)
    chair = factories.person(Role.CHAIR, of=plan.board.bodies.first())
    document = assemble(plan)
    made = Seal(
        plan=plan, number=1, document=document.canonical(), document_digest=document.digest, findings="[]",
        reasons="[]", round_digest=plan.round.digest, rule_set="r", sealed_by=chair, sealed_at=timezone.now(),
    ).write()  # fmt: skip
    Event(plan=plan, number=1, verb="seal", stage="sealed", person=chair, at=timezone.now(), seal=made).write()
    story.put_files(made)
    board = next(place for place in places_of(made) if place.body is None)
    page = signing(plan, chair, board.key)
    assert "Sign this version" in page.text
    assert all(year in page.text for year in plan.round.years)


def test_nothing_is_there_to_sign_before_the_first_seal(finished, people):
    address = reverse("sign", args=(*finished.args, CHIEF))
    assert browser_of(people.chief_executive).get(address).status_code == 404


def test_a_version_is_signed_when_its_files_are_there(finished, people):
    made = seal(finished, people.author)
    page = signing(finished, people.chief_executive)
    assert "Sign this version" not in page.text
    assert 'hx-trigger="every 1s"' in page.html
    page = page.send(**WELL, digest=made.digest)
    assert page.status == 409
    assert "still being made" in page.text


def test_a_version_that_is_void_by_now_is_not_signed(finished, people):
    story.sealed(finished, people)
    page = signing(finished, people.chief_executive)
    reopen(finished, people.author, "A word was wrong.")
    refused = page.send(**WELL)
    assert refused.status == 409
    assert f"{people.author} reopened the plan" in refused.text
    assert "There is nothing to sign now" in refused.text
    story.sealed(finished, people)
    refused = page.send(**WELL)
    assert refused.status == 409
    assert "it stands at version 2 now" in refused.text
    assert not Signature.objects.exists()


def test_what_changed_since_the_version_they_saw_is_told(finished, people):
    story.sealed(finished, people)
    assert "Changed since" not in signing(finished, people.chief_executive).text
    reopen(finished, people.author, "More for reablement.")
    more, less = SchemeAmount.objects.filter(scheme__plan=finished, scheme__source="ccg_min", amount__gt=99_000)[:2]
    for amount, change in ((more, 1_000), (less, -1_000)):
        amount.amount += change
        amount.save()
    over = Answer.objects.get(plan=finished, section="narrative", code="a")
    over.text += " And more."
    over.save()
    story.explain_all(finished, people.author)
    made = story.sealed(finished, people)
    text = signing(finished, people.chief_executive).text
    assert "Changed since you saw version 1" in text
    assert f"{more.scheme.name}: changed, +£1,000" in text
    assert "Sections that differ: Narrative, Expenditure" in text
    assert signing(finished, people.chief_executive).text.count("Changed since you saw version 1") == 1
    assert "Changed since" not in signing(finished, people.accountable_officer, OFFICER).text
    assert Look.objects.filter(seal=made).count() == 2


def test_an_author_who_wrote_in_the_plan_cannot_sign_for_the_chair(finished, people):
    people.chair.appointments.create(user=people.chair, role=Role.AUTHOR, organisation=finished.board.bodies.first())
    row = Answer.objects.get(plan=finished, section="cover", code="phone")
    row._history_user, row.text = people.chair, "0116 496 0001"
    row.save()
    made = story.sealed(finished, people)
    page = signing(finished, people.chair, CHAIR)
    assert "Somebody who has written in the plan cannot sign for the chair" in page.text
    assert "Your password again" not in page.text
    assert browser_of(people.chair).post(page.url, {**WELL, "digest": made.digest}).status_code == 403


def paper(plan, place=CHIEF) -> str:
    return reverse("sign-on-paper", args=(*plan.args, place))


def scanned(made, **changes):
    scan = SimpleUploadedFile("Signed page.pdf", pdf())
    day = timezone.localdate().isoformat()
    return {"name": "The chief executive", "job_title": "Chief executive", "signed_on": day, "scan": scan,
            "digest": made.digest, **changes}  # fmt: skip


def test_a_signature_on_paper_is_recorded_with_its_scan(finished, people):
    made = story.sealed(finished, people)
    client = browser_of(people.author)
    assert Page(client, paper(finished)).fields["digest"] == made.digest
    page = Page(client, paper(finished), client.post(paper(finished), scanned(made), follow=True))
    assert "The signature of The chief executive is recorded." in page.text
    given, scan = Signature.objects.get(), Attachment.objects.get()
    assert (given.kind, given.scan, given.scan_sha256, given.signed_by) == ("paper", scan, scan.sha256, people.author)
    assert reverse("attachment", args=(*finished.args, scan.pk)) in page.html
    again = client.post(paper(finished), scanned(made))
    assert again.status_code == 409
    assert "has signed here already" in again.content.decode()


@pytest.mark.parametrize(("changes", "status", "words"), [
    ({"name": ""}, 422, "Enter the name of who signed"),
    ({"signed_on": ""}, 422, "Enter the day that the paper bears"),
    ({"scan": ""}, 422, "No file was sent"),
    ({"scan": SimpleUploadedFile("x.pdf", b"MZ")}, 422, "not a picture that can be read"),
    ({"signed_on": "2018-01-01"}, 409, "signed before this version was sealed"),
    ({"signed_on": "31/12/2099"}, 409, "31 December 2099 is still to come"),
    ({"digest": "0" * 64}, 409, "sealed anew since you read it"),
])  # fmt: skip
def test_a_paper_that_will_not_do_is_told_and_nothing_is_kept(finished, people, changes, status, words):
    made = story.sealed(finished, people)
    response = browser_of(people.author).post(paper(finished), scanned(made, **changes))
    assert response.status_code == status
    assert words in response.content.decode()
    assert not Signature.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("who", "place"), [("author", OFFICER), ("manager", CHIEF), ("nhs_author", CHIEF)])
def test_only_the_body_itself_records_for_it(finished, people, who, place):
    made = story.sealed(finished, people)
    client = browser_of(getattr(people, who))
    assert client.get(paper(finished, place)).status_code == 404
    assert client.post(paper(finished, place), scanned(made)).status_code == 404


def test_strangers_find_neither_page(finished, people):
    story.sealed(finished, people)
    stranger = browser_of(factories.person())
    assert {stranger.get(url).status_code for url in (paper(finished), paper(finished)[:-6])} == {404}
