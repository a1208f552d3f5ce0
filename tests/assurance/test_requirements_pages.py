"""The page of planning requirements."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plans.assembling import assemble
from plans.models import Plan
from tests import factories
from tests.plans.pages import Page, browser_of, open_page, shire, signatory_of


@pytest.fixture
def page(commissioner: Client, leicester: Plan) -> Page:
    return Page(commissioner, reverse("requirements", args=leicester.args))


def test_each_requirement_stands_with_its_enquiries_and_ring_fence(page: Page):
    assert "NC2: Social Care Maintenance" in page.text
    assert "Does planned spending on social care reach the minimum set for the area?" in page.text
    assert "Adult social care Met, £15,021 above" in page.text


def test_a_no_is_saved_with_action_and_date(page: Page, leicester: Plan):
    page = page.send_fields({"requirements-PR1-met": "no", "requirements-PR1-action": "Ask the board",
                             "requirements-PR1-due": "2019-12-01", "requirements-PR1-evidence": "Page 3"})
    answer = next(answer for answer in assemble(leicester).requirements if answer.code == "PR1")
    assert (answer.met, answer.action, answer.due) == ("no", "Ask the board", datetime.date(2019, 12, 1))
    assert page.fields["requirements-PR1-due"] == "2019-12-01"


def test_a_date_that_is_none_loses_nothing(page: Page, leicester: Plan):
    before = assemble(leicester)
    after = page.send_fields({"requirements-PR1-met": "no", "requirements-PR1-due": "next week",
                              "requirements-PR1-action": "Ask the board"})
    assert after.status == 422
    assert "“next week” is not a date" in after.text
    assert after.fields["requirements-PR1-met"] == "no"
    assert after.fields["requirements-PR1-action"] == "Ask the board"
    assert assemble(leicester) == before


def test_a_conflict_shows_both_answers(page: Page, leicester: Plan):
    colleague = browser_of(factories.author_of(leicester))
    Page(colleague, page.url).send_fields({"requirements-PR1-evidence": "Page 3"})
    clash = page.send_fields({"requirements-PR1-evidence": "Page 4", "requirements-PR2-evidence": "Page 5"})
    assert clash.status == 409
    assert "Page 3" in clash.text
    clash.send_fields({"requirement-PR1:keep": "mine"})
    answers = {answer.code: answer.evidence for answer in assemble(leicester).requirements}
    assert (answers["PR1"], answers["PR2"]) == ("Page 4", "Page 5")


def test_a_signatory_reads_answers(leicester: Plan):
    page = Page(signatory_of(leicester), reverse("requirements", args=leicester.args))
    assert "Is this requirement met? Yes" in page.text
    assert "<textarea" not in page.html


def test_hostile_evidence_is_shown_as_text(page: Page):
    after = page.send_fields({"requirements-PR1-met": "no", "requirements-PR1-action": '"><script>alert(1)</script>'})
    assert "<script>alert" not in after.html
    assert after.fields["requirements-PR1-action"] == '"><script>alert(1)</script>'


@pytest.mark.parametrize("round_id", ["2017-19", "2031-34"])
def test_other_rounds_work_as_any(made_up_round: None, round_id: str):
    plan = shire(round_id)
    code = plan.round.requirements.items[0].code
    page = open_page(plan, "requirements").send_fields({f"requirements-{code}-met": "yes"})
    assert page.status == 200
    assert assemble(plan).requirements[0].met == "yes"
