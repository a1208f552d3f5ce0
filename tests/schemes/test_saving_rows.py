"""Saving a row, by an ordinary form and by the table's own requests."""

from decimal import Decimal

import pytest
from django.test import Client

from plans.models import Job, Plan
from schemes.models import Scheme, SchemeAmount
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of, stored, version


def save(client: Client, plan: Plan, key: str = "row-01", *, htmx: bool = True, **typed: str):
    return client.post(row_of(plan, key), as_sent(plan, key, **typed), **(HTMX if htmx else {}))


def test_what_is_typed_is_saved_with_its_history_and_queues_a_check(commissioner, author, leicester):
    Job.objects.all().delete()
    answer = save(commissioner, leicester, name="  Home first ", amount_2019_20="£6,000,000.50")
    assert answer["Grid-State"] == "saved"
    row = stored(leicester, "row-01")
    assert (row.name, row.amounts["2019-20"]) == ("Home first", Decimal("6000000.50"))
    assert version(leicester, "row-01") == 2
    assert Scheme.history.filter(key="row-01").first().history_user == author
    amount = SchemeAmount.objects.get(scheme__plan=leicester, scheme__key="row-01")
    assert [entry.amount for entry in amount.history.all()] == [Decimal("6000000.50"), Decimal(6007613)]
    assert Job.objects.filter(plan=leicester, kind=Job.Kind.CHECK).count() == 1


def test_saving_what_was_read_changes_nothing(commissioner, leicester):
    before = stored(leicester, "row-01")
    assert save(commissioner, leicester)["Grid-State"] == "saved"
    assert (stored(leicester, "row-01"), version(leicester, "row-01")) == (before, 1)


def test_every_row_of_a_real_plan_goes_through_its_form_unchanged(commissioner, leicester):
    for row in Scheme.objects.filter(plan=leicester):
        before = stored(leicester, row.key)
        data = as_sent(leicester, row.key) | {"read": ""}
        answer = commissioner.post(row_of(leicester, row.key), data, **HTMX)
        assert answer["Grid-State"] == "saved", answer.content.decode()
        assert stored(leicester, row.key) == before


def test_the_answer_moves_balance_total_and_ring_fence(commissioner, leicester):
    answer = save(commissioner, leicester, amount_2019_20="6006613").content.decode()
    assert "Left to plan</span> £1,000" in answer
    assert "£43,367,727" in answer
    assert "£14,021 above" in answer
    assert "Row 1 saved. Minimum CCG Contribution: Left to plan £1,000." in answer


def test_without_javascript_saving_leads_back_to_the_row(commissioner, leicester):
    answer = save(commissioner, leicester, htmx=False, name="By form")
    assert answer.status_code == 302
    assert answer.url == f"{page_of(leicester)}#expenditure-row-01-scheme_id"
    assert "By form was saved." in commissioner.get(answer.url).content.decode()


def test_what_cannot_be_read_is_refused_and_the_rest_is_saved(commissioner, leicester):
    answer = save(commissioner, leicester, name="New name", amount_2019_20="6m")
    text = answer.content.decode()
    assert answer["Grid-State"] == "refused"
    assert "“6m” is not an amount in pounds. Write it in figures, such as 12,000 or 12,000.50." in text
    assert "&#x27;6. Expenditure&#x27;!" in text
    assert "Kept for now: 6,007,613" in text
    row = stored(leicester, "row-01")
    assert (row.name, row.amounts["2019-20"]) == ("New name", 6007613)


def test_without_javascript_what_was_refused_stays_in_its_field(commissioner, leicester):
    page = save(commissioner, leicester, htmx=False, amount_2019_20="6m").content.decode()
    assert "Some of this was not saved" in page
    assert 'href="#expenditure-row-01-amount-2019-20"' in page
    assert 'value="6m"' in page
    assert "In the workbook: &#39;6. Expenditure&#39;!" in page
    assert stored(leicester, "row-01").amounts["2019-20"] == 6007613


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"source": "lottery"}, "not in the list"),
        ({"name": "x" * 1001}, "1,001 characters"),
        ({"output_estimate": "lots"}, "not a number"),
        ({"joint_nhs": "1000"}, "too large"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(commissioner, leicester, typed, refused):
    before = stored(leicester, "row-01")
    answer = save(commissioner, leicester, **typed)
    assert answer["Grid-State"] == "refused"
    assert refused in answer.content.decode()
    assert stored(leicester, "row-01") == before


def test_a_draft_may_break_a_rule_which_is_then_said_under_the_row(commissioner, leicester):
    answer = save(commissioner, leicester, amount_2019_20="-5", source="")
    assert answer["Grid-State"] == "saved"
    assert stored(leicester, "row-01").amounts["2019-20"] == -5
    text = answer.content.decode()
    assert "below nought" in text
    assert "Still to fill in:" in text
    assert "Source of funding" in text


def test_an_amount_that_is_emptied_is_blank_and_not_nought(commissioner, leicester):
    save(commissioner, leicester, amount_2019_20="")
    assert stored(leicester, "row-01").amounts == {}
    assert not SchemeAmount.objects.filter(scheme__plan=leicester, scheme__key="row-01").exists()


def test_a_new_type_clears_the_sub_type_that_it_does_not_have(commissioner, leicester):
    save(commissioner, leicester, scheme_type="carers", sub_type="carers_respite")
    answer = save(commissioner, leicester, scheme_type="dfg")
    assert stored(leicester, "row-01").sub_type == ""
    text = answer.content.decode()
    assert "The sub-type “Respite Services” was cleared, because DFG Related Schemes does not have it." in text
    assert '<option value="dfg_adaptations">Adaptations</option>' in text
    assert "carers_respite" not in text


def test_a_sub_type_of_another_type_is_not_taken(commissioner, leicester):
    page = save(commissioner, leicester, htmx=False, scheme_type="carers", sub_type="dfg_other")
    assert stored(leicester, "row-01").sub_type == ""
    assert "was cleared" in commissioner.get(page.url).content.decode()


def test_one_share_of_a_joint_row_completes_the_other(commissioner, leicester):
    answer = save(commissioner, leicester, commissioner="joint", joint_nhs="33.333")
    row = stored(leicester, "row-01")
    assert (row.joint_nhs, row.joint_la) == (Decimal("33.333"), Decimal("66.667"))
    assert "was set to 66.667" in answer.content.decode()


def test_a_share_that_is_cleared_is_not_filled_again(commissioner, leicester):
    save(commissioner, leicester, commissioner="joint", joint_nhs="40")
    save(commissioner, leicester, joint_la="")
    assert stored(leicester, "row-01").joint_la is None


def test_shares_are_not_completed_where_one_side_commissions(commissioner, leicester):
    save(commissioner, leicester, joint_nhs="40")
    assert stored(leicester, "row-01").joint_la is None


def test_an_entry_that_the_list_no_longer_has_is_shown_and_kept(commissioner, leicester):
    row = Scheme.objects.get(plan=leicester, key="row-01")
    row.provider = "abolished"
    row.save()
    page = commissioner.get(page_of(leicester)).content.decode()
    assert '<option value="abolished" selected>abolished (not in this list)</option>' in page
    save(commissioner, leicester, name="Renamed")
    assert stored(leicester, "row-01").provider == "abolished"


HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"


def test_hostile_text_is_shown_as_text_everywhere(commissioner, colleague, leicester):
    stale = as_sent(leicester, "row-01", name="'><script>other</script>")
    fields = {"scheme_id": HOSTILE, "name": HOSTILE, "description": f"</textarea>{HOSTILE}", "type_other": HOSTILE}
    answers = [
        save(colleague, leicester, **fields, amount_2019_20=HOSTILE),
        save(colleague, leicester, htmx=False, amount_2019_20=HOSTILE),
        commissioner.post(row_of(leicester, "row-01"), stale, **HTMX),
        commissioner.post(row_of(leicester, "row-01"), stale),
        commissioner.get(page_of(leicester)),
        commissioner.get(row_of(leicester, "row-01")),
        commissioner.get(f"{row_of(leicester, 'row-01')}delete/"),
    ]
    for answer in answers:
        text = answer.content.decode()
        assert "script&gt;" in text
        for live in ("<script>alert", "<img src=x", "<script>other", "</textarea><script"):
            assert live not in text


def test_control_characters_are_left_out_and_line_ends_are_kept(commissioner, leicester):
    save(commissioner, leicester, description="one\r\ntwo\x00\x1bthree", name="a\x00b")
    row = stored(leicester, "row-01")
    assert (row.description, row.name) == ("one\ntwothree", "ab")
