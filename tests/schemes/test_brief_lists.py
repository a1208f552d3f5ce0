"""Drop-downs whose lists stand in the page once: who gets them, and that nothing is missing in them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Decision, Role
from schemes.choices import idle, offered
from schemes.columns import Kind, cells_of
from schemes.models import Scheme as Row
from schemes.views.page import SCRIPTS
from tests import factories
from tests.schemes.conftest import HTMX, page_of, row_of


@pytest.fixture
def scripted(commissioner: Client) -> Client:
    """The commissioner's browser, known to run scripts."""
    commissioner.cookies[SCRIPTS] = "1"
    return commissioner


def read(client: Client, address: str, **extra: str) -> str:
    return client.get(address, **extra).content.decode()


def select(page: str, anchor: str) -> tuple[str, str]:
    """The attributes and the options of a drop-down."""
    found = re.search(rf'<select id="{anchor}"([^>]*)>(.*?)</select>', page, re.DOTALL)
    assert found
    return found[1], found[2]


def values(options: str) -> list[str]:
    return re.findall(r'<option value="([^"]*)"', options)


def test_a_browser_that_is_not_known_to_run_scripts_gets_every_list_whole(commissioner, leicester):
    page = read(commissioner, page_of(leicester))
    assert "data-offer" not in page
    assert "<noscript>" not in page
    assert values(select(page, "expenditure-row-01-area")[1]) == ["", *leicester.round.areas]


def test_each_drop_down_of_a_brief_table_names_the_list_that_its_row_offers(scripted, leicester):
    page = read(scripted, page_of(leicester))
    lists = dict(re.findall(r'<template id="(offer-\d+)">(.*?)</template>', page, re.DOTALL))
    cells = [cell for cell in cells_of(leicester.round) if cell.kind is Kind.CHOICE]
    named = 0
    for row in factories.leicester_document().schemes:
        for cell in cells:
            attributes, options = select(page, cell.anchor(row.key))
            if idle(cell, leicester.round, row):
                assert values(options) == [""]
                continue
            name = re.search(r'data-offer="(offer-\d+)"', attributes)
            assert name
            named += 1
            wanted = [code for group in offered(cell, leicester.round, row) for code, _ in group.options]
            assert values(lists[name[1]]) == ["", *wanted]
            held = cell.text(row)
            assert values(options) == ["", held] if held else [""]
            assert not held or f'<option value="{held}" selected>' in options
    assert named > 300
    assert len(lists) < 40


def test_a_page_without_scripts_finds_the_way_to_whole_lists_and_keeps_to_it(scripted, leicester):
    address = f"{page_of(leicester)}?source=dfg"
    page = read(scripted, address)
    plain = f"{page_of(leicester)}?source=dfg&amp;plain=1"
    assert f'<noscript><meta http-equiv="refresh" content="0; url={plain}"></noscript>' in page
    assert f'href="{plain}">Show the drop-downs with complete lists</a>' in page
    whole = read(scripted, plain.replace("&amp;", "&"))
    assert "data-offer" not in whole
    assert "<noscript>" not in whole
    # The cookie has gone, so that the next page is whole of itself.
    assert "data-offer" not in read(scripted, page_of(leicester))


def test_a_table_that_a_script_asks_for_is_brief_and_a_row_alone_is_whole(commissioner, leicester):
    assert "data-offer" in read(commissioner, page_of(leicester), **HTMX)
    assert "data-offer" not in read(commissioner, row_of(leicester, "row-01"), **HTMX)


def test_a_choice_that_is_in_no_list_is_shown_as_such(scripted, leicester):
    row = Row.objects.get(plan=leicester, key="row-01")
    row.provider = "gone <b>"
    row.save()
    _, options = select(read(scripted, page_of(leicester)), "expenditure-row-01-provider")
    assert options.endswith('<option value="gone &lt;b&gt;" selected>gone &lt;b&gt; (not in this list)</option>')


def test_who_reads_finds_the_way_to_each_row_and_to_the_pooled_funds(leicester):
    client = Client()
    client.force_login(factories.person(Role.NATIONAL))
    page = read(client, page_of(leicester))
    for row in factories.leicester_document().schemes:
        assert f'href="{row_of(leicester, row.key)}"' in page
    assert f'href="/plans/{leicester.board.code}/{leicester.round_id}/pooled-funds/"' in page


def test_what_was_decided_of_a_row_stands_beside_its_name_for_one_query(commissioner, leicester):
    read(commissioner, page_of(leicester))
    with CaptureQueriesContext(connection) as before:
        assert "app-decided" not in read(commissioner, page_of(leicester))
    for key, choice in (("row-01", "review"), ("row-02", "continue"), ("row-03", "")):
        Decision.objects.create(plan=leicester, key=key, choice=choice)
    with CaptureQueriesContext(connection) as after:
        page = read(commissioner, page_of(leicester))
    assert page.count(' app-decided"') == 2
    assert "Decided: </span>Review</span>" in page[page.index('id="row-row-01"') : page.index('id="row-row-02"')]
    assert "Decided: </span>Continue</span>" in page[page.index('id="row-row-02"') : page.index('id="row-row-03"')]
    assert len(after) == len(before)
    decisions = [query for query in before.captured_queries if "plans_decision" in query["sql"]]
    assert len(decisions) == 1
