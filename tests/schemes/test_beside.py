"""Last year beside this year: the page and its file."""

import csv
import io
import re
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from bcf.fund.difference import Change
from bcf.fund.text import harmless
from plans.assembling import assemble
from plans.models import BoardBody, Organisation, Plan, Role
from plans.rounds import get_round
from schemes.beside import Sums
from schemes.models import Scheme
from schemes.rolling import Wish, roll_forward
from schemes.writing import add_scheme, remove_scheme, save_scheme
from tests import factories
from tests.plans.pages import browser_of
from tests.schemes.years import AFTER, earlier, earlier_document, two_rounds, writer, writing

__all__ = ["earlier", "two_rounds", "writer", "writing"]


def later(earlier: Plan, writer, **uplifts: str) -> Plan:
    """The next plan: one row renamed, one ended, one new."""
    wish = Wish(get_round(AFTER), {("trust_core", "2034-35"): Decimal(10)})
    plan = roll_forward(earlier, wish, writer).plan
    rows = {row.key: row for row in assemble(plan).schemes}
    save_scheme(plan, 1, rows["row-1"].model_copy(update={"name": "=Scheme one"}))
    remove_scheme(plan, "street", 1)
    add_scheme(plan, rows["row-2"].model_copy(update={"name": "Night sitters", "amounts": {"2034-35": Decimal(50)}}))
    return plan


def read(client: Client, plan: Plan, **query: str) -> str:
    response = client.get(reverse("beside", args=plan.args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_row_stands_beside_the_same_row_of_last_year(earlier, writer, writing) -> None:
    text = read(writing, later(earlier, writer))
    assert "2033-34 beside 2034-35" in text
    assert re.search(r"1 new, 1 ended, 1 renamed, \d+ changed(, \d+ same)?</p>", text)
    assert "+£10,000" in text
    assert "+10.0%" in text
    assert "Was “Scheme row-1”" in text
    assert "−£2,000" in text
    assert "−100.0%" in text
    for word in ("New", "Ended", "Renamed", "Changed", "Same"):
        assert f">{word}</span>" in text


def test_rows_can_be_sorted_by_the_size_of_their_change_and_narrowed(earlier, writer, writing) -> None:
    plan = later(earlier, writer)
    text = read(writing, plan, order="size")
    assert text.index("Scheme row-0</a>") < text.index("Wardens<span") < text.index("Night sitters</a>")
    text = read(writing, plan, order="fall")
    assert text.index("Wardens<span") < text.index("Scheme row-0</a>")
    text = read(writing, plan, show="new")
    assert "Night sitters" in text
    assert "Wardens" not in text
    assert "No scheme is same" not in read(writing, plan, show="same", order="nonsense")


def test_income_and_spending_are_added_up_by_source_and_type(earlier, writer, writing) -> None:
    text = read(writing, later(earlier, writer))
    assert "Spending by source" in text
    assert "Core Payment of the Trust" in text
    assert "Spending by scheme type" in text
    assert "In the street" in text


def test_the_file_has_the_figures_to_the_penny_and_no_formulas(earlier, writer, writing) -> None:
    plan = later(earlier, writer)
    response = writing.get(reverse("beside-csv", args=plan.args))
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][4:6] == ["2033-34 (£)", "2034-35 (£)"]
    named = {row[1]: row for row in rows[1:]}
    assert named["'=Scheme one"][2] == "Scheme row-1"
    assert named["Scheme row-0"][4:8] == ["100000", "110000", "10000", "10"]
    assert named["Night sitters"][4:8] == ["0", "50", "50", ""]
    assert named["Total"][6] == "8050"
    assert sum(Decimal(row[6]) for row in rows[1:-1]) == Decimal(named["Total"][6])


def test_without_an_earlier_plan_the_page_says_what_can_be_done(earlier, writing) -> None:
    text = read(writing, earlier)
    assert "There is no earlier plan of Sometown here" in text
    assert reverse("roll-forward", args=earlier.args) in text
    assert writing.get(reverse("beside-csv", args=earlier.args)).status_code == 404


def test_an_empty_plan_beside_a_filled_one_shows_that_everything_ended(earlier, writing) -> None:
    plan = Plan.objects.create(board=earlier.board, round_id=AFTER)
    text = read(writing, plan)
    assert text.count(">Ended</span>") == 4


def test_the_nearest_earlier_plan_is_meant_unless_another_is_chosen(earlier, writer, writing) -> None:
    plan = later(earlier, writer)
    Plan.objects.create(board=earlier.board, round_id="2019-20")
    assert "2033-34 beside 2034-35" in read(writing, plan)
    assert "2019-20 beside 2034-35" in read(writing, plan, **{"with": "2019-20"})


def test_another_boards_plans_are_never_compared(earlier, writer, writing) -> None:
    council = Organisation.objects.create(code="E09000099", name="Elsewhere Council", kind="LA")
    document = earlier_document()
    elsewhere = document.board.model_copy(update={"code": "E09000099", "name": "Elsewhere"})
    other = factories.plan_from(document.model_copy(update={"board": elsewhere}))
    BoardBody.objects.create(board=other.board, organisation=council)
    stranger = browser_of(factories.person(Role.AUTHOR, of=council))
    assert stranger.get(reverse("beside", args=later(earlier, writer).args)).status_code == 404


def test_text_that_a_spreadsheet_would_run_is_led_in_by_an_apostrophe() -> None:
    assert [harmless(text) for text in ("=1+1", "+1", "-1", "@x", " =1", "\t=1", "Plain - text")] == [
        "'=1+1", "'+1", "'-1", "'@x", "' =1", "'\t=1", "Plain - text",
    ]  # fmt: skip


def test_figures_have_a_typographic_minus_and_no_share_of_nothing() -> None:
    sums = Sums.of(Change(Decimal(0), Decimal("-1234.50")))
    assert (sums.before, sums.after, sums.change, sums.share) == ("£0", "−£1,235", "−£1,235", "–")


def test_the_page_costs_the_same_with_many_rows(earlier, writer, writing, django_assert_max_num_queries) -> None:
    plan = later(earlier, writer)
    for _ in range(30):
        add_scheme(plan)
    assert Scheme.objects.filter(plan=plan).count() > 30
    with django_assert_max_num_queries(60):
        read(writing, plan)
