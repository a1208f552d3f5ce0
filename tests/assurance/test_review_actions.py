"""What reviewers do to a submitted plan: begin, judge apart, rate, return."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from assurance.actions.beginning import begin
from assurance.actions.judging import Found, judge
from assurance.actions.moderating import rate
from assurance.actions.returning import send_back
from assurance.actions.saying import Wanting
from assurance.models import Judgement, Rating, Side
from bcf.fund.places import Section
from bcf.fund.stages import Stage
from plans.models import Appointment, Conflict, Event
from plans.workflow.acting import NotNow
from plans.workflow.reopening import withdraw
from tests import story
from tests.assurance.reviewing import judged, rated, resubmitted, returned


def newest(plan):
    return Event.objects.filter(plan=plan).order_by("-number").first()


def test_a_review_that_began_cannot_be_withdrawn_from(reviewed):
    people = story.cast(reviewed)
    story.submitted(reviewed, people)
    with pytest.raises(PermissionDenied):
        begin(reviewed, people.author)
    event = begin(reviewed, people.nhs_assurer)
    assert (event.verb, event.data, reviewed.stage_now()) == ("begin", {"version": 1}, Stage.REVIEW)
    with pytest.raises(NotNow, match="began the review"):
        withdraw(reviewed, people.author)
    with pytest.raises(NotNow):
        begin(reviewed, people.manager)


def test_each_side_writes_its_own_judgement(reviewed, people):
    made = judged(reviewed, people, Side.NHS, "PR1", "partly", comment="The CCG has not agreed.", private_note="Ring.")
    assert (made.version, made.seal.number, made.by, made.private_note) == (1, 1, people.nhs_assurer, "Ring.")
    for person, side in ((people.nhs_assurer, Side.LOCAL), (people.manager, Side.NHS), (people.author, Side.LOCAL)):
        with pytest.raises(PermissionDenied):
            judge(reviewed, person, side, "PR1", Found("met"), version=0)
    assert Judgement.objects.count() == 1


def test_an_event_says_that_somebody_judged_and_not_what_was_found(reviewed, people):
    judged(reviewed, people, Side.NHS, "PR1", "not_met", comment="No agreement.", private_note="Ring the CCG.")
    assert newest(reviewed).data == {"requirement": "PR1", "side": "nhs", "version": 1}
    rated(reviewed, people, "PR1", "not_met", "No agreement.")
    assert newest(reviewed).data == {"requirement": "PR1", "version": 1}


def test_a_judgement_that_somebody_saved_since_is_not_overwritten(reviewed, people):
    judged(reviewed, people, Side.NHS, "PR1", "met")
    with pytest.raises(Conflict) as caught:
        judge(reviewed, people.nhs_assurer, Side.NHS, "PR1", Found("not_met", "No."), version=0)
    assert caught.value.current.rating == "met"
    judged(reviewed, people, Side.NHS, "PR1", "partly", comment="Not all of it.")
    said = Judgement.history.order_by("history_id").values_list("version", "rating", "history_user")
    assert list(said) == [(1, "met", people.nhs_assurer.pk), (2, "partly", people.nhs_assurer.pk)]


def test_one_person_does_not_judge_for_both_sides(reviewed, people):
    Appointment.objects.create(user=people.nhs_assurer, role="local_assurer", region=reviewed.board.region)
    judged(reviewed, people, Side.NHS, "PR1")
    with pytest.raises(NotNow, match="judged PR1 for the other side"):
        judge(reviewed, people.nhs_assurer, Side.LOCAL, "PR1", Found("met"), version=0)


def test_nothing_is_judged_once_the_moderated_rating_stands(reviewed, people):
    rated(reviewed, people, "PR1")
    with pytest.raises(NotNow, match="PR1 has its moderated rating"):
        judged(reviewed, people, Side.NHS, "PR1")
    judged(reviewed, people, Side.NHS, "PR2")


def test_what_changed_since_is_judged_again_and_what_did_not_is_not(reviewed, people):
    rated(reviewed, people, "PR6")
    rated(reviewed, people, "PR1")
    returned(reviewed, people, Section.MATURITY)
    resubmitted(reviewed, people, lambda plan: plan["maturity"][0].update(reason="We start later than others."))
    assert judged(reviewed, people, Side.NHS, "PR6").seal.number == 2
    with pytest.raises(NotNow):
        judged(reviewed, people, Side.NHS, "PR1")


@pytest.mark.parametrize(
    ("rating", "comment", "field"), [("", "", "rating"), ("excellent", "", "rating"), ("partly", " ", "comment"),
                                     ("met", "x" * 4001, "comment")],
)  # fmt: skip
def test_a_rating_needs_words_where_something_is_missing(reviewed, people, rating, comment, field):
    with pytest.raises(Wanting) as caught:
        rate(reviewed, people.manager, "PR1", rating, comment, version=0)
    assert caught.value.field == field
    assert not Rating.objects.exists()


def test_only_the_manager_rates_and_no_rating_is_lost(reviewed, people):
    with pytest.raises(PermissionDenied):
        rate(reviewed, people.nhs_assurer, "PR1", "met", "", version=0)
    rated(reviewed, people, "PR1", "partly", "One partner is missing.")
    with pytest.raises(Conflict):
        rate(reviewed, people.manager, "PR1", "met", "", version=0)
    with pytest.raises(Wanting):
        rate(reviewed, people.manager, "PR99", "met", "", version=0)
    assert Rating.objects.get().comment == "One partner is missing."


def test_a_returned_plan_is_open_only_where_the_region_said_so(reviewed, people):
    with pytest.raises(PermissionDenied):
        send_back(reviewed, people.nhs_assurer, {Section.METRICS: "Say why."})
    for reasons in ({}, {Section.METRICS: "  "}, {Section.RISKS: "Not in this round."}):
        with pytest.raises(Wanting):
            send_back(reviewed, people.manager, reasons)
    event = send_back(reviewed, people.manager, {Section.METRICS: "Say why.", Section.INCOME: "Add the grant."})
    assert event.data == {
        "sections": ["income", "metrics"], "reasons": {"income": "Add the grant.", "metrics": "Say why."}, "version": 1,
    }  # fmt: skip
    assert reviewed.stage_now() is Stage.RETURNED
    assert reviewed.open_sections(Stage.RETURNED) == {Section.INCOME, Section.METRICS}
    with pytest.raises(NotNow):
        rated(reviewed, people, "PR1")


@pytest.mark.both_engines
@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_rate_at_once_one_is_heard_and_the_others_are_told(reviewed, people):
    begin_together, told = threading.Barrier(20), list[str]()

    def run(number: int) -> None:
        try:
            begin_together.wait(30)
            rate(reviewed, people.manager, "PR1", "partly", f"Comment {number}.", version=0)
            told.append(f"Comment {number}.")
        except Conflict as clash:
            told.append(f"conflict with {clash.current.comment}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Rating.objects.get()
    assert sorted(told) == sorted([kept.comment, *[f"conflict with {kept.comment}"] * 19])
    assert Event.objects.filter(plan=reviewed, verb="rate").count() == Rating.history.count() == 1
