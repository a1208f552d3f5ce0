"""The income page: allocated lines to read, contributions to enter, districts, gates and totals."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund.balances import Figures
from plans.assembling import assemble
from plans.models import Allocation, ContributionLine, Plan
from tests.plans.pages import Page, open_page, shire, signatory_of


def open_income(plan: Plan) -> Page:
    return open_page(plan, "income")


@pytest.fixture
def two_years(db: None) -> Plan:
    """A plan for 2017-19 whose Disabled Facilities Grant is allocated."""
    grant = [{"kind": "income", "code": "dfg", "year": year, "body": "E10000099", "value": "1000",
              "origin": "Published table"} for year in ("2017-18", "2018-19")]
    return shire("2017-19", allocations=grant)


def new_line(page: Page, source: str) -> str:
    """The id of the line that the page offers for another contribution."""
    stem = f"income-{source}-contributor-n"
    return next(name for name in page.fields if name.startswith(stem)).removeprefix(f"income-{source}-contributor-")


def test_allocated_income_is_read_with_its_origin_and_has_no_input(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("income", args=leicester.args))
    assert "£23,936,545" in page.text
    assert "Leicester planning template for 2019-20, as published" in page.text
    assert not any(name.startswith("income-ccg_min") for name in page.fields)


def test_totals_and_subtotals_are_the_published_ones(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("income", args=leicester.args))
    assert "Total minimum LA contribution (exc. iBCF) £2,391,923" in page.text
    assert "The whole pool £43,368,727" in page.text


def test_an_additional_contribution_is_added_changed_and_removed(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("income", args=leicester.args)).send_fields({"income-la_add-gate": "yes"})
    line = new_line(page, "la_add")
    page = page.send_fields({
        f"income-la_add-contributor-{line}": "Leicester City Council", "income-la_add-amount-2019-20": "£1,234.50",
        f"income-la_add-comment-{line}": "Carried over",
    })
    assert Figures(leicester.round, assemble(leicester)).income["la_add", "2019-20"] == Decimal("1234.50")
    assert page.fields["income-la_add-amount-2019-20"] == "1,234.50"
    page = page.send_fields({"income-la_add-amount-2019-20": "2,000"})
    row = ContributionLine.objects.get(plan=leicester)
    assert (row.amount, row.contributor, row.version) == (Decimal(2000), "Leicester City Council", 2)
    page.send_fields({f"income-la_add-remove-p{row.line}": "on"})
    assert not ContributionLine.objects.filter(plan=leicester).exists()


def test_what_stands_in_a_line_to_be_removed_need_not_be_right(commissioner: Client, leicester: Plan):
    row = ContributionLine.objects.create(plan=leicester, source="la_add", year="2019-20", contributor="X", amount=5)
    page = Page(commissioner, reverse("income", args=leicester.args))
    page.send_fields({"income-la_add-amount-2019-20": "rubbish", f"income-la_add-remove-p{row.line}": "on"})
    assert not ContributionLine.objects.filter(plan=leicester).exists()


def test_an_amount_that_is_none_says_what_was_read_and_where(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("income", args=leicester.args)).send_fields({"income-la_add-gate": "yes"})
    line = new_line(page, "la_add")
    page = page.send_fields({f"income-la_add-contributor-{line}": "The council",
                             "income-la_add-amount-2019-20": "about 12k"})
    assert page.status == 422
    assert "“about 12k” is not an amount in pounds" in page.text
    assert "5. Income" in page.text
    assert page.fields["income-la_add-amount-2019-20"] == "about 12k"
    assert page.fields[f"income-la_add-contributor-{line}"] == "The council"


def test_more_than_two_decimal_places_are_refused(commissioner: Client, leicester: Plan):
    page = Page(commissioner, reverse("income", args=leicester.args)).send_fields({"income-la_add-gate": "yes"})
    page = page.send_fields({"income-la_add-amount-2019-20": "1.234"})
    assert "has too many decimal places" in page.text


def test_two_contributions_to_one_source_have_fields_of_their_own(commissioner: Client, leicester: Plan):
    for amount in (5, 7):
        ContributionLine.objects.create(plan=leicester, source="la_add", year="2019-20", contributor=f"C{amount}",
                                        amount=amount)
    page = Page(commissioner, reverse("income", args=leicester.args))
    assert len(page.ids) == len(set(page.ids))
    second = ContributionLine.objects.get(amount=7)
    page.send_fields({f"income-la_add-amount-2019-20-p{second.line}": "8"})
    assert sorted(row.amount for row in ContributionLine.objects.all()) == [5, 8]


def test_a_conflict_over_a_contribution_shows_both_amounts(commissioner: Client, leicester: Plan):
    row = ContributionLine.objects.create(plan=leicester, source="la_add", year="2019-20", contributor="X", amount=5)
    mine = Page(commissioner, reverse("income", args=leicester.args))
    Page(mine.client, mine.url).send_fields({"income-la_add-amount-2019-20": "6"})
    page = mine.send_fields({"income-la_add-amount-2019-20": "7"})
    assert page.status == 409
    assert "£7" in page.text
    assert "£6" in page.text
    page.send_fields({f"line-la_add-p{row.line}-2019-20:keep": "mine"})
    assert ContributionLine.objects.get().amount == 7


def test_a_contribution_removed_meanwhile_can_be_saved_again(commissioner: Client, leicester: Plan):
    row = ContributionLine.objects.create(plan=leicester, source="la_add", year="2019-20", contributor="X", amount=5)
    mine = Page(commissioner, reverse("income", args=leicester.args))
    Page(mine.client, mine.url).send_fields({f"income-la_add-remove-p{row.line}": "on"})
    page = mine.send_fields({"income-la_add-amount-2019-20": "7"})
    assert page.status == 409
    assert "removed" in page.text
    page.send_fields({f"line-la_add-p{row.line}-2019-20:keep": "mine"})
    again = ContributionLine.objects.get()
    assert (again.amount, again.contributor) == (7, "X")


def test_two_people_who_enter_what_one_body_owes_meet_a_conflict(db: None):
    plan = shire("2019-20")
    mine, theirs = open_income(plan), open_income(plan)
    owed = "income-ccg_min-99A-2019-20"
    theirs.send_fields({owed: "200"})
    page = mine.send_fields({owed: "100"})
    assert page.status == 409
    assert "£100" in page.text
    assert "£200" in page.text
    page = page.send_fields({"line-ccg_min-b99A-2019-20:keep": "mine"})
    assert [row.amount for row in ContributionLine.objects.filter(plan=plan)] == [Decimal(100)]


def test_what_somebody_else_entered_for_a_body_stays_if_i_left_it_blank(db: None):
    plan = shire("2019-20")
    mine, theirs = open_income(plan), open_income(plan)
    theirs.send_fields({"income-ccg_min-99A-2019-20": "200"})
    mine.send_fields({"income-ccg_min-99B-2019-20": "100"})
    assert {row.body: row.amount for row in ContributionLine.objects.filter(plan=plan)} == {"99A": 200, "99B": 100}


@pytest.mark.parametrize("amount", ["1,000", ""])
def test_a_new_contribution_sent_twice_is_there_once(amount: str, db: None):
    plan = shire("2017-19")
    page = open_income(plan)
    line = new_line(page, "la_add")
    typed = {f"income-la_add-contributor-{line}": "A charity", "income-la_add-amount-2017-18": amount}
    page.send_fields(typed)
    assert page.send_fields(typed).status == 200
    assert ContributionLine.objects.filter(plan=plan).count() == 1


def test_two_like_contributions_that_a_person_means_are_both_kept(db: None):
    plan = shire("2019-20")
    page = open_income(plan)
    for _ in range(2):
        amount = [name for name in page.fields if name.startswith("income-la_add-amount-2019-20")][-1]
        page = page.send_fields({amount: "500"})
    assert [row.amount for row in ContributionLine.objects.filter(plan=plan)] == [Decimal(500)] * 2


def test_a_removal_of_what_was_changed_meanwhile_is_a_conflict(commissioner: Client, leicester: Plan):
    row = ContributionLine.objects.create(plan=leicester, source="la_add", year="2019-20", contributor="X", amount=5)
    mine = Page(commissioner, reverse("income", args=leicester.args))
    Page(mine.client, mine.url).send_fields({"income-la_add-amount-2019-20": "6"})
    page = mine.send_fields({f"income-la_add-remove-p{row.line}": "on"})
    assert page.status == 409
    assert ContributionLine.objects.get().amount == 6


def test_another_plans_contribution_cannot_be_reached(commissioner: Client, leicester: Plan, two_years: Plan):
    other = ContributionLine.objects.create(plan=two_years, source="la_add", year="2017-18", amount=5)
    page = Page(commissioner, reverse("income", args=leicester.args))
    page.send_fields({f"line-la_add-p{other.line}-2019-20:version": f"{other.pk}.1",
                      f"income-la_add-remove-p{other.line}": "on", "income-la_add-amount-2019-20": "9"})
    other.refresh_from_db()
    assert other.amount == 5


def test_a_source_without_its_allocation_is_entered_for_the_bodies_that_pay_it(two_years: Plan):
    page = open_income(two_years)
    assert "provisional" in page.text
    assert "NHS West CCG" in page.text
    page = page.send_fields({"income-ccg_min-99A-2017-18": "5,000", "income-ccg_min-99B-2018-19": "6,000"})
    lines = {(line.body, line.year): (line.contributor, line.amount) for line in assemble(two_years).contributions
             if line.source == "ccg_min"}
    assert lines == {("99A", "2017-18"): ("NHS East CCG", 5000), ("99B", "2018-19"): ("NHS West CCG", 6000)}


def test_pence_are_shown_with_both_figures(two_years: Plan):
    page = open_income(two_years).send_fields({
        "income-ccg_min-99A-2017-18": "5000.5", "income-ccg_min-99B-2017-18": "6000.00",
    })
    assert page.fields["income-ccg_min-99A-2017-18"] == "5,000.50"
    assert page.fields["income-ccg_min-99B-2017-18"] == "6,000"


def test_what_was_entered_no_longer_counts_once_the_allocation_is_loaded(two_years: Plan):
    open_income(two_years).send_fields({"income-ccg_min-99A-2017-18": "5,000"})
    Allocation.objects.create(board=two_years.board, round_id="2017-19", kind="income", code="ccg_min",
                              year="2017-18", body="99A", value="4999", origin="Published table")
    page = open_income(two_years)
    assert "no longer counted: £5,000 for 2017-18" in page.text
    assert "income-ccg_min-99A-2017-18" not in page.fields
    assert "income-ccg_min-99A-2018-19" in page.fields


def test_a_line_over_two_years_keeps_its_contributor_and_drops_a_cleared_year(two_years: Plan):
    page = open_income(two_years)
    line = new_line(page, "la_add")
    page = page.send_fields({
        f"income-la_add-contributor-{line}": "The council", "income-la_add-amount-2017-18": "10",
        "income-la_add-amount-2018-19": "20",
    })
    assert ContributionLine.objects.filter(plan=two_years, contributor="The council").count() == 2
    page.send_fields({"income-la_add-amount-2018-19": ""})
    assert ContributionLine.objects.get(plan=two_years).year == "2017-18"


def test_districts_are_given_shares_and_the_difference_is_shown(two_years: Plan):
    page = open_income(two_years)
    assert "Left to share out" in page.text
    page = page.send_fields({"income-dfg-E07000098-2017-18": "400", "income-dfg-E07000099-2017-18": "£600"})
    assert "Shared out £1,000 £0" in page.text
    assert "Left to share out £0 £1,000" in page.text
    page.send_fields({"income-dfg-E07000099-2017-18": ""})
    assert [line.amount for line in assemble(two_years).breakdown] == [400]


def test_a_made_up_round_works_as_any(made_up_round: None):
    plan = shire("2031-34")
    page = open_income(plan)
    page = page.send_fields({"income-council_base-E10000099-2032-33": "12", "income-gift-gate": "no"})
    assert Figures(plan.round, assemble(plan)).income["council_base", "2032-33"] == 12
    assert "Base payments together £0 £12 £0 £12" in page.text


def test_a_signatory_reads_contributions_and_shares(two_years: Plan):
    open_income(two_years).send_fields({"income-dfg-E07000098-2017-18": "400"})
    page = Page(signatory_of(two_years), reverse("income", args=two_years.args))
    assert "£400" in page.text
    assert [name for name in page.fields if name != "csrfmiddlewaretoken"] == []


def test_the_page_costs_the_same_with_many_lines(commissioner: Client, leicester: Plan, django_assert_max_num_queries):
    url = reverse("income", args=leicester.args)
    commissioner.get(url)
    for number in range(30):
        ContributionLine.objects.create(plan=leicester, source="la_add", year="2019-20", contributor=str(number),
                                        amount=number)
    # Four of them, whatever the plan holds, ask for what it is checked against and the reasons that were given.
    with django_assert_max_num_queries(37):
        commissioner.get(url)


def test_income_that_the_round_does_not_have_is_shown_and_can_be_removed(commissioner: Client, leicester: Plan):
    ContributionLine.objects.create(plan=leicester, source="gone", year="2019-20", contributor="X", amount=5)
    page = Page(commissioner, reverse("income", args=leicester.args))
    assert "£5 from “gone” in 2019-20" in page.text
    assert "income-gone-amount-2019-20" in page.ids
    page.send()
    assert ContributionLine.objects.count() == 1
    page.send_fields({"income-gone-amount-2019-20": "on"})
    assert not ContributionLine.objects.exists()
