"""A contribution is one over the years: two who add its missing year meet, and the migration keeps all."""

import threading
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from bcf.fund.document import BodyKind
from plans.models import ContributionLine, Plan
from tests import factories
from tests.plans.pages import Page, browser_of, shire


def plan_with_one_year() -> Plan:
    return shire("2017-19", contributions=[
        {"source": "la_add", "year": "2017-18", "contributor": "Shire County Council", "amount": "100",
         "comment": "Agreed"},
    ])  # fmt: skip


def missing_year(page: Page) -> str:
    """The input of the second year of the stored line."""
    line = ContributionLine.objects.get().line
    assert f"line-la_add-p{line}-2018-19:version" in page.fields
    return "income-la_add-amount-2018-19"


@pytest.mark.django_db
def test_two_who_add_the_missing_year_of_a_contribution_meet() -> None:
    plan = plan_with_one_year()
    url = reverse("income", args=plan.args)
    mine, theirs = (Page(browser_of(factories.author_of(plan, kind)), url) for kind in (BodyKind.LA, BodyKind.NHS))
    name = missing_year(mine)
    assert "has been saved" in theirs.send_fields({name: "200"}).text
    refused = mine.send_fields({name: "300"})
    assert refused.status == 409
    assert "£300" in refused.text
    assert "£200" in refused.text
    rows = ContributionLine.objects.filter(plan=plan, year="2018-19")
    assert [row.amount for row in rows] == [Decimal(200)]
    key = next(name.removesuffix(":asked") for name in refused.fields if name.endswith(":asked"))
    assert "has been saved" in refused.send_fields({f"{key}:keep": "mine"}).text
    assert [row.amount for row in rows.all()] == [Decimal(300)]
    assert ContributionLine.objects.values("line").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_add_it_at_the_same_moment_store_one() -> None:
    plan = plan_with_one_year()
    url, begin, answers = reverse("income", args=plan.args), threading.Barrier(2), []

    def add(page: Page, amount: str) -> None:
        try:
            begin.wait(10)
            answers.append(page.client.post(url, {**page.fields, missing_year(page): amount}).status_code)
        finally:
            connection.close()

    pages = [Page(browser_of(factories.author_of(plan)), url) for _ in range(2)]
    threads = [threading.Thread(target=add, args=(page, f"{at}00")) for at, page in enumerate(pages, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
    assert ContributionLine.objects.filter(plan=plan, year="2018-19").count() == 1


@pytest.mark.django_db
def test_two_different_contributions_are_two_lines() -> None:
    plan = plan_with_one_year()
    pages = [Page(browser_of(factories.author_of(plan)), reverse("income", args=plan.args)) for _ in range(2)]
    for number, page in enumerate(pages):
        new = next(name for name in page.fields if name.startswith("income-la_add-contributor-n"))
        line = new.removeprefix("income-la_add-contributor-")
        amount = next(name for name in page.fields if name.startswith("income-la_add-amount-2017-18-"))
        assert amount.endswith(line)
        assert page.send_fields({new: f"Contributor {number}", amount: "5"}).status == 200
    assert ContributionLine.objects.values("line").distinct().count() == 3


@pytest.mark.django_db
def test_the_migration_names_lines_as_the_page_had_grouped_them() -> None:
    plan = plan_with_one_year()
    ContributionLine.objects.all().delete()
    same = {"plan": plan, "source": "la_add", "contributor": "The council", "comment": "Agreed"}
    for number, (year, more) in enumerate(
        [("2017-18", {}), ("2018-19", {}), ("2017-18", {}), ("2018-19", {"comment": "Other"})]
    ):
        ContributionLine.objects.create(**{**same, **more}, year=year, amount=number, line=str(number))
    import_module("plans.migrations.0006_contribution_lines").name_lines(apps, None)
    lines = list(ContributionLine.objects.order_by("pk").values_list("line", "amount"))
    assert [amount for _, amount in lines] == [0, 1, 2, 3]
    assert lines[0][0] == lines[1][0]
    assert len({key for key, _ in lines}) == 3
