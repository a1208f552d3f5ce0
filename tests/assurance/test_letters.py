"""The letter about a decision: what it says, to whom, and that it is written once whatever becomes of the worker."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from assurance.letters import making, printing
from assurance.models import Letter
from bcf.fund.text import day
from plans import tasks
from plans.models import Job
from plans.running import claim
from tests.assurance import outcomes
from tests.assurance.outcomes import APPROVED, NOT_APPROVED, SOON


class Killed(BaseException):
    """The worker's process is gone: nothing after this is done, not even the handling of errors."""


def words(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_letter_says_what_was_decided_to_those_whom_the_cover_names(reviewed, people):
    event = outcomes.decided(reviewed, people)
    tasks.run(str(Job.objects.get(plan=reviewed, kind=Job.Kind.LETTER).pk))
    letter = Letter.objects.get(event=event)
    content = outcomes.bytes_of(letter)
    text = words(content)
    for told in (
        "Chair of the board", "Chief executive of the council", "Accountable officer of the CCG",
        "Leicester City Council", "NHS Leicester City CCG", "Outcome Approved with conditions", "version 1",
        event.seal.digest,
        "The plan is sound.", "The board has yet to agree it.", "1 The board ratifies the plan. Board chair",
        "2 Section 75 is signed. Council", day(SOON), "What happens next", str(people.national),
    ):  # fmt: skip
        assert told in text, told
    assert "Escalation" not in text
    assert "@" not in text, "no e-mail addresses in a letter"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
    assert printing.print_letter(letter.body, event.digest) == content, "the same decision gives the same bytes"


@pytest.mark.parametrize(("verdict", "there", "missing"), [
    (NOT_APPROVED, ("Not approved", "Escalation", "National panel", "send the plan back"), ("Conditions",)),
    (APPROVED, ("Approved", "can no longer be changed"), ("Conditions", "Escalation", "condition")),
])  # fmt: skip
def test_other_outcomes_have_letters_of_their_own(reviewed, people, verdict, there, missing, rendered):
    html = rendered(outcomes.decided(reviewed, people, verdict))
    assert [told for told in there if told not in html] == []
    assert [told for told in missing if told in html] == []


@pytest.fixture
def rendered():
    """The letter's words before they become pages."""
    from django.template.loader import render_to_string

    return lambda event: render_to_string("letters/decision.html", {"letter": making.told(event)})


@pytest.mark.parametrize("step", ["print_letter", "keep", "after it is kept"])
def test_killed_between_any_two_steps_the_letter_is_finished_once(reviewed, people, settings, monkeypatch, step):
    settings.JOB_STALE_SECONDS = 0.0
    event = outcomes.decided(reviewed, people)
    job = Job.objects.get(plan=reviewed, kind=Job.Kind.LETTER)
    monkeypatch.setattr(making, "print_letter", lambda body, identifier: b"The letter of " + identifier.encode())
    with monkeypatch.context() as dying:
        where, what = (tasks.running, "finish") if step == "after it is kept" else (making, step)
        dying.setattr(where, what, die)
        with pytest.raises(Killed):
            tasks.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING
    assert Letter.objects.filter(event=event).exists() is (step == "after it is kept")

    tasks.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert outcomes.bytes_of(Letter.objects.get(event=event)) == b"The letter of " + event.digest.encode()
    assert claim(str(job.pk)) is None


def die(*_, **__):
    raise Killed
