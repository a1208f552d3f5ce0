"""Who pays many rows at once: nothing is saved unseen, and what is saved is what was shown."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from plans.assembling import assemble
from plans.models import Plan
from schemes.models import PooledFund
from schemes.writing import remove_scheme
from tests.plans.pages import Page, signatory_of
from tests.schemes.conftest import stored, version
from tests.schemes.test_saving_payers import CCG, COUNCIL, YEAR, pay


def url(plan: Plan, query: str = "") -> str:
    return reverse("many-payers", args=plan.args) + query


def tokens(plan: Plan, keys: Sequence[str]) -> list[str]:
    return [f"{key}.{version(plan, key)}" for key in keys]


def look(client: Client, plan: Plan, keys: Sequence[str], query: str = "", **wish: object) -> Page:
    """Ask what would change in those rows."""
    sent = {"row": tokens(plan, keys), "between": [CCG, COUNCIL], **wish}
    return Page(client, url(plan, query), client.post(url(plan, query), sent))


def confirm(page: Page) -> Page:
    """Press Save under what was shown."""
    sent: dict[str, list[str]] = {"save": ["1"]}
    for name, value in re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', page.html):
        sent.setdefault(name, []).append(value)
    response = page.client.post(page.url, sent)
    return Page(page.client, response["Location"]) if response.status_code == 302 else Page(
        page.client, page.url, response)


@pytest.fixture
def fund(leicester: Plan) -> PooledFund:
    return PooledFund.objects.create(plan=leicester, key="fund-1", name="Section 75", host=COUNCIL)


def test_what_would_change_is_shown_and_nothing_saved(commissioner: Client, leicester: Plan) -> None:
    before = assemble(leicester).digest
    page = look(commissioner, leicester, ["row-01", "row-02"], how="contributions")
    assert "2 of 2 rows would change. Nothing is saved yet." in page.text
    assert "NHS Leicester City CCG – £6,007,613" in page.text
    assert assemble(leicester).digest == before


def test_what_was_shown_is_saved(commissioner: Client, leicester: Plan, fund: PooledFund) -> None:
    page = look(commissioner, leicester, ["row-01", "row-02"], how="evenly", fund="fund-1")
    assert "Pooled fund none Section 75" in page.text
    after = confirm(page)
    assert "2 rows were saved." in after.text
    row = stored(leicester, "row-01")
    assert row.payers == {CCG: {YEAR: Decimal("3003806.5")}, COUNCIL: {YEAR: Decimal("3003806.5")}}
    assert {stored(leicester, key).pooled_fund for key in ("row-01", "row-02", "row-03")} == {"fund-1", ""}
    assert version(leicester, "row-01") == 2


def test_all_rows_listed_are_taken_by_one_tick(commissioner: Client, leicester: Plan) -> None:
    listed = [row for row in assemble(leicester).schemes if row.source == "dfg"]
    page = look(commissioner, leicester, [], "?source=dfg", how="contributions", all="1")
    confirm(page)
    paid = [row for row in assemble(leicester).schemes if row.payers]
    assert [row.key for row in paid] == [row.key for row in listed]
    assert all(row.paid(YEAR) == row.amount(YEAR) and set(row.payers) == {COUNCIL} for row in paid)


def test_rows_that_stay_as_they_are_keep_their_version(commissioner: Client, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "6007613"})
    page = look(commissioner, leicester, ["row-01", "row-02"], how=f"rest:{CCG}")
    assert "1 of 2 rows would change." in page.text
    confirm(page)
    assert (version(leicester, "row-01"), version(leicester, "row-02")) == (2, 2)


def test_payers_follow_amounts_that_have_moved(commissioner: Client, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "300"}, council={YEAR: "100"})
    confirm(look(commissioner, leicester, ["row-01"], how="proportions"))
    assert stored(leicester, "row-01").payers == {
        CCG: {YEAR: Decimal("4505709.75")}, COUNCIL: {YEAR: Decimal("1501903.25")},
    }  # fmt: skip


def test_payers_are_cleared(commissioner: Client, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "300"})
    confirm(look(commissioner, leicester, ["row-01"], how="clear"))
    assert stored(leicester, "row-01").payers == {}


def test_a_row_that_cannot_be_split_says_why(commissioner: Client, leicester: Plan) -> None:
    page = look(commissioner, leicester, ["row-01"], how="contributions", between=[COUNCIL])
    assert "0 of 1 row would change." in page.text
    assert "none of the bodies ticked contributes to the row’s source of funding" in page.text
    assert 'name="save"' not in page.html


@pytest.mark.parametrize(("sent", "said"), [
    ({"how": "evenly"}, "Tick at least one row."),
    ({"row": ["row-01.1"]}, "Choose a fund, or a way to say who pays."),
    ({"row": ["row-01.1"], "how": "magic", "fund": "nowhere"}, "Choose a fund, or a way to say who pays."),
    ({"row": ["nothing", "row-99.1", "row-01.x"], "how": "evenly"}, "Tick at least one row."),
])  # fmt: skip
def test_what_is_not_said_is_asked_for(sent: dict, said: str, commissioner: Client, leicester: Plan) -> None:
    page = Page(commissioner, url(leicester), commissioner.post(url(leicester), sent))
    assert (page.status, said in page.text) == (422, True)


def test_a_row_changed_meanwhile_stops_all_and_is_shown_anew(commissioner: Client, leicester: Plan) -> None:
    page = look(commissioner, leicester, ["row-01", "row-02"], how=f"rest:{CCG}")
    pay(leicester, council={YEAR: "7613"})
    again = confirm(page)
    assert again.status == 409
    assert "1 row was changed or deleted by the system since you looked." in again.text
    assert stored(leicester, "row-02").payers == {}
    assert "NHS Leicester City CCG – £6,000,000" in again.text
    confirm(again)
    assert stored(leicester, "row-01").payers == {
        CCG: {YEAR: Decimal(6_000_000)}, COUNCIL: {YEAR: Decimal(7_613)},
    }  # fmt: skip


def test_a_row_deleted_meanwhile_stops_all(commissioner: Client, leicester: Plan) -> None:
    page = look(commissioner, leicester, ["row-01", "row-02"], how="evenly")
    remove_scheme(leicester, "row-02", 1)
    assert confirm(page).status == 409
    assert stored(leicester, "row-01").payers == {}


def test_figures_that_moved_meanwhile_are_shown_before_they_are_saved(commissioner: Client, leicester: Plan) -> None:
    page = look(commissioner, leicester, ["row-01"], how="contributions")
    figure = leicester.board.allocations.get(kind="income", code="ccg_min")
    figure.pk, figure.body, figure.value = None, COUNCIL, "23936545"
    figure.save()
    again = confirm(page)
    assert "Figures behind this have changed since you looked." in again.text
    assert stored(leicester, "row-01").payers == {}
    assert "Leicester City Council – £3,003,806.50" in again.text


def test_rows_are_listed_by_source_fund_and_state(commissioner: Client, leicester: Plan, fund: PooledFund) -> None:
    pay(leicester, ccg={YEAR: "6007613"})
    confirm(look(commissioner, leicester, ["row-02"], fund="fund-1"))
    for query, count in (("", 49), ("?fund=fund-1", 1), ("?fund=none", 48), ("?state=whole", 1), ("?state=unsaid", 48),
                         ("?state=open", 0), ("?source=nowhere", 49)):  # fmt: skip
        assert Page(commissioner, url(leicester, query)).html.count('name="row"') == count, query


def test_who_only_reads_sees_the_rows_and_ticks_none(leicester: Plan) -> None:
    reader = signatory_of(leicester)
    page = Page(reader, url(leicester))
    assert "Existing ASC Transfer" in page.text
    assert 'name="row"' not in page.html
    assert reader.post(url(leicester), {}).status_code == 403
