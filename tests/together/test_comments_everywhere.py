"""A way to comment beside every field that is stored, on every section's page, and each leads to what it stands by."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund.places import Place, Section
from plans.assembling import assemble
from plans.models import Plan
from plans.together.naming import place_at
from schemes.models import PooledFund
from tests import factories
from tests.plans.pages import Page, browser_of, shire, signatory_of

LISTS: dict[str, Any] = {
    "milestones": [{"key": "m", "title": "Contract let", "end": "2018-01-31", "owner": "Head of service"}],
    "documents": [{"key": "d", "title": "Needs assessment", "where": "https://example.org/needs"}],
    "risks": [{"key": "r", "risk": "Staff leave", "likelihood": 2, "impact": 2, "mitigation": "Pay", "owner": "Chair"}],
}
FIELDS = {
    "risks": ("risk", "likelihood", "impact", "mitigation", "owner"),
    "milestones": ("title", "start", "end", "state", "owner"),
    "documents": ("title", "where"),
}


@pytest.fixture
def listed(db: None) -> Plan:
    return shire("2017-19", **LISTS)


def places(page: Page) -> list[str]:
    """The anchor of every place that the page offers to comment on. What a script makes menus of is no offer yet."""
    offers = re.sub(r"<template\b.*?</template>", "", page.html, flags=re.DOTALL)
    return [unquote(at) for at in re.findall(r"discussion/new/\?at=([^\"&]+)", offers)]


def assert_each_has_a_name(page: Page, plan: Plan, section: str) -> None:
    document = assemble(plan)
    offered = places(page)
    assert len(offered) == len(set(offered))
    for anchor in offered:
        named = place_at(plan.round, document, anchor)
        assert named is not None
        assert named.place.anchor == anchor, f"{anchor} would be a comment on {named.place.anchor}"
    assert section in {anchor.partition("-")[0] for anchor in offered}


@pytest.mark.parametrize("section", LISTS)
def test_each_field_and_each_row_of_a_list_can_be_commented_on_and_a_row_to_come_cannot(listed: Plan, section: str):
    page = Page(browser_of(factories.author_of(listed)), reverse(section, args=listed.args))
    key = LISTS[section][0]["key"]
    offered = set(places(page))
    assert {f"{section}-{key}", *(f"{section}-{key}-{name}" for name in FIELDS[section])} <= offered
    assert_each_has_a_name(page, listed, section)


@pytest.mark.parametrize("section", LISTS)
def test_a_signatory_may_comment_on_a_row(listed: Plan, section: str):
    page = Page(signatory_of(listed), reverse(section, args=listed.args))
    assert f"{section}-{LISTS[section][0]['key']}" in places(page)
    assert_each_has_a_name(page, listed, section)


@pytest.mark.parametrize("section", LISTS)
def test_what_is_said_of_a_field_shows_there_and_its_row_is_named(listed: Plan, section: str):
    client = browser_of(factories.author_of(listed))
    at = f"{section}-{LISTS[section][0]['key']}-{FIELDS[section][0]}"
    client.post(f"{reverse('thread-new', args=listed.args)}?at={at}", {"text": "Is this so?"})
    page = Page(client, reverse(section, args=listed.args))
    assert "Discussed" in page.text
    assert f"1 “{LISTS[section][0][FIELDS[section][0]]}”" in page.text
    assert at not in places(page)


def test_an_answer_can_be_commented_on_where_it_is_written_and_where_it_is_read(commissioner: Client, leicester: Plan):
    url = reverse("narrative-question", args=(*leicester.args, "b_i"))
    for client in (commissioner, signatory_of(leicester)):
        page = Page(client, url)
        assert "Comment on Answer to" in page.text
        assert set(places(page)) == {"narrative-b_i-value"}
        overview = Page(client, reverse("narrative", args=leicester.args))
        assert "narrative-b_i-value" in places(overview)
        assert_each_has_a_name(overview, leicester, "narrative")


def test_every_comment_on_every_page_of_a_plan_is_about_what_it_stands_by(commissioner: Client, leicester: Plan):
    PooledFund.objects.create(plan=leicester, key="fund-1", name="Section 75")
    for name in _pages():
        page = Page(commissioner, reverse(name, args=leicester.args))
        assert page.status == 200
        section = name if name in set(Section) else "expenditure"
        assert_each_has_a_name(page, leicester, section)
    funds = Page(commissioner, reverse("pooled-funds", args=leicester.args))
    name = Place(section=Section.EXPENDITURE, item="fund-1", field="fund:name").anchor
    assert name in places(funds)


def _pages() -> Iterator[str]:
    yield from ("cover", "narrative", "income", "expenditure", "maturity", "metrics", "requirements")
    yield from ("pooled-funds", "slippage")
