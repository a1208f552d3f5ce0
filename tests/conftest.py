"""Fixtures that every suite may use."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from plans.models import Plan, User
from plans.rounds import all_rounds
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


@pytest.fixture
def made_up_round(db: None, settings: Any) -> Iterator[None]:
    """A site that has the made-up round of tests/rounds beside the bundled ones."""
    settings.ROUNDS_DIRS = [factories.ROOT / "tests" / "rounds"]
    all_rounds.cache_clear()
    yield
    all_rounds.cache_clear()
