"""The checks page in a real browser: the link of a finding puts the cursor into the field it names."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bcf.fund.findings import Finding
from bcf.fund.places import Section, sections_of
from plans import tasks
from plans.running import queue_check
from plans.standing import Standing
from tests import factories
from tests.browsers import assert_quiet
from tests.plans.pages import shire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONTENT = {
    "schemes": [{"key": "street", "name": "Wardens", "source": "trust_base"}],
    "risks": [{"key": "staff", "risk": "Staff leave", "likelihood": 2, "impact": 2}],
    "milestones": [{"key": "let", "title": "Contract let"}],
    "documents": [{"key": "needs", "where": "https://example.org/needs.pdf"}],
}
OTHER_THAN_ENTRIES = {"balance", "minimum"}
"""What a finding may be about that nobody types."""


def first_entry(findings: tuple[Finding, ...], section: Section) -> str:
    """The id of the first field of a section at which something was found."""
    return next(
        place.anchor for finding in findings for place in finding.places
        if place.section is section and place.item and place.field and place.field not in OTHER_THAN_ENTRIES
    )  # fmt: skip


def test_a_findings_link_puts_the_cursor_into_its_field_in_every_section(
    made_up_round: None, browse: Callable[..., Page]
) -> None:
    plan = shire("2031-34", **CONTENT)
    tasks.run(str(queue_check(plan).pk))
    findings, sections = Standing(plan).findings, sections_of(plan.round)
    assert len(sections) == len(Section)
    page = browse(factories.author_of(plan), reverse("checks", args=plan.args))
    for section in sections:
        anchor = first_entry(findings, section)
        page.goto(page.home)  # type: ignore[attr-defined]
        link = page.locator(f'a[href$="#{anchor}"]').first
        link.evaluate("link => { for (const fold of document.querySelectorAll('details')) fold.open = true; }")
        link.click()
        named = page.locator(f"#{anchor}")
        if section is Section.INCOME:
            # Two bodies pay this source: the finding is about their sum, and the first of them is where to begin.
            assert anchor == "income-trust_base-amount-2031-32"
            named = page.get_by_role("group", name="NHS East CCG").get_by_label("Trust Base Payment, 2031-32").first
        expect(named).to_be_focused()
    assert_quiet(page)
