"""A council commissioner and an NHS commissioner of the same plan, each with a browser."""

import pytest
from django.test import Client

from bcf.fund.document import BodyKind
from plans.models import Organisation, Plan, Role, User
from tests import factories
from tests.plans.pages import browser_of


@pytest.fixture
def nhs(leicester: Plan) -> User:
    """A commissioner of the NHS body."""
    return factories.author_of(leicester, BodyKind.NHS)


@pytest.fixture
def nhs_browser(nhs: User) -> Client:
    return browser_of(nhs)


@pytest.fixture
def chair(leicester: Plan) -> User:
    """A signatory of the council."""
    return factories.person(Role.SIGNATORY, of=council(leicester))


def council(plan: Plan) -> Organisation:
    return plan.board.bodies.get(kind=BodyKind.LA)


def nhs_body(plan: Plan) -> Organisation:
    return plan.board.bodies.get(kind=BodyKind.NHS)
