"""The catalogue of rules in the product and as a document, and promoting a rule on trial."""

import dataclasses
from collections import OrderedDict
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from bcf.fund.findings import Severity
from bcf.fund.rules import RULES
from bcf.fund.rules.registry import CATALOGUE, Rule
from plans import checking, tasks
from plans.catalogue import entries
from plans.models import CheckResult, Job, Plan, Promotion, Role, User
from plans.running import queue_check
from plans.standing import Standing
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
TRIAL = "ROW-017"
"""A rule that finds something in Leicester's plan; put on trial for these tests."""


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(db: None) -> User:
    return factories.person(Role.ADMINISTRATOR)


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Rule:
    rule = dataclasses.replace(CATALOGUE[TRIAL], beta=True)
    monkeypatch.setitem(CATALOGUE, TRIAL, rule)
    monkeypatch.setattr(checking, "_last", OrderedDict())  # a process does not expect its rules to change
    return rule


def text_of(client: Client, name: str, *args: str, **query: str) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_the_document_is_up_to_date(tmp_path: Path) -> None:
    call_command("rules", write=tmp_path / "rules.md", stdout=StringIO())
    made, kept = (tmp_path / "rules.md").read_text(), (ROOT / "docs" / "rules.md").read_text()
    assert made == kept, "docs/rules.md is out of date: run manage.py rules --write"


def test_every_rule_is_in_the_list_and_has_a_page(commissioner: Client) -> None:
    listed = text_of(commissioner, "rules")
    for rule in RULES:
        assert reverse("rule", args=[rule.id]) in listed
        page = commissioner.get(reverse("rule", args=[rule.id]))
        assert page.status_code == 200, rule.id


def test_a_rule_tells_why_what_to_do_and_both_examples(commissioner: Client) -> None:
    page = text_of(commissioner, "rule", "BAL-001")
    for said in (
        "Must be mended", "each at nought", "PR7 Agreed expenditure plan", "one scheme of £100,000",
        "one scheme of £99,999", "so £1 is still to be allocated",
    ):  # fmt: skip
        assert said in page


@pytest.mark.parametrize(("query", "holds"), [
    ({"section": "income"}, lambda rule: "income" in rule.sections),
    ({"severity": "advice"}, lambda rule: rule.severity is Severity.ADVICE and not rule.beta),
    ({"section": "maturity", "severity": "blocking"},
     lambda rule: "maturity" in rule.sections and rule.severity is Severity.BLOCKING and not rule.beta),
    ({"section": "nonsense"}, lambda rule: False),
])  # fmt: skip
def test_the_list_shows_what_was_asked_for(query: dict[str, str], holds: object, commissioner: Client) -> None:
    page = text_of(commissioner, "rules", **query)
    shown = {rule.id for rule in RULES if reverse("rule", args=[rule.id]) in page}
    assert shown == {rule.id for rule in RULES if holds(rule)}  # type: ignore[operator]


def test_the_list_of_a_round_has_its_rules_alone(commissioner: Client) -> None:
    page = text_of(commissioner, "rules", round="2019-20")
    assert reverse("rule", args=["BAL-001"]) in page
    assert reverse("rule", args=["RSK-001"]) not in page


def test_an_unknown_rule_is_not_found(commissioner: Client) -> None:
    assert commissioner.get(reverse("rule", args=["ABC-999"])).status_code == 404


def test_findings_lead_to_their_rule(leicester: Plan, commissioner: Client) -> None:
    tasks.run(str(queue_check(leicester).pk))
    assert reverse("rule", args=["ROW-007"]) in text_of(commissioner, "checks", *leicester.args)


def test_an_administrator_promotes_a_rule_and_every_plan_is_checked_anew(
    leicester: Plan, trial: Rule, administrator: User
) -> None:
    tasks.run(str(queue_check(leicester).pk))
    assert any(found.severity is Severity.BETA and found.rule == TRIAL for found in Standing(leicester).findings)
    client, url = signed_in(administrator), reverse("rule", args=[TRIAL])
    page = client.post(url, follow=True).content.decode()
    assert f"{TRIAL} counts in full now" in page
    found = [found.severity for found in Standing(leicester).findings if found.rule == TRIAL]
    assert found
    assert set(found) == {trial.severity}
    tasks.run(str(Job.objects.get(plan=leicester, state="queued").pk))
    assert CheckResult.objects.filter(plan=leicester).count() == 2


def test_who_promoted_and_who_took_it_back_stays(leicester: Plan, trial: Rule, administrator: User) -> None:
    client, url = signed_in(administrator), reverse("rule", args=[TRIAL])
    client.post(url)
    version = Promotion.objects.get().version
    client.post(url, {"version": version})
    assert not Promotion.objects.exists()
    page = client.get(url).content.decode()
    assert f"promoted by {administrator}" in page
    assert f"put on trial again by {administrator}" in page
    assert any(found.severity is Severity.BETA for found in Standing(leicester).findings)


def test_promoting_twice_says_that_it_is_done_already(trial: Rule, administrator: User) -> None:
    client, url = signed_in(administrator), reverse("rule", args=[TRIAL])
    client.post(url)
    assert "Somebody else has just done this" in client.post(url, follow=True).content.decode()
    assert Promotion.objects.count() == 1


def test_taking_back_an_older_promotion_than_the_one_that_stands_changes_nothing(
    trial: Rule, administrator: User
) -> None:
    client, url = signed_in(administrator), reverse("rule", args=[TRIAL])
    client.post(url)
    for version in ("7", "9" * 9):
        assert "Somebody else" in client.post(url, {"version": version}, follow=True).content.decode()
    assert Promotion.objects.count() == 1


@pytest.mark.parametrize("role", [Role.NATIONAL, Role.BETTER_CARE_MANAGER, None])
def test_nobody_else_promotes(role: Role | None, trial: Rule, db: None) -> None:
    region = "Midlands" if role is Role.BETTER_CARE_MANAGER else ""
    client, url = signed_in(factories.person(role, region=region)), reverse("rule", args=[TRIAL])
    assert "Promote this rule" not in client.get(url).content.decode()
    assert client.post(url).status_code == 403
    assert not Promotion.objects.exists()


def test_a_rule_that_is_not_on_trial_cannot_be_promoted(administrator: User) -> None:
    client, url = signed_in(administrator), reverse("rule", args=["BAL-001"])
    assert client.post(url).status_code == 404
    assert "Promote this rule" not in client.get(url).content.decode()


def test_the_list_tells_rules_on_trial_apart(trial: Rule, administrator: User) -> None:
    client = signed_in(administrator)
    assert reverse("rule", args=[TRIAL]) in text_of(client, "rules", severity="beta")
    client.post(reverse("rule", args=[TRIAL]))
    assert reverse("rule", args=[TRIAL]) not in text_of(client, "rules", severity="beta")
    assert reverse("rule", args=[TRIAL]) in text_of(client, "rules", severity=trial.severity)


def test_reading_the_catalogue_takes_one_query(administrator: User, django_assert_num_queries: object) -> None:
    entries()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(entries()) == len(RULES)
