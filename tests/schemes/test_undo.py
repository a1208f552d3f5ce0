"""Undo and redo as a person meets them: by button, by key, without JavaScript, and beside a colleague."""

import pytest
from django.urls import reverse

from plans.assembling import assemble
from schemes.models import Change, Scheme
from tests.plans.pages import signatory_of
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored


def way(plan, name="undo"):
    return reverse(f"expenditure-{name}", args=plan.args)


def save(client, plan, key="row-01", **typed):
    return client.post(row_of(plan, key), as_sent(plan, key, **typed), **HTMX)


def test_the_button_says_what_it_takes_back_and_does(commissioner, leicester):
    start = assemble(leicester).digest
    answer = save(commissioner, leicester, "row-03", amount_2019_20="5").content.decode()
    assert "Undo" in answer
    assert ": set Expenditure (£) of row 3" in answer
    page = commissioner.post(way(leicester), follow=True).content.decode()
    assert "Undone: set Expenditure (£) of row 3." in page
    assert assemble(leicester).digest == start
    page = commissioner.post(way(leicester, "redo"), follow=True).content.decode()
    assert "Done again: set Expenditure (£) of row 3." in page
    assert stored(leicester, "row-03").amounts == {"2019-20": 5}


def test_the_answer_shows_the_row_the_balances_and_where_to_go(commissioner, leicester):
    save(commissioner, leicester, amount_2019_20="6006613")
    answer = commissioner.post(way(leicester), **HTMX)
    text = answer.content.decode()
    assert 'hx-swap-oob="beforebegin:#row-row-02"' in text
    assert "All sources are balanced" in text
    assert answer["Grid-Focus"] == "expenditure-row-01-amount-2019-20"


def test_a_deleted_row_comes_back_with_money_and_place(commissioner, leicester):
    start = assemble(leicester).digest
    commissioner.post(f"{row_of(leicester, 'row-02')}delete/", {"version": "1"})
    page = commissioner.get(page_of(leicester)).content.decode()
    assert ": delete “Carers Funding”" in page
    answer = commissioner.post(way(leicester), **HTMX)
    assert 'hx-swap-oob="beforebegin:#row-row-03"' in answer.content.decode()
    assert assemble(leicester).digest == start
    assert Scheme.objects.get(plan=leicester, key="row-02").version == 2


def test_an_added_row_goes_unless_a_colleague_wrote_in_it(commissioner, colleague, leicester):
    commissioner.post(page_of(leicester), **HTMX)
    first = Scheme.objects.filter(plan=leicester).last().key
    answer = commissioner.post(way(leicester), **HTMX).content.decode()
    assert f'id="row-{first}" hx-swap-oob="delete"' in answer
    commissioner.post(page_of(leicester), **HTMX)
    second = Scheme.objects.filter(plan=leicester).last().key
    save(colleague, leicester, second, name="From the CCG")
    page = commissioner.post(way(leicester), follow=True).content.decode()
    assert "Left as it is: row 50 (From the CCG), because somebody else has changed it since." in page
    assert Scheme.objects.filter(plan=leicester, key=second).exists()


def test_what_a_colleague_changed_is_left_and_told(commissioner, colleague, leicester):
    save(commissioner, leicester, name="Mine", scheme_id="9z")
    save(colleague, leicester, name="Theirs")
    page = commissioner.post(way(leicester), follow=True).content.decode()
    assert "Left as it is: “Scheme name” of row 1, because somebody else has changed it since." in page
    row = stored(leicester, "row-01")
    assert (row.name, row.scheme_id) == ("Theirs", assemble(leicester).schemes[0].scheme_id)
    assert row.scheme_id != "9z"


def test_a_row_that_a_colleague_deleted_stays_deleted(commissioner, colleague, leicester):
    save(commissioner, leicester, name="Mine")
    colleague.post(f"{row_of(leicester, 'row-01')}delete/", {"version": "2"})
    page = commissioner.post(way(leicester), follow=True).content.decode()
    assert "Left: a row that somebody else has deleted." in page
    assert not Scheme.objects.filter(plan=leicester, key="row-01").exists()


def test_nobody_undoes_what_is_not_theirs(commissioner, colleague, leicester):
    save(colleague, leicester, name="Theirs")
    page = commissioner.post(way(leicester), follow=True).content.decode()
    assert "There is nothing of yours to undo." in page
    assert stored(leicester, "row-01").name == "Theirs"
    assert signatory_of(leicester).post(way(leicester)).status_code == 403


def test_a_button_pressed_on_an_old_page_takes_back_nothing_else(commissioner, leicester):
    save(commissioner, leicester, name="First")
    old = Change.objects.get(plan=leicester)
    save(commissioner, leicester, name="Second")
    page = commissioner.post(way(leicester), {"change": old.pk}, follow=True).content.decode()
    assert "your last change is another one by now" in page
    assert stored(leicester, "row-01").name == "Second"


@pytest.mark.parametrize("change", ["", "x", "9" * 40, "-1", "²"])
def test_whatever_number_comes_is_no_error(commissioner, leicester, change):
    assert commissioner.post(way(leicester), {"change": change}).status_code == 302


def test_saving_nothing_is_no_change_to_undo(commissioner, leicester):
    save(commissioner, leicester)
    assert not Change.objects.filter(plan=leicester).exists()
