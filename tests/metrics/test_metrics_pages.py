"""The metrics page: figures, allocated ones to read, values worked out as one types, comments."""

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund import metrics as arithmetic
from metrics.models import MetricPlan
from plans.assembling import assemble
from plans.models import Allocation, Plan
from tests import factories
from tests.plans.pages import Page, browser_of, open_page, shire, signatory_of

ADMISSIONS = "metrics-RES-admissions-2019-20"


@pytest.fixture
def page(commissioner: Client, leicester: Plan) -> Page:
    return Page(commissioner, reverse("metrics", args=leicester.args))


def value_url(plan: Plan, metric: str = "RES", period: str = "2019-20") -> str:
    return reverse("metric-value", args=(*plan.args, metric, period))


def test_values_are_shown_rounded_with_the_unrounded_figure_beneath(page: Page):
    assert "585.8 unrounded 585.815812…" in page.text
    assert "93.0%" in page.text


def test_a_figure_set_for_the_area_is_read_and_not_typed(page: Page):
    assert "43,358.338" in page.text
    assert "ONS 2016-based projections" in page.text
    assert "metrics-RES-population-2019-20" not in page.fields
    assert "metrics-RES-population-2019-20" in page.ids


def test_a_figure_and_a_comment_are_saved(page: Page, leicester: Plan):
    after = page.send_fields({ADMISSIONS: "1,260", "metrics-RES-comment": "More help at home"})
    assert "2,906.0" in after.text
    plan = {entry.code: entry for entry in assemble(leicester).metrics}["RES"]
    assert plan.inputs["2019-20"]["admissions"] == 1260
    assert plan.comment == "More help at home"


def test_clearing_a_figure_leaves_the_others(page: Page, leicester: Plan):
    page.send_fields({ADMISSIONS: ""})
    plan = {entry.code: entry for entry in assemble(leicester).metrics}["RES"]
    assert "admissions" not in plan.inputs["2019-20"]
    assert plan.inputs["2018-19"]["admissions"] == 254


def test_what_is_no_number_is_refused_and_nothing_is_lost(page: Page, leicester: Plan):
    before = assemble(leicester)
    after = page.send_fields({ADMISSIONS: "lots", "metrics-RES-comment": "Words"})
    assert after.status == 422
    assert "“lots” is not a number" in after.text
    assert "8. Metrics" in after.text
    assert after.fields["metrics-RES-comment"] == "Words"
    assert assemble(leicester) == before


def test_part_of_a_person_is_refused(page: Page):
    assert "Give a whole number" in page.send_fields({ADMISSIONS: "254.5"}).text


def test_a_conflict_shows_both_figures(page: Page, leicester: Plan):
    Page(browser_of(factories.author_of(leicester)), page.url).send_fields({ADMISSIONS: "260"})
    clash = page.send_fields({ADMISSIONS: "250"})
    assert clash.status == 409
    assert "Yours: Admissions in the year (numerator), 2019-20 plan 250" in clash.text
    assert "Saved by Person 2 260" in clash.text
    assert "576.6" in clash.text, "the value is that of the figure in the field"
    clash.send_fields({"metric-RES:keep": "mine"})
    assert MetricPlan.objects.get(plan=leicester, code="RES").inputs["2019-20"]["admissions"] == "250"


def test_saving_mine_over_a_conflict_keeps_a_colleagues_figure_of_another_period(page: Page, leicester: Plan):
    """One row holds every period of a metric: what I left alone is the colleague's to change."""
    colleague = browser_of(factories.author_of(leicester))
    Page(colleague, page.url).send_fields({"metrics-RES-admissions-2018-19": "300"})
    clash = page.send_fields({ADMISSIONS: "250"})
    assert clash.status == 409
    assert clash.fields["metrics-RES-admissions-2018-19"] == "300"
    clash.send_fields({"metric-RES:keep": "mine"})
    inputs = MetricPlan.objects.get(plan=leicester, code="RES").inputs
    assert (inputs["2018-19"]["admissions"], inputs["2019-20"]["admissions"]) == ("300", "250")


def test_the_value_follows_what_is_being_typed(commissioner: Client, leicester: Plan):
    answer = commissioner.get(value_url(leicester), {ADMISSIONS: "508"})
    assert "1,171.6" in answer.content.decode()
    assert "Not worked out yet" in commissioner.get(value_url(leicester), {ADMISSIONS: "50x"}).content.decode()


def test_a_loaded_figure_cannot_be_typed_over_in_the_address(commissioner: Client, leicester: Plan):
    answer = commissioner.get(value_url(leicester), {ADMISSIONS: "254", "metrics-RES-population-2019-20": "1"})
    assert "585.8" in answer.content.decode()


def test_the_value_of_what_the_round_has_not_is_not_found(commissioner: Client, leicester: Plan):
    assert commissioner.get(value_url(leicester, "XXX")).status_code == 404
    assert commissioner.get(value_url(leicester, period="1999-00")).status_code == 404


def test_the_value_of_another_boards_metric_is_not_found(leicester: Plan):
    assert browser_of(factories.person()).get(value_url(leicester)).status_code == 404


def test_a_division_by_nought_has_no_value(page: Page):
    after = page.send_fields({"metrics-REA-discharged-2019-20": "0"})
    assert after.status == 200
    assert "Not worked out yet" in after.text


def test_a_signatory_reads_figures_and_comments(leicester: Plan):
    page = Page(signatory_of(leicester), reverse("metrics", args=leicester.args))
    assert "585.8" in page.text
    assert "<textarea" not in page.html


def test_hostile_comments_are_shown_as_text(page: Page):
    after = page.send_fields({"metrics-RES-comment": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in after.html


def test_a_made_up_metric_works_with_its_own_formula(made_up_round: None):
    plan = shire("2031-34")
    page = open_page(plan, "metrics")
    metric = next(item for item in plan.round.metrics.items if item.formula)
    names = [name for name in page.fields if name.startswith(f"metrics-{metric.code}-") and "comment" not in name]
    page = page.send_fields(dict.fromkeys(names, "7"))
    assert page.status == 200
    values = arithmetic.values(plan.round, assemble(plan))
    expected = values[metric.code, metric.periods[-1].code]
    assert expected is not None
    assert arithmetic.shown(metric, expected) in page.text


def test_a_figure_loaded_later_takes_the_place_of_the_typed_one(page: Page, leicester: Plan):
    Allocation.objects.create(board=leicester.board, round_id="2019-20", kind="metric", code="RES.admissions",
                              year="2019-20", value="100", origin="Published")
    again = Page(page.client, page.url)
    assert ADMISSIONS not in again.fields
    again.send_fields({"metrics-RES-comment": "Still here"})
    assert MetricPlan.objects.get(plan=leicester, code="RES").inputs["2019-20"]["admissions"] == "254"
