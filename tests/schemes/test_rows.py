"""Adding, duplicating and deleting rows."""

from plans.assembling import assemble, store
from schemes.models import Scheme
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored, version


def names(plan):
    return [row.name for row in Scheme.objects.filter(plan=plan)]


def test_a_scheme_is_added_empty_at_the_end_and_focused(commissioner, leicester):
    answer = commissioner.post(page_of(leicester), **HTMX)
    new = Scheme.objects.filter(plan=leicester).last()
    assert (len(names(leicester)), new.name, new.version) == (50, "", 1)
    assert answer["Grid-Focus"] == f"expenditure-{new.key}-scheme_id"
    assert "Still to fill in:" in answer.content.decode()
    answer = commissioner.post(row_of(leicester, new.key), as_sent(leicester, new.key, name="New"), **HTMX)
    assert answer["Grid-State"] == "saved"


def test_without_javascript_adding_leads_to_the_new_row(commissioner, leicester):
    answer = commissioner.post(page_of(leicester))
    new = Scheme.objects.filter(plan=leicester).last()
    assert answer.url == f"{page_of(leicester)}#expenditure-{new.key}-scheme_id"


def test_a_plan_without_rows_says_so_and_takes_the_first(commissioner, leicester):
    for row in Scheme.objects.filter(plan=leicester):
        row.delete()
    assert "No schemes yet" in commissioner.get(page_of(leicester)).content.decode()
    commissioner.post(page_of(leicester))
    assert names(leicester) == [""]


def test_a_copy_stands_right_below_without_the_money_and_moves_nobody(commissioner, leicester):
    before = dict(Scheme.objects.filter(plan=leicester).values_list("key", "version"))
    pool = assemble(leicester)
    answer = commissioner.post(f"{row_of(leicester, 'row-02')}duplicate/", **HTMX)
    rows = list(Scheme.objects.filter(plan=leicester))
    original, copy, following = rows[1], rows[2], rows[3]
    assert (original.key, following.key) == ("row-02", "row-03")
    assert (copy.name, copy.source, copy.amounts.count()) == (original.name, original.source, 0)
    assert answer["Grid-Focus"] == f"expenditure-{copy.key}-scheme_id"
    assert 'hx-swap-oob="afterend:#row-row-02"' in answer.content.decode()
    after = dict(Scheme.objects.filter(plan=leicester).values_list("key", "version"))
    assert before.items() <= after.items()
    assert [scheme.key for scheme in assemble(leicester).schemes][:2] == [scheme.key for scheme in pool.schemes][:2]


def test_without_javascript_a_copy_is_made_by_an_ordinary_form(commissioner, leicester):
    page = commissioner.post(f"{row_of(leicester, 'row-02')}duplicate/", follow=True).content.decode()
    assert "Carers Funding was duplicated. The amounts were left blank." in page


def test_deleting_asks_on_a_page_of_its_own_and_takes_the_money_out(commissioner, leicester):
    url = f"{row_of(leicester, 'row-01')}delete/"
    page = commissioner.get(url).content.decode()
    assert "Delete “Existing ASC Transfer”?" in page
    assert "£6,007,613" in page
    assert len(names(leicester)) == 49
    page = commissioner.post(url, {"version": "1"}, follow=True).content.decode()
    assert "Existing ASC Transfer was deleted." in page
    assert "Left to plan</span> £6,007,613" in page
    assert Scheme.history.filter(key="row-01").first().history_type == "-"


def test_deleting_in_the_table_takes_the_row_out_of_it(commissioner, leicester):
    answer = commissioner.post(f"{row_of(leicester, 'row-01')}delete/", {"version": "1"}, **HTMX).content.decode()
    assert 'id="row-row-01" hx-swap-oob="delete"' in answer
    assert "Existing ASC Transfer was deleted." in answer
    assert "Left to plan</span> £6,007,613" in answer


def test_deleting_what_is_gone_already_is_no_error(commissioner, leicester):
    url = f"{row_of(leicester, 'row-01')}delete/"
    commissioner.post(url, {"version": "1"})
    assert "deleted already" in commissioner.post(url, {"version": "1"}, follow=True).content.decode()


def test_versions_go_on_when_a_plan_is_loaded_over(commissioner, leicester):
    """A browser that read the row before the plan was replaced must not save over it as if nothing had been."""
    stale = as_sent(leicester, "row-01", name="Stale")
    store(leicester, assemble(leicester))
    assert version(leicester, "row-01") == 2
    assert commissioner.post(row_of(leicester, "row-01"), stale, **HTMX)["Grid-State"] == "conflict"
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"
