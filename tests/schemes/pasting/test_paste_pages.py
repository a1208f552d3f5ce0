"""Pasting through the pages: preview, choices, storing all or nothing, and the ways in which it is refused."""

import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument
from plans.assembling import assemble
from schemes.models import Change, Scheme
from tests import factories
from tests.plans.pages import Page, browser_of, signatory_of
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored
from tests.schemes.pasting.blocks import copied


def paste_url(plan):
    return reverse("expenditure-paste", args=plan.args)


def undo_url(plan):
    return reverse("expenditure-undo", args=plan.args)


def look(client, plan, text, **more):
    """The preview, as a form ready to be sent."""
    url = paste_url(plan)
    return Page(client, url, client.post(url, {"text": text, **more}))


@pytest.fixture
def empty(db):
    document = factories.leicester_document()
    return factories.plan_from(document.model_copy(update={"schemes": ()}))


def test_nothing_is_stored_before_the_preview_was_confirmed(commissioner, leicester):
    start = assemble(leicester).digest
    page = look(commissioner, leicester, "Renamed\tx", key="row-01", cell="name")
    assert "1</strong> changed" in page.html
    assert "Existing ASC Transfer</del>" in page.html
    assert "becomes </span>Renamed</ins>" in page.html
    assert assemble(leicester).digest == start
    done = page.send(step="store")
    assert "Pasted: 1 row changed, 0 rows added." in done.text
    assert stored(leicester, "row-01").name == "Renamed"


def test_a_whole_plan_goes_in_by_two_steps_and_out_by_one_undo(empty):
    client = browser_of(factories.author_of(empty))
    before = assemble(empty)
    rows = factories.leicester_document().schemes
    page = look(client, empty, copied(empty.round, rows, named=True))
    assert "49</strong> rows would be added" in page.html
    assert "£43,368,727" in page.html
    page.send(step="store")
    after = assemble(empty)
    plain = [row.model_copy(update={"key": "x"}) for row in after.schemes]
    assert [row.amounts for row in plain] == [row.amounts for row in rows]
    assert [row.sub_type for row in plain] == [row.sub_type for row in rows]
    assert Change.objects.filter(plan=empty).count() == 1
    text = client.post(undo_url(empty), follow=True).content.decode()
    assert "Undone: paste into 49 rows." in text
    assert assemble(empty).digest == before.digest


def test_what_is_not_understood_is_chosen_once_with_the_nearest_first(commissioner, leicester):
    page = look(commissioner, leicester, "Third sector\nThird sector", key="row-01", cell="provider")
    name = next(name for name in page.fields if name.startswith("answer-"))
    options = re.findall(r'<option value="(\w+)"', page.html.split(f'name="{name}"')[1].split("</select>")[0])
    assert options[0] in ("charity", "private")
    page.send_fields({name: "charity", "step": "store"})
    assert [stored(leicester, key).provider for key in ("row-01", "row-02")] == ["charity", "charity"]


def test_leaving_a_question_leaves_the_cell(commissioner, leicester):
    held = stored(leicester, "row-01").provider
    page = look(commissioner, leicester, "New name\tThird sector", key="row-01", cell="name", shown="name,provider")
    done = page.send(step="store")
    assert "1 cell could not be read and stayed as before." in done.text
    assert (stored(leicester, "row-01").name, stored(leicester, "row-01").provider) == ("New name", held)


def test_a_row_that_a_colleague_changed_is_shown_again_and_nothing_is_stored(commissioner, colleague, leicester):
    page = look(commissioner, leicester, "A\nB", key="row-01", cell="name")
    colleague.post(row_of(leicester, "row-02"), as_sent(leicester, "row-02", name="Theirs"), **HTMX)
    again = page.send(step="store")
    assert "Nothing was stored: 1 row was changed or deleted since you looked, by Person" in again.text
    assert "Theirs</del>" in again.html
    assert "changed meanwhile" in again.html
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"
    again.send(step="store")
    assert (stored(leicester, "row-01").name, stored(leicester, "row-02").name) == ("A", "B")


def test_a_row_that_a_colleague_deleted_is_added_after_a_second_look(commissioner, colleague, leicester):
    page = look(commissioner, leicester, "A\nB", key="row-01", cell="name")
    colleague.post(f"{row_of(leicester, 'row-01')}delete/", {"version": "1"})
    again = page.send(step="store")
    assert "Nothing was stored" in again.text
    assert "1 row that you wanted to paste over is there no more" in again.text
    again.send(step="store")
    assert stored(leicester, "row-02").name == "B"
    assert Scheme.objects.filter(plan=leicester).last().name == "A"


def test_reading_the_block_another_way_wants_another_look(commissioner, leicester):
    page = look(commissioner, leicester, "A\nB", key="row-01", cell="name")
    again = page.send_fields({"leave": "1", "step": "store"})
    assert "The block is read another way now" in again.text
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"


def test_the_same_form_sent_twice_pastes_once(commissioner, leicester):
    page = look(commissioner, leicester, "A\nB", cell="name")
    for said in ("2 rows added", "This was pasted already."):
        assert said in page.send(step="store").text
    assert Scheme.objects.filter(plan=leicester).count() == 51


@pytest.mark.parametrize("note", ["", "forged", "eyJwbGFuIjoxfQ:1:x"])
def test_a_note_that_the_product_did_not_write_stores_nothing(commissioner, leicester, note):
    page = look(commissioner, leicester, "A", key="row-01", cell="name")
    assert "Nothing was stored" in page.send(step="store", note=note).text
    assert stored(leicester, "row-01").name == "Existing ASC Transfer"


def test_another_persons_note_stores_nothing(commissioner, colleague, leicester):
    page = look(commissioner, leicester, "A", key="row-01", cell="name")
    answer = colleague.post(paste_url(leicester), {**page.fields, "step": "store"})
    assert "Nothing was stored" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "why"), [("", "nothing to paste"), ("x\n" * 600, "600 rows"), ("\t".join("x" * 70), "70 columns")]
)
def test_what_cannot_be_pasted_says_why_and_keeps_the_text(commissioner, leicester, text, why):
    page = look(commissioner, leicester, text)
    assert why in page.text
    assert page.fields["text"].strip() == text.strip()


def test_hostile_text_is_text(commissioner, leicester):
    evil = '"><script>alert(1)</script>\t=cmd|x\t</textarea><img src=x onerror=alert(1)>'
    page = look(commissioner, leicester, evil, key="row-01", cell="name", shown="name,source,provider")
    assert "<script>alert" not in page.html
    assert "<img src=x" not in page.html
    page.send(step="store")
    assert stored(leicester, "row-01").name == '"><script>alert(1)</script>'


def test_a_reader_may_not_paste(leicester):
    reader = signatory_of(leicester)
    assert reader.get(paste_url(leicester)).status_code == 403
    assert reader.post(paste_url(leicester), {"text": "x"}).status_code == 403


def test_without_javascript_the_page_is_found_and_filled(commissioner, leicester):
    assert paste_url(leicester) in commissioner.get(page_of(leicester)).content.decode()
    page = Page(commissioner, paste_url(leicester))
    preview = page.send(text="Scheme name;Provider\nBy form;CCG", step="preview")
    assert "1</strong> row would be added" in preview.html
    done = preview.send(step="store")
    assert "Pasted: 0 rows changed, 1 row added." in done.text
    assert done.url.startswith(f"{page_of(leicester)}#expenditure-")


def test_pasting_the_same_again_has_nothing_to_store(commissioner, leicester):
    row = stored(leicester, "row-01")
    page = look(commissioner, leicester, row.name, key="row-01", cell="name")
    assert "There is nothing to store" in page.send(step="store").text
    assert not Change.objects.filter(plan=leicester).exists()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=80),
    cell=st.sampled_from(["", "name", "source", "amount-2019-20"]),
    key=st.sampled_from(["", "row-01", "x"]),
)
def test_whatever_comes_is_answered_and_stores_nothing_unseen(commissioner, leicester, text, cell, key):
    start: PlanDocument = assemble(leicester)
    assert look(commissioner, leicester, text, key=key, cell=cell).status == 200
    odd = {"text": text, "step": "store", "note": text, "again": "1", "leave": text, "column-0": text, "rows": text}
    assert commissioner.post(paste_url(leicester), odd).status_code == 200
    assert assemble(leicester).digest == start.digest
