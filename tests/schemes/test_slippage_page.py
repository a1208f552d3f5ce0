"""Entering expected slippage, and where it shows."""

from decimal import Decimal

from django.urls import reverse

from plans.models import Role, Slippage
from tests import factories
from tests.plans.pages import Page, browser_of
from tests.schemes.conftest import HTMX, as_sent, page_of, row_of

AMOUNT, NOTE = "expenditure-ccg_min-slippage-2019-20", "expenditure-ccg_min-slippage-note-2019-20"


def opened(client, plan) -> Page:
    return Page(client, reverse("slippage", args=plan.args))


def overprogram(client, plan) -> str:
    sent = as_sent(plan, "row-01", amount_2019_20="6,707,613")
    return client.post(row_of(plan, "row-01"), sent, **HTMX).content.decode()


def test_over_programming_shows_at_once_while_typing_and_on_the_plans_page(commissioner, leicester) -> None:
    answer = overprogram(commissioner, leicester)
    sentence = "Proposed £44,068,727 against £43,368,727: over-programmed by £700,000"
    assert 'id="programming" hx-swap-oob="innerHTML"' in answer
    assert sentence in answer
    assert sentence in commissioner.get(reverse("plan", args=leicester.args)).content.decode()
    assert sentence in commissioner.get(page_of(leicester)).content.decode()


def test_slippage_is_entered_with_its_reason_and_shown_beside_the_balance(commissioner, leicester) -> None:
    overprogram(commissioner, leicester)
    saved = opened(commissioner, leicester).send_fields({AMOUNT: "£500,000", NOTE: "Posts filled late"})
    assert "still over by £200,000" in saved.text
    line = Slippage.objects.get(plan=leicester)
    assert (line.source, line.year, line.amount, line.note) == (
        "ccg_min", "2019-20", Decimal(500_000), "Posts filled late",
    )  # fmt: skip
    assert "£500,000 of expected slippage" in commissioner.get(reverse("plan", args=leicester.args)).content.decode()
    opened(commissioner, leicester).send_fields({AMOUNT: "", NOTE: ""})
    assert "expected slippage," not in commissioner.get(reverse("plan", args=leicester.args)).content.decode()


def test_an_amount_that_is_none_is_refused_with_the_typed_text_kept(commissioner, leicester) -> None:
    refused = opened(commissioner, leicester).send_fields({AMOUNT: "much"})
    assert refused.status == 422
    assert "“much” is not an amount in pounds" in refused.text
    assert refused.fields[AMOUNT] == "much"
    assert not Slippage.objects.exists()


def test_two_who_expect_otherwise_both_see_what_the_other_entered(commissioner, colleague, leicester) -> None:
    mine = opened(commissioner, leicester)
    opened(colleague, leicester).send_fields({AMOUNT: "1"})
    refused = mine.send_fields({AMOUNT: "2"})
    assert refused.status == 409
    assert Slippage.objects.get(plan=leicester).amount == 1
    assert "Somebody else saved this while you were writing" in refused.text


def test_readers_read_it(leicester) -> None:
    Slippage.objects.create(plan=leicester, source="ccg_min", year="2019-20", amount=Decimal(5), note="Late starts")
    reader = browser_of(factories.person(Role.SIGNATORY, of=leicester.board.bodies.first()))
    page = opened(reader, leicester)
    assert "Late starts" in page.text
    assert AMOUNT not in page.fields
    assert reader.post(page.url, {AMOUNT: "9"}).status_code == 403
