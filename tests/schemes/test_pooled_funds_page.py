"""The page of pooled funds: added, hosted, renamed, removed; and who contributes beside who pays."""

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund.text import pounds
from plans.assembling import assemble
from plans.models import Plan
from schemes.models import PooledFund
from schemes.writing import save_scheme
from tests.plans.pages import Page, signatory_of
from tests.schemes.conftest import stored, version
from tests.schemes.test_saving_payers import CCG, COUNCIL, YEAR, pay


def open_funds(client: Client, plan: Plan) -> Page:
    return Page(client, reverse("pooled-funds", args=plan.args))


def field(page: Page, ending: str, number: int = -1) -> str:
    """The name of a field of the fund of that number; -1 is the one to be added."""
    return [name for name in page.fields if name.endswith(f"-fund-{ending}")][number]


def add(client: Client, plan: Plan, name: str = "Section 75", host: str = COUNCIL) -> PooledFund:
    page = open_funds(client, plan)
    page.send_fields({field(page, "name"): name, field(page, "host"): host})
    return PooledFund.objects.get(plan=plan, name=name)


def put(plan: Plan, key: str, fund: PooledFund) -> None:
    save_scheme(plan, version(plan, key), stored(plan, key).model_copy(update={"pooled_fund": fund.key}))


def test_a_fund_is_added_with_its_host(commissioner: Client, leicester: Plan) -> None:
    add(commissioner, leicester)
    (fund,) = assemble(leicester).pooled_funds
    assert (fund.name, fund.host) == ("Section 75", COUNCIL)
    page = open_funds(commissioner, leicester)
    assert "No row is paid from this fund yet." in page.text
    assert "The pooled funds have been saved." not in page.text


def test_a_blank_page_adds_no_fund(commissioner: Client, leicester: Plan) -> None:
    open_funds(commissioner, leicester).send()
    assert assemble(leicester).pooled_funds == ()


def test_a_fund_without_a_host_is_saved_and_found(commissioner: Client, leicester: Plan) -> None:
    add(commissioner, leicester, host="")
    assert "no body has been chosen to host it" in open_funds(commissioner, leicester).text


def test_a_host_from_elsewhere_is_refused(commissioner: Client, leicester: Plan) -> None:
    page = open_funds(commissioner, leicester)
    refused = page.send_fields({field(page, "name"): "S75", field(page, "host"): "04K"})
    assert refused.status == 422
    assert not PooledFund.objects.filter(plan=leicester).exists()


def test_funds_keep_their_order_and_take_another_name(commissioner: Client, leicester: Plan) -> None:
    add(commissioner, leicester, "First")
    add(commissioner, leicester, "Second", CCG)
    page = open_funds(commissioner, leicester)
    page.send_fields({field(page, "name", 0): "Renamed"})
    assert [fund.name for fund in assemble(leicester).pooled_funds] == ["Renamed", "Second"]


def test_rows_and_payers_of_a_fund_are_added_up(commissioner: Client, leicester: Plan) -> None:
    fund = add(commissioner, leicester)
    put(leicester, "row-01", fund)
    put(leicester, "row-02", fund)
    pay(leicester, ccg={YEAR: "6007613"})
    planned = sum(stored(leicester, key).amount(YEAR) for key in ("row-01", "row-02"))
    page = open_funds(commissioner, leicester)
    assert f"Planned from this fund {pounds(planned)}" in page.text
    assert "NHS Leicester City CCG £6,007,613" in page.text
    assert f"Not said who pays {pounds(planned - 6007613)}" in page.text
    assert "2 rows paid from this fund" in page.text


def test_a_body_is_compared_with_what_it_contributes(commissioner: Client, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "6007612"}, council={YEAR: "1"})
    page = open_funds(commissioner, leicester)
    assert "NHS Leicester City CCG £23,936,545 £6,007,612 £17,928,933 not yet said" in page.text
    assert "Minimum CCG Contribution Leicester City Council £0 £1 £1 over" in page.text
    assert "Together £43,368,727 £43,368,727" in page.text
    assert f"expenditure-ccg_min-paid-{COUNCIL}-{YEAR}" in page.ids


def test_removing_a_fund_releases_its_rows_each_with_its_history(commissioner: Client, leicester: Plan) -> None:
    fund = add(commissioner, leicester)
    put(leicester, "row-01", fund)
    page = open_funds(commissioner, leicester)
    assert "Remove this fund when saving, and release its 1 row" in page.text
    after = page.send_fields({f"expenditure-{fund.key}-fund-remove": "on"})
    assert "1 row is in no pooled fund now." in after.text
    assert assemble(leicester).pooled_funds == ()
    assert stored(leicester, "row-01").pooled_fund == ""
    assert version(leicester, "row-01") == 3


def test_a_colleagues_name_of_a_fund_is_not_overwritten(
    commissioner: Client, colleague: Client, leicester: Plan
) -> None:
    fund = add(commissioner, leicester)
    mine = open_funds(commissioner, leicester)
    theirs = open_funds(colleague, leicester)
    theirs.send_fields({field(theirs, "name", 0): "Theirs"})
    clash = mine.send_fields({field(mine, "name", 0): "Mine"})
    assert clash.status == 409
    assert "Theirs" in clash.text
    clash.send_fields({f"fund-{fund.key}:keep": "mine"})
    assert PooledFund.objects.get(plan=leicester).name == "Mine"


def test_a_removal_that_clashes_releases_no_row(commissioner: Client, colleague: Client, leicester: Plan) -> None:
    fund = add(commissioner, leicester)
    put(leicester, "row-01", fund)
    mine, theirs = open_funds(commissioner, leicester), open_funds(colleague, leicester)
    theirs.send_fields({field(theirs, "name", 0): "Theirs"})
    assert mine.send_fields({f"expenditure-{fund.key}-fund-remove": "on"}).status == 409
    assert stored(leicester, "row-01").pooled_fund == fund.key


def test_who_only_reads_sees_funds_and_changes_none(commissioner: Client, leicester: Plan) -> None:
    reader, address = signatory_of(leicester), reverse("pooled-funds", args=leicester.args)
    assert "This plan names no pooled funds." in Page(reader, address).text
    fund = add(commissioner, leicester)
    page = Page(reader, address)
    assert "Section 75" in page.text
    assert f"expenditure-{fund.key}-fund-host" in page.ids
    assert reader.post(address, {}).status_code == 403


@pytest.mark.parametrize("typed", ["<b>S75</b>", '"><script>alert(1)</script>', "=1+1"])
def test_a_hostile_name_stays_text(typed: str, commissioner: Client, leicester: Plan) -> None:
    add(commissioner, leicester, typed)
    page = open_funds(commissioner, leicester)
    assert "<script>alert" not in page.html
    assert "<b>S75" not in page.html


def test_the_plans_page_leads_to_the_funds(commissioner: Client, leicester: Plan) -> None:
    assert reverse("pooled-funds", args=leicester.args) in Page(commissioner, reverse("plan", args=leicester.args)).html
