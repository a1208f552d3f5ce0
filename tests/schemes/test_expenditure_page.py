"""The expenditure page: who sees what, how much it costs, and any round whatever."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bcf.fund.document import BodyKind
from bcf.fund.places import Place, Section
from plans.assembling import store
from plans.models import Role
from plans.rounds import get_round
from schemes.columns import cells_of
from tests import factories
from tests.schemes.conftest import HTMX, as_sent, leicester_with, page_of, row_of, stored


def test_the_page_shows_every_row_and_column_of_the_round(commissioner, leicester):
    page = commissioner.get(page_of(leicester)).content.decode()
    assert page.count("data-scheme-row") == 49
    for cell in cells_of(leicester.round):
        assert f'id="h-{cell.name}"' in page
        assert f'id="expenditure-row-49-{cell.name}"' in page
    assert "Running balances" in page
    assert "Adult social care" in page


def test_a_field_has_the_id_of_its_place():
    for cell in cells_of(get_round("2019-20")):
        assert cell.anchor("row-1") == cell.place("row-1").anchor
        assert cell.place("row-1").section is Section.EXPENDITURE


def test_findings_of_a_row_stand_under_it(commissioner, leicester):
    row = next(scheme for scheme in factories.leicester_document().schemes if scheme.name == "MH Discharge Team")
    page = commissioner.get(page_of(leicester)).content.decode()
    assert f'data-marks="expenditure-{row.key}-output_estimate"' in page
    assert f'aria-describedby="why-expenditure-{row.key}-output_estimate"' in page


def test_sub_types_are_those_of_the_type_and_all_by_type_where_none_is_chosen(commissioner, leicester):
    commissioner.post(row_of(leicester, "row-01"), as_sent(leicester, "row-01", scheme_type=""), **HTMX)
    text = commissioner.get(row_of(leicester, "row-01"), **HTMX).content.decode()
    assert '<optgroup label="Carers Services">' in text
    text = commissioner.get(row_of(leicester, "row-02"), **HTMX).content.decode()
    assert "<optgroup" not in text


def test_a_cell_that_the_row_does_not_ask_for_takes_no_typing(commissioner, leicester):
    text = commissioner.get(row_of(leicester, "row-02"), **HTMX).content.decode()
    start = text.index('id="expenditure-row-02-type_other"')
    assert "readonly" in text[start : text.index(">", start)]


def test_page_and_save_cost_the_same_queries_at_15_and_at_300_rows(leicester_of):
    counts = []
    plan = leicester_of(15)
    client = Client()
    client.force_login(factories.author_of(plan))
    for rows in (15, 300):
        store(plan, leicester_with(rows))
        client.post(row_of(plan, "r1"), as_sent(plan, "r1", name="Warm"), **HTMX)
        sent = as_sent(plan, "r1", name="Renamed")
        with CaptureQueriesContext(connection) as reading:
            client.get(page_of(plan))
        with CaptureQueriesContext(connection) as saving:
            client.post(row_of(plan, "r1"), sent, **HTMX)
        counts.append((len(reading), len(saving)))
    assert counts[0] == counts[1]


URLS = ["", "row-01/", "row-01/duplicate/", "row-01/delete/"]


@pytest.mark.parametrize("url", URLS)
def test_another_boards_plan_is_not_found(leicester, url):
    stranger = Client()
    stranger.force_login(factories.person(Role.BETTER_CARE_MANAGER, region="London"))
    assert stranger.get(page_of(leicester) + url).status_code == 404
    assert stranger.post(page_of(leicester) + url, {"version": "1"}).status_code == 404


@pytest.mark.parametrize("url", URLS)
def test_who_is_not_signed_in_is_asked_to(leicester, url):
    assert "/accounts/login/" in Client().get(page_of(leicester) + url).url


@pytest.mark.parametrize("url", URLS)
def test_who_may_only_read_can_change_nothing(leicester, url):
    readers = [
        factories.person(Role.BETTER_CARE_MANAGER, region=leicester.board.region),
        factories.person(Role.NATIONAL),
        factories.person(Role.SIGNATORY, of=leicester.board.bodies.filter(kind=BodyKind.LA).first()),
    ]
    for reader in readers:
        client = Client()
        client.force_login(reader)
        for extra in ({}, HTMX):
            assert client.post(page_of(leicester) + url, {"version": "1"}, **extra).status_code == 403
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"


@pytest.mark.parametrize("kind", [BodyKind.LA, BodyKind.NHS])
def test_authors_of_council_and_nhs_both_write(leicester, kind):
    client = Client()
    client.force_login(factories.author_of(leicester, kind))
    answer = client.post(row_of(leicester, "row-01"), as_sent(leicester, "row-01", name="Ours"), **HTMX)
    assert answer["Grid-State"] == "saved"


def test_who_may_only_read_sees_a_plain_table_without_inputs(leicester):
    client = Client()
    client.force_login(factories.person(Role.NATIONAL))
    for address in (page_of(leicester), row_of(leicester, "row-01")):
        page = client.get(address).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        main = main[main.index("<table") :] if address == page_of(leicester) else main
        assert "Existing ASC Transfer" in main
        assert "Home Care or Domiciliary Care" in main
        for control in ("<input", "<select", "<textarea", "<button"):
            assert control not in main


def test_a_row_of_another_plan_is_not_found(commissioner, leicester, made_up):
    key = "row-0"
    assert stored(made_up, key)
    for url in ("", "duplicate/", "delete/"):
        address = f"{row_of(leicester, key)}{url}"
        assert commissioner.post(address, {"version": "1", "name": "Taken"}).status_code == 404
    assert commissioner.get(row_of(leicester, key)).status_code == 404
    assert stored(made_up, key).name != "Taken"


def test_posting_needs_the_token(leicester, author):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    assert client.post(page_of(leicester)).status_code == 403


def test_a_round_of_three_years_that_never_was_works_without_a_change(made_up):
    client = Client()
    client.force_login(factories.author_of(made_up))
    page = client.get(page_of(made_up)).content.decode()
    for label in ("Pounds 2031-32", "Pounds 2032-33", "Pounds 2033-34", "Council share", "Trust Base Payment"):
        assert label in page
    assert "Scheme ID" not in page
    key = "row-0"
    data = as_sent(made_up, key, amount_2032_33="90,000", scheme_type="visiting")
    answer = client.post(row_of(made_up, key), data, **HTMX)
    assert answer["Grid-State"] == "saved"
    text = answer.content.decode()
    assert "Trust Base Payment 2032-33: Left to plan £10,000" in text
    assert '<option value="visits">Visits</option>' in text
    assert "Devices" not in text
    assert client.get(row_of(made_up, key)).status_code == 200
    assert client.post(page_of(made_up), **HTMX).status_code == 200
    assert client.get(f"{row_of(made_up, key)}delete/").status_code == 200
    place = Place(section=Section.EXPENDITURE, item=key, field="amount", year="2033-34")
    assert f'id="{place.anchor}"' in page
