"""However the table is written by somebody else, it ends what a body had agreed of the expenditure; a mere move does
not."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from bcf.fund.document import BodyKind
from bcf.fund.places import Section
from plans.assembling import assemble
from plans.models import Plan
from plans.rounds import get_round
from plans.together.agreeing import agree as agree_with
from plans.together.partners import writes_for
from plans.together.seen import seen
from schemes.models import PooledFund, Scheme
from schemes.rolling import Wish, roll_forward
from tests import factories
from tests.plans.pages import Page
from tests.schemes import test_many_payers_page as many_payers
from tests.schemes import test_payers_page as payers
from tests.schemes.conftest import HTMX, as_sent, row_of
from tests.schemes.pasting.test_paste_pages import look
from tests.schemes.test_many_rows import bulk, keys, move, send
from tests.schemes.test_pooled_funds_page import add, open_funds, put
from tests.schemes.years import AFTER, earlier, two_rounds, writer
from tests.together.test_agreements import agree, in_force

__all__ = ["earlier", "two_rounds", "writer"]

NHS = ["NHS Leicester City CCG"]
Way = Callable[[Client, Plan], object]


def edit(client: Client, plan: Plan) -> object:
    return client.post(row_of(plan, "row-01"), as_sent(plan, "row-01", name="Renamed"), **HTMX)


def remove(client: Client, plan: Plan) -> object:
    return client.post(f"{row_of(plan, 'row-02')}delete/", {"version": "1"})


def paste(client: Client, plan: Plan) -> object:
    return look(client, plan, "Pasted\nPasted", key="row-01", cell="name").send(step="store")


def fill(client: Client, plan: Plan) -> object:
    sent = {"from": "row-02", "rows": "row-02,row-03", "cells": "name", "versions": "1,1"}
    return client.post(reverse("expenditure-fill", args=plan.args), sent, **HTMX)


def set_column(client: Client, plan: Plan) -> object:
    return send(send(bulk(client, plan, "set:provider"), value="ambulance"), step="store")


def remove_many(client: Client, plan: Plan) -> object:
    return send(bulk(client, plan, "delete"), step="store")


def pay(client: Client, plan: Plan) -> object:
    return payers.send(payers.open_row(client, plan), ccg="5")


def pay_many(client: Client, plan: Plan) -> object:
    return many_payers.confirm(many_payers.look(client, plan, ["row-01", "row-02"], how="evenly"))


def step_back(client: Client, plan: Plan, name: str = "undo") -> None:
    client.post(reverse(f"expenditure-{name}", args=plan.args))


RECORDED = (edit, remove, paste, fill, set_column, remove_many, pay, pay_many)


@pytest.mark.parametrize("way", RECORDED, ids=lambda way: way.__name__)
def test_a_change_of_the_table_ends_it_and_so_do_undo_and_redo(commissioner, nhs_browser, leicester, way: Way):
    start = assemble(leicester).digest
    for write in (way, step_back, lambda client, plan: step_back(client, plan, "redo")):
        agree(nhs_browser, leicester, "expenditure")
        assert in_force(leicester, "expenditure") == NHS
        before = assemble(leicester).digest
        write(commissioner, leicester)
        assert assemble(leicester).digest != before
        assert in_force(leicester, "expenditure") == []
    assert assemble(leicester).digest != start


def test_what_a_body_changes_itself_it_still_agrees_with(nhs_browser, leicester):
    agree(nhs_browser, leicester, "expenditure")
    for write in (remove, step_back, paste, step_back):
        write(nhs_browser, leicester)
    assert in_force(leicester, "expenditure") == NHS


def test_pooled_funds_end_it(commissioner, nhs_browser, leicester):
    agree(nhs_browser, leicester, "expenditure")
    fund = add(commissioner, leicester)
    assert in_force(leicester, "expenditure") == []
    put(leicester, "row-01", fund)
    agree(nhs_browser, leicester, "expenditure")
    open_funds(commissioner, leicester).send_fields({f"expenditure-{fund.key}-fund-remove": "on"})
    assert not PooledFund.objects.filter(plan=leicester).exists()
    assert in_force(leicester, "expenditure") == []


@pytest.mark.parametrize(
    "way",
    [lambda client, plan: move(client, plan, "row-02", to="9"),
     lambda client, plan: send(bulk(client, plan, "move"), to="1", step="store")],
    ids=["one", "many"],
)  # fmt: skip
def test_a_move_leaves_it_and_so_do_its_undo_and_redo(commissioner, nhs_browser, leicester, way: Way):
    agree(nhs_browser, leicester, "expenditure")
    order = keys(leicester)
    way(commissioner, leicester)
    assert keys(leicester) != order
    step_back(commissioner, leicester)
    assert keys(leicester) == order
    step_back(commissioner, leicester, "redo")
    assert keys(leicester) != order
    assert in_force(leicester, "expenditure") == NHS


def test_who_read_the_table_before_a_row_was_moved_may_agree_with_it(commissioner, nhs_browser, leicester):
    read = Page(nhs_browser, reverse("expenditure", args=leicester.args)).fields["seen"]
    move(commissioner, leicester, "row-02", to="9")
    assert "is now agreed" in agree(nhs_browser, leicester, "expenditure", read=read).text


def test_a_plan_rolled_into_a_section_that_was_agreed_empty_ends_that(earlier: Plan, writer):
    plan = Plan.objects.create(board=earlier.board, round_id=AFTER)
    nhs = factories.author_of(plan, BodyKind.NHS)
    (body,) = writes_for(nhs, plan)
    for section in (Section.EXPENDITURE, Section.METRICS):
        agree_with(plan, section, nhs, body.code, seen(plan, assemble(plan), section))
    roll_forward(earlier, Wish(get_round(AFTER), {}), writer)
    assert Scheme.objects.filter(plan=plan).exists()
    assert in_force(plan, "expenditure") == []
    assert len(in_force(plan, "metrics")) == 1
