"""Fixtures that every suite may use."""

import pytest
from django.test import Client

from plans.models import Plan, User
from tests import factories


@pytest.fixture
def leicester(db: None) -> Plan:
    """Leicester's 2019-20 plan, stored."""
    return factories.plan_from(factories.leicester_document())


@pytest.fixture
def author(leicester: Plan) -> User:
    """A commissioner of Leicester City Council."""
    return factories.author_of(leicester)


@pytest.fixture
def commissioner(author: User) -> Client:
    """A browser in which the commissioner has signed in."""
    client = Client()
    client.force_login(author)
    return client
