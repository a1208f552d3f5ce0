"""The maturity model's page."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.assembling import assemble
from plans.models import Plan
from tests import factories
from tests.plans.pages import Page, browser_of, open_page, shire, signatory_of


@pytest.fixture
def page(commissioner: Client, leicester: Plan) -> Page:
    return Page(commissioner, reverse("maturity", args=leicester.args))


def test_levels_reasons_and_priorities_are_saved(page: Page, leicester: Plan):
    page.send_fields({"maturity-chg1-current": "plans_in_place", "maturity-chg1-planned": "not_yet",
                      "maturity-chg1-reason": "No staff", "maturity-priorities": "First things first"})
    document = assemble(leicester)
    level = next(level for level in document.maturity if level.change == "chg1")
    assert (level.current, level.planned, level.reason) == ("plans_in_place", "not_yet", "No staff")
    assert document.maturity_priorities == "First things first"


def test_a_level_that_the_model_has_not_is_refused(page: Page, leicester: Plan):
    before = assemble(leicester)
    after = page.send_fields({"maturity-chg1-current": "legendary"})
    assert after.status == 422
    assert "“legendary” is not one of the choices" in after.text
    assert assemble(leicester) == before


def test_a_conflict_shows_both_levels_by_their_labels(page: Page, leicester: Plan):
    Page(browser_of(factories.author_of(leicester)), page.url).send_fields({"maturity-chg1-current": "exemplary"})
    clash = page.send_fields({"maturity-chg1-current": "plans_in_place"})
    assert clash.status == 409
    assert "Yours: Level now Plans in place" in clash.text
    assert "Exemplary" in clash.text
    clash.send_fields({"level-chg1:keep": "theirs"})
    assert next(level for level in assemble(leicester).maturity if level.change == "chg1").current == "exemplary"


def test_a_signatory_reads_levels(leicester: Plan):
    page = Page(signatory_of(leicester), reverse("maturity", args=leicester.args))
    assert "Level planned for March 2020 Mature" in page.text
    assert "<select" not in page.html


def test_a_round_without_a_model_has_no_such_page(db: None):
    assert open_page(shire("2017-19"), "maturity").status == 404


def test_a_made_up_model_works(made_up_round: None):
    plan = shire("2031-34")
    model = plan.round.maturity
    assert model is not None
    change, level = model.changes[0], model.levels[-1]
    page = open_page(plan, "maturity").send_fields({f"maturity-{change.code}-planned": level.code})
    assert page.status == 200
    assert assemble(plan).maturity[0].planned == level.code
