"""The review of a plan as its readers see it: who reads what, and what the forms do."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assurance.models import Judgement, Query, Rating, Side
from assurance.relevant import relevant
from assurance.reviewing import Review
from bcf.fund.places import Section
from bcf.fund.stages import Capacity, Stage
from plans.models import Seal
from tests import factories, story
from tests.assurance.reviewing import asked, judged, rated, resubmitted, returned
from tests.plans.pages import Page, browser_of
from tests.plans.workflow.test_attaching import BASE, upload


def page_of(user, plan, name="review", *more):
    return Page(browser_of(user), reverse(name, args=(*plan.args, *more)))


def one(user, plan, code="PR1"):
    return page_of(user, plan, "review-requirement", code)


def test_the_review_shows_each_requirement_with_what_the_plan_says_of_it(reviewed, people):
    page = page_of(people.manager, reviewed)
    assert "PR4 Spending on social care" in page.text
    assert "Adult social care Met, £15,021 above" in page.text
    assert "Rated on this version: 0 of 9" in page.text
    assert "The published plan has it so." in page.text, "the reason with which a finding stands"
    assert reverse("expenditure", args=reviewed.args) in page.html


def test_before_a_plan_was_submitted_there_is_no_review(reviewed):
    people = story.cast(reviewed)
    story.signed(reviewed, people)
    for name in ("review", "since", "return"):
        assert page_of(people.manager, reviewed, name).status == 404
    assert one(people.manager, reviewed).status == 404


def test_the_review_begins_by_its_button(reviewed):
    people = story.cast(reviewed)
    story.submitted(reviewed, people)
    assert "Begin the review" not in page_of(people.national, reviewed).text
    assert "Keep what you find" not in one(people.nhs_assurer, reviewed).text
    begun = page_of(people.nhs_assurer, reviewed).send(do="begin")
    assert "The review has begun" in begun.text
    assert reviewed.stage_now() is Stage.REVIEW
    assert page_of(people.national, reviewed).client.post(begun.url, {"do": "begin"}).status_code == 403
    again = page_of(people.manager, reviewed).client.post(begun.url, {"do": "begin"})
    assert again.status_code == 409
    assert "Nothing was done: the plan is under review now" in again.content.decode()


@pytest.mark.parametrize("who", ["author", "nhs_author", "chief_executive", "chair"])
def test_the_area_finds_no_review(reviewed, people, who):
    user = getattr(people, who)
    judged(reviewed, people, Side.NHS, "PR1", "not_met", comment="No agreement at all.", private_note="Ring them.")
    rated(reviewed, people, "PR1", "not_met", "No agreement at all.")
    asked(reviewed, people, "PR1")
    for name in ("review", "since", "return"):
        assert page_of(user, reviewed, name).status == 404
    assert one(user, reviewed).status == 404
    assert Page(browser_of(user), reverse("desk")).status == 404
    for name in ("queries", "plan", "requirements"):
        page = page_of(user, reviewed, name)
        assert page.status == 200
        assert "No agreement" not in page.html
        assert "Ring them" not in page.html
        assert "Reviewer’s desk" not in page.html


def test_an_administrator_finds_no_review_and_no_questions(reviewed, people):
    administrator = factories.person("administrator")
    for name in ("review", "since", "return", "queries"):
        assert page_of(administrator, reviewed, name).status == 404
    assert Page(browser_of(administrator), reverse("desk")).status == 404


def test_each_side_judges_apart_until_both_have(reviewed, people):
    one(people.nhs_assurer, reviewed).send_fields({
        "nhs-rating": "partly", "nhs-comment": "The CCG has not agreed.", "nhs-private_note": "Ring the CCG.",
        "do": "judge-nhs",
    })  # fmt: skip
    own = one(people.nhs_assurer, reviewed)
    assert "The CCG has not agreed." in own.text
    assert own.fields["nhs-private_note"] == "Ring the CCG."
    for reader in (people.local_assurer, people.manager, people.national):
        for page in (one(reader, reviewed), page_of(reader, reviewed)):
            assert "The CCG has not agreed." not in page.html
            assert "Ring the CCG." not in page.html
            assert "Shown once the other side has judged too" in page.text
    judged(reviewed, people, Side.LOCAL, "PR1", "met")
    for reader in (people.local_assurer, people.manager, people.national):
        page = one(reader, reviewed)
        assert "The CCG has not agreed." in page.text
        assert "The two sides differ" in page.text
        assert ("Ring the CCG." in page.html) is (reader is not people.national)


def test_the_moderated_rating_shows_what_one_side_found(reviewed, people):
    judged(reviewed, people, Side.NHS, "PR1", "partly", comment="The CCG has not agreed.")
    rated(reviewed, people, "PR1", "partly", "To be agreed.")
    assert "The CCG has not agreed." in one(people.local_assurer, reviewed).text
    assert "Keep what you find" not in one(people.local_assurer, reviewed).text


def test_after_a_change_the_sides_judge_apart_again(reviewed, people):
    for side in Side:
        judged(reviewed, people, side, "PR6", "partly", comment=f"First thoughts of the side {side}.")
    returned(reviewed, people, Section.MATURITY)
    resubmitted(reviewed, people, lambda plan: plan["maturity"][0].update(reason="We start later than others."))
    assert "To be looked at again" in one(people.local_assurer, reviewed, "PR6").text
    judged(reviewed, people, Side.NHS, "PR6", "met", comment="Second thoughts.")
    page = one(people.local_assurer, reviewed, "PR6")
    assert "Second thoughts." not in page.html
    assert "First thoughts of the side local." in page.text
    judged(reviewed, people, Side.LOCAL, "PR6", "met")
    assert "Second thoughts." in one(people.local_assurer, reviewed, "PR6").text


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(reviewed, people):
    page = one(people.nhs_assurer, reviewed).send_fields({"do": "judge-nhs", "nhs-rating": "partly",
                                                          "nhs-private_note": "Ring the CCG."})  # fmt: skip
    assert page.status == 422
    assert "Comment: Say what is missing" in page.text
    assert (page.fields["nhs-rating"], page.fields["nhs-private_note"]) == ("partly", "Ring the CCG.")
    page = one(people.nhs_assurer, reviewed).send_fields({"do": "ask", "ask-text": "Who?", "ask-due": "soon"})
    assert page.status == 422
    assert (page.fields["ask-text"], page.fields["ask-due"]) == ("Who?", "soon")
    assert not Judgement.objects.exists()
    assert not Query.objects.exists()


def test_a_stale_rating_shows_what_stands_and_is_saved_when_sent_again(reviewed, people):
    page = one(people.manager, reviewed)
    rated(reviewed, people, "PR1", "not_met", "Another window.")
    clash = page.send_fields({"do": "rate", "rate-rating": "partly", "rate-comment": "My words."})
    assert clash.status == 409
    assert "Somebody else has saved this since" in clash.text
    assert "Another window." in clash.text
    assert clash.fields["rate-comment"] == "My words."
    assert Rating.objects.get().comment == "Another window."
    clash.send_fields({"do": "rate"})
    assert Rating.objects.get().comment == "My words."


def test_nobody_does_by_post_what_is_not_theirs(reviewed, people):
    address = reverse("review-requirement", args=(*reviewed.args, "PR1"))
    rating = {"rate-rating": "met", "nhs-rating": "met", "local-rating": "met"}
    for who, do in (("nhs_assurer", "judge-local"), ("manager", "judge-nhs"), ("nhs_assurer", "rate"),
                    ("national", "rate"), ("national", "ask"), ("local_assurer", "")):  # fmt: skip
        assert browser_of(getattr(people, who)).post(address, {**rating, "do": do}).status_code == 403, (who, do)
    assert not Judgement.objects.exists()
    assert not Rating.objects.exists()


def test_a_question_is_asked_answered_and_closed(reviewed, people):
    due = timezone.localdate() + datetime.timedelta(days=3)
    one(people.local_assurer, reviewed, "PR3").send_fields(
        {"do": "ask", "ask-text": "Have the districts agreed?", "ask-due": due.isoformat()}
    )
    query = Query.objects.get()
    listed = page_of(people.author, reviewed, "queries")
    assert "Have the districts agreed?" in listed.text
    assert "Answer by" in listed.text
    page = page_of(people.author, reviewed, "query", query.pk)
    wrong = page.send_fields({"do": "answer", "text": "", "place": "narrative-b_ii-value"})
    assert wrong.status == 422
    assert wrong.fields["place"] == "narrative-b_ii-value"
    sent = wrong.send_fields({"do": "answer", "text": "They have.", "place": "narrative-b_ii-value"})
    assert "Your answer is with the region." in sent.text
    seen = page_of(people.local_assurer, reviewed, "query", query.pk)
    assert "They have." in seen.text
    assert reverse("narrative-question", args=(*reviewed.args, "b_ii")) in seen.html
    assert "Answered" in one(people.nhs_assurer, reviewed, "PR3").text
    assert "The question is closed." in seen.send(do="close").text
    late = page.send_fields({"do": "answer", "text": "One more thing."})
    assert late.status == 409
    assert "closed this question" in late.text
    assert "What you wrote One more thing." in late.text


def test_a_signatory_reads_questions_and_answers_none(reviewed, people):
    query = asked(reviewed, people, "PR3")
    page = page_of(people.chief_executive, reviewed, "query", query.pk)
    assert "Who agreed to this?" in page.text
    assert "Send the answer" not in page.text
    for do in ("answer", "close", "further"):
        assert page.client.post(page.url, {"do": do, "text": "No."}).status_code == 403
    assert page_of(people.national, reviewed, "query", query.pk).status == 200


def test_an_overdue_question_is_marked(reviewed, people):
    query = asked(reviewed, people, "PR3")
    Query.objects.update(due=timezone.localdate() - datetime.timedelta(days=1))
    assert "Overdue since" in page_of(people.author, reviewed, "queries").text
    assert "Overdue since" in page_of(people.author, reviewed, "query", query.pk).text


def test_a_plan_is_returned_with_words_for_each_section(reviewed, people):
    page = page_of(people.manager, reviewed, "return")
    wrong = page.send_fields({"open-metrics": "on", "income": "Add the grant."})
    assert wrong.status == 422
    assert "Say what is to be done in Metrics" in wrong.text
    assert (wrong.fields["open-metrics"], wrong.fields["income"]) == ("on", "Add the grant.")
    assert page.send().status == 422
    sent = wrong.send(metrics="Say how.")
    assert "The plan is back with the area" in sent.text
    assert reviewed.open_sections(Stage.RETURNED) == {Section.INCOME, Section.METRICS}
    area = page_of(people.author, reviewed, "queries").text
    assert "Income Add the grant. Metrics Say how." in area
    for name, words in (("income", "Add the grant."), ("metrics", "Say how.")):
        assert f"What the region asks for here {words}" in page_of(people.author, reviewed, name).text
    assert "What the region asks for here" not in page_of(people.author, reviewed, "narrative").text
    assert "Income Add the grant. Metrics Say how." in page_of(people.nhs_author, reviewed, "standing").text
    assert "Returned" in page_of(people.national, reviewed, "return").text
    assert page_of(people.national, reviewed, "return").send(metrics="Say how.").status == 403


def test_what_changed_between_two_versions_is_shown(reviewed, people):
    rated(reviewed, people, "PR6")
    rated(reviewed, people, "PR8")
    assert "There is nothing to compare" in page_of(people.manager, reviewed, "since").text
    returned(reviewed, people, Section.EXPENDITURE, Section.NARRATIVE, Section.METRICS)

    def change(plan):
        first, second = plan["schemes"][0], plan["schemes"][1]
        first["name"], second["description"] = f"{first['name']} at weekends", "Said in other words."
        plan["narrative"]["b_ii"] = plan["narrative"]["b_ii"].replace("Housing", "Housing partners", 1)

    resubmitted(reviewed, people, change)
    page = page_of(people.manager, reviewed, "since")
    assert "2 changed 1 renamed, 1 changed, of 49" in page.text
    assert "at weekends" in page.text
    assert "Said in other words." in page.text
    assert "Narrative: B(ii)" in page.text
    assert re.search(r"<ins>.*partners.*</ins>", page.html)
    assert "PR8 rated met. To be looked at again: expenditure changed" in page.text
    assert "Ratings that still hold: PR6" in page.text
    same = Page(page.client, f"{page.url}?from=2&to=2")
    assert "There is nothing to compare" in same.text
    assert Page(page.client, f"{page.url}?from=9").status == 404
    assert "What changed since the version before" in page_of(people.manager, reviewed).text


def test_hostile_words_are_shown_as_text(reviewed, people):
    hostile = '"><script>alert(1)</script>'
    judged(reviewed, people, Side.NHS, "PR1", "partly", comment=hostile, private_note=hostile)
    rated(reviewed, people, "PR1", "partly", hostile)
    query = asked(reviewed, people, "PR1", hostile)
    for page in (page_of(people.manager, reviewed), one(people.manager, reviewed),
                 page_of(people.author, reviewed, "query", query.pk)):  # fmt: skip
        assert page.status == 200
        assert "<script>alert" not in page.html


def test_an_unknown_requirement_or_question_is_not_found(reviewed, people):
    assert one(people.manager, reviewed, "PR99").status == 404
    assert page_of(people.manager, reviewed, "query", 999).status == 404


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("PR3", "Narrative: B(ii)"),
        ("PR3", "Rows paid from DFG"),
        ("PR5", "Rows that count towards NHS commissioned out of hospital"),
        ("PR7", "Income and spending by source"),
        ("PR6", "Early discharge planning"),
        ("PR9", "per 100,000"),
    ],
)
def test_a_requirement_shows_what_of_the_plan_it_is_about(reviewed, people, code, seen):
    page = one(people.national, reviewed, code)
    assert seen in page.text


def test_the_counted_rows_come_to_the_ring_fence(reviewed, people):
    review = Review(reviewed, Seal.objects.get(), frozenset({Capacity.NATIONAL}))
    requirement = review.one("PR5").requirement
    table = next(table for table in relevant(reviewed, review.figures, requirement).tables if "count" in table.title)
    total = sum(Decimal(cells[0].strip("£").replace(",", "")) for _, _, cells in table.rows)
    assert total == next(one.planned for one in review.figures.required_spend if one.code == "ooh")


def test_a_rating_that_was_changed_stays_to_be_read(reviewed, people):
    rated(reviewed, people, "PR1", "not_met", "No agreement yet.")
    assert "Moderated ratings before this one" not in one(people.manager, reviewed).text
    rated(reviewed, people, "PR1")
    page = one(people.local_assurer, reviewed).text
    assert "Moderated ratings before this one Not met: No agreement yet." in page


def test_an_answer_brings_a_file_along(reviewed, people):
    query = asked(reviewed, people, "PR3")
    page = page_of(people.nhs_author, reviewed, "query", query.pk)
    page.send_fields({"do": "answer", "text": "See the minutes.", "attachment": upload(BASE, "minutes.pdf")})
    message = query.messages.get()
    address = reverse("attachment", args=(*reviewed.args, message.attachment.pk))
    assert address in page_of(people.manager, reviewed, "query", query.pk).html
    assert b"".join(browser_of(people.manager).get(address).streaming_content) == BASE
    refused = page.send_fields({"do": "answer", "text": "And this.", "attachment": upload(b"MZ", "run.pdf")})
    assert refused.status == 422
    assert "Choose the file again" in refused.text
    assert refused.fields["text"] == "And this."
    assert query.messages.count() == 1


def test_the_pages_cost_a_fixed_number_of_queries(reviewed, people):
    addresses = [reverse(name, args=reviewed.args) for name in ("review", "queries")]
    addresses.append(reverse("review-requirement", args=(*reviewed.args, "PR1")))
    client = browser_of(people.manager)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            for address in addresses:
                assert client.get(address).status_code == 200
        return len(captured)

    asked(reviewed, people, "PR1")
    rated(reviewed, people, "PR1")
    judged(reviewed, people, Side.NHS, "PR2")
    queries()
    before = queries()
    for code in ("PR1", "PR2", "PR3", "PR1"):
        asked(reviewed, people, code)
        rated(reviewed, people, code)
    judged(reviewed, people, Side.LOCAL, "PR7")
    assert queries() == before


def test_what_was_written_too_late_is_not_lost(reviewed, people):
    page = one(people.nhs_assurer, reviewed)
    rated(reviewed, people, "PR1")
    late = page.send_fields({"do": "judge-nhs", "nhs-rating": "partly", "nhs-comment": "Not all partners agree."})
    assert late.status == 409
    assert "PR1 has its moderated rating on this version" in late.text
    assert "What you wrote Not all partners agree." in late.text
    returned(reviewed, people, Section.COVER)
    late = page_of(people.manager, reviewed, "review-requirement", "PR2")
    answer = late.client.post(late.url, {"do": "ask", "ask-text": "Who has agreed?", "ask-due": "2030-01-01"})
    assert answer.status_code == 409
    assert "Who has agreed?" in answer.content.decode()
