"""Moving rows, filling down, and changing many at once."""

import pytest
from django.urls import reverse

from plans.assembling import assemble
from schemes.models import Change, Scheme
from tests.plans.pages import Page, signatory_of
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored, version

ROWS = ["row-02", "row-03", "row-05"]


def keys(plan):
    return [row.key for row in Scheme.objects.filter(plan=plan)]


def move(client, plan, key, **how):
    return client.post(f"{row_of(plan, key)}move/", how, **HTMX)


def undo(client, plan):
    return client.post(reverse("expenditure-undo", args=plan.args), follow=True).content.decode()


def bulk(client, plan, what, rows=ROWS, **more):
    url = reverse("expenditure-rows", args=plan.args)
    return Page(client, url, client.post(url, {"rows": list(rows), "what": what, **more}))


def send(page, **changes):
    """Send a page with several hidden fields of one name."""
    import re

    fields = {name: re.findall(rf'name="{name}" value="([^"]+)"', page.html) for name in ("rows", "seen")}
    data = {**page.fields, **fields, **changes}
    answer = page.client.post(page.url, data)
    return Page(page.client, answer["Location"]) if answer.status_code == 302 else Page(page.client, page.url, answer)


@pytest.mark.parametrize(
    ("how", "place"),
    [({"by": "1"}, 3), ({"by": "-1"}, 1), ({"to": "1"}, 1), ({"to": "10"}, 10), ({"to": "9999"}, 49),
     ({"by": "1", "past": "row-07"}, 7), ({"by": "2"}, 2), ({"to": "x"}, 2), ({}, 2)],
)  # fmt: skip
def test_a_row_moves_and_no_version_with_it(commissioner, leicester, how, place):
    versions = dict(Scheme.objects.filter(plan=leicester).values_list("key", "version"))
    start = assemble(leicester).digest
    answer = move(commissioner, leicester, "row-02", **how)
    assert answer["Grid-Focus"] == "expenditure-row-02-scheme_id"
    assert keys(leicester).index("row-02") + 1 == place
    assert dict(Scheme.objects.filter(plan=leicester).values_list("key", "version")) == versions
    others = [key for key in keys(leicester) if key != "row-02"]
    assert others == sorted(others)
    if place != 2:
        assert "Undone: move row" in undo(commissioner, leicester)
        assert assemble(leicester).digest == start


def test_who_has_a_moved_row_open_saves_without_a_conflict(commissioner, colleague, leicester):
    opened = as_sent(leicester, "row-02", name="Mine")
    move(colleague, leicester, "row-02", by="1")
    assert commissioner.post(row_of(leicester, "row-02"), opened, **HTMX)["Grid-State"] == "saved"
    assert keys(leicester)[2] == "row-02"


def test_a_mover_is_not_named_in_anothers_conflict(commissioner, colleague, leicester, author):
    opened = as_sent(leicester, "row-02", name="Mine")
    commissioner.post(row_of(leicester, "row-02"), as_sent(leicester, "row-02", name="Theirs"), **HTMX)
    move(colleague, leicester, "row-02", by="1")
    answer = colleague.post(row_of(leicester, "row-02"), opened, **HTMX).content.decode()
    assert f"Saved by {author}" in answer


def test_moving_one_row_writes_one_row_once_there_is_room(commissioner, leicester):
    move(commissioner, leicester, "row-02", by="1")
    before = Scheme.history.filter(plan_id=leicester.pk).count()
    move(commissioner, leicester, "row-09", to="2")
    assert Scheme.history.filter(plan_id=leicester.pk).count() == before + 1


def test_filling_down_copies_the_first_rows_cells_as_one_change(commissioner, leicester):
    start = assemble(leicester).digest
    answer = commissioner.post(
        reverse("expenditure-fill", args=leicester.args),
        {"from": "row-02", "rows": ",".join(ROWS), "cells": "provider,area", "versions": "1,1,1"}, **HTMX,
    )  # fmt: skip
    source = stored(leicester, "row-02")
    for key in ROWS[1:]:
        assert (stored(leicester, key).provider, stored(leicester, key).area) == (source.provider, source.area)
    assert "Filled down into" in answer.content.decode()
    assert Change.objects.get(plan=leicester).kind == Change.Kind.FILL
    undo(commissioner, leicester)
    assert assemble(leicester).digest == start


def test_filling_leaves_a_row_that_a_colleague_changed_and_says_so(commissioner, colleague, leicester):
    colleague.post(row_of(leicester, "row-03"), as_sent(leicester, "row-03", provider="ambulance"), **HTMX)
    answer = commissioner.post(
        reverse("expenditure-fill", args=leicester.args),
        {"from": "row-02", "rows": ",".join(ROWS), "cells": "provider", "versions": "1,1,1"}, **HTMX,
    )  # fmt: skip
    assert "Left as it is, because somebody else has changed it: row 3." in answer.content.decode()
    assert stored(leicester, "row-03").provider == "ambulance"
    assert stored(leicester, "row-05").provider == stored(leicester, "row-02").provider


ODD = (
    {},
    {"from": "x", "rows": "a,b", "cells": "provider"},
    {"from": "row-01", "rows": "row-01", "cells": "provider"},
    {"from": "row-01", "rows": "row-01,row-02", "cells": "plan"},
    {"from": "row-01", "rows": "row-01,row-02", "cells": "provider", "versions": "²,x"},
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_fills_change_nothing(commissioner, leicester, odd):
    start = assemble(leicester).digest
    assert commissioner.post(reverse("expenditure-fill", args=leicester.args), odd, **HTMX).status_code == 200
    assert assemble(leicester).digest == start


def test_a_column_of_chosen_rows_is_set_after_a_look(commissioner, leicester):
    start = assemble(leicester).digest
    page = bulk(commissioner, leicester, "set:provider")
    assert '<option value="ambulance">Ambulance Service</option>' in page.html
    page = send(page, value="ambulance")
    assert "Change 3 rows" in page.text
    assert assemble(leicester).digest == start
    page = send(page, step="store")
    assert "Provider: 3 rows changed." in page.text
    assert {stored(leicester, key).provider for key in ROWS} == {"ambulance"}
    assert "Undone: set Provider of 3 rows." in undo(commissioner, leicester)
    assert assemble(leicester).digest == start


def test_clearing_and_filling_by_the_page(commissioner, leicester):
    send(bulk(commissioner, leicester, "clear:amount-2019-20"), step="store")
    assert {str(stored(leicester, key).amounts) for key in ROWS} == {"{}"}
    send(bulk(commissioner, leicester, "fill:name"), step="store")
    assert {stored(leicester, key).name for key in ROWS} == {stored(leicester, "row-02").name}


def test_chosen_rows_are_deleted_and_come_back_together(commissioner, leicester):
    start = assemble(leicester).digest
    page = bulk(commissioner, leicester, "delete")
    assert "Total planned" in page.text
    assert len(keys(leicester)) == 49
    assert "3 rows deleted." in send(page, step="store").text
    assert len(keys(leicester)) == 46
    assert "Undone: delete 3 rows." in undo(commissioner, leicester)
    assert assemble(leicester).digest == start


def test_chosen_rows_are_moved_together(commissioner, leicester):
    start = assemble(leicester).digest
    page = send(bulk(commissioner, leicester, "move"), to="1", step="store")
    assert "3 rows moved." in page.text
    assert keys(leicester)[:4] == [*ROWS, "row-01"]
    undo(commissioner, leicester)
    assert assemble(leicester).digest == start
    refused = send(bulk(commissioner, leicester, "move"), to="many", step="store")
    assert "“many” is no row number. Write a number from 1 to 49." in refused.text


def test_a_row_changed_since_the_look_stops_all_of_it(commissioner, colleague, leicester):
    page = send(bulk(commissioner, leicester, "set:provider"), value="ambulance")
    colleague.post(row_of(leicester, "row-03"), as_sent(leicester, "row-03", provider="ccg"), **HTMX)
    again = send(page, step="store")
    assert "Nothing was stored: Person" in again.text
    assert [version(leicester, key) for key in ROWS] == [1, 2, 1]
    send(again, step="store")
    assert {stored(leicester, key).provider for key in ROWS} == {"ambulance"}


def test_what_a_cell_cannot_hold_is_refused_before_anything_is_stored(commissioner, leicester):
    page = send(bulk(commissioner, leicester, "set:amount-2019-20"), value="lots", step="store")
    assert "“lots” is not an amount in pounds." in page.text
    assert [version(leicester, key) for key in ROWS] == [1, 1, 1]


def test_without_a_choice_the_page_asks_for_one(commissioner, leicester):
    assert "Choose the rows first." in bulk(commissioner, leicester, "set:provider", rows=()).text
    page = bulk(commissioner, leicester, "")
    assert "What to do with them" in page.text
    assert "set:provider" in bulk(commissioner, leicester, "nonsense:x").html


def test_readers_neither_move_nor_change(leicester):
    reader = signatory_of(leicester)
    for name in ("expenditure-rows", "expenditure-fill"):
        assert reader.post(reverse(name, args=leicester.args), {"rows": ROWS}).status_code == 403
    assert reader.get(reverse("expenditure-rows", args=leicester.args)).status_code == 403
    assert reader.post(f"{row_of(leicester, 'row-01')}move/", {"by": "1"}).status_code == 403
    assert 'id="rows-form"' not in reader.get(page_of(leicester)).content.decode()
