"""A plan under review, and the people around it."""

import pytest

from assurance.actions.beginning import begin
from plans.models import Plan
from tests import story
from tests.story import Cast


@pytest.fixture
def reviewed(db: None) -> Plan:
    """Leicester's plan, submitted; `people` has begun its review."""
    return story.finished()


@pytest.fixture
def people(reviewed: Plan) -> Cast:
    """Somebody for every role. The plan is sealed, signed, submitted and under review."""
    cast = story.cast(reviewed)
    story.submitted(reviewed, cast)
    begin(reviewed, cast.manager)
    return cast
