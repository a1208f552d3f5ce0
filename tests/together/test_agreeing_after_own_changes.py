"""Who writes on an open page may agree from that page: only what somebody else has changed meanwhile is unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bcf.fund.document import BodyKind
from plans.models import Plan, Versioned
from schemes.models import Scheme
from tests import factories
from tests.plans.pages import Page
from tests.schemes.conftest import HTMX, as_sent, row_of
from tests.together.conftest import council
from tests.together.test_agreements import agree, in_force
from tests.together.test_agreements_of_the_table import RECORDED, Way, step_back

REFUSED = "Not agreed yet: this section was changed after you had opened it"


@pytest.fixture
def written_long_ago(leicester: Plan) -> None:
    """All that stands in the plan was written an hour ago."""
    for model in apps.get_models():
        if issubclass(model, Versioned):
            model.history.update(history_date=timezone.now() - timedelta(hours=1))  # type: ignore[attr-defined]


def opened(client: Client, plan: Plan, section: str = "expenditure") -> str:
    """What a page that the client opens now says that they have seen."""
    return Page(client, reverse(section, args=plan.args)).fields["seen"]


@pytest.mark.usefixtures("written_long_ago")
@pytest.mark.parametrize("way", RECORDED, ids=lambda way: way.__name__)
def test_ones_own_changes_of_the_table_do_not_stand_in_the_way(commissioner, leicester, way: Way):
    read = opened(commissioner, leicester)
    for write in (way, step_back, lambda client, plan: step_back(client, plan, "redo")):
        write(commissioner, leicester)
    agree(commissioner, leicester, "expenditure", read=read)
    assert in_force(leicester, "expenditure") == [council(leicester).name]


def by_a_colleague_of_the_same_body(plan: Plan) -> None:
    client = Client()
    client.force_login(factories.author_of(plan))
    client.post(row_of(plan, "row-02"), as_sent(plan, "row-02", name="Another name"), **HTMX)


def by_the_other_body(plan: Plan) -> None:
    client = Client()
    client.force_login(factories.author_of(plan, BodyKind.NHS))
    client.post(f"{row_of(plan, 'row-02')}delete/", {"version": "1"})


def by_no_person(plan: Plan) -> None:
    row = Scheme.objects.get(plan=plan, key="row-02")
    row.name = "Loaded"
    row.save()


@pytest.mark.usefixtures("written_long_ago")
@pytest.mark.parametrize(
    "change", [by_a_colleague_of_the_same_body, by_the_other_body, by_no_person], ids=lambda change: change.__name__
)
def test_a_change_by_anybody_else_is_not_agreed_unseen(commissioner, leicester, change: Callable[[Plan], None]):
    read = opened(commissioner, leicester)
    RECORDED[0](commissioner, leicester)
    change(leicester)
    assert REFUSED in agree(commissioner, leicester, "expenditure", read=read).text
    assert in_force(leicester, "expenditure") == []


@pytest.mark.usefixtures("written_long_ago")
def test_what_somebody_else_changed_in_another_section_is_no_hindrance(commissioner, nhs_browser, leicester):
    read = opened(commissioner, leicester)
    Page(nhs_browser, reverse("cover", args=leicester.args)).send_fields({"cover-completed_by-value": "Somebody"})
    RECORDED[0](commissioner, leicester)
    agree(commissioner, leicester, "expenditure", read=read)
    assert in_force(leicester, "expenditure") == [council(leicester).name]


def test_what_was_written_while_the_page_was_read_counts_as_unseen(commissioner, nhs_browser, leicester):
    RECORDED[0](nhs_browser, leicester)
    read = opened(commissioner, leicester)
    RECORDED[1](commissioner, leicester)
    assert REFUSED in agree(commissioner, leicester, "expenditure", read=read).text
    assert "is now agreed" in agree(commissioner, leicester, "expenditure").text


@pytest.mark.usefixtures("written_long_ago")
def test_only_a_page_of_the_section_tells_that_it_was_read(commissioner, leicester):
    for read in (opened(commissioner, leicester, "cover"), "nothing", f"{opened(commissioner, leicester)}x"):
        assert REFUSED in agree(commissioner, leicester, "expenditure", read=read).text
    assert in_force(leicester, "expenditure") == []


def test_every_row_of_a_section_tells_whose_it_is():
    """A model without a plan of its own is no part of what is looked through, so it may stand in no section."""
    for model in apps.get_models():
        if issubclass(model, Versioned):
            fields = {field.name: field for field in model._meta.get_fields()}
            if "plan" in fields:
                assert fields["plan"].related_model is Plan
            else:
                assert model.SECTION is None
                assert "section" not in fields
