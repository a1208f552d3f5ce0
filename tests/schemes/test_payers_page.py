"""Who pays, on a row's own page: typed, filled in, refused, disputed and read, by ordinary forms."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plans.assembling import assemble
from plans.models import Plan
from schemes.models import PooledFund, Scheme
from schemes.writing import remove_scheme, save_scheme
from tests.plans.pages import Page, signatory_of
from tests.schemes.conftest import row_of, stored, version
from tests.schemes.test_saving_payers import CCG, COUNCIL, YEAR, pay

CELL = {CCG: f"payers-{CCG}-{YEAR}", COUNCIL: f"payers-{COUNCIL}-{YEAR}"}


def payers_url(plan: Plan, key: str = "row-01") -> str:
    return reverse("scheme-payers", args=(*plan.args, key))


def open_row(client: Client, plan: Plan, key: str = "row-01") -> Page:
    """The row's page, ready to send the form of who pays."""
    page = Page(client, row_of(plan, key))
    page.url = payers_url(plan, key)
    return page


def send(page: Page, **typed: str) -> Page:
    """Send who pays, with amounts of ``ccg`` and ``council`` and other fields changed."""
    names = {"ccg": CELL[CCG], "council": CELL[COUNCIL]}
    return page.send_fields({names.get(name, name): text for name, text in typed.items()})


def test_who_pays_is_saved_and_shown(commissioner: Client, leicester: Plan) -> None:
    after = send(open_row(commissioner, leicester), ccg="6,007,612.50", council="£0.50")
    assert "Existing ASC Transfer: who pays was saved." in after.text
    assert stored(leicester, "row-01").payers == {
        CCG: {YEAR: Decimal("6007612.5")}, COUNCIL: {YEAR: Decimal("0.5")},
    }  # fmt: skip
    assert "Adds up" in after.text
    assert (after.fields[CELL[CCG]], after.fields[CELL[COUNCIL]]) == ("6,007,612.50", "0.50")


def test_what_is_left_is_told_and_is_a_finding(commissioner: Client, leicester: Plan) -> None:
    after = send(open_row(commissioner, leicester), ccg="6,000,000")
    assert "£7,613 left" in after.text
    assert "£7,613 is not yet said to be paid by anybody" in after.text


def test_clearing_all_payers_brings_the_plan_back_to_what_it_was(commissioner: Client, leicester: Plan) -> None:
    before = assemble(leicester).digest
    send(open_row(commissioner, leicester), ccg="5", council="6")
    assert assemble(leicester).digest != before
    send(open_row(commissioner, leicester), ccg="", council=" ")
    assert assemble(leicester).digest == before


def test_filling_in_saves_nothing(commissioner: Client, leicester: Plan) -> None:
    filled = send(open_row(commissioner, leicester), council="7,613", fill="1", how=f"rest:{CCG}")
    assert "Filled in, and not saved yet." in filled.text
    assert (filled.fields[CELL[CCG]], filled.fields[CELL[COUNCIL]]) == ("6,000,000", "7,613")
    assert stored(leicester, "row-01").payers == {}
    send(filled)
    assert stored(leicester, "row-01").payers[CCG] == {YEAR: Decimal(6_000_000)}


def test_an_amount_that_cannot_be_read_is_refused_with_its_place_and_nothing_is_lost(
    commissioner: Client, leicester: Plan
) -> None:
    refused = send(open_row(commissioner, leicester), ccg="lots", council="5")
    assert refused.status == 422
    assert "“lots” is not an amount in pounds. Write it in figures, such as 12,000 or 12,000.50." in refused.text
    assert f'href="#expenditure-row-01-{CELL[CCG]}"' in refused.html
    assert (refused.fields[CELL[CCG]], refused.fields[CELL[COUNCIL]]) == ("lots", "5")
    assert refused.html.count("<title>Error: ") == 1
    assert stored(leicester, "row-01").payers == {}


def test_hostile_text_in_an_amount_is_shown_as_text(commissioner: Client, leicester: Plan) -> None:
    refused = send(open_row(commissioner, leicester), ccg='"><script>alert(1)</script>')
    assert "<script>alert" not in refused.html


def test_a_colleagues_payers_are_not_overwritten(commissioner: Client, colleague: Client, leicester: Plan) -> None:
    mine = open_row(commissioner, leicester)
    send(open_row(colleague, leicester), ccg="6,000,000", council="7,613")
    clash = send(mine, ccg="5,000,000")
    assert clash.status == 409
    assert "changed this scheme" in clash.text
    assert "NHS Leicester City CCG, 2019-20 £5,000,000 £6,000,000" in clash.text
    assert stored(leicester, "row-01").payers[CCG] == {YEAR: Decimal(6_000_000)}
    assert (clash.fields[CELL[CCG]], clash.fields[CELL[COUNCIL]]) == ("5,000,000", "7,613")
    send(clash)
    assert stored(leicester, "row-01").payers == {
        CCG: {YEAR: Decimal(5_000_000)}, COUNCIL: {YEAR: Decimal(7_613)},
    }  # fmt: skip


def test_sending_what_was_read_after_a_colleague_saved_shows_what_stands(
    commissioner: Client, colleague: Client, leicester: Plan
) -> None:
    mine = open_row(commissioner, leicester)
    send(open_row(colleague, leicester), ccg="6,000,000")
    after = send(mine)
    assert "Who pays is shown as it stands now." in after.text
    assert after.fields[CELL[CCG]] == "6,000,000"


def test_a_row_deleted_meanwhile_is_told_with_what_was_typed(commissioner: Client, leicester: Plan) -> None:
    mine = open_row(commissioner, leicester)
    remove_scheme(leicester, "row-01", version(leicester, "row-01"))
    after = send(mine, ccg="6,000,000")
    assert "deleted this scheme" in after.text
    assert "04C-2019-20: 6,000,000" in after.text


def test_a_row_that_never_was_is_not_found(commissioner: Client, leicester: Plan) -> None:
    assert commissioner.post(payers_url(leicester, "row-99"), {"version": "1"}).status_code == 404


def test_the_address_of_saving_leads_to_the_row_when_it_is_read(commissioner: Client, leicester: Plan) -> None:
    assert commissioner.get(payers_url(leicester))["Location"] == f"{row_of(leicester, 'row-01')}#who-pays"


def test_a_fund_is_offered_only_where_the_plan_has_one(commissioner: Client, leicester: Plan) -> None:
    assert "pooled_fund" not in open_row(commissioner, leicester).fields
    PooledFund.objects.create(plan=leicester, key="fund-1", name="Section 75", host=COUNCIL)
    page = open_row(commissioner, leicester)
    assert "Section 75, hosted by Leicester City Council" in page.text
    send(page, pooled_fund="fund-1")
    assert stored(leicester, "row-01").pooled_fund == "fund-1"
    refused = send(open_row(commissioner, leicester), pooled_fund="fund-9")
    assert "“fund-9” is not one of the choices" in refused.text


def test_a_row_of_a_removed_fund_keeps_saying_so_until_another_is_chosen(commissioner: Client, leicester: Plan) -> None:
    save_scheme(leicester, 1, stored(leicester, "row-01").model_copy(update={"pooled_fund": "gone"}))
    page = open_row(commissioner, leicester)
    assert "A fund that was removed" in page.text
    send(page, ccg="5")
    assert stored(leicester, "row-01").pooled_fund == "gone"
    send(open_row(commissioner, leicester), pooled_fund="")
    assert stored(leicester, "row-01").pooled_fund == ""


def test_payers_that_no_longer_serve_the_board_can_be_seen_and_cleared(commissioner: Client, leicester: Plan) -> None:
    row = stored(leicester, "row-01").model_copy(update={"payers": {"99Z": {YEAR: Decimal(5), "2018-19": Decimal(6)}}})
    save_scheme(leicester, 1, row)
    page = open_row(commissioner, leicester)
    assert page.fields["payers-99Z-2018-19"] == "6"
    page.send_fields({"payers-99Z-2018-19": "", f"payers-99Z-{YEAR}": ""})
    assert stored(leicester, "row-01").payers == {}


def test_who_only_reads_sees_who_pays_and_no_field(leicester: Plan) -> None:
    reader = signatory_of(leicester)
    assert "Nobody has said yet who pays this row." in Page(reader, row_of(leicester, "row-01")).text
    pay(leicester, ccg={YEAR: "6000000"})
    page = Page(reader, row_of(leicester, "row-01"))
    assert "NHS Leicester City CCG £6,000,000" in page.text
    assert "£7,613 left" in page.text
    assert f"expenditure-row-01-{CELL[CCG]}" in page.ids
    assert CELL[CCG] not in page.fields
    assert reader.post(payers_url(leicester), {"version": "2"}).status_code == 403


def test_findings_in_the_table_and_on_the_checks_page_lead_to_the_field(commissioner: Client, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "6000000"})
    link = f'href="{row_of(leicester, "row-01")}#expenditure-row-01-payers-{YEAR}"'
    assert link in commissioner.get(reverse("expenditure", args=leicester.args)).content.decode()
    assert f"expenditure-row-01-payers-{YEAR}" in open_row(commissioner, leicester).ids
    assert link in commissioner.get(reverse("pooled-funds", args=leicester.args)).content.decode()


@pytest.mark.parametrize("body", [CCG, COUNCIL])
def test_every_field_has_the_id_of_its_place(body: str, commissioner: Client, leicester: Plan) -> None:
    assert f"expenditure-row-01-{CELL[body]}" in open_row(commissioner, leicester).ids


def test_several_years_stand_beside_one_another(made_up_round: None) -> None:
    from tests import factories
    from tests.fund.build import complete_plan

    plan = factories.plan_from(complete_plan("2031-34"))
    client = Client()
    client.force_login(factories.author_of(plan))
    page = open_row(client, plan, "row-0")
    names = [name for name in page.fields if name.startswith("payers-99X")]
    assert names == ["payers-99X-2031-32", "payers-99X-2032-33", "payers-99X-2033-34"]
    filled = page.send_fields({"fill": "1", "how": "evenly"})
    assert filled.text.count("Adds up") == 3
    assert Scheme.objects.get(plan=plan, key="row-0").payers.count() == 0
