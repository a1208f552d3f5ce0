"""Recommendation, moderation, decision and public record in a browser: no barriers, and room enough wide and narrow."""

import pytest
from django.urls import reverse

from assurance.actions.conditions import discharge, give_evidence
from assurance.actions.deciding import decide
from assurance.actions.escalating import escalate
from assurance.letters.making import keep
from bcf.fund.stages import Stage
from tests import story
from tests.assurance import outcomes, reviewing
from tests.browsers import assert_accessible, assert_quiet


def fits(page):
    """No barriers, no errors and no scrolling to the side, on a desktop and on a phone."""
    for width, height in ((1280, 900), (375, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} at {width}"
    assert_quiet(page)
    page.context.close()


@pytest.mark.browser
def test_pages_of_the_outcome_have_no_barriers(live_server, browse):
    plan = story.finished()
    people = story.cast(plan)
    story.submitted(plan, people)
    reviewing.begin(plan, people.manager)
    reviewing.all_rated(plan, people)
    reviewing.rated(plan, people, "PR3", "partly", "The districts are not named.")
    plan.refresh_from_db()
    address = {name: reverse(name, args=plan.args) for name in ("recommendation", "decision", "public-plan")}

    def look(person, *names):
        for name in names:
            fits(browse(person, address.get(name) or reverse(name)))

    page = browse(people.manager, address["recommendation"], width=375, height=800)
    page.get_by_label("Approved with conditions", exact=True).check()
    page.get_by_label("Reasoning").fill("Sound in all but one requirement.")
    page.get_by_label("Condition 1: what has to be done").fill("Name the districts.")
    page.get_by_role("button", name="Add another condition").click()
    assert page.get_by_label("Condition 1: what has to be done").input_value() == "Name the districts."
    page.get_by_role("button", name="Recommend to the national team").click()
    page.get_by_role("link", name="Condition 1: who sees to it: Say who sees to it.").wait_for()
    assert_accessible(page)
    page.get_by_label("Condition 1: who sees to it").fill("Council")
    page.get_by_label("Condition 1: by when").fill(outcomes.SOON.isoformat())
    page.get_by_role("button", name="Recommend to the national team").click()
    page.get_by_text("recommended to the national team").wait_for()
    assert plan.stage_now() is Stage.RECOMMENDED

    look(people.national, "recommendation", "moderation")
    event = decide(plan, people.national, outcomes.WITH_CONDITIONS)
    keep(event, {}, b"%PDF- the letter")
    give_evidence(plan, people.author, 1, "Agreed on the fifth.")
    look(people.author, "decision")
    discharge(plan, people.national, 1)
    look(people.national, "decision")
    look(people.chair, "public-plan", "public-plans")


@pytest.mark.browser
def test_escalation_has_no_barriers(live_server, browse):
    plan = story.finished()
    people = story.cast(plan)
    story.submitted(plan, people)
    reviewing.begin(plan, people.manager)
    outcomes.decided(plan, people, outcomes.NOT_APPROVED)
    escalate(plan, people.national, kind="trigger", due=outcomes.SOON, note="By letter")
    fits(browse(people.national, reverse("decision", args=plan.args)))
