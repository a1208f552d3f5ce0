"""Filtering, sorting and hiding: what an address asks for, what is shown, and the sums of it."""

from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.balances import Figures
from bcf.fund.rules import check_scheme
from bcf.fund.text import pounds
from schemes.columns import NUMERIC, cells_of
from schemes.filtering import LISTED, Filter, Trouble, read_filter
from schemes.looking import hideable, looking_of
from schemes.ordering import read_order
from schemes.sums import by_year
from tests import factories
from tests.fund.build import LEICESTER, ROUNDS
from tests.fund.strategies import schemes
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored

REAL = ROUNDS["2019-20"]
CELLS = cells_of(REAL)


def shown(client: Client, plan, query: str = "", **extra: str) -> str:
    return client.get(page_of(plan) + query, **extra).content.decode()


def keys_in(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('<tbody id="row-')[1:]]


def names(keys: list[str]) -> list[str]:
    by_key = {scheme.key: scheme.name for scheme in factories.leicester_document().schemes}
    return [by_key[key] for key in keys]


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=5))
def test_whatever_an_address_says_is_read_or_passed_over(query: dict[str, str]) -> None:
    looking = looking_of(query, REAL, CELLS)
    again = looking_of(dict(parse_qsl(looking.query().removeprefix("?"))), REAL, CELLS)
    assert again == looking


@given(data=st.data())
def test_the_parts_of_a_list_add_up_to_the_whole(data: st.DataObject) -> None:
    rows = [data.draw(schemes(REAL, f"row-{number}")) for number in range(data.draw(st.integers(0, 6)))]
    column = data.draw(st.sampled_from(LISTED))
    codes = ["-", *REAL.labels(column)]
    parts = [
        [row for row in rows if read_filter({column.value: code}, REAL).matches(row, REAL, lambda _: ())]
        for code in codes
    ]
    assert sorted(row.key for part in parts for row in part) == sorted(row.key for row in rows)
    total = sum((by_year(part, REAL.years)["2019-20"] for part in parts), Decimal(0))
    assert total == by_year(rows, REAL.years)["2019-20"]


@given(data=st.data())
def test_sorting_keeps_every_row_and_puts_blanks_last(data: st.DataObject) -> None:
    rows = [data.draw(schemes(REAL, f"row-{number}")) for number in range(data.draw(st.integers(0, 6)))]
    cell = data.draw(st.sampled_from(CELLS))
    for sign in ("", "-"):
        order = read_order(sign + cell.name, CELLS)
        assert order is not None
        arranged = order.arranged(rows, REAL)
        assert sorted(row.key for row in arranged) == sorted(row.key for row in rows)
        held = [cell.value(row) for row in arranged]
        filled = [value for value in held if value is not None and str(value).strip()]
        assert [value for value in held[: len(filled)] if value is None or not str(value).strip()] == []
        if cell.kind in NUMERIC:
            assert filled == sorted(filled, reverse=bool(sign))


def test_numbers_within_texts_sort_as_numbers() -> None:
    rows = [LEICESTER.schemes[0].model_copy(update={"key": text, "scheme_id": text}) for text in ("10", "9a", "", "2")]
    order = read_order("scheme_id", CELLS)
    assert order is not None
    assert [row.scheme_id for row in order.arranged(rows, REAL)] == ["2", "9a", "10", ""]


def test_choices_sort_by_their_labels() -> None:
    rows = [LEICESTER.schemes[0].model_copy(update={"key": code, "source": code}) for code in REAL.sources]
    order = read_order("source", CELLS)
    assert order is not None
    labels = [REAL.sources[row.source].label.casefold() for row in order.arranged(rows, REAL)]
    assert labels == sorted(labels)


def test_trouble_is_told_by_kind_and_advice_is_none() -> None:
    row = LEICESTER.schemes[0].model_copy(update={"name": "", "source": "nowhere"})
    findings = check_scheme(REAL, row)
    assert Trouble.BLANK.befalls(findings)
    assert Trouble.MEND.befalls(findings)
    assert not Trouble.ANY.befalls([finding for finding in findings if finding.severity == "advice"])


def test_a_filter_shows_its_rows_and_their_sum_beside_the_whole(commissioner, leicester):
    page = shown(commissioner, leicester, "?source=dfg")
    rows = [row for row in factories.leicester_document().schemes if row.source == "dfg"]
    assert keys_in(page) == [row.key for row in rows]
    assert f"{len(rows)} of 49 rows, £2,391,923 of £43,368,727 planned" in page
    assert '<th scope="row" class="app-grid__first">Filtered</th>' in page
    assert "Source of funding: DFG" in page
    assert '<option value="dfg" selected>' in page


def test_filters_work_together_and_by_words(commissioner, leicester):
    page = shown(commissioner, leicester, "?source=ccg_min&q=DISCHARGE+team")
    rows = [stored(leicester, key) for key in keys_in(page)]
    assert "MH Discharge Team" in [row.name for row in rows]
    assert all("discharge" in f"{row.name} {row.description}".casefold() for row in rows)
    assert keys_in(shown(commissioner, leicester, "?q=no+such+words")) == []
    assert "No row matches" in shown(commissioner, leicester, "?q=no+such+words")


def test_rows_with_a_problem_are_found(commissioner, leicester):
    page = shown(commissioner, leicester, "?problem=explain")
    assert "MH Discharge Team" in names(keys_in(page))
    assert len(keys_in(page)) < 49


def test_a_heading_sorts_and_says_how(commissioner, leicester):
    page = shown(commissioner, leicester, "?sort=-amount-2019-20")
    amounts = [stored(leicester, key).amount("2019-20") for key in keys_in(page)[:5]]
    assert amounts == sorted(amounts, reverse=True)
    assert 'aria-sort="descending"' in page
    assert page.count('aria-sort="none"') == len(CELLS) - 1


def test_hidden_columns_are_remembered_for_person_and_plan(commissioner, colleague, leicester):
    show = "&".join(f"show={cell.name}" for cell in hideable(CELLS) if cell.name != "provider")
    answer = commissioner.get(f"{page_of(leicester)}?columns=chosen&source=dfg&{show}")
    assert answer.url == f"{page_of(leicester)}?source=dfg"
    assert 'id="h-provider"' not in shown(commissioner, leicester)
    assert 'id="h-area"' in shown(commissioner, leicester)
    assert "(1 hidden)" in shown(commissioner, leicester)
    assert 'id="h-provider"' in shown(colleague, leicester)
    assert 'id="h-provider"' in shown(commissioner, leicester, "?hide=")


def test_the_name_cannot_be_hidden(commissioner, leicester):
    commissioner.get(f"{page_of(leicester)}?columns=chosen")
    page = shown(commissioner, leicester)
    assert 'id="h-scheme_id"' in page
    assert 'id="h-name"' in page
    assert 'id="h-description"' not in page


def test_saving_with_hidden_columns_leaves_what_they_hold(commissioner, leicester):
    before = stored(leicester, "row-01")
    commissioner.get(f"{page_of(leicester)}?columns=chosen")
    sent = as_sent(leicester, "row-01", name="Renamed")
    kept = {name: sent[name] for name in ("scheme_id", "name", "version", "read", "shape")}
    answer = commissioner.post(row_of(leicester, "row-01"), kept, **HTMX)
    assert answer["Grid-State"] == "saved"
    assert stored(leicester, "row-01") == before.model_copy(update={"name": "Renamed"})
    assert b'name="description"' not in answer.content


def test_a_saved_row_moves_the_sums_of_the_filter(commissioner, leicester):
    key = keys_in(shown(commissioner, leicester, "?source=dfg"))[0]
    here = {"HTTP_HX_CURRENT_URL": f"http://testserver{page_of(leicester)}?source=dfg"}
    data = as_sent(leicester, key, amount_2019_20="1000")
    text = commissioner.post(row_of(leicester, key), data, **HTMX, **here).content.decode()
    document = factories.leicester_document()
    left = Figures(REAL, document).planned["dfg", "2019-20"] - document.schemes[int(key[4:]) - 1].amount("2019-20")
    assert f"{pounds(left + 1000)} of" in text
    assert "Filtered" in text


def test_a_row_that_leaves_the_filter_stays_in_view_and_is_told(commissioner, leicester):
    key = keys_in(shown(commissioner, leicester, "?source=dfg"))[0]
    here = {"HTTP_HX_CURRENT_URL": f"http://testserver{page_of(leicester)}?source=dfg"}
    data = as_sent(leicester, key, source="ibcf")
    text = commissioner.post(row_of(leicester, key), data, **HTMX, **here).content.decode()
    assert "no longer matches the filter" in text
    assert "of 49 rows" in text
    assert key not in keys_in(shown(commissioner, leicester, "?source=dfg"))


def test_without_javascript_saving_leads_back_to_the_same_filter(commissioner, leicester):
    referer = {"HTTP_REFERER": f"http://testserver{page_of(leicester)}?source=ccg_min&sort=name"}
    answer = commissioner.post(row_of(leicester, "row-01"), as_sent(leicester, "row-01", name="Anew"), **referer)
    assert answer.url == f"{page_of(leicester)}?source=ccg_min&sort=name#expenditure-row-01-scheme_id"


def test_an_address_from_elsewhere_filters_nothing(commissioner, leicester):
    there = {"HTTP_HX_CURRENT_URL": "http://elsewhere.example/?source=dfg"}
    data = as_sent(leicester, "row-01", name="Anew")
    assert "of 49 rows" not in commissioner.post(row_of(leicester, "row-01"), data, **HTMX, **there).content.decode()


def test_behind_a_ring_fence_stand_its_rows_with_their_reasons(commissioner, leicester):
    page = shown(commissioner, leicester, "?fence=ooh")
    rows = [stored(leicester, key) for key in keys_in(page)]
    assert {row.source for row in rows} == {"ccg_min"}
    counting = [row.commissioner == "ccg" and row.area != "acute" for row in rows]
    assert counting == sorted(counting, reverse=True)
    assert page.count("Counts to NHS commissioned out of hospital: CCG commissioned, not Acute") == sum(counting)
    assert "Does not count to NHS commissioned out of hospital: the commissioner is LA, not CCG" in page
    assert '<th scope="row" class="app-grid__first">Counts</th>' in page
    assert "£7,242,204" in page[page.index("<tfoot") :]
    assert len(keys_in(shown(commissioner, leicester, "?fence=ooh&part=yes"))) == sum(counting)
    assert len(keys_in(shown(commissioner, leicester, "?fence=ooh&part=no"))) == len(rows) - sum(counting)


def test_htmx_gets_the_inside_of_the_table_and_the_address_to_show(commissioner, leicester):
    answer = commissioner.get(f"{page_of(leicester)}?source=dfg&q=&problem=", **HTMX)
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"] == f"{page_of(leicester)}?source=dfg"
    assert "Source of funding: DFG" in answer.content.decode()


def test_hostile_words_in_the_filter_are_text(commissioner, leicester):
    page = shown(commissioner, leicester, '?q="><script>alert(1)</script>')
    assert "<script>alert" not in page


@pytest.mark.parametrize("query", ["?source=trust_base&sort=-amount-2032-33", "?fence=home", "?fence=records&part=no"])
def test_another_round_filters_by_its_own_lists(made_up, query):
    client = Client()
    client.force_login(factories.author_of(made_up))
    page = shown(client, made_up, query)
    assert "of 3 rows" in page or " rows, £" in page
    assert "in 2032-33" in page


def test_no_filter_is_false_and_matches_all() -> None:
    assert not Filter()
    assert all(Filter().matches(row, REAL, lambda _: ()) for row in LEICESTER.schemes)
