"""The page of sealing, signatures and submission, as the people around a plan meet it."""

import pytest
from django.urls import reverse

from bcf.fund.stages import Stage, Verb
from plans.models import Answer, Event, Job, Seal, SealedFile
from plans.workflow.acting import acting
from plans.workflow.reopening import reopen
from plans.workflow.sealing import seal
from plans.workflow.signing import sign
from plans.workflow.submitting import submit
from tests import factories, story
from tests.plans.pages import Page, browser_of


def standing(plan, person) -> Page:
    return Page(browser_of(person), reverse("standing", args=plan.args))


def test_a_draft_says_what_keeps_it_from_being_sealed(leicester, author):
    page = standing(leicester, author)
    assert "Draft. The partners write the plan." in page.text
    assert "What keeps the plan from being sealed" in page.text
    assert reverse("checks", args=leicester.args) in page.html
    assert "Seal the plan" not in page.text
    page = page.send(do="seal")
    assert page.status == 409
    assert "The plan was not sealed" in page.text
    assert not Event.objects.exists()


def test_the_button_seals_what_was_seen(finished, people):
    page = standing(finished, people.author)
    assert "Nothing keeps the plan from being sealed" in page.text
    page = page.send(do="seal")
    assert page.status == 200
    assert "The plan is sealed as version 1" in page.text
    assert f"{people.author} sealed the plan as version 1 on" in page.text
    assert "The files of this version are being made" in page.text
    assert 'hx-trigger="every 1s"' in page.html
    assert finished.stage_now() is Stage.SEALED


def test_what_was_not_seen_is_not_sealed(finished, people):
    page = standing(finished, people.author)
    Answer.objects.filter(plan=finished, section="cover", code="phone").update(text="0116 496 0001")
    page = page.send(do="seal")
    assert page.status == 409
    assert "it has changed since you opened this page" in page.text
    assert not Seal.objects.exists()
    assert page.send(do="seal").status == 200


def test_who_comes_second_reads_who_was_first(finished, people):
    page = standing(finished, people.nhs_author)
    seal(finished, people.author)
    page = page.send(do="seal")
    assert page.status == 409
    assert f"Nothing was done: the plan is sealed now. {people.author} sealed the plan at" in page.text
    assert "Reopen the plan" in page.text


@pytest.mark.parametrize("who", ["manager", "chair", "chief_executive"])
def test_only_an_author_seals(finished, people, who):
    person = getattr(people, who)
    assert "An author of the council or an NHS body of Leicester can seal it" in standing(finished, person).text
    response = browser_of(person).post(reverse("standing", args=finished.args), {"do": "seal", "seen": "x"})
    assert response.status_code == 403


def test_the_places_say_who_signed_and_what_is_missing(finished, people):
    made = story.sealed(finished, people)
    sign(finished, people.chief_executive, "chief_executive-E06000016", digest=made.digest, job_title="Chief executive")
    page = standing(finished, people.author)
    assert f"Signed by {people.chief_executive} , Chief executive, on" in page.text
    assert "2 signatures must be there: Health and Wellbeing Board Chair CCG Accountable Officer" in page.text
    assert "Submit the plan" not in page.text
    page = page.send(do="submit")
    assert page.status == 409
    assert "It still has to be signed: Health and Wellbeing Board Chair; CCG Accountable Officer" in page.text


def test_each_is_offered_what_is_theirs(finished, people):
    story.sealed(finished, people)
    chair = standing(finished, people.chair)
    assert reverse("sign", args=(*finished.args, "hwb_chair")) in chair.html
    assert "Read and sign" in chair.text
    author, manager = standing(finished, people.author), standing(finished, people.manager)
    assert "Read and sign" not in author.text
    assert reverse("sign-on-paper", args=(*finished.args, "chief_executive-E06000016")) in author.html
    assert reverse("sign-on-paper", args=(*finished.args, "ccg_officer-04C")) not in author.html
    for words in ("Record a signature", "Reopen", "Submit the plan"):
        assert words not in manager.text


def test_the_receipt_tells_version_digest_time_and_that_it_was_late(finished, people):
    made = story.signed(finished, people)
    page = standing(finished, people.author).send(do="submit")
    event = Event.objects.get(verb="submit")
    assert "Receipt of the submission" in page.text
    assert "Late 27 September 2019" in page.text
    assert "Late: it was due by 27 September 2019" in page.text
    assert made.digest in page.text
    assert event.digest in page.text
    page = page.send(do="withdraw")
    assert "The submission is withdrawn" in page.text
    assert "Receipt of the submission" not in page.text
    assert finished.stage_now() is Stage.SEALED


def test_reopening_needs_a_reason_and_keeps_what_was_typed(finished, people):
    story.signed(finished, people)
    page = standing(finished, people.chair).send(do="reopen", reason="  ")
    assert page.status == 422
    assert "Say why. Everybody who has signed will read it." in page.text
    page = page.send(do="reopen", reason="x" * 2_001)
    assert page.status == 422
    assert "x" * 2_001 in page.html
    page = page.send(do="reopen", reason="The pool is to be larger.")
    assert "Version 1 Void" in page.text
    assert "Its signatures are void" in page.text
    assert f"{people.chair} reopened the plan; the signatures on version 1 are void" in page.text
    assert "The pool is to be larger." in page.text


def test_the_history_tells_everything_newest_first(finished, people):
    story.submitted(finished, people)
    text = standing(finished, people.manager).text
    text = text[text.index("What was done") :]
    order = [text.index(words) for words in ("submitted version 1", "signed version 1", "sealed the plan as version 1")]
    assert order == sorted(order)
    assert text.count("signed version 1") == 3


def test_what_the_region_does_among_itself_is_not_told_to_the_area(finished, people):
    story.submitted(finished, people)
    for person, verb in ((people.manager, Verb.BEGIN), (people.nhs_assurer, Verb.JUDGE)):
        with acting(finished, person, verb):
            pass
    assert "judged a requirement" in standing(finished, people.manager).text
    area = standing(finished, people.author)
    assert "began the review" in area.text
    assert "judged a requirement" not in area.text
    assert str(people.nhs_assurer) not in area.text


def test_the_files_go_out_as_downloads_to_readers_alone(finished, people):
    story.sealed(finished, people)
    for file in SealedFile.objects.all():
        address = reverse("sealed-file", args=(*finished.args, file.pk))
        response = browser_of(people.manager).get(address)
        ending = {"workbook": "xlsx", "report": "pdf"}[file.kind]
        assert f'attachment; filename="bcf-2019-20-E06000016-version-1.{ending}"' == response["Content-Disposition"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert len(b"".join(response.streaming_content)) == file.size
        assert browser_of(factories.person()).get(address).status_code == 404


def test_files_that_could_not_be_made_are_asked_for_again(finished, people):
    made = seal(finished, people.author)
    Job.objects.filter(key=made.digest).update(state="failed", error="Something went wrong on our side.")
    page = standing(finished, people.chair)
    assert "could not be made. Something went wrong" in page.text.replace("  ", " ").replace(" .", ".")
    assert browser_of(people.manager).post(page.url, {"do": "files"}).status_code == 403
    assert "are being made" in page.send(do="files").text
    assert page.send(do="files").status == 200
    assert Job.objects.filter(key=made.digest, state="queued").count() == 1


def test_an_old_version_stays_with_its_files(finished, people):
    story.signed(finished, people)
    reopen(finished, people.author, "A word was wrong.")
    made = story.signed(finished, people)
    submit(finished, people.author)
    text = standing(finished, people.manager).text
    assert made.number == 2
    assert text.index("Version 2 Stands") < text.index("Version 1 Void")


def test_unknown_wishes_are_not_found(finished, people):
    assert browser_of(people.author).post(reverse("standing", args=finished.args), {"do": "burn"}).status_code == 404
