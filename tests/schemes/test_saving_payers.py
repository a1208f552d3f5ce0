"""Payers in the tables: saved with their row and its version, each with its history; lost by nothing else."""

from decimal import Decimal

import pytest

from bcf.fund.document import PooledFund as FundValue
from plans.assembling import assemble, store
from plans.models import Conflict, Plan
from schemes.models import PooledFund, Scheme, SchemePayer
from schemes.writing import copy_scheme, save_scheme
from tests.schemes.conftest import HTMX, as_sent, row_of, stored, version

YEAR = "2019-20"
CCG, COUNCIL = "04C", "E06000016"


def pay(plan: Plan, key: str = "row-01", **changes: dict[str, str]) -> Scheme:
    """Say who pays a row; the keywords are bodies, ``ccg`` and ``council``."""
    codes = {"ccg": CCG, "council": COUNCIL}
    payers = {codes[name]: {year: Decimal(text) for year, text in by.items()} for name, by in changes.items()}
    return save_scheme(plan, version(plan, key), stored(plan, key).model_copy(update={"payers": payers}))


def test_payers_are_saved_with_their_row_and_each_has_its_history(leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "6000000"}, council={YEAR: "7613.50"})
    assert version(leicester, "row-01") == 2
    pay(leicester, ccg={YEAR: "6007613"})
    assert stored(leicester, "row-01").payers == {CCG: {YEAR: Decimal(6007613)}}
    assert version(leicester, "row-01") == 3
    told = [(entry.body, entry.amount, entry.history_type) for entry in SchemePayer.history.order_by("history_id")]
    assert told == [
        (CCG, Decimal(6000000), "+"), (COUNCIL, Decimal("7613.50"), "+"), (CCG, Decimal(6007613), "~"),
        (COUNCIL, Decimal("7613.50"), "-"),
    ]  # fmt: skip


def test_saying_the_same_again_changes_nothing(leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "5"})
    pay(leicester, ccg={YEAR: "5.00"})
    assert (version(leicester, "row-01"), SchemePayer.history.count()) == (2, 1)


def test_whoever_read_the_row_before_cannot_save_payers_over_it(leicester: Plan) -> None:
    read = version(leicester, "row-01")
    pay(leicester, ccg={YEAR: "5"})
    with pytest.raises(Conflict):
        save_scheme(leicester, read, stored(leicester, "row-01").model_copy(update={"payers": {}}))
    assert stored(leicester, "row-01").payers == {CCG: {YEAR: Decimal(5)}}


def test_an_edit_in_the_table_keeps_the_payers(commissioner, leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "6007613"})
    commissioner.post(row_of(leicester, "row-01"), as_sent(leicester, "row-01", name="Another name"), **HTMX)
    row = stored(leicester, "row-01")
    assert (row.name, row.payers) == ("Another name", {CCG: {YEAR: Decimal(6007613)}})


def test_a_copy_has_neither_amounts_nor_payers_but_its_fund(leicester: Plan) -> None:
    PooledFund.objects.create(plan=leicester, key="fund-1", name="Section 75", host=COUNCIL)
    row = save_scheme(leicester, 1, stored(leicester, "row-01").model_copy(
        update={"payers": {CCG: {YEAR: Decimal(5)}}, "pooled_fund": "fund-1"}))  # fmt: skip
    copy = copy_scheme(leicester, row, stored(leicester, "row-01"))
    assert (stored(leicester, copy.key).payers, stored(leicester, copy.key).amounts) == ({}, {})
    assert stored(leicester, copy.key).pooled_fund == "fund-1"


def test_payers_and_funds_come_out_of_the_tables_as_they_went_in(leicester: Plan) -> None:
    pay(leicester, ccg={YEAR: "1"}, council={YEAR: "2", "2018-19": "3"})
    document = assemble(leicester).model_copy(
        update={"pooled_funds": (FundValue(key="b", name="Second", note="Note"), FundValue(key="a", host=CCG))}
    )
    store(leicester, document)
    assert assemble(leicester) == document
    store(leicester, document)
    assert sorted(PooledFund.objects.values_list("key", "version")) == [("a", 2), ("b", 2)]
