"""The risk log: add, change, remove; the score is worked out."""

import pytest
from django.urls import reverse

from plans.assembling import assemble
from plans.models import Plan, Risk
from tests.plans.pages import Page, open_page, shire, signatory_of


@pytest.fixture
def plan(db: None) -> Plan:
    return shire("2017-19")


@pytest.fixture
def page(plan: Plan) -> Page:
    return open_page(plan, "risks")


def fields(page: Page, ending: str) -> list[str]:
    return [name for name in page.fields if name.startswith("risks-") and name.endswith(f"-{ending}")]


def test_a_risk_is_added_and_its_score_worked_out(page: Page, plan: Plan):
    names = {ending: fields(page, ending)[0] for ending in ("risk", "likelihood", "impact", "owner")}
    after = page.send_fields({names["risk"]: "Staff leave", names["likelihood"]: "3", names["impact"]: "4"})
    assert "Score 12 High" in after.text
    assert assemble(plan).risks[0].risk == "Staff leave"
    assert len(fields(after, "owner")) == 2


def test_risks_keep_their_order(page: Page, plan: Plan):
    page = page.send_fields({fields(page, "risk")[0]: "First"})
    page.send_fields({fields(page, "risk")[1]: "Second"})
    assert [risk.risk for risk in assemble(plan).risks] == ["First", "Second"]


def test_a_blank_page_saves_no_risk(page: Page, plan: Plan):
    page.send()
    assert assemble(plan).risks == ()


def test_a_score_off_the_scale_is_refused_and_nothing_is_lost(page: Page, plan: Plan):
    page = page.send_fields({fields(page, "risk")[0]: "Staff leave", fields(page, "impact")[0]: "99"})
    assert page.status == 422
    assert "“99” is too large" in page.text
    assert page.fields[fields(page, "risk")[0]] == "Staff leave"
    assert assemble(plan).risks == ()


def test_a_risk_is_removed(page: Page, plan: Plan):
    page = page.send_fields({fields(page, "risk")[0]: "Staff leave"})
    key = Risk.objects.get(plan=plan).key
    page.send_fields({f"risks-{key}-remove": "on"})
    assert assemble(plan).risks == ()


def test_a_conflict_over_a_risk_shows_both(page: Page, plan: Plan):
    page = page.send_fields({fields(page, "risk")[0]: "Staff leave"})
    mine, field = Page(page.client, page.url), fields(page, "risk")[0]
    page.send_fields({field: "Staff are ill"})
    clash = mine.send_fields({field: "Staff retire"})
    assert clash.status == 409
    assert "Staff are ill" in clash.text
    assert "Staff retire" in clash.text
    key = Risk.objects.get(plan=plan).key
    clash.send_fields({f"risk-{key}:keep": "mine"})
    assert Risk.objects.get(plan=plan).risk == "Staff retire"


def test_a_risk_removed_meanwhile_can_be_kept(page: Page, plan: Plan):
    page = page.send_fields({fields(page, "risk")[0]: "Staff leave"})
    mine, field, key = Page(page.client, page.url), fields(page, "risk")[0], Risk.objects.get(plan=plan).key
    page.send_fields({f"risks-{key}-remove": "on"})
    clash = mine.send_fields({field: "Staff retire"})
    assert clash.status == 409
    clash.send_fields({f"risk-{key}:keep": "mine"})
    assert Risk.objects.get(plan=plan).risk == "Staff retire"


def test_a_risk_removed_meanwhile_can_be_let_go(page: Page, plan: Plan):
    page = page.send_fields({fields(page, "risk")[0]: "Staff leave"})
    mine, field, key = Page(page.client, page.url), fields(page, "risk")[0], Risk.objects.get(plan=plan).key
    page.send_fields({f"risks-{key}-remove": "on"})
    mine.send_fields({field: "Staff retire"}).send_fields({f"risk-{key}:keep": "theirs"})
    assert assemble(plan).risks == ()


def test_the_scale_is_that_of_the_round(made_up_round: None):
    plan = shire("2031-34")
    assert plan.round.risks is not None
    page = open_page(plan, "risks")
    assert f"from 1 to {plan.round.risks.scale}" in page.text


def test_an_empty_log_says_so_to_those_who_read(plan: Plan):
    assert "The risk log is empty." in Page(signatory_of(plan), reverse("risks", args=plan.args)).text
