"""The plan in tables and the plan as one value are the same plan."""

import json
import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bcf.fund.published import published_totals
from plans.assembling import assemble, store
from plans.models import Allocation, ContributionLine, Plan
from schemes.models import Scheme
from tests import factories


def test_a_stored_plan_assembles_to_the_document_it_came_from(leicester: Plan) -> None:
    document = factories.leicester_document()
    assert assemble(leicester) == document
    assert assemble(leicester).digest == document.digest


def test_storing_again_changes_nothing_and_keeps_the_rows_history(leicester: Plan) -> None:
    before = assemble(leicester)
    store(leicester, before)
    assert assemble(leicester) == before
    deletions = Scheme.history.filter(plan=leicester, history_type="-")
    assert deletions.count() == len(before.schemes)


@pytest.mark.parametrize("rows", [15, 300])
def test_assembling_takes_the_same_queries_however_many_rows(leicester: Plan, rows: int) -> None:
    document = factories.leicester_document()
    schemes = [document.schemes[i % 49].model_copy(update={"key": f"row-{i}"}) for i in range(rows)]
    store(leicester, document.model_copy(update={"schemes": tuple(schemes)}))
    with CaptureQueriesContext(connection) as queries:
        assert len(assemble(leicester).schemes) == rows
    selects = [query for query in queries if query["sql"].startswith("SELECT")]
    assert len(selects) == 17


def test_any_change_of_content_changes_the_digest(leicester: Plan) -> None:
    before = assemble(leicester).digest
    row = Scheme.objects.filter(plan=leicester).first()
    row.name = "Another name"
    row.save()
    assert assemble(leicester).digest != before


def test_an_entered_contribution_counts_until_the_allocation_is_loaded(leicester: Plan) -> None:
    Allocation.objects.filter(kind="income", code="ibcf").delete()
    entered = ContributionLine.objects.create(plan=leicester, source="ibcf", year="2019-20", amount="15000000.50")
    ibcf = [line for line in assemble(leicester).contributions if line.source == "ibcf"]
    assert [str(line.amount) for line in ibcf] == ["15000000.5"]
    Allocation.objects.create(
        board=leicester.board, round_id="2019-20", kind="income", code="ibcf", year="2019-20", body="E06000016",
        value="15466521", origin="published",
    )  # fmt: skip
    ibcf = [line for line in assemble(leicester).contributions if line.source == "ibcf"]
    assert [(str(line.amount), line.allocated) for line in ibcf] == [("15466521", True)]
    assert ContributionLine.objects.filter(pk=entered.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_reading_a_plan_waits_for_no_writer(leicester: Plan) -> None:
    """A writer holds its transaction open in another thread; the plan is read meanwhile, as it stood before."""
    writing, read = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic():
                row = Scheme.objects.select_for_update().filter(plan=leicester).first()
                row.name = "Half-way through"
                row.save()
                writing.set()
                read.wait(timeout=30)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert writing.wait(timeout=30)
    names = [scheme.name for scheme in assemble(leicester).schemes]
    assert writer.is_alive()
    read.set()
    writer.join()
    assert "Half-way through" not in names


def test_the_published_totals_come_out_of_the_database(leicester: Plan) -> None:
    expected = json.loads((factories.ROOT / "tests" / "fund" / "leicester_expected.json").read_text())
    totals = published_totals(leicester.round, assemble(leicester))
    assert totals == expected["printed"]
