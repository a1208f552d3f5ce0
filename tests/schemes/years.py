"""Two neighbouring rounds that never were, and a plan of the first, for the tests of what ties years together."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from bcf.fund.document import Contact, PlanDocument, PooledFund
from plans.models import Plan, User
from tests import factories
from tests.fund.build import MADE_UP, ROOT, changed, complete_plan, good_scheme
from tests.fund.build import ROUNDS as BUILT

BEFORE, AFTER = "2031-34", "2034-36"
NEXT = ROOT / "tests" / "rounds_next"


def earlier_document() -> PlanDocument:
    """A plan of the first round: a row per source, and one in an area that the next round does not have."""
    plan = complete_plan(BEFORE)
    made = BUILT[BEFORE]
    paid = {"99X": {"2033-34": Decimal(1_500)}, "99Y": {"2033-34": Decimal(500)}}
    street = good_scheme(made, "trust_base", "street", Decimal(2_000), name="Wardens", area="street", payers=paid,
                         pooled_fund="joint")  # fmt: skip
    people = (*plan.contacts[:1], Contact(role="friend", name="Friend", email="friend@example.org"))
    fund = PooledFund(key="joint", name="Joint fund", host="99X")
    return changed(plan, schemes=(*plan.schemes, street), contacts=people, pooled_funds=(fund,))


@pytest.fixture
def two_rounds(db: None, settings: Any) -> None:
    """A site that has both made-up rounds beside the bundled ones."""
    settings.ROUNDS_DIRS = [MADE_UP, NEXT]


@pytest.fixture
def earlier(two_rounds: None) -> Plan:
    return factories.plan_from(earlier_document())


@pytest.fixture
def writer(earlier: Plan) -> User:
    return factories.author_of(earlier)


@pytest.fixture
def writing(writer: User) -> Client:
    """The browser of an author of that board."""
    client = Client()
    client.force_login(writer)
    return client
