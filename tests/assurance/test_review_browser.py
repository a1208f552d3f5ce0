"""The reviewers' pages and the area's questions in a real browser: accessible, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assurance.models import Side
from bcf.fund.places import Section
from plans.models import Plan
from tests.assurance.reviewing import all_rated, asked, judged, resubmitted, returned
from tests.browsers import assert_accessible
from tests.story import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 375])
def test_every_page_of_the_review_is_accessible(
    browse: Callable[..., Page], reviewed: Plan, people: Cast, width: int
) -> None:
    query = asked(reviewed, people, "PR3")
    judged(reviewed, people, Side.NHS, "PR6", "partly", comment="Not all levels are named.", private_note="Ring them.")
    judged(reviewed, people, Side.LOCAL, "PR6", "met")
    all_rated(reviewed, people)
    returned(reviewed, people, Section.MATURITY, Section.EXPENDITURE)
    resubmitted(reviewed, people, lambda plan: plan["maturity"][0].update(reason="We start later than others."))

    def look(page: Page) -> None:
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    page = browse(people.nhs_assurer, reverse("desk"), width=width)
    look(page)
    page.get_by_role("link", name="Leicester", exact=False).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review of Leicester")
    look(page)
    page.get_by_role("link", name="PR6 There is a plan").click()
    look(page)
    page.get_by_label("Partly met").first.check()
    page.get_by_label("Comment", exact=True).first.fill("")
    page.get_by_role("button", name="Keep what you find").click()
    expect(page.get_by_role("link", name="Comment: Say what is missing")).to_be_visible()
    look(page)
    for name in ("since", "queries"):
        page.goto(page.home.replace(reverse("desk"), reverse(name, args=reviewed.args)))  # type: ignore[attr-defined]
        look(page)
    look(browse(people.manager, reverse("return", args=reviewed.args), width=width))
    page = browse(people.author, reverse("queries", args=reviewed.args), width=width)
    look(page)
    page.get_by_role("link", name="Open the question").click()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("link", name="Your answer: Write your answer.")).to_be_visible()
    look(page)
    assert reverse("query", args=(*reviewed.args, query.pk)) in page.url
