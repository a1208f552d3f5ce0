"""A round file dropped in a folder: the whole product works on it with no code that knows it."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from bcf.fund.places import sections_of
from plans import tasks
from plans.assembling import assemble
from plans.checking import findings_of, result_for
from plans.models import Job, Output, Plan
from plans.rendering import request_files
from plans.rounds import get_round
from plans.running import queue_check
from schemes.models import Scheme
from tests import factories
from tests.fund.build import complete_plan
from tests.outputs.libreoffice import recalculate


@pytest.fixture(params=["2017-19", "2019-20", "2031-34"])
def plan(request: Any, made_up_round: None) -> Plan:
    """A finished plan of each bundled round and of the made-up one, in a two-tier area."""
    return factories.plan_from(complete_plan(request.param, two_tier=True))


@pytest.fixture
def client(plan: Plan) -> Client:
    client = Client()
    client.force_login(factories.author_of(plan))
    return client


def test_the_made_up_round_is_only_a_file() -> None:
    with pytest.raises(KeyError):
        get_round("2031-34")


def test_every_page_shows_the_plan(plan: Plan, client: Client) -> None:
    for section in sections_of(plan.round):
        response = client.get(reverse(section.value, args=plan.args))
        assert response.status_code == 200, section
    for name in ("plan", "checks", "outputs"):
        assert client.get(reverse(name, args=plan.args)).status_code == 200, name
    about = client.get(reverse("round", args=[plan.round_id])).content.decode()
    assert plan.round.conditions.items[0].title in about


def test_the_table_has_the_rounds_columns_and_years(plan: Plan, client: Client) -> None:
    text = client.get(reverse("expenditure", args=plan.args)).content.decode()
    key = Scheme.objects.filter(plan=plan).first().key
    for year in plan.round.years:
        assert f'id="expenditure-{key}-amount-{year}"' in text
    assert "2030-31" not in text


def test_the_worker_checks_it_and_a_finished_plan_has_nothing_to_mend(plan: Plan) -> None:
    tasks.run(str(queue_check(plan).pk))
    assert findings_of(result_for(plan, assemble(plan).digest)) == []


def test_an_imbalance_is_found_in_its_year(plan: Plan) -> None:
    row = Scheme.objects.filter(plan=plan).first()
    entry = row.amounts.last()
    entry.amount += 1
    entry.save()
    tasks.run(str(queue_check(plan).pk))
    findings = findings_of(result_for(plan, assemble(plan).digest))
    over = [finding for finding in findings if finding.place.field == "balance"]
    assert [(finding.place.item, finding.place.year) for finding in over] == [(row.source, entry.year)]


@pytest.mark.office
def test_the_worker_makes_its_workbook_and_its_report(plan: Plan, tmp_path: Any) -> None:
    tasks.run(str(request_files(plan, None).pk))
    assert Job.objects.get(plan=plan, kind="render").state == "done"
    with Output.objects.get(plan=plan, kind="workbook").file.open("rb") as file:
        content = file.read()
    book = openpyxl.load_workbook(io.BytesIO(content))
    titles = [sheet.title for sheet in plan.round.sheets.items]
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == titles
    values = {str(cell.value) for sheet in recalculate(content, tmp_path) for row in sheet.iter_rows() for cell in row}
    assert "Complete Template" in values
    assert not {value for value in values if value.startswith(("#", "Err:"))}
    with Output.objects.get(plan=plan, kind="report").file.open("rb") as file:
        text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert all(year in text for year in plan.round.years)
