"""From recommendation to decision: what is refused, what each outcome leads to, and that it is decided once."""

import datetime
import threading
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from assurance.actions.beginning import begin
from assurance.actions.deciding import decide
from assurance.actions.outcomes import Asked, NotAnOutcome, Verdict
from assurance.actions.recommending import NotRated, recommend
from assurance.actions.referring import refer_back
from assurance.letters import making
from assurance.models import Condition, Letter
from bcf.fund.stages import Stage, Verb
from plans.models import Event, Job, Plan
from plans.running import claim, finish
from plans.workflow import proof
from plans.workflow.acting import NotNow
from plans.workflow.reopening import ReasonMissing
from tests import story
from tests.assurance import outcomes
from tests.assurance.outcomes import APPROVED, NOT_APPROVED, SOON, WITH_CONDITIONS
from tests.assurance.reviewing import rated

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
REFUSED = {
    "an outcome of another round": (replace(APPROVED, outcome="fine"), "one of the outcomes"),
    "no outcome": (replace(APPROVED, outcome=""), "one of the outcomes"),
    "no reasoning": (replace(APPROVED, reasoning=" "), "reasoning"),
    "no condition where they are asked for": (replace(WITH_CONDITIONS, conditions=()), "at least one condition"),
    "conditions where none belong": (replace(APPROVED, conditions=WITH_CONDITIONS.conditions), "takes no conditions"),
    "a condition of nobody": (replace(WITH_CONDITIONS, conditions=(Asked("Sign.", " ", SOON),)), "an owner"),
    "a condition without a date": (replace(WITH_CONDITIONS, conditions=(Asked("Sign.", "Board", None),)), "a date"),
    "a condition without words": (replace(WITH_CONDITIONS, conditions=(Asked("", "Board", SOON),)), "a text"),
    "a day that is over": (replace(WITH_CONDITIONS, conditions=(Asked("Sign.", "Board", YESTERDAY),)), "is over"),
    "a book for a condition": (replace(WITH_CONDITIONS, conditions=(Asked("x" * 2001, "Board", SOON),)), "too long"),
}


@pytest.mark.parametrize(("verdict", "stage", "conditions"), [
    (APPROVED, Stage.APPROVED, 0), (WITH_CONDITIONS, Stage.APPROVED, 2), (NOT_APPROVED, Stage.NOT_APPROVED, 0),
])  # fmt: skip
def test_an_outcome_says_where_the_plan_goes(reviewed, people, verdict, stage, conditions):
    event = outcomes.decided(reviewed, people, verdict)
    assert reviewed.stage_now() is stage
    assert Verdict.of(event) == verdict
    assert event.data["seal"] == event.seal.digest
    asked = Condition.objects.filter(plan=reviewed, seal=event.seal)
    assert [(one.number, one.text, one.owner, one.due) for one in asked] == [
        (number, one.text, one.owner, one.due) for number, one in enumerate(verdict.conditions, 1)
    ]
    assert len(asked) == conditions
    waiting = Job.objects.get(plan=reviewed, kind=Job.Kind.LETTER)
    assert (waiting.key, waiting.state) == (event.digest, Job.State.QUEUED)
    assert list(proof.troubles(reviewed)) == []


def test_an_outcome_is_recommended_when_every_requirement_is_rated_on_this_version(reviewed, people):
    *most, last = reviewed.round.requirements.items
    for requirement in most:
        rated(reviewed, people, requirement.code)
    with pytest.raises(NotRated) as caught:
        recommend(reviewed, people.manager, APPROVED)
    assert caught.value.requirements == (last,)
    rated(reviewed, people, last.code, "partly", "Two districts are missing.")
    for person in (people.author, people.nhs_assurer, people.national):
        with pytest.raises(PermissionDenied):
            recommend(reviewed, person, APPROVED)
    for what, (verdict, words) in REFUSED.items():
        with pytest.raises(NotAnOutcome, match=words):
            recommend(reviewed, people.manager, verdict)
        assert reviewed.stage_now() is Stage.REVIEW, what
    event = recommend(reviewed, people.manager, WITH_CONDITIONS)
    assert (Verdict.of(event), reviewed.stage_now()) == (WITH_CONDITIONS, Stage.RECOMMENDED)
    assert not Condition.objects.exists()
    with pytest.raises(NotNow, match="the plan is recommended now"):
        recommend(reviewed, people.manager, APPROVED)


def test_what_cannot_be_decided_changes_nothing(reviewed, people):
    outcomes.recommended(reviewed, people)
    for what, (verdict, words) in REFUSED.items():
        with pytest.raises(NotAnOutcome, match=words):
            decide(reviewed, people.national, verdict)
        assert reviewed.stage_now() is Stage.RECOMMENDED, what
    assert not Condition.objects.exists()
    assert not Job.objects.filter(kind=Job.Kind.LETTER).exists()
    with pytest.raises(NotAnOutcome) as caught:
        decide(reviewed, people.national, Verdict("approved", "", (Asked("", "", None),)))
    assert len(caught.value.reasons) == 3, "all that is wrong is said at once"


def test_only_the_nation_decides_and_only_what_was_recommended(reviewed, people):
    with pytest.raises(NotNow, match="under review"):
        decide(reviewed, people.national, APPROVED)
    for person in (people.author, people.chair, people.nhs_assurer, people.manager):
        with pytest.raises(PermissionDenied):
            decide(reviewed, person, APPROVED)
    assert reviewed.stage_now() is Stage.REVIEW


def test_a_recommendation_goes_back_with_a_reason(reviewed, people):
    outcomes.recommended(reviewed, people)
    with pytest.raises(ReasonMissing):
        refer_back(reviewed, people.national, " ")
    with pytest.raises(PermissionDenied):
        refer_back(reviewed, people.author, "We would like to change it.")
    event = refer_back(reviewed, people.national, "Condition 2 has no owner who could meet it.")
    assert reviewed.stage_now() is Stage.REVIEW
    assert event.data["reason"].startswith("Condition 2")


@pytest.mark.both_engines
@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_decide_at_once_one_does_and_one_letter_is_written():
    plan = story.finished()
    people = story.cast(plan)
    story.submitted(plan, people)
    begin(plan, people.manager)
    outcomes.recommended(plan, people)
    answers = at_once(20, lambda: decide(Plan.objects.get(pk=plan.pk), people.national, WITH_CONDITIONS))
    decisions = [answer for answer in answers if isinstance(answer, Event)]
    assert len(decisions) == 1
    others = [str(answer) for answer in answers if isinstance(answer, NotNow)]
    assert len(others) == 19
    assert all("the plan is approved now" in words and str(people.national) in words for words in others)
    assert Event.objects.filter(plan=plan, verb=Verb.DECIDE).count() == 1
    assert Condition.objects.filter(plan=plan).count() == 2
    job = Job.objects.get(plan=plan, kind=Job.Kind.LETTER)

    body = making.told(decisions[0])
    at_once(5, lambda: making.keep(decisions[0], body, b"The letter"))
    held = claim(str(job.pk))
    making.make(held)
    finish(held)
    letter = Letter.objects.get(plan=plan)
    assert outcomes.bytes_of(letter) == b"The letter"
    folder, name = letter.file.name.rsplit("/", 1)
    same = [kept for kept in letter.file.storage.listdir(folder)[1] if letter.sha256[:16] in kept]
    assert same == [name], "what the slower ones had written is gone"


def at_once(number, call):
    """What came of so many calls at one moment, each on a connection of its own."""
    start, answers = threading.Barrier(number), []

    def run():
        start.wait(30)
        try:
            answers.append(call())
        except Exception as problem:
            answers.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
