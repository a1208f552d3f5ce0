"""Home and the task list."""

from django.test import Client
from django.urls import reverse

from plans.models import Plan


def test_home_shows_my_plan(commissioner: Client, leicester: Plan):
    page = commissioner.get(reverse("home"))
    assert "Leicester" in page.content.decode()
    page = commissioner.get(reverse("plan", args=leicester.args))
    print(page.content.decode())
    assert "Cover and contacts" in page.content.decode()
