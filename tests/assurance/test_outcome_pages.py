"""The pages of recommendation, decision and public record, as each person sees them."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assurance.actions.conditions import discharge
from assurance.actions.outcomes import Verdict
from assurance.letters.making import keep
from assurance.models import Condition
from assurance.public import public_record
from bcf.fund.places import Section
from bcf.fund.stages import Stage, Verb
from plans.models import Attachment, Event, Job, Seal
from plans.workflow.acting import last_event
from tests.assurance import outcomes, reviewing
from tests.assurance.outcomes import APPROVED, NOT_APPROVED, SOON, WITH_CONDITIONS

ROWS = {
    "outcome": "approved_with_conditions", "reasoning": "Sound.", "rows": "2",
    "text_1": "Ratify the plan.", "owner_1": "Board chair", "due_1": SOON.isoformat(),
    "text_2": "", "owner_2": "", "due_2": "",
}  # fmt: skip


def by(person):
    client = Client()
    client.force_login(person)
    return client


def page(person, name, plan, *args):
    return by(person).get(reverse(name, args=[*plan.args, *args]))


def send(person, name, plan, **data):
    return by(person).post(reverse(name, args=plan.args), data)


def text(response):
    return response.content.decode()


def test_the_area_finds_no_recommendation(reviewed, people):
    outcomes.recommended(reviewed, people)
    for person in (people.author, people.chair, people.accountable_officer):
        assert page(person, "recommendation", reviewed).status_code == 404
        assert send(person, "recommendation", reviewed, do="decide").status_code == 404
        assert page(person, "decision", reviewed).status_code == 404


def test_the_region_recommends_on_the_page(reviewed, people):
    assert "Still to be rated: PR1" in text(page(people.manager, "recommendation", reviewed))
    refused = send(people.manager, "recommendation", reviewed, do="recommend", **ROWS)
    assert refused.status_code == 422
    assert "Without a moderated rating" in text(refused)

    reviewing.all_rated(reviewed, people)
    for person in (people.nhs_assurer, people.national):
        seen = page(person, "recommendation", reviewed)
        assert seen.status_code == 200
        assert "Recommend to the national team" not in text(seen)
        assert send(person, "recommendation", reviewed, do="recommend", **ROWS).status_code == 403
    more = send(people.manager, "recommendation", reviewed, do="recommend", more="yes", **ROWS)
    assert more.status_code == 200
    assert 'name="text_3"' in text(more)
    assert "Ratify the plan." in text(more)
    wrong = send(people.manager, "recommendation", reviewed, do="recommend", **{**ROWS, "owner_1": "", "due_1": "soon"})
    assert wrong.status_code == 422
    assert "Say who sees to it." in text(wrong)
    assert "“soon” is not a date" in text(wrong)
    assert "Ratify the plan." in text(wrong)
    without = send(people.manager, "recommendation", reviewed, do="recommend", **{**ROWS, "outcome": "approved"})
    assert "takes no conditions" in text(without)
    assert send(people.manager, "recommendation", reviewed, do="recommend", **ROWS).status_code == 302
    assert reviewed.stage_now() is Stage.RECOMMENDED
    assert len(Verdict.of(last_event(reviewed, Verb.RECOMMEND)).conditions) == 1


def test_the_nation_decides_what_the_region_recommends_or_otherwise(reviewed, people):
    outcomes.recommended(reviewed, people)
    shown = text(page(people.national, "recommendation", reviewed))
    assert "The board ratifies the plan." in shown
    assert f'value="{SOON.isoformat()}"' in shown
    assert "Decide and have the letter written" not in text(page(people.manager, "recommendation", reviewed))
    assert send(people.manager, "recommendation", reviewed, do="decide", **ROWS).status_code == 403

    assert send(people.national, "recommendation", reviewed, do="refer_back", reason="").status_code == 422
    assert send(people.national, "recommendation", reviewed, do="refer_back", reason="Too mild.").status_code == 302
    assert "Too mild." in text(page(people.manager, "recommendation", reviewed))
    late = send(people.national, "recommendation", reviewed, do="decide", **{**ROWS, "reasoning": "Words long enough."})
    assert late.status_code == 409
    assert "the plan is under review now" in text(late)
    assert "Words long enough." in text(late), "what was typed is not lost"

    outcomes.recommended(reviewed, people)
    assert send(people.national, "recommendation", reviewed, do="decide", **ROWS).status_code == 302
    assert reviewed.stage_now() is Stage.APPROVED
    assert Condition.objects.get(plan=reviewed).text == "Ratify the plan."
    assert send(people.national, "recommendation", reviewed, do="decide", **ROWS).status_code == 409
    assert send(people.national, "recommendation", reviewed, do="applaud").status_code == 404


def test_after_the_decision_its_page_has_the_letter_and_what_follows(reviewed, people):
    event = outcomes.decided(reviewed, people)
    shown = text(page(people.author, "decision", reviewed))
    assert "The letter is being written." in shown
    assert reverse("decision", args=reviewed.args) in text(page(people.author, "plan", reviewed))
    assert "Give this evidence" in shown
    assert "Discharge the condition" not in shown
    assert page(people.author, "decision-letter", reviewed, event.number).status_code == 404
    keep(event, {}, b"%PDF- the letter")
    for person in (people.author, people.chair, people.manager, people.national):
        letter = page(person, "decision-letter", reviewed, event.number)
        assert b"".join(letter.streaming_content) == b"%PDF- the letter"
        assert "attachment" in letter["Content-Disposition"]

    empty = send(people.author, "decision", reviewed, do="evidence", condition="1", text=" ")
    assert empty.status_code == 422
    assert "Say what has been done" in text(empty)
    odd = SimpleUploadedFile("minutes.pdf", b"no pdf at all")
    refused = send(people.author, "decision", reviewed, do="evidence", condition="1", text="Done", file=odd)
    assert refused.status_code == 422
    assert not Attachment.objects.exists()
    assert send(people.chair, "decision", reviewed, do="evidence", condition="1", text="Done").status_code == 403
    assert send(people.author, "decision", reviewed, do="evidence", condition="1", text="Agreed.").status_code == 302
    assert send(people.author, "decision", reviewed, do="evidence", condition="x", text="Agreed.").status_code == 404

    assert "Agreed." in text(page(people.national, "decision", reviewed))
    assert send(people.author, "decision", reviewed, do="discharge", condition="1").status_code == 403
    assert send(people.national, "decision", reviewed, do="discharge", condition="2").status_code == 422
    assert send(people.national, "decision", reviewed, do="discharge", condition="1").status_code == 302
    shown = text(page(people.author, "decision", reviewed))
    assert shown.count("Discharged by") == 1
    assert shown.count("Give this evidence") == 1
    assert send(people.national, "decision", reviewed, do="escalate", due=SOON.isoformat()).status_code == 409


def test_a_letter_that_could_not_be_written_is_asked_for_again(reviewed, people):
    event = outcomes.decided(reviewed, people)
    Job.objects.filter(kind=Job.Kind.LETTER).update(state=Job.State.FAILED)
    assert "could not be written" in text(page(people.author, "decision", reviewed))
    assert send(people.author, "decision", reviewed, do="letter").status_code == 404
    assert send(people.national, "decision", reviewed, do="letter").status_code == 302
    assert Job.objects.get(kind=Job.Kind.LETTER, state=Job.State.QUEUED).key == event.digest
    assert send(people.national, "decision", reviewed, do="letter").status_code == 404


def test_the_nation_puts_steps_of_escalation_down(reviewed, people):
    outcomes.decided(reviewed, people, NOT_APPROVED)
    assert "Add the step" not in text(page(people.author, "decision", reviewed))
    assert send(people.national, "decision", reviewed, do="escalate", kind="trigger").status_code == 422
    nameless = send(people.national, "decision", reviewed, do="escalate", due=SOON.isoformat())
    assert "Say what the step is." in text(nameless)
    step = {"do": "escalate", "kind": "regional_meeting", "due": SOON.isoformat(), "note": "In Leicester"}
    assert send(people.manager, "decision", reviewed, **step).status_code == 403
    assert send(people.national, "decision", reviewed, **step).status_code == 302
    made = reviewed.escalation.get()
    assert "Regional meeting" in text(page(people.author, "decision", reviewed))
    assert send(people.national, "decision", reviewed, do="escalate", taken=str(made.pk)).status_code == 302
    assert send(people.national, "decision", reviewed, do="escalate", taken=str(made.pk)).status_code == 404
    assert "Taken" in text(page(people.author, "decision", reviewed))


def test_a_scheme_in_the_public_table_is_no_formula(reviewed, people):
    outcomes.decided(reviewed, people)
    record = public_record(*reviewed.args)
    first, *others = record.document.schemes
    changed = record.document.model_copy(update={"schemes": (first.model_copy(update={"name": "=1+1"}), *others)})
    made = replace(record, seal=Seal(document=changed.canonical(), number=1, digest="0" * 64))
    assert next(csv.DictReader(io.StringIO(made.schemes_csv())))["scheme"] == "'=1+1"


SECRET = (
    "@", "0116", "Holder of", "Private", "The plan is sound.", "Two districts", "Board chair", "Person ",
    "Home visits by clinicians", "Council and CCG commission together",
)  # fmt: skip
"""What the plan and its review hold and nobody outside may read: contacts, narrative, comments, reasoning, people."""


def test_what_of_a_decided_plan_is_public(reviewed, people):
    found = {"comment": "Two districts", "private_note": "Private"}
    reviewing.judged(reviewed, people, reviewing.Side.NHS, "PR1", "partly", **found)
    event = outcomes.decided(reviewed, people)
    discharge(reviewed, people.national, 1, "Seen.")
    home = Client().get(reverse("public-plans"))
    assert "Approved with conditions" in text(home)
    record = Client().get(reverse("public-plan", args=reviewed.args))
    data = Client().get(reverse("public-file", args=[*reviewed.args, "json"])).json()
    table = Client().get(reverse("public-file", args=[*reviewed.args, "csv"]))
    for told in ("Approved with conditions", "The board ratifies the plan.", "Discharged on", "Lifestyle Hub",
                 event.seal.short, reviewed.round.metric["RES"].name):  # fmt: skip
        assert told in text(record), told
    for content in (text(record).split("<main")[1], str(data), text(table)):
        assert [word for word in SECRET if word in content] == []
    assert (data["outcome"], data["approved"], data["seal"]) == ("Approved with conditions", True, event.seal.digest)
    assert [one["discharged_on"] is None for one in data["conditions"]] == [False, True]
    rows = list(csv.DictReader(io.StringIO(text(table))))
    assert len(rows) == len(data["schemes"]) == 49
    assert sum(float(row["2019-20"]) for row in rows) == float(data["figures"][-1]["amounts"]["2019-20"])
    assert Client().get(reverse("public-file", args=[*reviewed.args, "xlsx"])).status_code == 404


@pytest.mark.parametrize("verdict", [APPROVED, NOT_APPROVED, WITH_CONDITIONS])
def test_nothing_is_public_before_the_decision_nor_after_the_plan_went_back(reviewed, people, verdict):
    def found():
        names = [("public-plan", ()), ("public-file", ("json",)), ("public-file", ("csv",))]
        codes = {Client().get(reverse(name, args=[*reviewed.args, *args])).status_code for name, args in names}
        listed = reviewed.board.name in text(Client().get(reverse("public-plans")))
        return codes, listed

    assert found() == ({404}, False)
    outcomes.recommended(reviewed, people, verdict)
    assert found() == ({404}, False)
    outcomes.decide(reviewed, people.national, verdict)
    assert found() == ({200}, True)
    if verdict is NOT_APPROVED:
        reviewing.returned(reviewed, people, Section.EXPENDITURE)
        assert found() == ({404}, False)
        assert "sent back since" in text(page(people.author, "decision", reviewed))
    assert Event.objects.filter(verb=Verb.DECIDE).count() == 1

