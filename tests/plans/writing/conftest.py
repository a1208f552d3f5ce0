"""A real browser for the page on which an answer is written."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from plans.models import Plan


@pytest.fixture
def opened(leicester: Plan, browse: Callable[..., Page]) -> Callable[..., Page]:
    """Opens an address in a browser of its own, signed in as that person. No script may fail on any page."""
    return browse
