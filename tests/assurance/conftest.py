"""A plan that can be sealed, and the people around it."""

import pytest

from plans.models import Plan
from tests import story
from tests.story import Cast


@pytest.fixture
def finished(db: None) -> Plan:
    """Leicester's plan with nothing left open."""
    return story.finished()


@pytest.fixture
def people(finished: Plan) -> Cast:
    return story.cast(finished)
