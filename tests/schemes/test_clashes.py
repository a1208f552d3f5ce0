"""Two people in one row: a stale save is refused, shows both values and loses neither."""

from django.test import Client

from plans.models import Plan
from schemes.models import Scheme
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored, version


def theirs_first(colleague: Client, plan: Plan, **typed: str) -> None:
    assert colleague.post(row_of(plan, "row-01"), as_sent(plan, "row-01", **typed), **HTMX)["Grid-State"] == "saved"


def test_a_stale_save_changes_nothing_and_shows_both_values(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01", amount_2019_20="4000000", description="Mine too")
    theirs_first(colleague, leicester, amount_2019_20="5000000", name="Their name")
    before = stored(leicester, "row-01")
    answer = commissioner.post(row_of(leicester, "row-01"), stale, **HTMX)
    text = answer.content.decode()
    assert answer["Grid-State"] == "conflict"
    assert stored(leicester, "row-01") == before
    assert "4000000" in text
    assert "5,000,000" in text
    assert "Person 2 changed this scheme at" in text
    assert "Scheme name (“Their name”)" in text
    assert 'name="version" value="1"' in text


def test_saving_mine_over_it_keeps_what_only_they_changed(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01", amount_2019_20="4000000")
    theirs_first(colleague, leicester, amount_2019_20="5000000", name="Their name")
    answer = commissioner.post(row_of(leicester, "row-01"), stale | {"version": "2"}, **HTMX)
    assert answer["Grid-State"] == "saved"
    row = stored(leicester, "row-01")
    assert (row.amounts["2019-20"], row.name) == (4_000_000, "Their name")
    assert "Their name" in answer.content.decode()


def test_saving_mine_over_it_is_refused_once_more_if_they_went_on(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01", amount_2019_20="4000000")
    theirs_first(colleague, leicester, amount_2019_20="5000000")
    theirs_first(colleague, leicester, amount_2019_20="5500000")
    answer = commissioner.post(row_of(leicester, "row-01"), stale | {"version": "2"}, **HTMX)
    assert answer["Grid-State"] == "conflict"
    assert stored(leicester, "row-01").amounts["2019-20"] == 5_500_000


def test_taking_theirs_shows_the_row_as_it_is_saved(commissioner, colleague, leicester):
    theirs_first(colleague, leicester, name="Their name")
    answer = commissioner.get(row_of(leicester, "row-01"), **HTMX)
    assert answer["Grid-Force"] == "1"
    assert 'value="Their name"' in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()


def test_a_stale_save_with_nothing_of_its_own_just_shows_the_newer_row(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01")
    theirs_first(colleague, leicester, name="Their name")
    answer = commissioner.post(row_of(leicester, "row-01"), stale, **HTMX)
    assert answer["Grid-State"] == "done"
    assert "Nothing of yours was lost" in answer.content.decode()
    assert version(leicester, "row-01") == 2


def test_text_that_cannot_be_read_is_not_lost_in_a_conflict(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01", amount_2019_20="4m or so")
    theirs_first(colleague, leicester, amount_2019_20="5000000")
    answer = commissioner.post(row_of(leicester, "row-01"), stale, **HTMX)
    assert answer["Grid-State"] == "conflict"
    assert "4m or so" in answer.content.decode()


def test_without_javascript_the_form_holds_mine_and_the_next_save_takes_it(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01", amount_2019_20="4000000")
    theirs_first(colleague, leicester, amount_2019_20="5000000", name="Their name")
    page = commissioner.post(row_of(leicester, "row-01"), stale).content.decode()
    assert "Saved by Person 2" in page
    assert 'value="4000000"' in page
    assert 'value="Their name"' in page
    assert "Take theirs" in page
    assert stored(leicester, "row-01").amounts["2019-20"] == 5_000_000
    again = as_sent(leicester, "row-01", amount_2019_20="4000000")
    assert commissioner.post(row_of(leicester, "row-01"), again).status_code == 302
    row = stored(leicester, "row-01")
    assert (row.amounts["2019-20"], row.name) == (4_000_000, "Their name")


def test_a_row_deleted_meanwhile_can_be_saved_as_a_new_one(commissioner, colleague, leicester):
    mine = as_sent(leicester, "row-01", name="Still wanted")
    colleague.post(f"{row_of(leicester, 'row-01')}delete/", {"version": "1"})
    for extra in ({}, HTMX):
        text = commissioner.post(row_of(leicester, "row-01"), mine, **extra).content.decode()
        assert "Person 2 deleted this scheme" in text
        assert "Save as a new row" in text
    assert Scheme.objects.filter(plan=leicester).count() == 48
    answer = commissioner.post(row_of(leicester, "row-01"), mine | {"as_new": "1"})
    assert answer.status_code == 302
    new = Scheme.objects.filter(plan=leicester).last()
    assert (new.name, new.amounts.get().amount) == ("Still wanted", 6007613)
    assert "Still wanted" in commissioner.get(page_of(leicester)).content.decode()


def test_a_row_changed_meanwhile_is_not_deleted(commissioner, colleague, leicester):
    theirs_first(colleague, leicester, name="Their name")
    page = commissioner.post(f"{row_of(leicester, 'row-01')}delete/", {"version": "1"}, follow=True).content.decode()
    assert "Not deleted: Person 2 changed this scheme" in page
    answer = commissioner.post(f"{row_of(leicester, 'row-01')}delete/", {"version": "1"}, **HTMX)
    assert "Not deleted" in answer.content.decode()
    assert stored(leicester, "row-01").name == "Their name"


def test_a_version_that_is_no_number_is_a_conflict_and_not_an_error(commissioner, leicester):
    for nonsense in ("", "x", "-1", "1" * 400, "١"):
        data = as_sent(leicester, "row-01", name="Mine") | {"version": nonsense}
        assert commissioner.post(row_of(leicester, "row-01"), data, **HTMX)["Grid-State"] == "conflict"
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"


def test_of_several_cells_each_is_chosen_by_itself(commissioner, colleague, leicester):
    for extra in (HTMX, {}):
        stale = as_sent(leicester, "row-01", amount_2019_20="4000000", description="Mine", scheme_id="m")
        theirs_first(colleague, leicester, amount_2019_20="5000000", description="Theirs", scheme_id="t")
        page = commissioner.post(row_of(leicester, "row-01"), stale, **extra).content.decode()
        assert 'name="take-amount-2019-20" value="theirs"' in page
        assert "Save as chosen" in page
        chosen = {"take-amount-2019-20": "theirs", "take-description": "mine", "take-scheme_id": "theirs"}
        again = stale | chosen | {"version": str(version(leicester, "row-01"))}
        assert commissioner.post(row_of(leicester, "row-01"), again, **extra).status_code in (200, 302)
        row = stored(leicester, "row-01")
        assert (row.amounts["2019-20"], row.description, row.scheme_id) == (5_000_000, "Mine", "t")
        theirs_first(colleague, leicester, amount_2019_20="1", description="Before", scheme_id="b")
